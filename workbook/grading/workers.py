"""Who grades: long-lived workers in processes here, or on a Dask cluster."""

import contextlib
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
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING, Any

from workbook.grading.batch import (
    FULL,
    LOST,
    Job,
    Judge,
    Opener,
    Starved,
    Stopped,
    grade_one,
    is_full,
    lost,
    not_judged,
    version,
    walled,
)
from workbook.grading.results import plain, trace

if TYPE_CHECKING:
    from workbook.grading.sandbox.wall import Zygote

FAILED_TWICE = (
    "The grader failed on this submission, two times, by a fault of its own. Mark it by hand, and report this."
)
CLOSE_SECONDS = 20
SCHEDULER_SECONDS = 30


def run(
    jobs: Iterator[Job],
    opener: Opener,
    workers: int,
    scheduler: str = "",
    zygote: "Zygote | None" = None,
    *,
    light: bool = False,
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
    light
        Whether one that is started here does without TensorFlow, which no job's notebook uses.

    Raises
    ------
    Stopped
        If no submission can be graded any more.
    """
    return _run_on_cluster(jobs, opener, scheduler) if scheduler else _run_here(jobs, opener, workers, zygote, light)


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

    def unless_noted(dropped: "sys.UnraisableHookArgs") -> None:
        if not issubclass(dropped.exc_type, KeyboardInterrupt):
            said(dropped)

    said, sys.unraisablehook = sys.unraisablehook, unless_noted
    signal.signal(signal.SIGINT, note)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
        sys.unraisablehook = said
        _Interrupt.came = False


class _Interrupt:
    came = False


def heed_interrupt() -> None:
    """Raise `KeyboardInterrupt` if Ctrl-C was pressed since the block of `interruptible` began."""
    if _Interrupt.came:
        raise KeyboardInterrupt


class Bench:
    """Where one worker grades: what it holds is opened when first needed, and anew after it has failed."""

    def __init__(self, opener: Opener):
        self.opener = opener
        self.judge: Judge | None = None
        self.open = ExitStack()

    def grade(self, job: Job) -> bytes:
        """Return the result's bytes. A submission on which the grader fails twice, or others starve, is a person's."""
        if job.version != version():
            raise Stopped(
                f"The worker on {platform.node()} has another version of the grader, of Python or of its packages; "
                "its grades may differ. Make them equal and run the same command again."
            )
        if job.trouble and job.submission is not None:
            return not_judged(job, job.trouble)
        why = said = ""
        for _ in range(2):
            judge = self._opened()
            try:
                return grade_one(job, judge)
            except Starved as error:
                why = f"It was graded two times, and each time {error}. Grade it again when the machine is free."
                said = ""
            except Exception as error:
                self.close()
                if is_full(error):
                    raise Stopped(FULL) from None
                why, said = FAILED_TWICE, trace(traceback.format_exc())
        return not_judged(job, why, said)

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
            said = (error.strerror if isinstance(error, OSError) else None) or str(error) or "nothing says why"
            words = f"The grader could not start: {plain(said).rstrip('.')}."
            raise Stopped(FULL if is_full(error) else words, trace(traceback.format_exc())) from None

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
                raise Stopped(*answer)
            data: bytes = answer
            return data
        return lost(job)

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
            answer: tuple[bool, bytes | tuple[str, str]]
            try:
                answer = (True, bench.grade(job))
            except Stopped as error:
                answer = (False, (str(error), error.trace))
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
    jobs: Iterator[Job], opener: Opener, workers: int, zygote: "Zygote | None", light: bool
) -> Generator[tuple[Job, bytes], None, None]:
    own = None
    if opener is not walled:
        zygote = None
    elif zygote is None:
        from workbook.grading.sandbox import wall

        zygote = own = wall.early(light=light)
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
                    data = lost(job)
                submit()
                yield job, data
        finally:
            with contextlib.suppress(Exception):
                client.cancel(list(waiting))
                client.run(_close_on_cluster, opener)
