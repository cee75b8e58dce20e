"""One submission: its cells go to a kernel behind the walls, its check cells to an examiner.

The examiner never runs a student's code, and the kernel never sees a check. Which of the notebook's own cells the
examiner runs itself, and which names it asks the kernel for, follows from the instructor's source alone (`Plan`).
"""

import contextlib
import copy
import hmac
import math
import queue
import select
import signal
import socket
import threading
import time
from dataclasses import replace
from typing import Any

from nbformat.notebooknode import NotebookNode

from workbook.authoring.assignment import grade_id, is_answer, is_check, points
from workbook.grading.batch import NOTHING, Given, Starved
from workbook.grading.examiner.student import ANSWER_SECONDS
from workbook.grading.plan import Plan
from workbook.grading.rebuild import Rebuilt, with_tasks
from workbook.grading.results import CheckResult, Part, Result, clean_outputs, outputs, plain, trace
from workbook.grading.sandbox.inside.wire import Connection, Gone, WireError
from workbook.grading.sandbox.processes import Clock, Limits, Process, memory_kills
from workbook.grading.sandbox.wall import Walls
from workbook.grading.shown import Shown, lean

MAX_MESSAGES = 20_000  # that wait
MAX_OUTPUT = 32 * 2**20  # bytes, from one submission
GIVING_SECONDS = 60  # for an assignment's files to be written
GRACE_SECONDS = 5  # for a cell to end after it was interrupted, and for the kernel to take a request
OUT_OF_MEMORY = -signal.SIGKILL & 0xFF  # how a process ends that the system has killed; nothing in the walls can
JUDGED = "what the check looks at is not too large"
TOO_LARGE = (
    "too large to judge: what looks at your answer could not go on ({}). Make it smaller, then run this check again; "
    "if the exercise needs it, ask who grades."
)
OWN_CELL = "a cell of the notebook's own could not be run: {}. Mend it in the source, and grade again."
RUNS_THIS_FAR = "the notebook runs as far as this check"


