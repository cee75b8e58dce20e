"""What happens in the played term, step by step, and what each student's marks must be after it.

Everything is done by the commands that an instructor and students type; only what a person does in a browser or an
editor is done here, and said. The marks are read where each command left them: in the gradebook, in the export, and in
what goes back to the platforms.
"""

import csv
import shlex
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC
from pathlib import Path

from workbook import IS_WHOLE, ROOT
from workbook.grading.sandbox import bubblewrap
from workbook.term.demo.assignment import CANVAS, EXCHANGE, MOODLE, NAME, STUDENTS
from workbook.term.demo.course import LATE, ZONE, Played, Wrong

WROTE = {"amira": 2, "ben": 1, "zoe": 2, "soren": 1, "dev": 2, "eva": 1, "jana": 2, "lea": 2, "noor": 1}
"""By who answered the question in words, the points that a person gives."""
WITHOUT_HAND = {"amira": 4, "ben": 4, "zoe": 3, "soren": 4, "dev": 3, "eva": 2, "jana": 4, "lea": 6, "noor": 4}
ALL = " ".join(sorted(WROTE)).split()


def registered(term: Played) -> None:
    """The assignment is entered into a new gradebook, with the students, and released."""
    term.write_roster()
    term.run(f"nbgrader generate_assignment {NAME}")
    term.run("workbook term roster ../platforms/people.csv")
    print("    calendar.toml, written by hand:")
    term.write_calendar()
    term.run("workbook term calendar")
    term.run(f"nbgrader release_assignment {NAME}")


def handed_in(term: Played) -> None:
    """Three hand in by the exchange, five on Moodle, three on Canvas; two of them late."""
    for student in (s for s in STUDENTS if s.platform == EXCHANGE):
        term.hand_in(student)
    term.write_moodle("moodle-1")
    term.write_canvas()
    term.run(f"nbgrader collect {NAME}")
    term.run(f"workbook term collect {NAME} ../platforms/moodle-1.zip --worksheet ../platforms/Grades.csv")
    term.run(f"workbook term collect {NAME} ../platforms/canvas.zip")
    print("    Canvas does not say when dev handed in. The instructor looks it up, writes it down,")
    folder = term.course / "submitted" / "dev" / NAME
    when = (term.due + LATE).replace(tzinfo=ZONE).astimezone(UTC)
    (folder / "timestamp.txt").write_text(f"{when:%Y-%m-%d %H:%M:%S} UTC\n", encoding="utf-8")
    (folder / "for_a_person.txt").unlink()
    print(f"    {when:%Y-%m-%d %H:%M:%S} UTC, and deletes for_a_person.txt beside it.")


def graded(term: Played) -> None:
    """All are graded behind walls; each day begun costs who is late a point."""
    term.run(f"workbook autograde {NAME}")
    right = {"amira": 2, "ben": 0, "zoe": 1, "anil": 2, "soren": 2, "dev": 1, "eva": 0, "jana": 2, "lea": 2}
    term.see(ALL, **right, mio=0, noor=2)


def marked(term: Played) -> None:
    """A person marks the answers in words."""
    print("    course$ make instructor     (Formgrader, Manual Grading: done here as its page does it)")
    for student, points in WROTE.items():
        term.mark(student, points)
    term.run("workbook term penalties")
    term.see(amira=4, ben=1, zoe=3, soren=3, dev=3, eva=1, jana=4, lea=4, noor=3)


def returned_first(term: Played) -> None:
    """Feedback is made, and released to those of the exchange."""
    term.run(f"nbgrader generate_feedback {NAME}")
    term.run(f"nbgrader release_feedback {NAME}")
    term.run(f"nbgrader fetch_feedback {NAME}", student="lea")
    _pages(term, "lea", 1)
    term.run("workbook term status", whole=True)


def resubmitted(term: Played) -> None:
    """Ben hands in again on Moodle; his answer in words is as before, and so is its mark."""
    term.write_moodle("moodle-2", {"ben": "mean spread"})
    term.run(f"workbook term collect {NAME} ../platforms/moodle-2.zip --worksheet ../platforms/Grades.csv")
    term.run(f"workbook autograde {NAME}")
    term.see(ben=3)


