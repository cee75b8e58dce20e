"""Many submissions: each is graded once, by long-lived workers here or on a Dask cluster, into a file of its own.

A result's file is named by a fingerprint of all that went into it: the submission, the instructor's notebook, and the
grader. So what is done is not done again, whoever asks and whenever the last run ended.
"""

import contextlib
import errno
import hashlib
import json
import multiprocessing
import os
import platform
import queue
import signal
import socket
import sys
import threading
import time
import traceback
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from functools import lru_cache, partial
from importlib import metadata
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat.notebooknode import NotebookNode
from traitlets.config import Config

from workbook import ROOT
from workbook.grading.rebuild import Rebuilt, Unreadable, rebuild
from workbook.grading.results import Result, from_json, to_json, unjudged

if TYPE_CHECKING:
    from workbook.grading.sandbox.wall import Zygote

FULL = "The disk is full. What is done is kept: make room and run the same command again."
# The files of the project that decide marks.
DECIDING = (
    *("workbook/grading/**/*.py", "workbook/authoring/assignment.py", "workbook/authoring/stubs.py"),
    "helpers/**/*.py",
)
# Their versions decide what a student's network does.
PACKAGES = ("tensorflow", "keras", "numpy", "scipy", "scikit-learn", "matplotlib", "ipython", "nbgrader")
LOST = "Each time the grader came to this submission, its process died."
FINGERPRINT = 32  # letters of it
CLOSE_SECONDS = 20
SCHEDULER_SECONDS = 30

Judge = Callable[[NotebookNode, Rebuilt, str, str], Result]
"""From the instructor's notebook, the rebuilt one, student and assignment to a result, as `session.grade` does."""
Opener = Callable[..., AbstractContextManager[Judge]]
"""What a worker holds as long as it lives. It reaches other processes by its name, so it is a module's function.

Of workers that share a fork server, each calls it with a connection to one forked from that (`Zygote.another`).
"""


class Stopped(Exception):
    """Grading cannot go on, for any submission; the text says why, and what to do."""


@dataclass(frozen=True)
class Job:
    """One submission to grade, as plain data: a worker needs no file of the course."""

    assignment: str
    notebook: str
    student: str
    source: str
    """The instructor's notebook, as the text of its file without outputs."""
    submission: bytes | None
    trouble: str
    """Why it is not graded, or nothing."""
    notes: tuple[str, ...]
    """For the instructor."""
    settings: dict[str, Any]
    """nbgrader's, that say what stands in a solution's place."""
    version: str
    """Of the grader."""

    @property
    def fingerprint(self) -> str:
        """Return what tells this job from any other."""
        content = asdict(self) | {"submission": hashlib.sha256(self.submission or b"").hexdigest()}
        return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:FINGERPRINT]


@contextmanager
def walled(given: socket.socket | None = None) -> Iterator[Judge]:
    """Build walls, and judge submissions behind them."""
    # These take seconds; a process that only hands out jobs does without.
    from workbook.grading import session
    from workbook.grading.sandbox import wall

    try:
        with wall.Walls(given=given) as walls:
            yield lambda source, rebuilt, student, assignment: session.grade(
                source, rebuilt, student, walls, assignment
            )
    except wall.Unconfined as error:
        raise Stopped(str(error)) from None


def grade_one(job: Job, judge: Judge) -> bytes:
    """Return the result of one submission, as the bytes of its file."""
    source = nbformat.reads(job.source, as_version=4)
    try:
        rebuilt = _rebuilt(job, source)
    except Unreadable as error:
        return _unjudged(job, str(error))
    result = judge(source, rebuilt, job.student, job.assignment)
    result = replace(result, assignment=job.assignment, student=job.student, doubts=result.doubts | rebuilt.doubts)
    return to_json(replace(result, notes=(*result.notes, *job.notes)))


