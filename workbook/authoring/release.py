"""Build what a release consists of: two wheels, the students' kit, the book and their checksums (``make release``).

The wheel of ``helpers`` is what the released notebooks install on Colab; the other one has the grader alone, for any
course of nbgrader's (docs/any_course.md). Wheels and kit are made from the commit and from nothing else that lies in
the folder, and have the same bytes whenever they are made from it.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from helpers.edition import PACKAGE
from workbook.authoring import address, book, verify
from workbook.authoring.address import Address, BuildError

# What students get, beside a README of their own. No solution, nothing of the grader's, no test.
KIT = (
    *(".ci/environment", ".ci/jupyterlab", "LICENSE", "LICENSE-text.md", "Makefile", "environment.yml", "helpers"),
    *("notebooks", "pyproject.toml", "requirements.lock"),
)
KIT_README = """\
{title}

{purpose}

This is the students' kit of release {version}. The whole course is at <{page}>. Begin with `make lab`.

{students}
"""
NO_CHECKOUT = (
    "A release is made from a commit of the course's own git repository, but {why}. Clone it, and begin there."
)
LEARNERS = "docs/learners.md"
ANY_COURSE = "docs/any_course.md"
# Of the grader's wheel. Whatever grades imports no helpers and no TensorFlow where they are missing.
GRADER = """\
[build-system]
requires = ["setuptools>=77"]
build-backend = "setuptools.build_meta"

[project]
name = "{package}-grading"
version = "{version}"
description = "Grades the submissions of any nbgrader course behind walls"
readme = "README.md"
license = "MIT"
license-files = ["LICENSE"]
requires-python = "{python}"
dependencies = {dependencies}
urls = {{ Repository = "{page}" }}

[tool.setuptools.packages.find]
include = ["workbook*"]
exclude = ["workbook.audit*"]
"""


def make(root: Path, folder: Path) -> list[Path]:
    """Build the release of the commit that is checked out.

    Parameters
    ----------
    root
        The project's folder, a git checkout.
    folder
        Where to put the files; what is there is replaced.

    Returns
    -------
        The files.

    Raises
    ------
    BuildError
        If this commit cannot be a release, or something cannot be built.
    """
    here = address.of(root)
    commit, seconds = releasable(root, here)
    with tempfile.TemporaryDirectory() as temporary:
        source, new, site = (Path(temporary) / name for name in ("source", "release", "site"))
        new.mkdir()
        _export(root, commit, source)
        _wheel(source, new, here.wheel, seconds)
        grader_wheel(source, new, here, seconds)
        _zip(new / f"{PACKAGE}-{here.version}-students.zip", _kit(source, here), seconds)
        book.make(root, site)
        pages = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
        _zip(new / f"{PACKAGE}-{here.version}-book.zip", pages, seconds)
        sums = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}" for path in sorted(new.iterdir())]
        (new / "SHA256SUMS").write_text("\n".join(sums) + "\n", encoding="utf-8", newline="\n")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(new, folder)
    return sorted(folder.iterdir())


def releasable(root: Path, here: Address) -> tuple[str, int]:
    """Return the commit that is checked out, and its date in seconds since 1970.

    Raises
    ------
    BuildError
        If it cannot be the release that its version says: the first reason found, and what to do.
    """
    if here.is_main:
        raise BuildError(
            f"helpers/__init__.py says {here.version}, which is main and no release. Give it the release's number, "
            f'such as __version__ = "{here.version.partition(".dev")[0]}", run `make build`, commit, and run '
            "`make release` again."
        )
    if Path(_git(root, "rev-parse", "--show-toplevel")).resolve() != root.resolve():
        raise BuildError(NO_CHECKOUT.format(why=f"{root} lies inside another repository"))
    commit = _git(root, "rev-parse", "HEAD")
    if changed := [line[3:] for line in _git(root, "status", "--porcelain", "--no-renames").splitlines()]:
        more = f" and {len(changed) - 3} more" if len(changed) > 3 else ""
        raise BuildError(
            f"What lies here is not what is committed: {', '.join(changed[:3])}{more}. Commit or remove it, then run "
            "`make release` again."
        )
    _check_changelog(root, here)
    tagged = _git(root, "for-each-ref", "--format=%(objectname) %(*objectname)", f"refs/tags/{here.tag}").split()
    if tagged and tagged[-1] != commit:
        raise BuildError(
            f"The tag {here.tag} is on commit {tagged[-1][:10]}, and this is {commit[:10]}. A release stays what it "
            f"is: raise the version in helpers/__init__.py, or check out {here.tag}."
        )
    here_too = _git(root, "tag", "--points-at", commit, "v[0-9]*").split()
    if here_too and here.tag not in here_too:
        raise BuildError(
            f"This commit has the tag {here_too[0]}, but is version {here.version}, whose notebooks look for their "
            f"wheel at {here.tag}. Remove that tag, and tag the commit {here.tag}; or release it as the other version."
        )
    if found := verify.problems(root):
        raise BuildError(f"`make check` finds {len(found)} problems. Run it, mend them, commit. The first: {found[0]}")
    return commit, int(_git(root, "show", "--no-patch", "--format=%ct", commit))


def _check_changelog(root: Path, here: Address) -> None:
    path = root / "CHANGELOG.md"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    found = re.search(rf"^## \[{re.escape(here.version)}\] - (\S+)$", text, re.MULTILINE)
    try:
        date.fromisoformat(found[1] if found else "")
    except ValueError:
        raise BuildError(
            f"CHANGELOG.md has no dated entry of {here.version}: write what is new in it below a heading "
            f"`## [{here.version}] - YEAR-MONTH-DAY`, commit, and run `make release` again."
        ) from None


def _git(root: Path, *command: str) -> str:
    try:
        done = subprocess.run(["git", *command], cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise BuildError("A release is made from a commit, and git is not installed. Install it.") from None
    if done.returncode != 0:
        raise BuildError(NO_CHECKOUT.format(why=f"git says: {' '.join(done.stderr.split())}"))
    return done.stdout.rstrip("\n")


def _export(root: Path, commit: str, folder: Path) -> None:
    """Write the files of a commit, readable for all and executable where git says so, whatever the user's umask."""
    with tempfile.TemporaryFile() as packed:
        subprocess.run(["git", "archive", "--format=tar", commit], cwd=root, stdout=packed, check=True)
        packed.seek(0)
        with tarfile.open(fileobj=packed) as archive:
            for member in archive:
                if packed_file := archive.extractfile(member) if member.isfile() else None:
                    path = folder / member.name
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(packed_file.read())
                    path.chmod(0o755 if member.mode & 0o100 else 0o644)


