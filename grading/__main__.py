"""``python -m grading COMMAND``: build, check, course, times, calibrate."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(prog="python -m grading", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    build = commands.add_parser("build", help="build the notebooks from solutions/*/*.py")
    build.add_argument("names", nargs="*", help="assignments; all when none is named")
    build.add_argument("--force", action="store_true", help="execute each again, changed or not")
    commands.add_parser("check", help="find stale products, leaks and broken form")
    course = commands.add_parser("course", help="play a course through nbgrader, from release to export")
    course.add_argument("names", nargs="*", help="assignments; all when none is named")
    times = commands.add_parser("times", help="measure how long each notebook takes")
    times.add_argument("names", nargs="*", help="assignments; all when none is named")
    calibrate = commands.add_parser("calibrate", help="measure the margins of the loss checks over many seeds")
    calibrate.add_argument("names", nargs="*", help="assignments; all when none is named")
    arguments = parser.parse_args()
    return COMMANDS[arguments.command](arguments)


def _build(arguments: argparse.Namespace) -> int:
    from grading import build

    try:
        build.build(ROOT, arguments.names, force=arguments.force)
    except build.BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from grading import verify

    found = verify.problems(ROOT)
    for problem in found:
        print(problem)
    print(f"{len(found)} problems." if found else "The notebooks are up to date and well formed.")
    return 1 if found else 0


def _course(arguments: argparse.Namespace) -> int:
    from grading import course

    return course.demonstrate(ROOT, arguments.names)


def _times(arguments: argparse.Namespace) -> int:
    from grading import times

    return times.measure(ROOT, arguments.names)


def _calibrate(arguments: argparse.Namespace) -> int:
    from grading import calibrate

    return calibrate.calibrate(ROOT, arguments.names)


# Each imports what it needs: `check` runs before each commit and should not wait for the others' imports.
COMMANDS = {"build": _build, "check": _check, "course": _course, "times": _times, "calibrate": _calibrate}

if __name__ == "__main__":
    sys.exit(main())