def run(
    jobs: Iterator[Job], opener: Opener, workers: int, scheduler: str = "", zygote: "Zygote | None" = None
) -> Generator[tuple[Job, bytes], None, None]:
    """Grade jobs in parallel, and yield each with its result's bytes when it is done.

    Parameters
    ----------
    jobs
        Taken from as workers become free.
    opener
        What each worker holds.
    workers
        How many processes to start on this machine.
    scheduler
        The address of a Dask cluster's scheduler, to use the workers there instead.
    zygote
        A fork server that processes which open `walled` share, if it has been started already.

    Raises
    ------
    Stopped
        If no submission can be graded any more.
    """
    return _run_on_cluster(jobs, opener, scheduler) if scheduler else _run_here(jobs, opener, workers, zygote)


@contextmanager
def interruptible() -> Iterator[None]:
    """Let no Ctrl-C be lost while the block lasts: `heed_interrupt` raises the `KeyboardInterrupt` that Python dropped.

    Python does so when the signal arrives while an object is cleared away, as happens often where marks are saved.
    """
    usual = signal.default_int_handler
    # A server has a handler of its own, and only the main thread may change it.
    if threading.current_thread() is not threading.main_thread() or signal.getsignal(signal.SIGINT) is not usual:
        yield
        return

    def note(*_: object) -> None:
        _Interrupt.came = True
        raise KeyboardInterrupt

    signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
        _Interrupt.came = False


class _Interrupt:
    came = False


def heed_interrupt() -> None:
    """Raise `KeyboardInterrupt` if Ctrl-C was pressed since the block of `interruptible` began."""
    if _Interrupt.came:
        raise KeyboardInterrupt


def keep(path: Path, data: bytes) -> None:
    """Write a file so that after any kill it is there as a whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f".{path.name}.part")
    try:
        with part.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def kept(path: Path) -> Result | None:
    """Return the result in a file, or None if there is none that can be read."""
    try:
        return from_json(path.read_bytes())
    except (FileNotFoundError, ValueError):
        return None


def is_full(error: BaseException) -> bool:
    """Whether an error says that the disk is full."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


@lru_cache
def version(*more: str) -> str:
    """Return a fingerprint of what decides marks, and of what these patterns name besides.

    That is the grader's code, what it reads of an assignment's form, the helpers, and the packages that students' code
    uses. All helpers, for an answer may call any of them, and is judged by what it returns.
    """
    digest = hashlib.sha256()
    for path in sorted(path for pattern in (*DECIDING, *more) for path in ROOT.glob(pattern)):
        digest.update(f"{path.relative_to(ROOT).as_posix()}\n{len(path.read_bytes())}\n".encode() + path.read_bytes())
    installed = {name: _installed(name) for name in PACKAGES}
    unconfined = os.environ.get("WORKBOOK_UNCONFINED", "")
    digest.update(json.dumps([installed, platform.python_version(), unconfined], sort_keys=True).encode())
    return digest.hexdigest()[:32]


def _installed(package: str) -> str:
    for name in (package, f"{package}-cpu"):  # TensorFlow has another name where it can use no GPU
        with contextlib.suppress(metadata.PackageNotFoundError):
            return metadata.version(name)
    return ""


class Bench:
    """Where one worker grades: what it holds is opened when first needed, and anew after it has failed."""

    def __init__(self, opener: Opener):
        self.opener = opener
        self.judge: Judge | None = None
        self.open = ExitStack()

    def grade(self, job: Job) -> bytes:
        """Return the result's bytes. A submission on which the grader fails twice is a person's."""
        if job.version != version():
            raise Stopped(
                f"The worker on {platform.node()} has another version of the grader, of Python or of its packages; "
                "its grades may differ. Make them equal and run the same command again."
            )
        if job.trouble and job.submission is not None:
            return _unjudged(job, job.trouble)
        for _ in range(2):
            judge = self._opened()
            try:
                return grade_one(job, judge)
            except Exception as error:
                self.close()
                if is_full(error):
                    raise Stopped(FULL) from None
                traceback.print_exc()
                name = type(error).__name__
        return _unjudged(job, f"The grader failed twice on this submission ({name}); its log says where.")

    def _opened(self) -> Judge:
        if self.judge is not None:
            return self.judge
        try:
            self.judge = self.open.enter_context(self.opener())
            return self.judge
        except Stopped:
            raise
        except Exception as error:
            # Not this submission's fault, and the next would have the same.
            traceback.print_exc()
            words = f"The grader could not start: {type(error).__name__}: {error}"
            raise Stopped(FULL if is_full(error) else words) from None

    def close(self) -> None:
        """Close what it holds."""
        self.judge = None
        # It may be what has failed.
        with contextlib.suppress(Exception):
            self.open.close()


