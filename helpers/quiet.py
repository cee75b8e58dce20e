"""Catch what is written to stderr, by Python and by C++ code alike."""

import contextlib
import io
import os
import sys
import tempfile
from collections.abc import Iterator


@contextlib.contextmanager
def caught_stderr() -> Iterator[list[str]]:
    """Keep what the block writes to stderr; the list that is yielded holds it as one text once the block has ended.

    TensorFlow's C++ code writes to file descriptor 2 whatever its log level is, so ``sys.stderr`` is not enough.
    """
    texts: list[str] = []
    sys.stderr.flush()
    shown = os.dup(2)
    with tempfile.TemporaryFile() as kept, contextlib.redirect_stderr(io.StringIO()) as written:
        os.dup2(kept.fileno(), 2)
        try:
            yield texts
        finally:
            os.dup2(shown, 2)
            os.close(shown)
            kept.seek(0)
            texts.append(written.getvalue() + kept.read().decode(errors="replace"))
