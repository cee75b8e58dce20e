"""Which version of the course this is."""

import helpers

PACKAGE = "autoencoder-workbook"


def name() -> str:
    """Return what to call this version: a release, or main, which changes from day to day."""
    if ".dev" in helpers.__version__:
        return f"main, not a release ({helpers.__version__})"
    return f"release {helpers.__version__}"