def grader_wheel(source: Path, folder: Path, here: Address, seconds: int) -> None:
    """Build the wheel that has the grader, without the course."""
    stated = tomllib.loads((source / "pyproject.toml").read_text(encoding="utf-8"))
    text = GRADER.format(
        package=PACKAGE,
        version=here.version,
        page=here.page,
        python=stated["project"]["requires-python"],
        dependencies=json.dumps(stated["dependency-groups"]["grader"]),
    )
    with tempfile.TemporaryDirectory() as temporary:
        alone = Path(temporary) / "grader"
        shutil.copytree(source / "workbook", alone / "workbook", ignore=shutil.ignore_patterns("__pycache__"))
        shutil.copy(source / "LICENSE", alone)
        shutil.copy(source / ANY_COURSE, alone / "README.md")
        (alone / "pyproject.toml").write_text(text, encoding="utf-8")
        _wheel(alone, folder, here.grader_wheel, seconds)


def _wheel(source: Path, folder: Path, name: str, seconds: int) -> None:
    """Build the wheel of this file name."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "wheel"]
    done = subprocess.run(
        [*pip, "--no-deps", "--no-build-isolation", "--wheel-dir", folder, source],
        env=os.environ | {"SOURCE_DATE_EPOCH": str(seconds)},
        umask=0o022,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise BuildError(f"The wheel could not be built:\n{done.stdout}{done.stderr}")
    if not (folder / name).exists():
        raise BuildError(f"pip built {next(folder.iterdir()).name}, not {name}, which others install by its name.")


def _kit(source: Path, here: Address) -> dict[str, bytes]:
    """Return the files of the students' kit, all in one folder."""
    paths = [path for name in KIT for path in ((source / name), *(source / name).rglob("*")) if path.is_file()]
    files = {path.relative_to(source).as_posix(): path.read_bytes() for path in paths}
    files["README.md"] = _kit_readme(source, here).encode()
    return {f"{PACKAGE}-{here.version}/{name}": text for name, text in files.items()}


def _kit_readme(source: Path, here: Address) -> str:
    title, purpose = (source / "README.md").read_text(encoding="utf-8").split("\n\n")[:2]
    _, found, students = (source / LEARNERS).read_text(encoding="utf-8").partition("\n## ")
    if not found:
        raise BuildError(f"{LEARNERS} has no heading of the second level, below which the kit's README stands.")
    return KIT_README.format(
        title=title, purpose=purpose, version=here.version, page=here.page, students=(found + students).strip()
    )


def _zip(path: Path, files: Mapping[str, bytes], seconds: int) -> None:
    """Pack files in the order of their names, with the commit's date."""
    with ZipFile(path, "w") as packed:
        for name in sorted(files):
            info = ZipInfo(name, time.gmtime(seconds)[:6])
            info.compress_type = ZIP_DEFLATED
            info.create_system = 3  # Unix, on any system
            script = files[name].startswith(b"#!")
            info.external_attr = (0o100755 if script else 0o100644) << 16
            packed.writestr(info, files[name])