class Worker:
    """A process with a bench of its own, replaced when it dies."""

    def __init__(self, opener: Opener, zygote: "Zygote | None" = None):
        self.opener, self.zygote = opener, zygote
        self.running: tuple[multiprocessing.process.BaseProcess, Connection] | None = None
        self.closed = False
        self.lock = threading.Lock()

    def grade(self, job: Job) -> bytes:
        """Return the result's bytes. A submission on which the process dies twice is a person's."""
        # The third process only reads the submission, for the person; this one does not: that alone may end a process.
        for task in (job, job, replace(job, trouble=LOST)):
            _, connection = self.running or self._started()
            try:
                connection.send(task)
                done, answer = connection.recv()
            except (EOFError, OSError):
                self._end()
                if self.closed:
                    raise Stopped("Grading was stopped.") from None
                continue
            if not done:
                raise Stopped(answer)
            data: bytes = answer
            return data
        return _lost(job)

    def close(self, *, kill: bool = False) -> None:
        """End the process, in the middle of a submission too; a thread that waits in `grade` gets `Stopped`."""
        with self.lock:
            self.closed = True
            if running := self.running:
                process, _ = running
                process.kill() if kill else process.terminate()

    def stop(self) -> None:
        """Let the process close what it holds, and wait for that."""
        self._end()

    def _started(self) -> tuple[multiprocessing.process.BaseProcess, Connection]:
        # A process of its own, not a fork: this one may be a server with threads.
        context = multiprocessing.get_context("spawn")
        with self.lock:
            if self.closed:
                raise Stopped("Grading was stopped.")
            ours, theirs = context.Pipe()
            given = self.zygote and self.zygote.another()
            process = context.Process(target=_serve, args=(theirs, self.opener, given))
            process.start()
            self.running = running = process, ours
        theirs.close()
        if given:
            given.close()
        return running

    def _end(self) -> None:
        if self.running is None:
            return
        process, connection = self.running
        connection.close()
        process.join(CLOSE_SECONDS)
        process.terminate()
        process.join(CLOSE_SECONDS)
        process.kill()
        process.join()
        self.running = None


def _serve(connection: Connection, opener: Opener, given: socket.socket | None) -> None:
    """Grade what comes over a connection: the life of a worker's process."""
    # Ctrl-C in a terminal reaches a whole group of processes, and here the parent alone decides who ends.
    if hasattr(os, "setpgrp"):
        os.setpgrp()
    signal.signal(signal.SIGTERM, _exit)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    bench = Bench(partial(opener, given) if given else opener)
    try:
        while True:
            job = connection.recv()
            answer: tuple[bool, bytes | str]
            try:
                answer = (True, bench.grade(job))
            except Stopped as error:
                answer = (False, str(error))
            connection.send(answer)
    except (EOFError, OSError):
        pass
    finally:
        bench.close()


