def canary(kind, what=""):
    """Print what the audit looks for. The word is put together here, so that a traceback of this source is not it."""
    print("CANARY" + "-" + kind, what, flush=True)