class Session:
    """A kernel and an examiner for one submission.

    Raises
    ------
    RuntimeError
        If the kernel ends before it has run anything, which no submission can have brought about.
    Starved
        At any time, if it is ended for what others used.
    """

    def __init__(self, kernel: Process, examiner: Process, limits: Limits, given: Given = NOTHING):
        self.kernel, self.examiner, self.limits, self.given = kernel, examiner, limits, given
        self.number = 0
        self.prepared: list[str] = []  # what an examiner has run of the notebook's own
        self.notes: list[str] = []  # for the instructor
        self.traces: list[str] = []  # what Python said of faults
        self.spared = 0.0  # seconds that examiners took which ended
        self.clock, self.memory_kills = Clock(kernel), memory_kills()
        self.inbox: queue.Queue[dict[str, Any] | None] = queue.Queue()
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        if self._next(limits.cell_seconds) is None:
            raise RuntimeError("the kernel ended before it had run anything")
        self._await_examiner()
        self._give(kernel, given.files | given.students)

    def close(self) -> None:
        """End the examiner; the first one and the kernel are ended by whoever started them."""
        self.examiner.end()

    @property
    def over(self) -> str:
        """Why the kernel is no longer there, or nothing."""
        return self.kernel.ended

    @property
    def left(self) -> float:
        """The seconds that the submission still has."""
        return self.limits.total_seconds - self.clock.seconds() + self.spared

    def _give(self, process: Process, files: dict[str, bytes]) -> None:
        """Put files where a process works."""
        if files:
            process.connection.send({"do": "files", "names": list(files)}, list(files.values()), GIVING_SECONDS)

    def _await_examiner(self) -> None:
        """Wait until the examiner is there, and give it the instructor's files."""
        self.examiner.connection.receive(self.limits.cell_seconds)
        self._give(self.examiner, self.given.files)
        if self.given.files:
            self.examiner.connection.receive(GIVING_SECONDS)

    def run(self, source: str) -> list[NotebookNode]:
        """Run a cell in the kernel and return what it shows."""
        self.number += 1
        return self._shown() if self._tell({"do": "cell", "source": source, "number": self.number}) else []

    def prepare(self, source: str) -> None:
        """Run one of the notebook's own cells in the examiner.

        Raises
        ------
        RuntimeError
            If it fails there.
        """
        # Whatever time the student's cells have left, so that these cannot make it fail.
        seconds = max(self.limits.cell_seconds, self.left)
        reply = self._ask({"do": "prepare", "source": source}, seconds)
        if "died" in reply:
            self.kernel.end("the examiner could not go on")
            raise RuntimeError(f"the examiner ended: {reply['died']}")
        self._note(reply)
        if "fault" in reply:
            raise RuntimeError(reply["fault"])
        self.prepared.append(source)

    def check(self, grade_id: str, source: str, points: float, plan: Plan, *, again: bool = False) -> CheckResult:
        """Run a check cell in the examiner, with the kernel answering, and return what it found.

        An examiner that ends while it looks at something of the student's found that too large: the check has not
        passed. Where nobody knows why it ended, this is tried `again`. One that ends beside it is at fault. In each
        case another takes its place.
        """
        if self.over:
            return not_run(grade_id, points, self.over)
        self.number += 1
        if not self._tell({"do": "answer", "number": self.number, "seconds": self.limits.cell_seconds}):
            return not_run(grade_id, points, self.over)
        # The examiner counts how long it waits for the kernel; so it is the first to see that one does not answer.
        seconds = max(1.0, self.left)
        names = plan.asked[grade_id]
        functions, classes = (sorted(kind.intersection(names)) for kind in (plan.functions, plan.classes))
        request = {"do": "check", "source": source, "names": names, "functions": functions, "seconds": seconds}
        # For each check another: what its functions were called with must not help with the next one's.
        seed = hmac.digest(self.given.secret.encode(), grade_id.encode(), "sha256").hex() if self.given.secret else ""
        request |= {"budget": plan.budget, "seed": seed, "seen": plan.seen[grade_id], "worked": plan.worked[grade_id]}
        begun, waited = time.monotonic(), self.kernel.waiting_seconds()
        request |= {
            "points": points,
            "classes": classes,
            "helpers": plan.helpers.get(grade_id, []),
            "marks": self.given.marks,
        }
        reply = self._ask(request, seconds + GRACE_SECONDS)
        if "died" in reply:
            self.spared += time.monotonic() - begun
            died = reply["died"]
            self.notes.append(f"{grade_id}: the examiner ended: {died}.")
            try:
                self._replace_examiner()
            except RuntimeError as error:
                self.kernel.end("the examiner could not go on")
                return CheckResult(grade_id, 0.0, points, (), fault=OWN_CELL.format(error))
            if not reply["judging"] or reply["status"] == OUT_OF_MEMORY:
                return CheckResult(grade_id, 0.0, points, (), fault=f"the examiner ended before it had judged: {died}")
            if reply["status"] is not None and not again:
                return self.check(grade_id, source, points, plan, again=True)
            return CheckResult(grade_id, 0.0, points, (Part(JUDGED, False, TOO_LARGE.format(died)),))
        if "fault" in reply:
            self._note(reply)
            result = CheckResult(grade_id, 0.0, points, (), fault=str(reply["fault"]))
        elif "parts" not in reply:
            # The examiner counts the time that goes by, and cannot see for how much of it others had the processors.
            gone, waited = time.monotonic() - begun, self.kernel.waiting_seconds() - waited
            if gone >= min(ANSWER_SECONDS, seconds) and waited > gone / 2 and not self.kernel.crowds:
                raise Starved("others kept the processors busy")
            self.kernel.end("it did not answer the check")
            return not_run(grade_id, points, self.over)
        else:
            result = judged(grade_id, points, reply["parts"])
            if "earned" in reply:  # by nbgrader's rules, under which a check may need nothing of the student's
                result = replace(result, points=float(reply["earned"]))
            if result.points:
                result = replace(result, doubts=tuple(reply["doubts"]))
        self._shown()
        return result

    def _note(self, reply: dict[str, Any]) -> None:
        """Keep what Python said of an examiner's fault."""
        self.traces += [trace(reply["trace"])] if "trace" in reply else []

    def _tell(self, request: dict[str, Any]) -> bool:
        """Send the kernel a request, and return whether it took it."""
        try:
            self.kernel.connection.send(request, seconds=GRACE_SECONDS)
        except Gone:
            self._died("its process ended by itself, or no longer read what it was sent")
            return False
        return True

    def _ask(self, request: dict[str, Any], seconds: float) -> dict[str, Any]:
        """Return the examiner's answer; or how it `died`, its `status` if nobody ended it, and if it was `judging`."""
        judging, connection = False, self.examiner.connection
        used, end = self.examiner.processor_seconds(), time.monotonic() + seconds
        try:
            connection.send(request, seconds=seconds)
            while True:
                while not select.select([connection.sock], [], [], 1)[0]:
                    if self.examiner.processor_seconds() - used > self.limits.cell_seconds or time.monotonic() > end:
                        self.examiner.end(f"it took longer than {self.limits.cell_seconds:g} seconds")
                        raise WireError("no answer in time")
                reply = connection.receive(seconds)[0]
                if "judging" not in reply:
                    return reply
                judging = bool(reply["judging"])
        except (WireError, OSError, ValueError) as error:  # the watch may have closed what is waited for
            status = None if self.examiner.ended else self.examiner.status(GRACE_SECONDS)
            why = self.examiner.ended or (str(error) if status is None else f"its process ended by itself ({status})")
            self.examiner.end(why)
            return {"died": why, "judging": judging, "status": status}

    def _replace_examiner(self) -> None:
        """Let another examiner take the place of one that has ended, and run the notebook's own cells so far.

        Raises
        ------
        RuntimeError
            If it fails there.
        """
        peer = self.examiner.peer
        if peer is None or self.over:
            raise RuntimeError(self.over or "there is none to take its place")
        # The kernel may still be answering the one that is no more. None of that may reach the next.
        done = threading.Event()
        drain = threading.Thread(target=_drain, args=(peer, done), daemon=True)
        drain.start()
        with contextlib.suppress(WireError):
            Connection(peer).send({"do": "finished"}, seconds=GRACE_SECONDS)
        self._shown()
        done.set()
        drain.join()
        peer.setblocking(True)  # as the next one expects it, which shares this with the last
        self.examiner = self.examiner.zygote.fork("examiner", self.limits, peer)
        self.examiner.peer = peer
        self._await_examiner()
        sources, self.prepared = self.prepared, []
        for source in sources:
            self.prepare(source)

    def _listen(self) -> None:
        """Read all that the kernel says, so that it never waits for a reader."""
        try:
            while True:
                message, _ = self.kernel.connection.receive()
                if self.kernel.connection.received > MAX_OUTPUT or self.inbox.qsize() > MAX_MESSAGES:
                    self.kernel.end("it wrote more than a notebook can hold")
                    break
                self.inbox.put(lean(message))
        except Gone:
            pass
        except WireError as error:
            self.kernel.end(f"it sent {error}")
        except (OSError, ValueError):
            pass  # whoever ended it has closed what is read here
        self.inbox.put(None)

    def _next(self, seconds: float) -> dict[str, Any] | None:
        """Return the kernel's next message, or None when it has ended."""
        # A queue gives what waits in it at any time.
        if seconds <= 0:
            raise TimeoutError
        try:
            message = self.inbox.get(timeout=seconds)
        except queue.Empty:
            raise TimeoutError from None
        if message is None:
            self._died("its process ended by itself")
        return message

    def _died(self, why: str) -> None:
        if not self.kernel.ended and memory_kills() > self.memory_kills:
            raise Starved("the machine's memory was full")
        self.kernel.end(why)

    def _shown(self) -> list[NotebookNode]:
        """Collect what the kernel shows until it says that the cell is done."""
        shown = Shown()
        clock, limit, late = Clock(self.kernel), self.limits.cell_seconds, False
        end = time.monotonic() + min(self.left, limit)
        while True:
            try:
                message = self._next(end - time.monotonic())
            except TimeoutError:
                more = min(self.left, limit - clock.seconds())
                if more > 0:  # it has had less time than went by
                    end = time.monotonic() + more
                    continue
                if clock.starved(limit) or self.clock.starved(self.limits.total_seconds):
                    raise Starved("others kept the processors busy") from None
                if late or self.left <= 0:
                    words = (
                        f"{self.limits.total_seconds:g} seconds in all" if not late else "its time, and did not stop"
                    )
                    self.kernel.end(f"it took longer than {words}")
                    return shown.outputs
                late, clock, limit = True, Clock(self.kernel), GRACE_SECONDS
                end = time.monotonic() + limit
                self.kernel.interrupt()
                continue
            if message is None:
                return shown.outputs
            if message.get("kind") == "done" and message.get("number") == self.number:
                if late:
                    shown.say(f"The cell was stopped after {self.limits.cell_seconds:g} seconds.")
                return shown.outputs
            with contextlib.suppress(Exception):  # a message that is not what it should be is not shown
                shown.add(message)


