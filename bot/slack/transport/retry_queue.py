"""RetryQueue: inquiries whose channel Slack rate-limits, handed back when they may be tried again.

One thread waits for all of them, so a rate-limited channel delays no listener thread and no other channel.
"""

from __future__ import annotations

import heapq
import itertools
import logging
import threading
import time
from collections.abc import Callable

from bot.slack.transport.outcomes import LONGEST_WAIT
from bot.state.inbox import Inquiry

log = logging.getLogger(__name__)


class RetryQueue:
    """Inquiries by the time of their next attempt; those that are left at the end stay in the inbox."""

    def __init__(self, hand_back: Callable[[Inquiry], object]) -> None:
        """Start the thread, which calls ``hand_back``; that must return quickly."""
        self._hand_back = hand_back
        self._waiting: list[tuple[float, int, Inquiry]] = []
        self._order = itertools.count()
        self._changed = threading.Condition()
        self._closed = False
        self._not_before: dict[str, float] = {}
        self._thread = threading.Thread(target=self._run, name="postponed", daemon=True)
        self._thread.start()

    @property
    def turning(self) -> bool:
        """False if the thread has ended without ``close``: what waits here would wait for ever."""
        return self._closed or self._thread.is_alive()

    def put(self, inquiry: Inquiry, seconds: float) -> None:
        """Hand an inquiry back after ``seconds``; until then nothing is to be posted to its channel."""
        with self._changed:
            due = max(_in(seconds), self._not_before.get(inquiry.channel, 0))
            self._not_before[inquiry.channel] = due
            heapq.heappush(self._waiting, (due, next(self._order), inquiry))
            self._changed.notify()

    def wait_for(self, channel: str) -> float:
        """Return the seconds until the channel may be posted to; mostly 0."""
        with self._changed:
            left = self._not_before.get(channel, 0) - time.monotonic()
            if left <= 0:
                self._not_before.pop(channel, None)
            return max(0.0, left)

    def count(self, channel: str) -> int:
        """Return how many inquiries of a channel wait."""
        with self._changed:
            return sum(inquiry.channel == channel for *_, inquiry in self._waiting)

    def close(self) -> None:
        """Stop the thread; nothing is handed back any more."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while (inquiry := self._next()) is not None:
            try:
                self._hand_back(inquiry)
            except Exception:
                # It stays in the inbox; those that wait after it must not stay with it.
                log.exception("an inquiry could not be handed back")

    def _next(self) -> Inquiry | None:
        with self._changed:
            while not self._closed:
                left = self._waiting[0][0] - time.monotonic() if self._waiting else None
                if left is not None and left <= 0:
                    return heapq.heappop(self._waiting)[2]
                self._changed.wait(left)
        return None


def _in(seconds: float) -> float:
    # Bounded once more: with an endless wait (or NaN) the thread would never wake.
    return time.monotonic() + (min(seconds, LONGEST_WAIT) if seconds >= 0 else 0.0)
