"""The steps of ``workbook term``. Each imports what it needs when it runs."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Steps = argparse._SubParsersAction[argparse.ArgumentParser]


def add(steps: "Steps") -> None:
    """Add each step with its arguments; `run` of what was parsed takes them and returns the exit status."""
    collect = steps.add_parser("collect", help="collect what Moodle, Canvas or another platform gave you")
    collect.add_argument("assignment", help="such as 01_dense_autoencoder")
    collect.add_argument(
        "source", type=Path, metavar="FILE.zip|FOLDER", help="the platform's archive, or what was in it"
    )
    collect.add_argument("--worksheet", type=Path, metavar="FILE.csv", help="Moodle's grading worksheet, for times")
    collect.add_argument("--zone", default="", help="of the worksheet's times; that of calendar.toml if not given")
    collect.set_defaults(run=_collect)
    roster = steps.add_parser("roster", help="enter students from a list into the gradebook")
    roster.add_argument(
        "file", type=Path, metavar="FILE.csv", help="Moodle's participants, Canvas' gradebook, or your own"
    )
    roster.add_argument("--id", default="", metavar="COLUMN", help="by which students are known here")
    roster.set_defaults(run=_roster)
    back = steps.add_parser("return", help="write marks and feedback in the form that a platform takes back")
    back.add_argument("assignment", help="such as 01_dense_autoencoder")
    platform = back.add_mutually_exclusive_group(required=True)
    platform.add_argument("--moodle", nargs="?", const="", metavar="WORKSHEET.csv", help="with its grading worksheet")
    platform.add_argument("--canvas", nargs="?", const="", metavar="GRADEBOOK.csv", help="with its gradebook's export")
    back.add_argument("--column", default="", help="of the marks, where it is not found by its name")
    back.add_argument("--scale", action="store_true", help="turn marks into the platform's points, if these differ")
    back.set_defaults(run=_return)
    dates = steps.add_parser("calendar", help="check calendar.toml, print its dates, and enter them into the gradebook")
    dates.set_defaults(run=_calendar)
    late = steps.add_parser("penalties", help="bring penalties for lateness up to date with marks and calendar.toml")
    late.set_defaults(run=_penalties)


def _collect(arguments: argparse.Namespace) -> int:
    from workbook.term import downloads

    return downloads.collect(arguments.assignment, arguments.source, arguments.worksheet, arguments.zone)


def _roster(arguments: argparse.Namespace) -> int:
    from workbook.term import roster

    return roster.enter(arguments.file, arguments.id)


def _return(arguments: argparse.Namespace) -> int:
    from workbook.term import platforms, returning

    platform = platforms.MOODLE if arguments.moodle is not None else platforms.CANVAS
    table = arguments.moodle or arguments.canvas
    return returning.give_back(
        arguments.assignment, platform, Path(table) if table else None, arguments.column, arguments.scale
    )


def _calendar(arguments: argparse.Namespace) -> int:
    from workbook.term import penalties

    return penalties.show()


def _penalties(arguments: argparse.Namespace) -> int:
    from workbook.term import penalties

    return penalties.recompute()
