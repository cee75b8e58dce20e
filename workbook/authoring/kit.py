"""Make the students' kit: what students get of the course, and nothing that answers an exercise (``workbook kit``).

It is made from the commit that is checked out. A release has it as a zip file; as a repository of its own it can be
public while the course's is private. What it gave, file by file and cell by cell, stands in its record, by which
`update` tells what is a student's own.
"""

import json
import tempfile
from pathlib import Path

import nbformat

from helpers.edition import PACKAGE
from workbook.authoring import address as addresses
from workbook.authoring import checkout, update, verify
from workbook.authoring.address import Address, BuildError
from workbook.authoring.assignment import GRADE_ID, NBGRADER, grade_id, is_answer

# What students get, beside a README of their own. No solution, nothing of the grader's, no test.
KIT = (
    *(".ci/environment", ".ci/jupyterlab", ".gitattributes", ".gitignore", "LICENSE", "LICENSE-text.md", "Makefile"),
    *("environment.yml", "helpers", "notebooks", "pyproject.toml", "requirements.lock"),
)
README = """\
{title}

{purpose}

This is the students' kit of {edition}. Its page is <{page}>. Begin with `make lab`.

{students}
"""
LEARNERS = "docs/learners.md"
DATES = "dates.md"
"""When work is due, where the course says so: no part of what a release's tag holds, because a date may change."""
UPDATER = "workbook/authoring/update.py"
NOT_COMMITTED = "The kit is written, and not committed: {why}. Mend that, and give the same command again."


def files(source: Path, here: Address, commit: str, seconds: int, dates: str = "") -> dict[str, bytes]:
    """Return the kit's files by their paths, from the files of a commit and its date in seconds since 1970.

    `dates` is a page that says when work is due.
    """
    paths = [path for name in KIT for path in ((source / name), *(source / name).rglob("*")) if path.is_file()]
    made = {path.relative_to(source).as_posix(): path.read_bytes() for path in paths}
    made["README.md"] = _readme(source, here).encode()
    if dates:
        made[DATES] = f"{dates}\n".encode()
    made[update.SCRIPT] = b"#!/usr/bin/env python3\n" + (source / UPDATER).read_bytes()
    made[update.RECORD] = _record(made, here, commit, seconds)
    return made


def make(root: Path, folder: Path, *, repository: bool = False, dates: str = "") -> list[str]:
    """Write the kit of the commit that is checked out into a folder, and return what to tell who publishes it.

    A folder that has an older kit gets the newer one, if nobody has worked in it. With ``repository`` it becomes one
    of git's, with a commit and, of a release, its tag. `dates` is a page that says when work is due.

    Raises
    ------
    BuildError
        If no kit can be made, or the folder holds anything else; nothing is written then.
    """
    here = addresses.of(root)
    place = folder.resolve()
    if place.is_relative_to(root.resolve()) and not place.is_relative_to(root.resolve() / "build"):
        raise BuildError(f"{folder} lies in the course. Name a folder elsewhere, such as ../{PACKAGE}-students.")
    new = _made(root, here, dates)
    there, old = update.whole(new), update.record_of(folder)
    try:
        _check_folder(folder, old, there)
        if old.files != there.files:
            if _without_dates(old) != _without_dates(there):
                _check_tag(folder, here)
            for path in old.files.keys() - there.files.keys():
                (folder / path).unlink()
            for path, content in new.items():
                update.put(folder, path, content)
    except OSError as error:
        raise BuildError(f"{error.filename or folder} cannot be read or written ({error.strerror}).") from error
    if repository:
        _commit(folder, here, sorted({*old.files, *new}))
    what = "is as it was: for students nothing is new" if old.files == there.files else f"has {len(new)} files"
    return [f"{folder}, {_edition(here)}, {what}.", *(_publish(folder, here) if repository else [])]


def bring(root: Path, folder: Path, dates: str = "") -> list[str]:
    """Bring the kit of the commit that is checked out, with its `dates`, into a folder in which a student has begun.

    Returns
    -------
        What to tell the student.

    Raises
    ------
    BuildError
        If that cannot be.
    """
    try:
        return update.update(folder, _made(root, addresses.of(root), dates))
    except update.UpdateError as error:
        raise BuildError(str(error)) from error


def _made(root: Path, here: Address, dates: str) -> dict[str, bytes]:
    commit = checkout.committed(root)
    if found := verify.problems(root):
        raise BuildError(f"`make check` finds {len(found)} problems. Run it, mend them, commit. The first: {found[0]}")
    with tempfile.TemporaryDirectory() as temporary:
        source = Path(temporary)
        checkout.export(root, commit, source)
        return files(source, here, commit, checkout.seconds(root, commit), dates)


