# A Linux with the course's environment, where the walls of grading can be built: for Codespaces (.devcontainer), and
# for instructors on macOS and Windows. docs/grading.md says how to start it. BASE is a Debian of a supported
# Python.
ARG BASE=debian:trixie-slim

FROM $BASE AS system
RUN apt-get update \
    && apt-get install --yes --no-install-recommends bubblewrap ca-certificates git make python3 python3-venv \
    && rm -rf /var/lib/apt/lists/*
# Not root, for whom some of the kernel's limits do not hold.
RUN useradd --create-home --shell /bin/bash course && install --directory --owner=course /home/course/workbook
USER course
WORKDIR /home/course/workbook

FROM system
# What .ci/environment reads, and what it installs. The course itself is mounted here when the container starts.
COPY --chown=course Makefile pyproject.toml requirements.lock README.md LICENSE LICENSE-text.md ./
COPY --chown=course .ci .ci
COPY --chown=course helpers helpers
RUN make for-instructors
CMD ["make", "instructor", "LAB_ARGS=--no-browser --ip=0.0.0.0"]
