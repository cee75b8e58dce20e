"""How sound the grading is, measured: wrong answers, unusual right answers and attacks, all graded behind the walls.

``tests/answers/NN_topic/<exercise>.py`` holds the answers, in percent format::

    # %% wrong: log_var taken for sigma
    # replace: ops.exp(log_var)
    # by: ops.square(log_var)
    # %% right: plain NumPy
    def kl_divergence(mean, log_var):
        ...

A case is the text of the exercise's solution cell, or replacements in the solution's own text; ``| exercise-7-2b``
after the title names the cell where an exercise has several. A wrong answer that gets full marks is a *false accept*, a
right one that does not a *false reject*. Attacks have a room of their own, `workbook.audit.attacks`.
"""

import hashlib
import json
import random
import re
import shutil
import threading
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, Self

import nbformat
from nbformat.notebooknode import NotebookNode
from tqdm import tqdm

from workbook import ROOT
from workbook.audit.attacks import Attack, apply, place
from workbook.audit.attacks import attacks as corpus_of_attacks
from workbook.audit.decoys import Decoys, decoys, leaks, page
from workbook.audit.signs import active_html, broken, canaries, control_characters, left_processes
from workbook.authoring import build
from workbook.authoring.assignment import grade_id, is_answer, is_graded, opened, points
from workbook.authoring.build import Assignment
from workbook.grading.batch import Job, grade_one, keep, version
from workbook.grading.rebuild import Unreadable, read_submission
from workbook.grading.rebuild.names import names as names_of
from workbook.grading.results import CheckResult, Result, from_json
from workbook.grading.sandbox.processes import GIB, Limits
from workbook.grading.sandbox.wall import Walls
from workbook.grading.session import Plan, Session, grade