def grade(
    source: NotebookNode,
    rebuilt: Rebuilt,
    student: str,
    walls: Walls,
    assignment: str = "",
    given: Given = NOTHING,
) -> Result:
    """Run and judge one submission.

    Parameters
    ----------
    source
        The instructor's notebook, solutions and hidden tests included.
    rebuilt
        That notebook with the student's answers.
    student
        Goes into the result.
    walls
        Where the kernel and the examiner run.
    assignment
        Goes into the result.
    given
        What the assignment brings: files, a limit, a secret.
    """
    plan = Plan.of(source)
    notebook = copy.deepcopy(rebuilt.notebook)
    checks: dict[str, CheckResult] = {}
    unsure: dict[str, str] = {}  # by answer, where its comments stand
    answer = fault = ""
    with walls.pair(plan.data) as (kernel, examiner), contextlib.ExitStack() as stack:
        limits = replace(walls.limits, cell_seconds=given.cell_seconds or walls.limits.cell_seconds)
        session = Session(kernel, examiner, limits, given)
        stack.callback(session.close)
        for i, (cell, own) in enumerate(zip(notebook.cells, source.cells, strict=True)):
            if cell.cell_type != "code":
                continue
            name = grade_id(cell)
            if is_check(cell):
                found = (
                    CheckResult(name, 0.0, points(cell), (), fault=fault)
                    if fault
                    else session.check(name, own.source, points(cell), plan)
                )
                checks[name] = found
                cell.outputs = outputs(found)
                if found.doubts:
                    unsure[answer or name] = f"{name}: {' '.join(found.doubts)}"
                continue
            answer = name if is_answer(cell) else answer
            if i in plan.own and not session.over and not fault:
                # What was judged before stays; what follows may need what is missing now.
                try:
                    session.prepare(own.source)
                except RuntimeError as error:
                    fault = OWN_CELL.format(error)
            cell.outputs, cell.execution_count = [], None
            if not session.over:
                cell.outputs = clean_outputs(session.run(cell.source))
                cell.execution_count = session.number
        over = session.over
        # Only when all is judged: what stands below a task is for a person, and takes nothing from a check.
        tasks = copy.deepcopy(rebuilt.tasks)
        for cell in (cell for cells in tasks.values() for cell in cells if cell.cell_type == "code"):
            if not session.over:
                cell.outputs = clean_outputs(session.run(cell.source))
                cell.execution_count = session.number
    notebook = with_tasks(notebook, tasks)
    faults = [f"{check.grade_id}: {check.fault}" for check in checks.values() if check.fault]
    doubts = [f"{place}: {why}" if place else why for place, why in rebuilt.doubts.items()] + list(unsure.values())
    outcome = "person" if faults or doubts else "failed" if over else "graded"
    reasons = (*doubts, *faults, *([f"The notebook could not run to its end: {over}."] if over else []))
    notes = (*rebuilt.notes, *session.notes, *([walls.note] if walls.note else []))
    traces = "\n".join(session.traces)
    return Result(assignment, student, outcome, reasons, notes, checks, notebook, unsure | rebuilt.doubts, traces)


