"""Errors that speak to the learner: a few plain lines in the place of a traceback."""

import errno
import textwrap
from types import TracebackType
from typing import Any

from helpers import accidents, progress

# nbgrader's validator cuts a line of an error after 83 characters.
WIDTH = 80
# The path of a file and a command stay in one piece, to be copied.
_WRAPPER = textwrap.TextWrapper(WIDTH, subsequent_indent="  ", break_long_words=False, break_on_hyphens=False)
FULL = (errno.ENOSPC, errno.EDQUOT)
FULL_DISK = (
    "The disk is full, or your share of it: a file could not be written.\n"
    "Make room, for instance in `work` beside the notebooks or in the data cache (~/.keras/datasets), or set "
    "WORKBOOK_WORK to a folder on another disk before JupyterLab starts. Then run this cell again. What you have "
    "computed so far is still there."
)
FULL_WORDS = ("No space left on device", "Disk quota exceeded", "not enough space on the disk")


class Plain(Exception):
    """An error that IPython shows as the lines of its message."""

    def __str__(self) -> str:
        return "\n".join(self.lines())

    def lines(self) -> list[str]:
        """Return the message in lines that fit a terminal and nbgrader's report."""
        paragraphs = str(self.args[0]).split("\n") if self.args else []
        return [line for p in paragraphs for line in (_WRAPPER.wrap(p) or [""])]

    def _render_traceback_(self) -> list[str]:
        return self.lines()


class CannotStart(Plain, RuntimeError):
    """The course cannot run in this Python; the message says why and what to do."""


def disk_is_full(error: BaseException) -> bool:
    """Tell whether an error says that there is no room for a file, in whatever words: h5py's carry no number."""
    return isinstance(error, OSError) and (error.errno in FULL or any(words in str(error) for words in FULL_WORDS))


def _missing(error: BaseException) -> str:
    if isinstance(error, NameError) and (maker := progress.maker(error.name)):
        words = accidents.missing(error.name, maker)
        return words[:1].upper() + words[1:]
    return ""


def explain_to(shell: Any) -> None:
    """Let an IPython shell say in a sentence that the disk is full, and below an error which accident is behind it."""

    def show(
        shell: Any, kind: type[BaseException], error: BaseException, trace: TracebackType, tb_offset: int | None = None
    ) -> list[str] | None:
        if disk_is_full(error):
            lines = Plain(FULL_DISK).lines()
        elif words := "" if isinstance(error, Plain) else accidents.behind(error) or _missing(error):
            lines = [*shell.InteractiveTB.structured_traceback(kind, error, trace, tb_offset=tb_offset), ""]
            lines += Plain(words).lines()
        else:
            shell.showtraceback((kind, error, trace), tb_offset=tb_offset, running_compiled_code=True)
            return None
        shell._showtraceback(kind, error, lines)
        return lines

    # Those that an accident leads to; any other error is shown without a detour.
    shell.set_custom_exc((OSError, NameError, TypeError, AttributeError, ImportError), show)
