"""Get a file from Keras' cache, or through Keras' downloader into it, and never a damaged one.

Every file is examined before it is used, and a download enters the cache only when it is whole, so a half-finished one
does no harm.
"""

import gzip
import hashlib
import io
import os
import socket
import ssl
import tempfile
import threading
import urllib.error
import urllib.request
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from http import HTTPStatus
from pathlib import Path

from helpers.errors import disk_is_full

MISSING = "no whole copy of it is on this machine, and the server that holds it "
NO_ANSWER = f"{MISSING}could not be reached"
UNKNOWN_CERTIFICATE = (
    f"{MISSING}showed a certificate that this Python does not know. Most often a network's proxy or a virus scanner "
    "stands between: set SSL_CERT_FILE to a file with its certificate, which your administrator has, before JupyterLab "
    "starts"
)
PROXY_REFUSES = (
    f"{MISSING}is behind a proxy that asks for a name and a password: set HTTPS_PROXY to "
    "http://NAME:PASSWORD@PROXY:PORT before JupyterLab starts"
)
HOST = "https://storage.googleapis.com/"
PATIENCE = 10  # seconds without an answer after which a server counts as out of reach


class Unavailable(Exception):
    """A data set cannot be had; the message is a clause that gives the reason."""


def content(title: str, place: str, folder: str, file: str, checksum: str | None) -> bytes:
    """Return a file's content.

    Parameters
    ----------
    title
        What the set is called in a message.
    place
        Where on `HOST` the file lies, up to its name.
    folder
        Where it is kept inside Keras' folder.
    checksum
        Its SHA-256 sum; None for a gzip archive of which none is published: gzip's own sum is compared then.

    Raises
    ------
    Unavailable
        If it is neither in the cache nor to be downloaded.
    """
    return _cached(title, folder, file, checksum) or _fetched(place, folder, file, checksum)


def _folders() -> list[Path]:
    """Return the folders in which Keras keeps files: its own, and where it turns when it may not write there."""
    home = Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras").expanduser()
    return [home, Path(tempfile.gettempdir(), ".keras")]


def _cached(title: str, folder: str, file: str, checksum: str | None) -> bytes | None:
    """Return the file's content if a cache holds it whole. A damaged one is set aside, with a sentence."""
    for home in _folders():
        path = home / folder / file
        try:
            found = path.read_bytes()
        except OSError:
            continue
        # The content that was checked is the content that is used, whatever happens to the file from here on.
        if _is_whole(found, checksum):
            return found
        aside = path.with_name(f"{file}.damaged")
        try:
            path.replace(aside)
            what = f"it was set aside as {aside.name}, to be fetched again"
        except OSError:
            what = "it is not used, and stays where it is because its folder cannot be written to"
        print(f"{title}: the cached file {file} is incomplete or damaged; {what}.")
    return None


def _fetched(place: str, folder: str, file: str, checksum: str | None) -> bytes:
    """Download the file, put it in the cache and return its content."""
    must_be_reachable(HOST + "tensorflow/tf-keras-datasets/mnist.npz")
    with _scratch(folder) as scratch:
        # Imported here because it takes seconds, and a set in the cache does not need it.
        from keras.utils import get_file

        try:
            with patience():
                get_file(file, HOST + place + file, file_hash=checksum, cache_dir=scratch, cache_subdir=".")
        except Exception as error:  # Keras raises bare Exceptions
            why = "the disk is full" if disk_is_full(error) else type(error).__name__
            raise Unavailable(f"the download of {file} failed ({why})") from error
        whole = Path(scratch, file)
        fetched = whole.read_bytes()
        if not _is_whole(fetched, checksum):
            raise Unavailable(f"the download of {file} arrived damaged")
        with suppress(OSError):  # good to use even where it cannot be kept
            whole.replace(Path(scratch).parent / file)
    return fetched


@contextmanager
def patience() -> Iterator[None]:
    """Give up on a server that falls silent: urlretrieve, which Keras and scikit-learn use, would wait for ever."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(PATIENCE)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)


def _scratch(folder: str) -> tempfile.TemporaryDirectory[str]:
    """Return a temporary folder inside the first cache that can be written to: on one disk, a rename is all or none."""
    for home in _folders():
        try:
            (home / folder).mkdir(parents=True, exist_ok=True)
            return tempfile.TemporaryDirectory(dir=home / folder, prefix=".fetch-", ignore_cleanup_errors=True)
        except OSError:
            continue
    raise Unavailable(
        "no whole copy of it is on this machine, and there is no folder to download it into: set KERAS_HOME to one"
    )


def must_be_reachable(url: str) -> None:
    """Raise an Unavailable with the reason unless the server answers."""
    if why := unreachable(url):
        raise Unavailable(why)


@cache
def unreachable(url: str) -> str:
    """Return why the server does not answer, or nothing if it does; asked once per process."""
    answers = []

    def ask() -> None:
        request = urllib.request.Request(url, method="HEAD")
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE):
                answers.append("")
        except urllib.error.HTTPError as error:
            answers.append(PROXY_REFUSES if error.code == HTTPStatus.PROXY_AUTHENTICATION_REQUIRED else "")
        except Exception as error:  # whatever it is: raised here, it would reach nobody but stderr
            reason = getattr(error, "reason", error)
            if isinstance(reason, ssl.SSLCertVerificationError):
                answers.append(UNKNOWN_CERTIFICATE)
            elif f" {HTTPStatus.PROXY_AUTHENTICATION_REQUIRED:d} " in str(reason):
                answers.append(PROXY_REFUSES)

    # In a thread, because a time limit covers neither the look-up of a name nor a second try at another address.
    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(PATIENCE)
    return answers[0] if answers else NO_ANSWER


def _is_whole(found: bytes, checksum: str | None) -> bool:
    if checksum is not None:
        return hashlib.sha256(found).hexdigest() == checksum
    try:
        with gzip.open(io.BytesIO(found)) as archive:
            while archive.read(1 << 20):
                pass
    except (OSError, EOFError, zlib.error):
        return False
    return bool(found)
