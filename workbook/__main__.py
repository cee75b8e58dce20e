"""The command ``workbook``: what authors and instructors run, each of its commands a function below."""

import argparse
import os
import shutil
import sys
from pathlib import Path

from workbook import IS_WHOLE, ROOT
from workbook.term import commands as commands_of_term

DESCRIPTION = """\
The course's own tools. Start them at the top of the project.

  authors      build  check  claims  trial  book  release  times  calibrate
  instructors  autograde  course  kit  term
  both         audit

`workbook COMMAND --help` says what a command takes."""


def main() -> int:
    """Run one command and return its exit status."""
    parser = argparse.ArgumentParser(
        prog="workbook", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", title="commands")

    def command(name: str, words: str, *, names: bool = False) -> argparse.ArgumentParser:
        made = commands.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
        if names:
            made.add_argument("names", nargs="*", help="assignments such as 01_dense_autoencoder; all if none is named")
        return made

    build = command("build", "make the notebooks from solutions/*/*.py, where these changed", names=True)
    build.add_argument("--force", action="store_true", help="execute each again, changed or not")
    build.add_argument("--repository", default="", metavar="OWNER/NAME", help="move the course to this one on GitHub")
    expected = command("expected", "make what checks compare with, from the worked answers", names=True)
    expected.add_argument("--force", action="store_true", help="make all again, changed or not")
    check = command("check", "name what is out of date, leaks a solution or breaks the form")
    check.add_argument(
        "--promises",
        nargs="*",
        metavar="NAME",
        help="list what exercises promise, and what tests each",
    )
    claims = command("claims", "run what the texts claim, over kinds of data and seeds", names=True)
    claims.add_argument("--seeds", type=_positive, default=5, help="this many, from 0, which is what readers have")
    claims.add_argument(
        "--data", choices=("photographs", "stand-ins", "both"), default="both", help="both if not given"
    )
    claims.add_argument("--effort", choices=("full", "quick"), default="quick", help="quick if not given")
    claims.add_argument("--uncovered", action="store_true", help="run nothing: list the sentences without a claim")
    book = command("book", "make a site for reading from the notebooks, in build/book")
    book.add_argument("--solutions", action="store_true", help="with the worked answers")
    command("release", "build wheel, students' kit, book and checksums of this version's release")
    kit = command("kit", "write the students' kit: notebooks, helpers and environment, and nothing that answers them")
    kit.add_argument("folder", type=Path, help="a new one, an older kit's, or with --update a student's")
    way = kit.add_mutually_exclusive_group()
    way.add_argument("--git", action="store_true", help="make it a repository, with a commit and a release's tag")
    way.add_argument("--update", action="store_true", help="bring what is new into a kit in which a student has begun")
    command("times", "measure how long each notebook takes", names=True)
    command("calibrate", "measure the margins of the loss checks over many seeds", names=True)
    autograde = command("autograde", "grade submissions in parallel; stopped, it goes on where it was")
    autograde.add_argument("assignment", help="such as 01_dense_autoencoder")
    autograde.add_argument(
        "--workers", type=_positive, default=os.cpu_count(), help="processes; one per core if not given"
    )
    autograde.add_argument("--student", default="*", help="only this student's")
    autograde.add_argument("--scheduler", default="", metavar="ADDRESS", help="use the workers of a Dask cluster")
    autograde.add_argument("--force", action="store_true", help="grade again what is done")
    trial = command("trial", "grade the worked answers themselves: name checks that fail, or cannot be judged")
    trial.add_argument("assignment", help="such as 01_dense_autoencoder")
    command("course", "play a course through nbgrader, from release to export", names=True)
    audit = command("audit", "grade wrong answers, unusual right ones and attacks, and name surprises", names=True)
    audit.add_argument("--sample", type=_positive, help="this many cases of each exercise and kind")
    audit.add_argument("--exercises", default="*", metavar="PATTERN", help="answers to such exercises only, as '4.*'")
    audit.add_argument("--origins", default="*", metavar="PATTERN", help="such answers only: outside, aside, or ''")
    audit.add_argument("--workers", type=_positive, default=os.cpu_count(), help="one per core if not given")
    audit.add_argument("--force", action="store_true", help="grade again what this grader has graded")
    part = audit.add_mutually_exclusive_group()
    part.add_argument("--answers", action="store_true", help="wrong and right answers only")
    part.add_argument("--attacks", nargs="?", const="*", metavar="PATTERN", help="attacks only; those of such a name")
    term = command("term", "what a term asks for around the grading: a step each")
    commands_of_term.add(term.add_subparsers(dest="step", required=True, metavar="STEP", title="steps"))
    arguments = parser.parse_args()
    if not IS_WHOLE and arguments.command not in ("autograde", "trial", "term"):
        parser.error("the grader alone has `autograde`, `trial` and `term`; all else needs this project's folder.")
    return COMMANDS[arguments.command](arguments)


def _build(arguments: argparse.Namespace) -> int:
    from workbook.authoring import build, expected
    from workbook.authoring.address import BuildError

    try:
        expected.make_all(ROOT, arguments.names)
        build.build(ROOT, arguments.names, force=arguments.force, repository=arguments.repository)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _expected(arguments: argparse.Namespace) -> int:
    from workbook.authoring import expected
    from workbook.authoring.address import BuildError

    try:
        expected.make_all(ROOT, arguments.names, force=arguments.force)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from workbook.authoring import verify

    if arguments.promises is not None:
        from workbook.authoring import promises

        return promises.command(ROOT, arguments.promises)
    found = verify.problems(ROOT)
    if os.name == "posix":
        from workbook.term import permissions

        found += permissions.problems(ROOT)
    for problem in found:
        print(problem)
    waiting = verify.not_run(ROOT)
    for name, checks in waiting.items():
        print(f"{name}: changed and not run: {', '.join(checks)}.")
    if waiting:
        print(
            f"That is no problem until `make release`, which wants `workbook build --force {' '.join(waiting)}` first."
        )
    print(
        f"{len(found)} problem{'s' * (len(found) > 1)}." if found else "The notebooks are up to date and well formed."
    )
    return 1 if found else 0


def _claims(arguments: argparse.Namespace) -> int:
    from workbook.authoring import claims, sentences
    from workbook.authoring.address import BuildError

    try:
        if arguments.uncovered:
            for assignment in claims.chosen(ROOT, arguments.names):
                print(sentences.listing(assignment))
            return 0
        data = list(claims.DATA) if arguments.data == "both" else [arguments.data]
        return claims.run(ROOT, arguments.names, seeds=arguments.seeds, data=data, effort=arguments.effort)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped. Each run that has ended is kept: run the same command again to go on.", file=sys.stderr)
        return 130


def _book(arguments: argparse.Namespace) -> int:
    from workbook.authoring import book
    from workbook.authoring.address import BuildError

    try:
        book.make(ROOT, ROOT / "build" / "book", solutions=arguments.solutions)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    print("Open build/book/index.html in a browser.")
    return 0


def _release(arguments: argparse.Namespace) -> int:
    from workbook.authoring import release
    from workbook.authoring.address import BuildError

    try:
        made = release.make(ROOT, ROOT / "build" / "release")
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    for path in made:
        print(f"{path.relative_to(ROOT)}  {path.stat().st_size / 1e6:.1f} MB")
    return 0


def _kit(arguments: argparse.Namespace) -> int:
    from workbook.authoring import kit
    from workbook.authoring.address import BuildError
    from workbook.term import calendar

    try:
        found = calendar.read(ROOT)
        dates = found.for_students() if found else ""
        if arguments.update:
            words = kit.bring(ROOT, arguments.folder, dates)
        else:
            words = kit.make(ROOT, arguments.folder, repository=arguments.git, dates=dates)
    except (BuildError, calendar.Unclear) as error:
        print(error, file=sys.stderr)
        return 1
    print("\n".join(words))
    return 0


def _autograde(arguments: argparse.Namespace) -> int:
    from workbook.grading.sandbox import wall

    # It imports TensorFlow, which takes seconds, while this process imports nbgrader, which takes others.
    zygote = None if arguments.scheduler else wall.early()
    try:
        from workbook.term import autograder

        return autograder.command(
            arguments.assignment, arguments.student, arguments.workers, arguments.scheduler, arguments.force, zygote
        )
    finally:
        if zygote:
            zygote.close()


def _audit(arguments: argparse.Namespace) -> int:
    from workbook.audit import audit

    kept = ROOT / "results" / "audit"
    if arguments.force:
        shutil.rmtree(kept, ignore_errors=True)
    try:
        return audit.audit(
            ROOT,
            arguments.names,
            sample=arguments.sample,
            workers=arguments.workers,
            answers=not arguments.attacks,
            attacks="" if arguments.answers else arguments.attacks or "*",
            exercises=arguments.exercises,
            origins=arguments.origins,
            kept=kept,
        )
    except KeyboardInterrupt:
        print("Stopped. What was judged is kept: run the same command again to go on.", file=sys.stderr)
        return 130


def _course(arguments: argparse.Namespace) -> int:
    from workbook.term import course

    return course.demonstrate(ROOT, arguments.names)


def _trial(arguments: argparse.Namespace) -> int:
    from workbook.term import trial

    return trial.trial(arguments.assignment)


def _term(arguments: argparse.Namespace) -> int:
    try:
        status: int = arguments.run(arguments)
        sys.stdout.flush()
        return status
    except BrokenPipeError:  # whoever reads, such as `head`, has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _times(arguments: argparse.Namespace) -> int:
    from workbook.authoring import times

    return times.measure(ROOT, arguments.names)


def _calibrate(arguments: argparse.Namespace) -> int:
    from workbook.authoring import calibrate

    return calibrate.calibrate(ROOT, arguments.names)


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number of 1 or more")
    return int(text)


# Each imports what it needs: `check` runs before each commit and should not wait for the others' imports.
COMMANDS = {
    "build": _build,
    "expected": _expected,
    "check": _check,
    "claims": _claims,
    "book": _book,
    "release": _release,
    "kit": _kit,
    "autograde": _autograde,
    "audit": _audit,
    "course": _course,
    "trial": _trial,
    "term": _term,
    "times": _times,
    "calibrate": _calibrate,
}

if __name__ == "__main__":
    sys.exit(main())