def _exit(*_: object) -> None:
    # Once: a second signal must not keep it from closing what it holds.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sys.exit(1)


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _run_here(
    jobs: Iterator[Job], opener: Opener, workers: int, zygote: "Zygote | None"
) -> Generator[tuple[Job, bytes], None, None]:
    own = None
    if opener is not walled:
        zygote = None
    elif zygote is None:
        from workbook.grading.sandbox import wall

        zygote = own = wall.early()
    taking = threading.Lock()
    ended = object()
    done: queue.Queue[Any] = queue.Queue(maxsize=workers)

    def serve(worker: Worker) -> None:
        try:
            while not worker.closed:
                with taking:
                    job = next(jobs, None)
                if job is None:
                    break
                done.put((job, worker.grade(job)))
            worker.stop()
            done.put(ended)
        except BaseException as error:
            done.put(error)

    crew = [Worker(opener, zygote) for _ in range(workers)]
    threads = [threading.Thread(target=serve, args=(worker,), daemon=True) for worker in crew]
    for thread in threads:
        thread.start()
    try:
        left = workers
        while left:
            heed_interrupt()
            try:
                found = done.get(timeout=0.5)
            except queue.Empty:
                continue
            if found is ended:
                left -= 1
            elif isinstance(found, BaseException):
                raise found
            else:
                yield found
    finally:
        for worker in crew:
            worker.close()
        end = time.monotonic() + CLOSE_SECONDS
        while any(thread.is_alive() for thread in threads):
            with contextlib.suppress(queue.Empty):
                done.get(timeout=0.1)
            # A worker can lose its signal as this process can.
            if time.monotonic() > end:
                for worker in crew:
                    worker.close(kill=True)
        for worker in crew:
            worker.stop()
        if own:
            own.close()


_benches: dict[Opener, queue.LifoQueue[Bench]] = {}
"""On a worker of a cluster: benches that no thread uses at the moment."""


def _grade_on_cluster(job: Job, opener: Opener) -> bytes:
    free = _benches.setdefault(opener, queue.LifoQueue())
    try:
        bench = free.get_nowait()
    except queue.Empty:
        bench = Bench(opener)
    try:
        return bench.grade(job)
    finally:
        free.put(bench)


def _close_on_cluster(opener: Opener) -> None:
    free = _benches.pop(opener, queue.LifoQueue())
    with contextlib.suppress(queue.Empty):
        while True:
            free.get_nowait().close()


def _run_on_cluster(jobs: Iterator[Job], opener: Opener, address: str) -> Generator[tuple[Job, bytes], None, None]:
    try:
        from dask.distributed import Client, Future, KilledWorker, as_completed
    except ImportError:
        raise Stopped("--scheduler needs Dask: pip install 'dask[distributed]'.") from None
    try:
        client = Client(address, timeout=SCHEDULER_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise Stopped(f"No Dask scheduler answers at {address}: {error}.") from None
    with client:
        slots = sum(client.nthreads().values())
        if not slots:
            raise Stopped(
                f"The Dask scheduler at {address} has no workers. Start some, each in a copy of this project: "
                f"python -m dask worker {address}."
            )
        waiting: dict[Future[bytes], Job] = {}
        running = as_completed(loop=client.loop)

        def submit() -> None:
            job = next(jobs, None)
            if job is not None:
                # A job of an earlier run may have the same content and must not answer for this one.
                future = client.submit(_grade_on_cluster, job, opener, pure=False)
                waiting[future] = job
                running.add(future)

        # One more for each worker than it can do, so that none waits for this process.
        for _ in range(2 * slots):
            submit()
        try:
            for future in running:
                job = waiting.pop(future)
                try:
                    data = future.result()
                except KilledWorker:
                    data = _lost(job)
                submit()
                yield job, data
        finally:
            with contextlib.suppress(Exception):
                client.cancel(list(waiting))
                client.run(_close_on_cluster, opener)


def _rebuilt(job: Job, source: NotebookNode) -> Rebuilt:
    if job.submission is None:
        raise Unreadable(job.trouble)
    return rebuild(source, job.submission, Config(job.settings))


def _unjudged(job: Job, reason: str) -> bytes:
    """Return the result of a submission that was not judged, with the student's answers if they can be read."""
    source = nbformat.reads(job.source, as_version=4)
    try:
        rebuilt = _rebuilt(job, source)
    except Exception:
        empty = nbformat.writes(nbformat.v4.new_notebook()).encode()
        rebuilt = replace(rebuild(source, empty, Config(job.settings)), notes=(), doubts={})
    result = unjudged(job.assignment, job.student, rebuilt.notebook, reason, rebuilt.doubts)
    return to_json(replace(result, notes=(*rebuilt.notes, *job.notes)))


def _lost(job: Job) -> bytes:
    return _unjudged(replace(job, submission=None, trouble=LOST), LOST)
