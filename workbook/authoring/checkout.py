"""The commit that is checked out: what a release and the students' kit are made from."""

import subprocess
import tarfile
import tempfile
from pathlib import Path

from workbook.authoring.address import BuildError

NO_CHECKOUT = "This is made from a commit of the course's own git repository, but {why}. Clone it, and begin there."


def git(root: Path, *command: str, why: str = NO_CHECKOUT) -> str:
    """Run git and return what it prints.

    Raises
    ------
    BuildError
        If git is missing or fails; the sentence has its words in the place of ``{why}``.
    """
    try:
        done = subprocess.run(["git", *command], cwd=root, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        raise BuildError("This is made from a commit, and git is not installed. Install it.") from None
    if done.returncode != 0:
        raise BuildError(why.format(why=f"git says: {' '.join(done.stderr.split())}"))
    return done.stdout.rstrip("\n")


def committed(root: Path) -> str:
    """Return the commit that is checked out.

    Raises
    ------
    BuildError
        If what lies in the folder is something else.
    """
    if Path(git(root, "rev-parse", "--show-toplevel")).resolve() != root.resolve():
        raise BuildError(NO_CHECKOUT.format(why=f"{root} lies inside another repository"))
    commit = git(root, "rev-parse", "HEAD")
    if changed := changes(root):
        raise BuildError(
            f"What lies here is not what is committed: {changed}. Commit or remove it, then run the same command again."
        )
    return commit


def changes(root: Path) -> str:
    """Return in words which files are not as they are committed: nothing if all are."""
    changed = [line[3:] for line in git(root, "status", "--porcelain", "--no-renames").splitlines()]
    return ", ".join(changed[:3]) + (f" and {len(changed) - 3} more" if len(changed) > 3 else "")


def seconds(root: Path, commit: str) -> int:
    """Return the date of a commit, in seconds since 1970."""
    return int(git(root, "show", "--no-patch", "--format=%ct", commit))


def export(root: Path, commit: str, folder: Path) -> None:
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
