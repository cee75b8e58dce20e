"""The steps of ``workbook term``. Each imports what it needs when it runs."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Steps = argparse._SubParsersAction[argparse.ArgumentParser]


def add(steps: "Steps") -> None:
    """Add each step with its arguments; `run` of what was parsed takes them and returns the exit status."""
    questions = steps.add_parser("questions", help="take over questions that were added, removed or re-weighed")
    questions.add_argument("assignment", help="such as 01_dense_autoencoder")
    questions.set_defaults(run=_questions)
    remove = steps.add_parser("remove", help="take a student out of the course, and keep all that there is of one")
    remove.add_argument("student", help="the student's name in the gradebook")
    remove.set_defaults(run=_remove)
    restore = steps.add_parser("restore", help="bring back a student who was taken out")
    restore.add_argument("student", help="the student's name in the gradebook")
    restore.set_defaults(run=_restore)
    rename = steps.add_parser("rename", help="give a student another name, with all work and marks")
    rename.add_argument("old", help="the name in the gradebook")
    rename.add_argument("new", help="the name to have")
    rename.set_defaults(run=_rename)
    words = "say of each assignment what is handed in, graded, waiting and returned, and what to do next"
    status = steps.add_parser("status", help=words, description=f"{words[0].upper()}{words[1:]}. It changes nothing.")
    status.add_argument("names", nargs="*", metavar="assignment", help="such as 01_dense_autoencoder; all if not given")
    status.set_defaults(run=_status)
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
    words = "write what an assignment's marks say of its questions; without a name, who falls behind in the course"
    report = steps.add_parser("report", help=words, description=f"{words[0].upper()}{words[1:]}.")
    report.add_argument("assignment", nargs="?", default="", help="such as 01_dense_autoencoder")
    report.add_argument("--names", action="store_true", help="put the students' names in")
    report.set_defaults(run=_report)
    words = "write what students wrote into folders that JPlag and Dolos read; it compares nothing itself"
    similar = steps.add_parser("similar", help=words, description=f"{words[0].upper()}{words[1:]}.")
    similar.add_argument("assignment", help="such as 01_dense_autoencoder")
    similar.set_defaults(run=_similar)
    words = "mark written answers in the browser, all answers to one question in a row"
    mark = steps.add_parser("mark", help=words, description=f"{words[0].upper()}{words[1:]}.")
    mark.add_argument("assignment", help="such as 01_dense_autoencoder")
    # The same each time, so that a browser finds again what it keeps of texts that were not saved.
    mark.add_argument("--port", type=int, default=8765, help="of this machine; 0 takes any that is free")
    mark.add_argument("--no-browser", action="store_true", help="only print the address")
    mark.set_defaults(run=_mark)
    replies = steps.add_parser("replies", help="list what students reply to marks in what they handed in")
    replies.add_argument("assignment", nargs="?", default="", help="such as 01_dense_autoencoder; all if not given")
    replies.set_defaults(run=_replies)
    late = steps.add_parser("penalties", help="bring penalties for lateness up to date with marks and calendar.toml")
    late.set_defaults(run=_penalties)
    words = "play a term of twelve students, to be watched: each command, what it does, and the marks after it"
    demo = steps.add_parser("demo", help=words, description=f"{words[0].upper()}{words[1:]}. It takes some minutes.")
    demo.add_argument("--keep", type=Path, metavar="FOLDER", help="a new one, in which all is left to look at")
    demo.set_defaults(run=_demo)


def _questions(arguments: argparse.Namespace) -> int:
    from workbook.term import questions

    return questions.take_over(arguments.assignment)


def _remove(arguments: argparse.Namespace) -> int:
    from workbook.term import students

    return students.remove(arguments.student)


def _restore(arguments: argparse.Namespace) -> int:
    from workbook.term import students

    return students.restore(arguments.student)


def _rename(arguments: argparse.Namespace) -> int:
    from workbook.term import students

    return students.rename(arguments.old, arguments.new)


def _status(arguments: argparse.Namespace) -> int:
    from workbook.term import status

    return status.command(Path.cwd(), arguments.names)


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


def _demo(arguments: argparse.Namespace) -> int:
    from workbook.term.demo import story

    return story.demo(arguments.keep)


def _report(arguments: argparse.Namespace) -> int:
    from workbook.term import report

    return report.command(Path.cwd(), arguments.assignment, names=arguments.names)


def _similar(arguments: argparse.Namespace) -> int:
    from workbook.term import similar

    return similar.command(Path.cwd(), arguments.assignment)


def _mark(arguments: argparse.Namespace) -> int:
    from workbook.term import mark_server

    return mark_server.command(Path.cwd(), arguments.assignment, arguments.port, browser=not arguments.no_browser)


def _replies(arguments: argparse.Namespace) -> int:
    from workbook.term import replies

    return replies.command(Path.cwd(), arguments.assignment)