def _readme(source: Path, here: Address) -> str:
    title, purpose = (source / "README.md").read_text(encoding="utf-8").split("\n\n")[:2]
    _, found, students = (source / LEARNERS).read_text(encoding="utf-8").partition("\n## ")
    if not found:
        raise BuildError(f"{LEARNERS} has no heading of the second level, below which the kit's README stands.")
    return README.format(
        title=title,
        purpose=purpose,
        edition=_edition(here),
        page=here.page,
        students=(found + students).strip(),
    )


def _record(made: dict[str, bytes], here: Address, commit: str, seconds: int) -> bytes:
    """Return what a kit says of itself, as `update.read_record` reads it."""
    cells = {}
    for path in (path for path in made if path.endswith(".ipynb")):
        notebook = nbformat.reads(made[path].decode(), as_version=4)
        cells[path] = [[c.id, grade_id(c), is_answer(c), update.digest(c.source)] for c in notebook.cells]
    record = {
        "version": here.version,
        "commit": commit,
        "made": seconds,
        "known_by": [NBGRADER, GRADE_ID],
        "files": {path: update.digest(made[path]) for path in sorted(made)},
        "cells": dict(sorted(cells.items())),
    }
    return json.dumps(record).encode() + b"\n"


def _check_folder(folder: Path, old: update.Record, there: update.Record) -> None:
    """Refuse a folder in which this would replace or remove anything but a kit's own files."""
    if not old.files:
        found = [path.name for path in sorted(folder.iterdir()) if path.name != ".git"] if folder.exists() else []
        if found:
            raise BuildError(
                f"{folder} is not empty, and no students' kit: it has {', '.join(found[:3])}. Name a new or an empty "
                "folder, or a clone of an empty repository."
            )
        return
    changed = [path for path in sorted({*old.files, *there.files}) if _is_anothers(folder / path, path, old, there)]
    if changed:
        raise BuildError(
            f"In {folder} somebody has worked: {', '.join(changed[:3])}, {len(changed)} in all, are not as the "
            "kit had them. `--update` brings what is new in there and keeps that; to publish, put them back, or take a "
            "folder where nobody works."
        )


def _is_anothers(place: Path, path: str, old: update.Record, there: update.Record) -> bool:
    """Whether what is at a place is neither the old kit's nor the new one's, which a stopped command has left."""
    if place.is_symlink() or place.exists():
        known = {kit.files[path] for kit in (old, there) if path in kit.files}
        return place.is_symlink() or not place.is_file() or update.digest(place.read_bytes()) not in known
    return path in old.files and path in there.files


def _without_dates(kit: update.Record) -> dict[str, str]:
    return {path: digest for path, digest in kit.files.items() if path != DATES}


def _check_tag(folder: Path, here: Address) -> None:
    if not here.is_main and (folder / ".git").exists() and checkout.git(folder, "tag", "--list", here.tag):
        raise BuildError(
            f"{folder} has the tag {here.tag} already, and for students something is new. A release stays what it is: "
            "raise the version in helpers/__init__.py, run `make build`, commit, and make the kit again."
        )


def _commit(folder: Path, here: Address, paths: list[str]) -> None:
    """Commit these files and nothing else, and tag a release."""

    def git(*command: str) -> str:
        return checkout.git(folder, *command, why=NOT_COMMITTED)

    if not (folder / ".git").exists():
        git("init", "--quiet", "--initial-branch=main")
    known = set(git("ls-files").splitlines())
    own = [path for path in paths if (folder / path).exists() or path in known]
    git("add", "--all", "--force", "--", *own)  # by force, for a user's own settings may ignore any
    message = f"--message=The students' kit of {_edition(here)}"
    if git("diff", "--cached", "--name-only", "--", *own):
        git("commit", "--quiet", message, "--", *own)
    if not here.is_main and not git("tag", "--list", here.tag):
        git("tag", "--annotate", message, here.tag)


def _publish(folder: Path, here: Address) -> list[str]:
    """Say what is left to do until students have it."""
    words = [f"Publish it at {here.page}, where its badges lead: git -C {folder} push --follow-tags origin HEAD"]
    remote = checkout.git(folder, "config", "--default=", "--get", "remote.origin.url")
    if remote and not remote.removesuffix("/").removesuffix(".git").endswith(here.repository):
        words = [
            f"Its badges lead to {here.page}, and it is pushed to {remote}. To have them lead there, run `make build "
            "REPOSITORY=owner/name` with that name in the course, commit, and make the kit again."
        ]
    if here.is_main:
        return [*words, "It has no tag, since the course's version is main's and not a release's."]
    return [
        *words,
        f"On Colab its notebooks install {here.wheel}: make it by `make release`, and attach it to {here.tag} there.",
    ]


def _edition(here: Address) -> str:
    return f"main ({here.version})" if here.is_main else f"release {here.version}"