def judged(grade_id: str, points: float, found: list[dict[str, Any]]) -> CheckResult:
    """Return the marks for the parts of a check.

    Each part earns the same share. A part that needs nothing of the student's counts only beside one that does.
    """
    # A message can hold what the student's code said, and a terminal may show it.
    parts = tuple(
        Part(str(p["name"]), bool(p["passed"]), plain(str(p["message"])), bool(p.get("hidden"))) for p in found
    )
    if not parts:
        return CheckResult(grade_id, 0.0, points, (), fault="no statement of this check asserts anything")
    passed = sum(part.passed for part in parts)
    worked = any(p["passed"] and p["of student"] for p in found)
    earned = points if passed == len(parts) else math.floor(100 * points * passed / len(parts)) / 100 if worked else 0.0
    return CheckResult(grade_id, float(earned), points, parts)


def not_run(grade_id: str, points: float, why: str) -> CheckResult:
    """Return the result of a check that was not reached."""
    return CheckResult(grade_id, 0.0, points, (Part(RUNS_THIS_FAR, False, f"it was not reached: {why}."),))


def _drain(peer: socket.socket, done: threading.Event) -> None:
    """Read all that arrives until nobody writes any more."""
    while select.select([peer], [], [], 0.05)[0] or not done.is_set():
        with contextlib.suppress(BlockingIOError):
            if select.select([peer], [], [], 0.05)[0] and not peer.recv(2**20, socket.MSG_DONTWAIT):
                return
