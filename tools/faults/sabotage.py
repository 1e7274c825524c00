"""What is done to the bot during a fault run: one thing after another in each period, SIGKILL at its end."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Self

import psycopg
from sqlalchemy.engine import make_url

from tests.fake_slack import FakeSlack
from tests.pgbouncer import PgBouncer
from tests.process import BotProcess
from tools.faults.figures import Window
from tools.faults.victim import VARIABLE

#: What waited ten seconds for a lock fails as much later.
_AFTERWARDS = timedelta(seconds=12)


@dataclass(slots=True)
class Sabotage:
    """The processes on one database, and what happens to them. ``run`` is for a thread of its own."""

    slack: FakeSlack
    database: str
    folder: Path
    #: Seconds from one SIGKILL to the next.
    period: float
    #: Between the processes and the database, or None.
    pooler: PgBouncer | None = None
    processes: list[BotProcess] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    kills: list[datetime] = field(default_factory=list)
    shut: list[Window] = field(default_factory=list)
    _end: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def under_way(self, processes: int) -> Iterator[Self]:
        """So many processes, connected, then sabotaged until the block ends; then left alone, and running."""
        for _ in range(processes):
            self.processes.append(self._start())
        self.slack.wait_for_connection(processes, 30)
        thread = threading.Thread(target=self._run, name="sabotage")
        thread.start()
        try:
            yield self
        finally:
            self._end.set()
            thread.join()

    def close(self) -> None:
        """End what still runs."""
        for process in self.processes:
            process.kill()
            process.wait()

    @property
    def refused(self) -> Counter[str]:
        """What the database refused, as it said it."""
        file = self._marker.with_suffix(".refused")
        lines = file.read_text(encoding="utf-8").splitlines() if file.exists() else []
        return Counter(line for line in lines if "full" in line or "locked" in line)

    @property
    def _marker(self) -> Path:
        return self.folder / "full"

    def _run(self) -> None:
        began = time.monotonic()
        plan = self._plan()
        while not self._end.is_set():
            for part, do in plan:
                if self._end.wait(max(0.0, began + part * self.period - time.monotonic())):
                    return
                do()
            began += self.period

    def _plan(self) -> tuple[tuple[float, Callable[[], None]], ...]:
        """When in a period what is done."""
        return (
            (0.25, self._cut),
            (0.30, self._limit),
            (0.40, self._break),
            (0.50, self._slow),
            (0.60, self._fill),
            (0.72, self._lock),
            (0.80, self._restart),
            (0.85, self._silence),
            (1.00, self._kill),
        )

    def _cut(self) -> None:
        self.done["sockets cut"] += 1
        self.slack.drop_sockets()

    def _limit(self) -> None:
        self.done["429"] += 1
        self.slack.limit(f"C{self.done['429'] % 8}", 0.15 * self.period)

    def _break(self) -> None:
        self.done["500"] += 1
        self.slack.web.broken["chat.postMessage"] = 500
        self._end.wait(0.04 * self.period)
        self.slack.web.broken.clear()

    def _slow(self) -> None:
        self.done["slow"] += 1
        self.slack.web.slow["chat.postMessage"] = 0.1 * self.period
        self._end.wait(0.08 * self.period)
        self.slack.web.slow.clear()

    def _fill(self) -> None:
        if self.database.startswith("postgres"):
            return
        self.done["full disk"] += 1
        with self._shut():
            self._marker.touch()
            self._end.wait(0.1 * self.period)
            self._marker.unlink()

    def _lock(self) -> None:
        self.done["locked database"] += 1
        with self._shut(), locked(self.database):
            self._end.wait(0.1 * self.period)

    def _restart(self) -> None:
        if self.pooler is None:
            return
        self.done["PgBouncer restarted"] += 1
        with self._shut():
            self.pooler.restart(0.04 * self.period)

    @contextmanager
    def _shut(self) -> Iterator[None]:
        since = datetime.now(UTC)
        yield
        self.shut.append((since, datetime.now(UTC) + _AFTERWARDS))

    def _silence(self) -> None:
        # Until the next connection, which is that of the process that takes the killed one's place.
        self.done["silent sockets"] += 1
        self.slack.fall_silent()

    def _kill(self) -> None:
        victim = self.done["SIGKILL"] % len(self.processes)
        self.done["SIGKILL"] += 1
        self.processes[victim].kill()
        self.processes[victim].wait()
        self.kills.append(datetime.now(UTC))
        # The new one cannot know of it, and Slack itself would have told it with its first call.
        self.slack.web.limited.clear()
        self.slack.web.told.clear()
        self.processes[victim] = self._start()

    def _start(self) -> BotProcess:
        log = self.folder / f"{len(list(self.folder.glob('*.log')))}.log"
        process = BotProcess(
            self.slack, self.database, module="tools.faults.victim", log=log, **{VARIABLE: str(self._marker)}
        )
        # It says so when it has taken up what its forerunner left.
        self.slack.wait_until(lambda: "resumed" in log.read_text(encoding="utf-8"), 30, "a start")
        return process


@contextmanager
def locked(database: str) -> Iterator[None]:
    """Nobody else can write into the database."""
    if database.startswith("postgres"):
        with psycopg.connect(database) as connection:
            connection.execute("LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE")
            yield
        return
    file = str(make_url(database).database)
    with closing(sqlite3.connect(file, timeout=10, isolation_level=None)) as held:
        held.execute("BEGIN IMMEDIATE")
        yield
