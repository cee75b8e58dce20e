"""How sound the grading is, measured: wrong answers, unusual right answers and attacks, all graded behind the walls."""

import hashlib
import json
import shutil
import zlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import nbformat
from nbformat.notebooknode import NotebookNode
from tqdm import tqdm

from workbook.audit import trivial
from workbook.audit.answers import LazyWalls, Verdict, judge, summary, table
from workbook.audit.attacks import Attack, apply, place
from workbook.audit.attacks import attacks as corpus_of_attacks
from workbook.audit.decoys import Decoys, decoys, leaks, page
from workbook.audit.signs import active_html, broken, canaries, control_characters, left_processes
from workbook.authoring import build
from workbook.authoring.build import Assignment
from workbook.authoring.corpus import ANSWERS, Case
from workbook.grading.batch import Given, Job, grade_one, keep, version
from workbook.grading.rebuild import Unreadable, read_submission
from workbook.grading.results import Result, from_json
from workbook.grading.sandbox.processes import GIB, Limits
from workbook.grading.session import grade

TIGHT = Limits(memory=2 * GIB, disk=GIB // 4, cell_seconds=8, total_seconds=60)  # for attacks
# A course's; always the same secret here, so that a verdict can be kept.
GIVEN = Given(secret="what no answer knows")
JUDGES = ("workbook/audit/*.py", "workbook/term/feedback.py")  # with the grader, what a kept verdict was made by
LONG = 50_000  # seconds: one kernel plays a notebook with all its cases


def audit(
    root: Path,
    names: list[str],
    *,
    sample: int | None = None,
    workers: int = 2,
    answers: bool = True,
    attacks: str = "*",
    exercises: str = "*",
    origins: str = "*",
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
    exercises, origins
        Patterns of exercises' numbers, and of where answers come from (`corpus.ORIGINS`), to take only these answers.
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
                chosen, pool.map(lambda a: _judged(a, walls, sample, kept, (exercises, origins)), chosen), strict=True
            ):
                results[assignment.name] = summary(verdicts)
                print(table(assignment.name, verdicts), flush=True)
                surprises += [v.case.title for v in verdicts if not v.good]
        if sample is None and exercises == origins == "*":
            results["trivial"] = _trivial(chosen, workers, kept)
    if attacks:
        tried = [a for a in corpus_of_attacks() if not names or a.assignment in names]
        tried = [a for a in tried if not sample or zlib.crc32(a.name.encode()) % 25 < sample]
        tried = [a for a in tried if fnmatch(a.name, attacks)]
        results["attacks"] = _attack(tried, root, workers, kept)
        surprises += results["attacks"]["surprises"]
    if sample is None and exercises == origins == "*" and attacks in ("", "*") and (not names or not attacks):
        path = root / "benchmarks" / "results" / "audit.json"
        known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        path.write_text(json.dumps(known | results, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    print(
        f"{len(surprises)} surprise{'s' * (len(surprises) > 1)}."
        if surprises
        else "No false accept, no false reject, no attack that gains anew."
    )
    return 1 if surprises else 0


def _judged(
    assignment: Assignment, walls: LazyWalls, sample: int | None, kept: Path | None, only: tuple[str, str]
) -> list[Verdict]:
    corpus = [path.read_text(encoding="utf-8") for path in sorted((ANSWERS / assignment.name).rglob("*.py"))]
    key = [nbformat.writes(assignment.notebook, version=4), corpus, sample, *only]
    found = _once(kept, key, lambda: [asdict(verdict) for verdict in judge(assignment, walls, sample, *only)])
    return [Verdict(**verdict | {"case": Case(**verdict["case"])}) for verdict in found]


def _trivial(assignments: list[Assignment], workers: int, kept: Path | None) -> dict[str, Any]:
    """Print what answers that are no work earn, and return it."""
    results = {}
    print(f"{'trivial answers':<32}" + "".join(f"{kind:>30}" for kind in trivial.RETURNED))
    with LazyWalls(TIGHT) as walls, ThreadPoolExecutor(workers) as pool:

        def tried(assignment: Assignment) -> dict[str, dict[str, float]]:
            key = [nbformat.writes(assignment.notebook, version=4), assignment.release.read_text("utf-8"), "trivial"]
            earned: dict[str, dict[str, float]] = _once(kept, key, lambda: trivial.earned(assignment, walls, GIVEN))
            return earned

        for assignment, earned in zip(assignments, pool.map(tried, assignments), strict=True):
            results[assignment.name] = earned
            sums = [sum(earned[kind].values()) for kind in trivial.RETURNED]
            print(f"  {assignment.name:<30}" + "".join(f"{points:>30.2f}" for points in sums), flush=True)
            for kind, checks in earned.items():
                print("".join(f"    {name}: {points:g} for {kind}\n" for name, points in checks.items()), end="")
    return results


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
            grade_one(job, lambda own, rebuilt, student, name, _: grade(own, rebuilt, student, walls(), name, GIVEN))
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
