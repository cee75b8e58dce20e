"""Wrong answers and unusual right ones, each judged where it belongs in its notebook.

A wrong answer that gets full marks is a *false accept*, a right one that does not a *false reject*. What the visible
part of a check accepts is counted by itself: who learns alone has no other.
"""

import json
import random
import threading
from contextlib import ExitStack
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from typing import Any, Self

from nbformat.notebooknode import NotebookNode

from workbook import ROOT
from workbook.audit import ratings
from workbook.authoring.assignment import GRADE_ID, NBGRADER, grade_id, is_answer, is_graded, opened, points
from workbook.authoring.build import Assignment, nbgrader_config
from workbook.authoring.corpus import KNOWN, ORIGINS, Case, CorpusError, files, read
from workbook.authoring.names import names as names_of
from workbook.grading.batch import Given
from workbook.grading.plan import Plan
from workbook.grading.rebuild import rebuild
from workbook.grading.results import CheckResult
from workbook.grading.sandbox.processes import Limits
from workbook.grading.sandbox.wall import Walls
from workbook.grading.session import Session


@dataclass(frozen=True)
class Verdict:
    """What the grading made of a case."""

    case: Case
    full: bool  # whether it got full marks
    message: str  # the first part that failed
    person: bool = False  # whether it had to believe something, so that a person looks
    visible: bool = False  # whether what a learner sees passed it

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


def judge(
    assignment: Assignment, walls: LazyWalls, sample: int | None = None, exercises: str = "*", origins: str = "*"
) -> list[Verdict]:
    """Play an assignment's solution once, and at each exercise try its cases before the solution goes on.

    `exercises` is a pattern of numbers, `origins` one of where answers come from: others are left out. Behind the last
    of such an exercise nothing is played.
    """
    plan, groups = Plan.of(assignment.notebook), _groups(assignment.notebook)
    verdicts: list[Verdict] = []
    with ExitStack() as stack:
        session = _fresh(stack, walls, plan)
        wanted = [
            [c for c in cases(assignment, group) if fnmatch(c.number, exercises) and fnmatch(c.origin, origins)]
            for group in groups
        ]
        last = max((i for i, found in enumerate(wanted) if found), default=-1)
        for done, group in enumerate(groups[: last + 1]):
            found = _sampled(wanted[done], sample)
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
                seen = not check.fault and all(part.passed or part.hidden for part in check.parts)
                verdicts.append(Verdict(case, not failed, failed, bool(check.doubts), seen))
                if session.over:
                    session = _again(stack, walls, plan, groups[:done])
            if not _solved(_play(session, plan, group, None)):
                # A wrong answer may have spoilt something for good.
                session = _again(stack, walls, plan, groups[:done])
                check = _play(session, plan, group, None)
                if check and not _solved(check):
                    raise CorpusError(f"{assignment.name}: the solution fails in {check.grade_id}: {check}.")
    return verdicts


def cases(assignment: Assignment, group: list[tuple[int, NotebookNode]]) -> list[Case]:
    """Return the corpus of the exercise to which these cells belong; an empty list for other cells."""
    number = opened(group[-1][1].source)
    solutions = {grade_id(c): c.source for _, c in group if is_answer(c)}
    found = [
        case
        for origin, path in (files(assignment.name, number) if number else ())
        for case in read(path, number or "", solutions, origin)
    ]
    return [_with_own_cells(assignment, case) if case.own else case for case in found]


def _with_own_cells(assignment: Assignment, case: Case) -> Case:
    """Return a case with the text that is graded where the student has cells of their own below the answer's."""
    submission = json.loads(assignment.release.read_text(encoding="utf-8"))
    cells = submission["cells"]
    at = next(i for i, c in enumerate(cells) if c["metadata"].get(NBGRADER, {}).get(GRADE_ID) == case.grade_id)
    cells[at]["source"] = case.source
    cells[at + 1 : at + 1] = [{"cell_type": "code", "metadata": {}, "source": text} for text in case.own]
    rebuilt = rebuild(assignment.notebook, json.dumps(submission).encode(), nbgrader_config(ROOT))
    if rebuilt.doubts:
        raise CorpusError(f"{assignment.name}, {case.title!r}: a person would be asked: {rebuilt.doubts}")
    return replace(case, source=next(c.source for c in rebuilt.notebook.cells if grade_id(c) == case.grade_id))


def summary(verdicts: list[Verdict]) -> dict[str, dict[str, Any]]:
    """Return counts and surprises for each exercise."""
    kept: dict[str, dict[str, Any]] = {}
    for verdict in verdicts:
        empty = {"wrong": 0, "right": 0, "person": 0, "false accepts": [], "visible accepts": [], "false rejects": []}
        row = kept.setdefault(verdict.case.number, empty)
        row[verdict.case.kind] += 1
        if verdict.visible and verdict.case.kind == "wrong":
            row["visible accepts"].append(verdict.case.title)
        row["person"] += verdict.person
        if not verdict.good:
            row["false accepts" if verdict.full else "false rejects"].append(verdict.case.title)
    return kept


def table(name: str, verdicts: list[Verdict]) -> str:
    """Return the counts of an assignment as text, and each surprise by name.

    "visible" counts the wrong answers that the visible part of the check accepts, "accepted" those that get full marks;
    "rated" the messages that somebody has rated, "cause" those of them that name the cause.
    """
    columns = ("wrong", "visible", "accepted", "right", "rejected", "person", "rated", "cause")
    known = ratings.read()
    lines = [f"{name:<32}" + "".join(f"{column:>10}" for column in columns)]
    rows = {number: [v for v in verdicts if v.case.number == number] for number in summary(verdicts)}
    origins = {f"in all, {o or 'grown with the checks'}": [v for v in verdicts if v.case.origin == o] for o in ORIGINS}
    for words, those in (rows | origins).items():
        wrong, right = ([v for v in those if v.case.kind == kind] for kind in ("wrong", "right"))
        rated = [r for v in wrong if not v.visible and (r := ratings.of(known, v.case, v.message))]
        counts = (
            len(wrong),
            sum(v.visible for v in wrong),
            sum(v.full for v in wrong),
            len(right),
            sum(not v.full for v in right),
            sum(v.person for v in those),
            len(rated),
            rated.count(ratings.CAUSE),
        )
        lines += [f"  {words:<30}" + "".join(f"{count:>10}" for count in counts)] if those else []
    for verdict in verdicts:
        case = verdict.case
        if not verdict.good:
            fate = "accepted" if verdict.full else "rejected"
            lines.append(f"  {case.number}: {case.kind} answer {fate}: {case.title}. {verdict.message}".rstrip())
        elif verdict.visible and case.kind == "wrong":
            lines.append(f"  {case.number}: wrong answer accepted by what is visible: {case.title}.")
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
    session = Session(*stack.enter_context(walls().pair(plan.data)), walls.limits, Given(secret="an audit"))
    stack.callback(session.close)
    return session


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
    found = [case for case in found if case.origin in KNOWN]  # the others are judged as a whole, not now and then
    shuffled = random.Random("audit").sample(found, len(found))
    return [c for kind in ("wrong", "right") for c in [c for c in shuffled if c.kind == kind][:sample]]
