"""Scheduler: the periodic steps of a process, each with its own period, none able to stop another.

A step that fails is logged, counted, and tried again after its period; the process goes on.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from bot.state.jobs import Jobs
from bot.state.retention import purge
from corpus.errors import CorpusError

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """A periodic step."""

    name: str
    #: Period in seconds; the first run comes one period after the start.
    every: float
    do: Callable[[], object]


class Scheduler:
    """Runs the steps, in one thread."""

    def __init__(self, steps: Sequence[Step], failed: Callable[[str], object]) -> None:
        """Prepare the thread; *failed* is called with the name of a step that failed."""
        self._steps = tuple(steps)
        self._failed = failed
        #: How the last run of each step failed; None where it succeeded.
        self.errors: dict[str, BaseException | None] = {}
        self._stop = threading.Event()
        self._active_at = time.monotonic()
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="scheduler-step")
        self._thread = threading.Thread(target=self._run, name="scheduler", daemon=True)

    @property
    def quiet(self) -> float:
        """Seconds since it last began a step: minutes mean that it hangs."""
        return time.monotonic() - self._active_at

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def close(self) -> None:
        """Begin no other step, without waiting for the current one."""
        self._stop.set()

    def finish(self) -> None:
        """Wait, after ``close``, for the current step, so that its database stays open."""
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        now = time.monotonic()
        due = {step.name: now + step.every for step in self._steps}
        while not self._stop.wait(max(0.0, min(due.values()) - time.monotonic())):
            self._active_at = time.monotonic()
            for step in self._steps:
                if due[step.name] <= time.monotonic() and not self._stop.is_set():
                    self._do(step)
                    due[step.name] = time.monotonic() + step.every
        # Not in close(): a step that is due at that moment must still find an executor that accepts it.
        self._executor.shutdown(wait=False)

    def _do(self, step: Step) -> None:
        # In a thread that hands its error over: nothing that a step raises ends the scheduler.
        error = self.errors[step.name] = self._executor.submit(step.do).exception()
        if isinstance(error, CorpusError):
            log.error("scheduled step %s failed: %s", step.name, error)
        elif error is not None:
            log.error("scheduled step %s failed", step.name, exc_info=error)
        if error is not None:
            self._failed(step.name)


class Freshness:
    """Whether the index is current, and when it was last known to be."""

    def __init__(self, refresh: Callable[[], bool]) -> None:
        """Take the index as current now; *refresh* builds a new one where the articles changed."""
        self._refresh = refresh
        self._known_at = time.monotonic()
        #: True where the last refresh failed: the previous index stays in use.
        self.failing = False

    @property
    def age(self) -> float:
        """Seconds since the index was last known to be current."""
        return time.monotonic() - self._known_at

    def renew(self) -> bool:
        """Build a new index if the articles changed, and return whether they did; an error keeps index and age."""
        done = False
        try:
            changed = self._refresh()
            done, self._known_at = True, time.monotonic()
        finally:
            self.failing = not done
        return changed


def purge_now(engine: Engine, clock: Callable[[], datetime]) -> Mapping[str, int]:
    """Delete records past their retention; return the number of rows by table. Raises StoreError."""
    # Every process does it: two at once do no harm, and no wrong clock of another can prevent it.
    deleted = dict(purge(engine, clock()))
    Jobs(engine, clock).note("purge", deleted)
    if any(deleted.values()):
        log.info("purged: %s", ", ".join(f"{name} {count}" for name, count in deleted.items() if count))
    return deleted
