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
import tempfile
import time
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from helpers.edition import PACKAGE
from workbook.authoring import address, book, checkout, kit, verify
from workbook.authoring.address import Address, BuildError

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

[tool.setuptools.package-data]
"workbook.term" = ["web/*", "web/*/*"]
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
        checkout.export(root, commit, source)
        _wheel(source, new, here.wheel, seconds)
        grader_wheel(source, new, here, seconds)
        given = kit.files(source, here, commit, seconds)
        folded = {f"{PACKAGE}-{here.version}/{path}": content for path, content in given.items()}
        _zip(new / f"{PACKAGE}-{here.version}-students.zip", folded, seconds)
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
    commit = checkout.committed(root)
    _check_changelog(root, here)
    tagged = checkout.git(
        root, "for-each-ref", "--format=%(objectname) %(*objectname)", f"refs/tags/{here.tag}"
    ).split()
    if tagged and tagged[-1] != commit:
        raise BuildError(
            f"The tag {here.tag} is on commit {tagged[-1][:10]}, and this is {commit[:10]}. A release stays what it "
            f"is: raise the version in helpers/__init__.py, or check out {here.tag}."
        )
    here_too = checkout.git(root, "tag", "--points-at", commit, "v[0-9]*").split()
    if here_too and here.tag not in here_too:
        raise BuildError(
            f"This commit has the tag {here_too[0]}, but is version {here.version}, whose notebooks look for their "
            f"wheel at {here.tag}. Remove that tag, and tag the commit {here.tag}; or release it as the other version."
        )
    if found := verify.problems(root):
        raise BuildError(f"`make check` finds {len(found)} problems. Run it, mend them, commit. The first: {found[0]}")
    if waiting := " ".join(verify.not_run(root)):
        raise BuildError(
            f"Checks have changed since their notebooks were executed: {waiting}. Run `workbook build --force "
            f"{waiting}`, commit, and run `make release` again."
        )
    return commit, checkout.seconds(root, commit)


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
