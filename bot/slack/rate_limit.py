"""Limits of work: the pool of listener threads, which counts what waits, and the rate limit of a person.

All of it is in the memory of this process and starts anew with it.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextvars import ContextVar, copy_context
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

#: Called with the seconds that a piece of work waited for its thread, and the seconds that it took.
Watch = Callable[[float, float], object]
#: Seconds over which a person's requests are counted.
WINDOW = 60.0
#: True while a payload is dispatched that its listener answers in the ack.
answers_in_ack: ContextVar[bool] = ContextVar("answers_in_ack", default=False)


class ListenerPool(Executor):
    """Threads of listeners, in two lanes; work keeps its caller's context, is counted while it waits, and is timed.

    What a listener answers in its ack has threads of its own (``answers_in_ack``): Slack waits three seconds for it,
    and answers that are being posted may take longer.
    """

    def __init__(self, threads: int, watch: Watch) -> None:
        """Have *threads* in each lane, and call *watch* when a piece of work ends."""
        self._usual = ThreadPoolExecutor(threads, thread_name_prefix="listener")
        self._quick = ThreadPoolExecutor(threads, thread_name_prefix="quick-listener")
        self._watch = watch
        #: Number of pieces of work that no thread has taken yet.
        self.waiting = 0
        self._lock = threading.Lock()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Submit work that runs in the caller's context. Raises RuntimeError after the shutdown."""
        context, since = copy_context(), time.monotonic()
        lane = self._quick if answers_in_ack.get() else self._usual
        # What this work submits in its turn is no ack.
        context.run(answers_in_ack.set, False)  # noqa: FBT003 - a variable's value

        def work() -> T:
            self._count(-1)
            begun = time.monotonic()
            try:
                return context.run(fn, *args, **kwargs)
            finally:
                self._watch(begun - since, time.monotonic() - begun)

        self._count(1)
        try:
            return lane.submit(work)
        except RuntimeError:
            self._count(-1)
            raise

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: FBT001, FBT002 - as inherited
        """Take no more work; with *wait* until all that runs has ended."""
        for lane in (self._quick, self._usual):
            lane.shutdown(wait, cancel_futures=cancel_futures)

    def _count(self, change: int) -> None:
        with self._lock:
            self.waiting += change


class RateLimit:
    """A limit of requests within a minute, for each person; safe to share between threads."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Allow at most *most* requests in a minute; 0: any number."""
        self._most = most
        self._clock = clock
        self._times: dict[object, list[float]] = {}
        self._lock = threading.Lock()

    def give_back(self, who: object) -> None:
        """Count no request of *who*: nothing came of it."""
        with self._lock:
            self._times.pop(who, None)

    def allows(self, who: object) -> bool:
        """Count a request and return True if it is within the limit; a refused one is not counted."""
        if not self._most:
            return True
        with self._lock:
            now = self._clock()
            # For all people: one who never comes back must not stay in memory.
            recent = {each: [time for time in times if time > now - WINDOW] for each, times in self._times.items()}
            self._times = {each: times for each, times in recent.items() if times}
            times = self._times.setdefault(who, [])
            allowed = len(times) < self._most
            if allowed:
                times.append(now)
            return allowed
