"""How sound the grading is, measured: wrong answers, unusual right answers and attacks, all graded behind the walls.

``grading/corpora/NN_topic/<exercise>.py`` holds the answers, in percent format::

    # %% wrong: log_var taken for sigma
    # replace: ops.exp(log_var)
    # by: ops.square(log_var)
    # %% right: plain NumPy
    def kl_divergence(mean, log_var):
        ...

A case is the text of the exercise's solution cell, or replacements in the solution's own text; ``| exercise-7-2b``
after the title names the cell where an exercise has several. A wrong answer that gets full marks is a *false accept*, a
right one that does not a *false reject*. Attacks have a room of their own, `grading.attacks`.
"""

import json
import random
import re
import tempfile
import zlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from grading import build
from grading.attacks import Attack, apply, broken, canaries, control_characters, left_processes, place
from grading.attacks import attacks as corpus_of_attacks
from grading.batch import Job, grade_one
from grading.build import Assignment
from grading.names import names as names_of
from grading.rebuild import Unreadable, read_submission
from grading.results import CheckResult, from_json
from grading.session import Plan, Session, grade
from grading.wall import GIB, Limits, Walls

CORPORA = Path(__file__).parent / "corpora"
TIGHT = Limits(memory=2 * GIB, disk=GIB // 4, cell_seconds=8, total_seconds=60)  # for attacks
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

    @property
    def good(self) -> bool:
        """Whether a right answer was accepted, or a wrong one not."""
        return self.full == (self.case.kind == "right")


def audit(root: Path, names: list[str], *, sample: int | None = None, workers: int = 2, attacks: bool = True) -> int:
    """Grade the corpora of the named assignments, or of all, print what slipped through, and return 1 if anything did.

    With `sample` only so many wrong and right cases of each exercise are taken, the same ones each time.
    """
    chosen = [a for a in build.assignments(root) if not names or a.name in names]
    surprises, results = [], {}
    limits = Limits(seconds=LONG, total_seconds=LONG)
    with Walls(limits) as walls, ThreadPoolExecutor(workers) as pool:
        for assignment, verdicts in zip(chosen, pool.map(lambda a: judge(a, walls, sample), chosen), strict=True):
            results[assignment.name] = summary(verdicts)
            print(table(assignment.name, verdicts), flush=True)
            surprises += [v for v in verdicts if not v.good]
    if attacks:
        with Walls(TIGHT) as walls, ThreadPoolExecutor(workers) as pool:
            chosen = [a for a in corpus_of_attacks() if not names or a.assignment in names]
            chosen = [a for a in chosen if not sample or zlib.crc32(a.name.encode()) % 25 < sample]
            gains = list(pool.map(lambda a: attempt(a, root, walls), chosen))
        succeeded = {a.name: problems for a, problems in zip(chosen, gains, strict=True) if problems}
        # Only now: while others run, so do their processes.
        if left := left_processes():
            succeeded["processes left"] = [f"process {pid}" for pid in left]
        print(f"attacks: {len(gains)}, succeeded: {len(succeeded)}")
        for name, problems in succeeded.items():
            print(f"  {name}: {'; '.join(problems)}", flush=True)
        results["attacks"] = {"cases": len(gains), "succeeded": succeeded}
        surprises += list(succeeded)
    if sample is None and not names:
        path = root / "benchmarks" / "results" / "audit.json"
        path.write_text(json.dumps(results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(f"{len(surprises)} surprises." if surprises else "No false accept, no false reject, no attack that gains.")
    return 1 if surprises else 0


def judge(assignment: Assignment, walls: Walls, sample: int | None = None) -> list[Verdict]:
    """Play an assignment's solution once, and at each exercise try its cases before the solution goes on."""
    plan, groups = Plan.of(assignment.notebook), _groups(assignment.notebook)
    verdicts: list[Verdict] = []
    with ExitStack() as stack:
        session = _fresh(stack, walls)
        for done, group in enumerate(groups):
            found = _sampled(cases(assignment, group), sample)
            for case in found:
                names = set().union(*(names_of(cell.source).bound for _, cell in group[:-1]))
                session.run(f"for _name in {sorted(names)!r}: globals().pop(_name, None)")
                check = _play(session, plan, group, case)
                failed = next((p.message or p.name for p in check.parts if not p.passed), check.fault)
                verdicts.append(Verdict(case, not failed, failed))
                if session.over:
                    session = _again(stack, walls, plan, groups[:done])
            if not _solved(_play(session, plan, group, None)):
                # A wrong answer may have spoilt something for good.
                session = _again(stack, walls, plan, groups[:done])
                check = _play(session, plan, group, None)
                if not _solved(check):
                    raise CorpusError(f"{assignment.name}: the solution fails in {check.grade_id}: {check}.")
    return verdicts


def attempt(attack: Attack, root: Path, walls: Walls) -> list[str]:
    """Grade an attack's submission and return what it gained."""
    assignment = Assignment(root, attack.assignment)
    notebook, files = apply(attack, json.loads(assignment.release.read_text(encoding="utf-8")))
    with tempfile.TemporaryDirectory() as folder:
        place(Path(folder) / "submitted", f"{assignment.name}.ipynb", notebook, files)
        trouble, submission = "", None
        try:
            submission = read_submission(Path(folder) / "submitted", assignment.name)
        except Unreadable as error:
            trouble = str(error)
    settings = json.loads(json.dumps(dict(build.nbgrader_config(root)), default=str))
    job = Job(
        assignment.name,
        assignment.name,
        "attacker",
        nbformat.writes(assignment.notebook, version=4),
        submission,
        trouble,
        (),
        settings,
        "",
    )
    result = from_json(
        grade_one(job, lambda source, rebuilt, student, name: grade(source, rebuilt, student, walls, name))
    )
    found = broken(attack, result.outcome, {grade_id: check.points for grade_id, check in result.checks.items()})
    found += sorted(canaries(result.notebook))
    said = [*result.reasons, *result.notes, *(p.message for check in result.checks.values() for p in check.parts)]
    found += [f"control characters in {text[:60]!r}" for text in said if control_characters(text)]
    return found


def cases(assignment: Assignment, group: list[tuple[int, NotebookNode]]) -> list[Case]:
    """Return the corpus of the exercise to which these cells belong; an empty list for other cells."""
    number = _number(group[-1][1])
    path = CORPORA / assignment.name / f"{number}.py"
    if number is None or not path.exists():
        return []
    solutions = {
        c.metadata.nbgrader.grade_id: c.source for _, c in group if c.metadata.get("nbgrader", {}).get("solution")
    }
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
        title, _, grade_id = (part.strip() for part in words.partition("|"))
        grade_id = grade_id or next(iter(solutions))
        where = f"{path.parent.name}/{path.name}, {head!r}"
        if kind not in ("wrong", "right") or not title or grade_id not in solutions:
            raise CorpusError(
                f"{where}: expected `wrong: title` or `right: title`, with `| grade_id` of a cell if any."
            )
        source = body
        if pairs := re.findall(r"^# replace:(.*)\n# by:(.*)$", body, flags=re.MULTILINE):
            source = solutions[grade_id]
            for old, new in pairs:
                if old.strip() not in source:
                    raise CorpusError(f"{where}: the solution has no {old.strip()!r}.")
                source = source.replace(old.strip(), new.strip())
        yield Case(number, kind, title, grade_id, source)


def summary(verdicts: list[Verdict]) -> dict[str, dict]:
    """Return counts and surprises for each exercise."""
    kept: dict[str, dict] = {}
    for verdict in verdicts:
        row = kept.setdefault(verdict.case.number, {"wrong": 0, "right": 0, "false accepts": [], "false rejects": []})
        row[verdict.case.kind] += 1
        if not verdict.good:
            row["false accepts" if verdict.full else "false rejects"].append(verdict.case.title)
    return kept


def table(name: str, verdicts: list[Verdict]) -> str:
    """Return the counts of an assignment as text, and each surprise by name."""
    lines = [f"{name:<32}{'wrong':>7}{'accepted':>10}{'right':>7}{'rejected':>10}"]
    for number, row in summary(verdicts).items():
        accepts, rejects = len(row["false accepts"]), len(row["false rejects"])
        lines.append(f"  {number:<30}{row['wrong']:>7}{accepts:>10}{row['right']:>7}{rejects:>10}")
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
        within = (within or bool(cell.metadata.get("nbgrader", {}).get("solution"))) and not _number(cell)
    return groups


def _fresh(stack: ExitStack, walls: Walls) -> Session:
    stack.close()
    return Session(*stack.enter_context(walls.pair()), walls.limits)


def _again(stack: ExitStack, walls: Walls, plan: Plan, groups: list[list[tuple[int, NotebookNode]]]) -> Session:
    """Play the solution of what came before in new processes."""
    session = _fresh(stack, walls)
    for group in groups:
        _play(session, plan, group, None)
    return session


def _solved(check: CheckResult | None) -> bool:
    return check is None or (not check.fault and all(part.passed for part in check.parts))


def _number(cell: NotebookNode) -> str | None:
    found = re.search(r'checks\.exercise\("([\d.]+)"\)', cell.source)
    return found[1] if found else None


def _play(session: Session, plan: Plan, group: list[tuple[int, NotebookNode]], case: Case | None) -> CheckResult | None:
    """Run the cells of an exercise, with a case in the place of the solution if there is one."""
    check = None
    for i, cell in group:
        grade = cell.metadata.get("nbgrader", {})
        if grade.get("grade"):
            check = session.check(grade.grade_id, cell.source, float(grade.points), plan)
            continue
        if i in plan.own:
            session.prepare(cell.source)
        session.run(case.source if case and grade.get("grade_id") == case.grade_id else cell.source)
    return check


def _sampled(found: list[Case], sample: int | None) -> list[Case]:
    if sample is None:
        return found
    shuffled = random.Random("audit").sample(found, len(found))
    return [c for kind in ("wrong", "right") for c in [c for c in shuffled if c.kind == kind][:sample]]