ANSWERS = ROOT / "tests" / "answers"
TIGHT = Limits(memory=2 * GIB, disk=GIB // 4, cell_seconds=8, total_seconds=60)  # for attacks
JUDGES = ("workbook/audit/*.py", "workbook/term/feedback.py")  # with the grader, what a kept verdict was made by
LONG = 50_000  # seconds: one kernel plays a notebook with all its cases


class CorpusError(Exception):
    """A case that cannot be made."""


@dataclass(frozen=True)
class Case:
    """One answer to an exercise."""

    number: str  # of the exercise
    kind: str  # "wrong" or "right"
    title: str
    grade_id: str  # of the cell
    source: str  # the cell's text


@dataclass(frozen=True)
class Verdict:
    """What the grading made of a case."""

    case: Case
    full: bool  # whether it got full marks
    message: str  # the first part that failed
    person: bool = False  # whether it had to believe something, so that a person looks

    @property
    def good(self) -> bool:
        """Whether a right answer was accepted, or a wrong one not."""
        return self.full == (self.case.kind == "right")


class LazyWalls:
    """Walls that are built when they are first needed."""

    def __init__(self, limits: Limits):
        self.limits, self._lock, self._stack = limits, threading.Lock(), ExitStack()
        self._walls: Walls | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self._stack.close()

    def __call__(self) -> Walls:
        """Return them."""
        with self._lock:
            self._walls = self._walls or self._stack.enter_context(Walls(self.limits))
            return self._walls


def audit(
    root: Path,
    names: list[str],
    *,
    sample: int | None = None,
    workers: int = 2,
    answers: bool = True,
    attacks: str = "*",
    kept: Path | None = None,
) -> int:
    """Grade the corpora, print what slipped through, and return 1 if anything did.

    Parameters
    ----------
    names
        Assignments; all, if none is named.
    sample
        Take only so many wrong and right cases of each exercise, and so many of 25 attacks, the same ones each time.
    answers
        Whether to grade wrong and right answers.
    attacks
        A pattern of names of attacks to grade; none, if it is empty.
    kept
        A folder for verdicts: one that is there already, of the same grader and case, is not looked for again.
    """
    surprises: list[str] = []
    results: dict[str, Any] = {}
    if answers:
        chosen = [a for a in build.assignments(root) if not names or a.name in names]
        limits = Limits(seconds=LONG, total_seconds=LONG)
        with LazyWalls(limits) as walls, ThreadPoolExecutor(workers) as pool:
            for assignment, verdicts in zip(
                chosen, pool.map(lambda a: _judged(a, walls, sample, kept), chosen), strict=True
            ):
                results[assignment.name] = summary(verdicts)
                print(table(assignment.name, verdicts), flush=True)
                surprises += [v.case.title for v in verdicts if not v.good]
    if attacks:
        tried = [a for a in corpus_of_attacks() if not names or a.assignment in names]
        tried = [a for a in tried if not sample or zlib.crc32(a.name.encode()) % 25 < sample]
        tried = [a for a in tried if fnmatch(a.name, attacks)]
        results["attacks"] = _attack(tried, root, workers, kept)
        surprises += results["attacks"]["surprises"]
    if sample is None and attacks in ("", "*") and (not names or not attacks):
        path = root / "benchmarks" / "results" / "audit.json"
        known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        path.write_text(json.dumps(known | results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(
        f"{len(surprises)} surprises." if surprises else "No false accept, no false reject, no attack that gains anew."
    )
    return 1 if surprises else 0


def _judged(assignment: Assignment, walls: LazyWalls, sample: int | None, kept: Path | None) -> list[Verdict]:
    corpus = [path.read_text(encoding="utf-8") for path in sorted((ANSWERS / assignment.name).glob("*.py"))]
    key = [nbformat.writes(assignment.notebook, version=4), corpus, sample]
    found = _once(kept, key, lambda: [asdict(verdict) for verdict in judge(assignment, walls, sample)])
    return [Verdict(**verdict | {"case": Case(**verdict["case"])}) for verdict in found]


def _attack(attacks: list[Attack], root: Path, workers: int, kept: Path | None) -> dict[str, Any]:
    """Try attacks, print what they gained, and return it."""
    assignments = [Assignment(root, name) for name in sorted({a.assignment for a in attacks})]
    texts = {a.name: [nbformat.writes(a.notebook, version=4), a.release.read_text("utf-8")] for a in assignments}
    with (
        decoys(assignments) as course,
        LazyWalls(TIGHT) as walls,
        ThreadPoolExecutor(workers) as pool,
    ):

        def tried(attack: Attack) -> list[str]:
            key = [asdict(attack), texts[attack.assignment]]
            try:
                gained: list[str] = _once(kept, key, lambda: attempt(attack, root, walls, course))
                return gained
            except Exception as error:
                return [f"the grader failed: {type(error).__name__}: {error}"]

        gains = list(tqdm(pool.map(tried, attacks), "attacks", len(attacks), disable=None))
    surprises, expected = {}, {}
    for attack, problems in zip(attacks, gains, strict=True):
        new = [p for p in problems if not attack.known or (p not in attack.expect and not p.startswith("CANARY-"))]
        if attack.known and not problems:
            new = [f"it is known to gain ({attack.known}), but gained nothing"]
        if new:
            surprises[attack.name] = new
        elif problems:
            expected[attack.name] = problems
    # Only now: while others run, so do their processes.
    if left := left_processes():
        surprises["processes left"] = [f"process {pid}" for pid in left]
    print(f"{'attacks':<32}{'tried':>7}{'gain nothing':>14}{'known to gain':>15}{'surprises':>11}")
    quiet = len(attacks) - len(expected) - len(surprises.keys() & {a.name for a in attacks})
    print(f"{'':<32}{len(attacks):>7}{quiet:>14}{len(expected):>15}{len(surprises):>11}")
    for heading, found in (("known", expected), ("surprise", surprises)):
        for name, problems in found.items():
            print(f"  {heading}: {name}: {'; '.join(problems)}", flush=True)
    return {"cases": len(attacks), "known": expected, "surprises": surprises}


def _once(kept: Path | None, key: list[Any], make: Callable[[], Any]) -> Any:
    """Return what is made, as JSON data, and keep it; or what was made and kept before by the same grader."""
    if kept is None:
        return make()
    content = json.dumps([version(*JUDGES), key], sort_keys=True, default=str)
    path = kept / f"{hashlib.sha256(content.encode()).hexdigest()[:32]}.json"
    if path.exists():
        return json.loads(path.read_bytes())
    made = make()
    keep(path, json.dumps(made).encode())
    return made


def judge(assignment: Assignment, walls: LazyWalls, sample: int | None = None) -> list[Verdict]:
    """Play an assignment's solution once, and at each exercise try its cases before the solution goes on."""
    plan, groups = Plan.of(assignment.notebook), _groups(assignment.notebook)
    verdicts: list[Verdict] = []
    with ExitStack() as stack:
        session = _fresh(stack, walls, plan)
        for done, group in enumerate(groups):
            found = _sampled(cases(assignment, group), sample)
            for case in found:
                names = set().union(*(names_of(cell.source).bound for _, cell in group[:-1]))
                session.run(f"for _name in {sorted(names)!r}: globals().pop(_name, None)")
                check = _play(session, plan, group, case)
                if case.kind == "right" and not _solved(check):
                    # A wrong answer before it may have spoilt something, such as a model of an earlier exercise.
                    session = _again(stack, walls, plan, groups[:done])
                    check = _play(session, plan, group, case)
                if check is None:
                    raise CorpusError(f"{assignment.name}: no check follows the cells of exercise {case.number}.")
                failed = next((p.message or p.name for p in check.parts if not p.passed), check.fault)
                verdicts.append(Verdict(case, not failed, failed, bool(check.doubts)))
                if session.over:
                    session = _again(stack, walls, plan, groups[:done])
            if not _solved(_play(session, plan, group, None)):
                # A wrong answer may have spoilt something for good.
                session = _again(stack, walls, plan, groups[:done])
                check = _play(session, plan, group, None)
                if check and not _solved(check):
                    raise CorpusError(f"{assignment.name}: the solution fails in {check.grade_id}: {check}.")
    return verdicts


def attempt(attack: Attack, root: Path, walls: LazyWalls, course: Decoys) -> list[str]:
    """Grade an attack's submission in a course of decoys, two times if it asks for it, and return what it gained."""
    assignment, config = Assignment(root, attack.assignment), build.nbgrader_config(root)
    notebook, files = apply(attack, json.loads(assignment.release.read_text(encoding="utf-8")))
    settings = json.loads(json.dumps(dict(config), default=str))
    found: set[str] = set()
    source = assignment.notebook
    for _ in range(2 if attack.twice else 1):
        folder = course.place(attack.name, assignment.name)
        shutil.rmtree(folder, ignore_errors=True)
        place(folder, f"{assignment.name}.ipynb", notebook, files)
        trouble, submission = "", None
        try:
            submission = read_submission(folder, assignment.name)
        except Unreadable as error:
            trouble = str(error)
        text = nbformat.writes(source, version=4)
        job = Job(assignment.name, assignment.name, attack.name, text, submission, trouble, (), settings, "")
        result = from_json(
            grade_one(job, lambda own, rebuilt, student, name: grade(own, rebuilt, student, walls(), name))
        )
        found |= set(_gained(attack, source, result, page(result, config))) | set(course.changed())
    return sorted(found)


def _gained(attack: Attack, source: NotebookNode, result: Result, html: str) -> list[str]:
    earned = {name: check.points for name, check in result.checks.items()}
    unsure = {name for name, check in result.checks.items() if check.doubts}
    said = [*result.reasons, *result.notes, *(p.message for check in result.checks.values() for p in check.parts)]
    return [
        *broken(attack, result.outcome, earned, unsure),
        *canaries(result.notebook),
        *(f"control characters in {text[:60]!r}" for text in said if control_characters(text)),
        *(f"active HTML: {what}" for what in active_html(html)),
        *leaks(source, result, html),
    ]


def cases(assignment: Assignment, group: list[tuple[int, NotebookNode]]) -> list[Case]:
    """Return the corpus of the exercise to which these cells belong; an empty list for other cells."""
    number = opened(group[-1][1].source)
    path = ANSWERS / assignment.name / f"{number}.py"
    if number is None or not path.exists():
        return []
    solutions = {grade_id(c): c.source for _, c in group if is_answer(c)}
    return list(read(path, number, solutions))


def read(path: Path, number: str, solutions: dict[str, str]) -> Iterator[Case]:
    """Read a corpus.

    Raises
    ------
    CorpusError
        If a case is neither wrong nor right, has no title, names no cell, or replaces what is not there.
    """
    for block in re.split(r"^# %% ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        head, _, body = block.partition("\n")
        kind, _, words = head.partition(":")
        title, _, cell = (part.strip() for part in words.partition("|"))
        cell = cell or next(iter(solutions))
        where = f"{path.parent.name}/{path.name}, {head!r}"
        if kind not in ("wrong", "right") or not title or cell not in solutions:
            raise CorpusError(
                f"{where}: expected `wrong: title` or `right: title`, with `| grade_id` of a cell if any."
            )
        source = body
        if pairs := re.findall(r"^# replace:(.*)\n# by:(.*)$", body, flags=re.MULTILINE):
            source = solutions[cell]
            for old, new in pairs:
                if old.strip() not in source:
                    raise CorpusError(f"{where}: the solution has no {old.strip()!r}.")
                source = source.replace(old.strip(), new.strip())
        yield Case(number, kind, title, cell, source)


def summary(verdicts: list[Verdict]) -> dict[str, dict[str, Any]]:
    """Return counts and surprises for each exercise."""
    kept: dict[str, dict[str, Any]] = {}
    for verdict in verdicts:
        empty = {"wrong": 0, "right": 0, "person": 0, "false accepts": [], "false rejects": []}
        row = kept.setdefault(verdict.case.number, empty)
        row[verdict.case.kind] += 1
        row["person"] += verdict.person
        if not verdict.good:
            row["false accepts" if verdict.full else "false rejects"].append(verdict.case.title)
    return kept


def table(name: str, verdicts: list[Verdict]) -> str:
    """Return the counts of an assignment as text, and each surprise by name."""
    lines = [f"{name:<32}{'wrong':>7}{'accepted':>10}{'right':>7}{'rejected':>10}{'person':>8}"]
    for number, row in summary(verdicts).items():
        accepts, rejects = len(row["false accepts"]), len(row["false rejects"])
        lines.append(f"  {number:<30}{row['wrong']:>7}{accepts:>10}{row['right']:>7}{rejects:>10}{row['person']:>8}")
    for verdict in verdicts:
        if not verdict.good:
            case, fate = verdict.case, "accepted" if verdict.full else "rejected"
            lines.append(f"  {case.number}: {case.kind} answer {fate}: {case.title}. {verdict.message}".rstrip())
    return "\n".join(lines)


def _groups(notebook: NotebookNode) -> list[list[tuple[int, NotebookNode]]]:
    """Return the code cells, those from an exercise's first to its check together, each with its place."""
    groups: list[list[tuple[int, NotebookNode]]] = []
    within = False
    for i, cell in enumerate(notebook.cells):
        if cell.cell_type != "code":
            continue
        if within:
            groups[-1].append((i, cell))
        else:
            groups.append([(i, cell)])
        within = (within or is_answer(cell)) and not opened(cell.source)
    return groups


def _fresh(stack: ExitStack, walls: LazyWalls, plan: Plan) -> Session:
    stack.close()
    return Session(*stack.enter_context(walls().pair(plan.data)), walls.limits)


def _again(stack: ExitStack, walls: LazyWalls, plan: Plan, groups: list[list[tuple[int, NotebookNode]]]) -> Session:
    """Play the solution of what came before in new processes."""
    session = _fresh(stack, walls, plan)
    for group in groups:
        _play(session, plan, group, None)
    return session


def _solved(check: CheckResult | None) -> bool:
    return check is None or (not check.fault and all(part.passed for part in check.parts))


def _play(session: Session, plan: Plan, group: list[tuple[int, NotebookNode]], case: Case | None) -> CheckResult | None:
    """Run the cells of an exercise, with a case in the place of the solution if there is one."""
    check = None
    for i, cell in group:
        if is_graded(cell):
            check = session.check(grade_id(cell), cell.source, points(cell), plan)
            continue
        if i in plan.own:
            session.prepare(cell.source)
        session.run(case.source if case and grade_id(cell) == case.grade_id else cell.source)
    return check


def _sampled(found: list[Case], sample: int | None) -> list[Case]:
    if sample is None:
        return found
    shuffled = random.Random("audit").sample(found, len(found))
    return [c for kind in ("wrong", "right") for c in [c for c in shuffled if c.kind == kind][:sample]]