def mended(term: Played) -> None:
    """Nobody has a point for `spread`: its hidden test has a slip, which is mended."""
    said = term.run(f"workbook trial {NAME}", status=1)
    if "test-spread" not in said:
        raise Wrong("The trial must name the test that the worked answer fails.")
    print("    In solutions/ the instructor writes 3 for -3.")
    term.write_source(slip=False)
    term.run(f"nbgrader generate_assignment {NAME} --force")
    term.run(f"workbook trial {NAME}")
    term.run(f"workbook autograde {NAME}")
    term.see(amira=6, ben=5, zoe=5, soren=5, dev=5, eva=3, jana=6, lea=6, noor=5)


def added(term: Played) -> None:
    """A question is added; who has handed in has not seen it, and lea hands in again."""
    term.write_source(("mean", "spread", "median"), slip=False)
    term.run(f"workbook term questions {NAME}")
    term.run(f"nbgrader release_assignment {NAME} --force")
    lea = next(student for student in STUDENTS if student.id == "lea")
    term.hand_in(lea, "mean spread median")
    term.run(f"nbgrader collect {NAME}")
    term.run(f"workbook autograde {NAME}")
    term.see(lea=8)


def lost(term: Played) -> None:
    """The gradebook is lost: kept results bring the grader's marks back, a copy those by hand."""
    book, copy = term.course / "gradebook.db", term.course / "gradebook-copy.db"
    print("    course$ cp gradebook.db gradebook-copy.db; rm gradebook.db")
    shutil.move(book, copy)
    before = dict(term.must)
    term.run(f"nbgrader generate_assignment {NAME} --force")
    term.run("workbook term roster ../platforms/people.csv")
    said = term.run(f"workbook autograde {NAME}")
    if "taken from results/ without a new run" not in said:
        raise Wrong("The summary must say that the marks were brought back.")
    term.see(ALL, **WITHOUT_HAND)
    print("    course$ cp gradebook-copy.db gradebook.db")
    shutil.copy(copy, book)
    term.run(f"workbook autograde {NAME}")
    term.see(**before)


def extended(term: Played) -> None:
    """Dev gets an extension after all; it counts at once."""
    term.write_calendar('dev = "2 days"')
    term.run("workbook term penalties")
    term.see(dev=6)


def removed(term: Played) -> None:
    """Soren leaves, and is still in Moodle's next archive."""
    term.run("workbook term remove soren")
    del term.must["soren"]
    term.see()
    term.run(f"workbook term collect {NAME} ../platforms/moodle-2.zip --worksheet ../platforms/Grades.csv")
    term.run(f"workbook autograde {NAME}")
    term.see()


def regraded(term: Played) -> None:
    """Anil complains: a person gives him a point for `spread`, and it stays when he is graded again."""
    print("    course$ make instructor     (Formgrader: 1 of 2 points for test-spread)")
    term.mark("anil", 1, "test-spread")
    term.see(anil=3)
    term.run(f"workbook autograde {NAME} --student anil --force")
    term.see()


def returned(term: Played) -> None:
    """Marks and pages go back, and are exported."""
    term.write_worksheet()
    term.write_canvas_gradebook()
    term.run(f"nbgrader generate_feedback {NAME}")
    term.run(f"nbgrader release_feedback {NAME}")
    term.run(f"nbgrader fetch_feedback {NAME}", student="lea")
    _pages(term, "lea", 2)
    term.run(f"workbook term return {NAME} --moodle ../platforms/Grades.csv")
    term.run(f"workbook term return {NAME} --canvas ../platforms/canvas.csv")
    term.run("nbgrader export")
    term.run("workbook term status", whole=True)
    _compare(term)


STEPS = (
    *(registered, handed_in, graded, marked, returned_first, resubmitted, mended, added, lost, extended),
    *(removed, regraded, returned),
)


def demo(keep: Path | None) -> int:
    """Play the term, in a folder to keep or one that is gone afterwards, and return the exit status."""
    if problem := bubblewrap.missing():
        print(f"The played term grades submissions. {problem}", file=sys.stderr)
        return 1
    if keep is None:
        with tempfile.TemporaryDirectory() as folder:
            return _play(Path(folder), "nothing is kept; with --keep FOLDER all of it is")
    if keep.exists() and (not keep.is_dir() or any(keep.iterdir())):
        print(f"{keep} is there already. Name a new folder.", file=sys.stderr)
        return 1
    return _play(keep.resolve(), f"look into {keep}")


