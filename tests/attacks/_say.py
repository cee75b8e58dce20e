said = []


def canary(kind, what=""):
    """Print what the audit looks for, and keep it for `repeat`.

    The word is put together here, so that a traceback that shows this source is not taken for it.
    """
    said.append(" ".join(["CANARY" + "-" + kind, str(what)]))
    print(said[-1], flush=True)


def repeat():
    """Print everything again, from a later cell: what a thread or a hook prints between two cells may be lost."""
    print(*said, sep="\n")
