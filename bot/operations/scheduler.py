"""Scheduler: what a process does beside answering, each thing in its own rhythm, none able to stop another.

A step that fails is named in the log, counted, and tried again in its time; the process goes on with what it has.
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
    """Something that is done again and again."""

    name: str
    #: Seconds between two times; the first comes one such time after the start.
    every: float
    do: Callable[[], object]


class Scheduler:
    """The steps, in one thread."""

    def __init__(self, steps: Sequence[Step], failed: Callable[[str], object]) -> None:
        """``failed`` is told the name of a step that failed."""
        self._steps = tuple(steps)
        self._failed = failed
        self._stop = threading.Event()
        self._turned = time.monotonic()
        self._hands = ThreadPoolExecutor(1, thread_name_prefix="upkeep-step")
        self._thread = threading.Thread(target=self._run, name="upkeep", daemon=True)

    @property
    def quiet(self) -> float:
        """Seconds since it last turned to its steps: minutes mean that it hangs."""
        return time.monotonic() - self._turned

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def close(self) -> None:
        """Begin no other step; one that is under way is not waited for."""
        self._stop.set()

    def finish(self) -> None:
        """After ``close``: wait for the step under way, so that nobody takes its database away."""
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        now = time.monotonic()
        due = {step.name: now + step.every for step in self._steps}
        while not self._stop.wait(max(0.0, min(due.values()) - time.monotonic())):
            self._turned = time.monotonic()
            for step in self._steps:
                if due[step.name] <= time.monotonic() and not self._stop.is_set():
                    self._do(step)
                    due[step.name] = time.monotonic() + step.every
        # Here and not in close(): between its look at the end and its next step it must find a thread that takes work.
        self._hands.shutdown(wait=False)

    def _do(self, step: Step) -> None:
        # In a thread that hands its error over: nothing that a step raises ends the upkeep.
        error = self._hands.submit(step.do).exception()
        if isinstance(error, CorpusError):
            log.error("upkeep, %s: %s", step.name, error)
        elif error is not None:
            log.error("upkeep, %s", step.name, exc_info=error)
        if error is not None:
            self._failed(step.name)


class Freshness:
    """Whether the index is the newest, and since when it was known to be."""

    def __init__(self, refresh: Callable[[], bool]) -> None:
        """``refresh`` builds a new index if it must; it was the newest a moment ago."""
        self._refresh = refresh
        self._known_at = time.monotonic()
        #: True where the last look for newer articles failed: the old index answers on.
        self.failing = False

    @property
    def age(self) -> float:
        """Seconds since the index was last known to be the newest."""
        return time.monotonic() - self._known_at

    def renew(self) -> bool:
        """Build a new index if the articles changed; True if so. What it raises leaves the old one and its age."""
        done = False
        try:
            changed = self._refresh()
            done, self._known_at = True, time.monotonic()
        finally:
            self.failing = not done
        return changed


def purge_now(engine: Engine, clock: Callable[[], datetime]) -> Mapping[str, int]:
    """Delete what is kept too long; table → rows. Raises StoreError."""
    # Each process does it, whenever another did: two at once delete nothing twice, and no clock can switch it off.
    deleted = dict(purge(engine, clock()))
    Jobs(engine, clock).note("purge", deleted)
    if any(deleted.values()):
        log.info("purged: %s", ", ".join(f"{name} {count}" for name, count in deleted.items() if count))
    return deleted