def _play(folder: Path, kept: str) -> int:
    begun = time.monotonic()
    term = Played(folder)
    term.make()
    print(f"A term of 12 students, played in {folder}. It takes some minutes; log.txt there has all that is said.")
    try:
        for number, step in enumerate(STEPS, 1):
            _announce(number, step, time.monotonic() - begun)
            step(term)
    except Wrong as error:
        print(f"\nThe played term stops here: {error}\n({kept})", file=sys.stderr)
        return 1
    _summary(term, time.monotonic() - begun, kept)
    return 0


def _announce(number: int, step: Callable[[Played], None], seconds: float) -> None:
    minutes, seconds = divmod(int(seconds), 60)
    print(f"\n[{number} of {len(STEPS)}, {minutes}:{seconds:02}] {step.__doc__}", flush=True)


def _pages(term: Played, student: str, number: int) -> None:
    found = sorted(term.place(student).glob(f"{NAME}/feedback/*/{NAME}.html"))
    if len(found) != number or f"(Score: {term.must[student]:.1f} / " not in found[-1].read_text(encoding="utf-8"):
        raise Wrong(f"The newest of {number} pages that {student} fetches must say {term.must[student]:g} points.")
    print(f"    Seen: {student}'s page says {term.must[student]:g} points.")


def _compare(term: Played) -> None:
    """Look whether the gradebook, the export and both platforms' tables say the same marks."""
    term.see()
    exported = {row["student_id"]: row["score"] for row in _rows(term.course / "grades.csv")}
    _same("grades.csv", exported, {s.id: term.must.get(s.id) for s in STUDENTS if s.id != "soren"})
    back = term.course / "returned" / NAME
    for platform, name, column in ((MOODLE, "Grades.csv", "Grade"), (CANVAS, "canvas.csv", "01 Middle (812)")):
        numbers = {s.number: s.id for s in STUDENTS if s.platform == platform}
        rows = {
            numbers[number]: row[column]
            for row in _rows(back / name)
            if (number := row.get("ID", row.get("Identifier", "")).rpartition(" ")[2]) in numbers
        }
        _same(f"{platform}'s {name}", rows, {who: term.must.get(who) for who in numbers.values()})
    print("    Seen: grades.csv, Moodle's worksheet and Canvas' gradebook have the gradebook's marks.")


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def _same(where: str, found: dict[str, str], must: dict[str, float | None]) -> None:
    for student, points in must.items():
        text = found.get(student)
        if text is None or (float(text) if text else None) != points:
            raise Wrong(f"{where} has {text!r} for {student}, whose mark is {points}.")


def _summary(term: Played, seconds: float, kept: str) -> None:
    print("\nWhat was seen: marks, after each step and at the end, are what they must be.\n")
    print(f"  {'student':<8}{'by':<10}{'points':>7}  of {term.possible():g}")
    told = {
        "ben": "handed in again",
        "zoe": "late: 1 point less",
        "anil": "1 point by hand, after a complaint",
        "soren": "has left the course",
        "dev": "late, with an extension",
        "min": "has not handed in",
        "lea": "handed in again, with the question that was added",
    }
    for student in STUDENTS:
        points = term.must.get(student.id)
        shown = "" if points is None else f"{points:g}"
        print(f"  {student.id:<8}{student.platform:<10}{shown:>7}  {told.get(student.id, '')}".rstrip())
    print(f"\n{seconds / 60:.1f} minutes; {kept}:")
    for name, what in (
        ("log.txt", "each command with all that it said"),
        ("course/", "the instructor's folder, in which the commands were given"),
        (f"course/feedback/, course/returned/{NAME}/", "pages, and what goes back to the platforms"),
        ("course/grades.csv", "the export"),
        ("course/removed/", "what there was of soren"),
        ("platforms/", "what Moodle and Canvas gave"),
        ("students/", "what students of the exchange have"),
    ):
        print(f"  {name:<46}{what}")
    if IS_WHOLE:
        print(f"To go on in course/, give `PYTHONPATH={shlex.quote(str(ROOT))} python -m workbook …` for `workbook …`.")
    print("Formgrader: `python -m jupyterlab` in course/, then Nbgrader → Formgrader.")
