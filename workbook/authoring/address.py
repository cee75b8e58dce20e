"""Where the course is published: its repository, its version, and the addresses that follow from the two.

The repository stands in pyproject.toml, the version in ``helpers/__init__.py``. From them come the addresses in
notebooks and documents. A version with ``.dev`` in it is main's: its notebooks install what main holds on that day. Any
other is a release: its notebooks install the wheel of that release, and nothing newer.
"""

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from packaging.version import InvalidVersion, Version

from helpers.edition import PACKAGE

# What names the repository beside pyproject.toml and the notebooks.
DOCUMENTS = ("README.md", "CITATION.cff", "SECURITY.md", ".github/ISSUE_TEMPLATE/config.yml")
_REPOSITORY = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*/[\w.-]*\w")
_VERSION = re.compile(r'^__version__ = "(.*)"$', re.MULTILINE)


class BuildError(Exception):
    """A source, a setting or an output of which nothing can be built; the message says what to do."""


@dataclass(frozen=True)
class Address:
    """Where one version of the course lies."""

    repository: str
    """owner/name on GitHub"""
    version: str

    @property
    def is_main(self) -> bool:
        """Whether this is no release."""
        return Version(self.version).is_devrelease

    @property
    def tag(self) -> str:
        """What git calls this version."""
        return "main" if self.is_main else f"v{self.version}"

    @property
    def page(self) -> str:
        """The repository's page."""
        return f"https://github.com/{self.repository}"

    @property
    def wheel(self) -> str:
        """The file name of the wheel of ``helpers``."""
        return f"{PACKAGE.replace('-', '_')}-{self.version}-py3-none-any.whl"

    @property
    def grader_wheel(self) -> str:
        """The file name of the wheel of the grader alone."""
        return self.wheel.replace("-", "_grading-", 1)

    @property
    def package(self) -> str:
        """What a notebook installs where ``helpers`` are missing."""
        if self.is_main:
            return f"{self.page}/archive/main.zip"
        return f"{self.page}/releases/download/{self.tag}/{self.wheel}"

    def on_colab(self, notebook: str) -> str:
        """Return where Colab opens a notebook, given by its path in the repository."""
        return f"https://colab.research.google.com/github/{self.repository}/blob/{self.tag}/{notebook}"


def of(root: Path) -> Address:
    """Return the address of the course in a folder.

    Raises
    ------
    BuildError
        If its version is none, or is not written as the wheel's file name has it.
    """
    urls = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["urls"]
    found = _VERSION.search((root / "helpers" / "__init__.py").read_text(encoding="utf-8"))
    version = found[1] if found else ""
    try:
        normal = str(Version(version))
    except InvalidVersion:
        normal = "0.2.0"
    if version != normal:
        raise BuildError(f'helpers/__init__.py: write the version as __version__ = "{normal}", not "{version}".')
    return Address(urls["Repository"].removeprefix("https://github.com/"), version)


def move(root: Path, repository: str) -> None:
    """Write another repository into pyproject.toml and the documents, in the place of the one that is there.

    Raises
    ------
    BuildError
        If it is not owner/name.
    """
    if not _REPOSITORY.fullmatch(repository):
        raise BuildError(f"REPOSITORY={repository}: write it as owner/name, such as REPOSITORY=ada/autoencoders.")
    old = re.compile(rf"(?<=github\.com/){re.escape(of(root).repository)}(?![\w-])")
    for path in (root / "pyproject.toml", *_documents(root)):
        text = path.read_text(encoding="utf-8")
        if (moved := old.sub(repository, text)) != text:
            path.write_text(moved, encoding="utf-8")


def citation(root: Path) -> str:
    """Return the text of CITATION.cff with this version, or nothing where there is no such file."""
    path = root / "CITATION.cff"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return re.sub(r"^version: .*$", f"version: {of(root).version}", text, count=1, flags=re.MULTILINE)


def problems(root: Path) -> list[str]:
    """Return one sentence for each document that does not say where the course is, or which version it is."""
    address = of(root)
    found = [
        f"{path.relative_to(root)} does not name {address.page}, the repository in pyproject.toml; put back there "
        "what the other files name, and run `make build REPOSITORY=owner/name`."
        for path in _documents(root)
        if not re.search(rf"{re.escape(address.page)}(?![\w-])", path.read_text(encoding="utf-8"))
    ]
    if (path := root / "CITATION.cff").exists() and path.read_text(encoding="utf-8") != citation(root):
        found.append(f"CITATION.cff is not of version {address.version}; run `make build`.")
    return found


def _documents(root: Path) -> list[Path]:
    return [path for name in DOCUMENTS if (path := root / name).exists()]
