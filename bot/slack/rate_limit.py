"""How much is taken on: the threads that answer, what may wait for them, and how often one person may ask.

All of it is this process's own and in memory: a restart forgives.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

T = TypeVar("T")

#: Told how long a piece of work waited for its thread, and how long it took (seconds).
Watch = Callable[[float, float], object]
#: Seconds over which a person's questions are counted.
WINDOW = 60.0


class ListenerPool(ThreadPoolExecutor):
    """The threads that answer. Work carries its request's id along, is counted while it waits, and is timed."""

    def __init__(self, threads: int, watch: Watch) -> None:
        """``watch`` is told of each piece of work as it ends."""
        super().__init__(threads, thread_name_prefix="listener")
        self._watch = watch
        #: Pieces of work that no thread has taken yet.
        self.waiting = 0
        self._lock = threading.Lock()

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Have it done, in the caller's context. Raises RuntimeError after the shutdown."""
        context, since = copy_context(), time.monotonic()

        def work() -> T:
            self._count(-1)
            begun = time.monotonic()
            try:
                return context.run(fn, *args, **kwargs)
            finally:
                self._watch(begun - since, time.monotonic() - begun)

        self._count(1)
        try:
            return super().submit(work)
        except RuntimeError:
            self._count(-1)
            raise

    def _count(self, change: int) -> None:
        with self._lock:
            self.waiting += change


class RateLimit:
    """How often each of many people did something within the last minute. Threads share it."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        """At most so often in a minute; 0: as often as they like."""
        self._most = most
        self._clock = clock
        self._times: dict[object, deque[float]] = {}
        self._lock = threading.Lock()

    def allows(self, who: object) -> bool:
        """Count once more and say whether that is still within the limit; what is refused is not counted."""
        if not self._most:
            return True
        with self._lock:
            now = self._clock()
            self._forget(now)
            times = self._times.setdefault(who, deque())
            allowed = len(times) < self._most
            if allowed:
                times.append(now)
            return allowed

    def _forget(self, now: float) -> None:
        # All of them: a person who never comes back must not stay in memory.
        for who in [who for who, times in self._times.items() if times[-1] <= now - WINDOW]:
            del self._times[who]
        for times in self._times.values():
            while times[0] <= now - WINDOW:
                times.popleft()
