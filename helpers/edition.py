"""Which version of the course this is, and whether the packages here are those it was tested with."""

from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires, version

import helpers

PACKAGE = "autoencoder-workbook"


def name() -> str:
    """Return what to call this version: a release, or main, which changes from day to day."""
    if ".dev" in helpers.__version__:
        return f"main, not a release ({helpers.__version__})"
    return f"release {helpers.__version__}"


def untested() -> Iterator[str]:
    """Yield a sentence for each package that is outside the range with which this version was tested."""
    from packaging.requirements import Requirement  # not before the set-up has found out whether it is there

    try:
        ranges = requires(PACKAGE) or []
    except PackageNotFoundError:  # helpers were copied here, not installed
        return
    for needed in map(Requirement, ranges):
        if needed.marker is None or needed.marker.evaluate({"extra": ""}):
            with suppress(PackageNotFoundError):
                here = version(needed.name)
                if not needed.specifier.contains(here, prereleases=True):
                    yield (
                        f"Here is {needed.name} {here}; this version of the course was tested with "
                        f"{needed.name} {needed.specifier}. Should a cell fail, take a newer release of the course."
                    )
