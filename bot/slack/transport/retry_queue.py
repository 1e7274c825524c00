"""What Slack told us to send later: kept in order of its time, handed back when the time has come.

One thread waits for all of it, so a conversation that is limited holds up no listener thread and no other conversation.
"""

from __future__ import annotations

import heapq
import itertools
import threading
import time
from collections.abc import Callable

from bot.slack.transport.posting import LONGEST_WAIT
from bot.state.inbox import Inquiry


class RetryQueue:
    """Inquiries with the time at which each may be tried again; what is left at the end stays in the inbox."""

    def __init__(self, hand_back: Callable[[Inquiry], object]) -> None:
        """Begin waiting; ``hand_back`` is called in this object's own thread and must be quick."""
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
        """False where its thread has ended although nobody closed it: what waits here would wait for ever."""
        return self._closed or self._thread.is_alive()

    def put(self, inquiry: Inquiry, seconds: float) -> None:
        """Hand it back after ``seconds``; until then its channel is to be left alone."""
        with self._changed:
            due = max(_in(seconds), self._not_before.get(inquiry.channel, 0))
            self._not_before[inquiry.channel] = due
            heapq.heappush(self._waiting, (due, next(self._order), inquiry))
            self._changed.notify()

    def wait_for(self, channel: str) -> float:
        """Seconds until the channel may be posted to again; 0 for most."""
        with self._changed:
            left = self._not_before.get(channel, 0) - time.monotonic()
            if left <= 0:
                self._not_before.pop(channel, None)
            return max(0.0, left)

    def count(self, channel: str) -> int:
        """How many of a channel wait here."""
        with self._changed:
            return sum(inquiry.channel == channel for *_, inquiry in self._waiting)

    def close(self) -> None:
        """Hand nothing back any more."""
        with self._changed:
            self._closed = True
            self._changed.notify()
        self._thread.join()

    def _run(self) -> None:
        while (inquiry := self._next()) is not None:
            self._hand_back(inquiry)

    def _next(self) -> Inquiry | None:
        with self._changed:
            while not self._closed:
                left = self._waiting[0][0] - time.monotonic() if self._waiting else None
                if left is not None and left <= 0:
                    return heapq.heappop(self._waiting)[2]
                self._changed.wait(left)
        return None


def _in(seconds: float) -> float:
    # Bounded once more: a thread that was told to wait for ever (or for 「nan」) would never look at anything again.
    return time.monotonic() + (min(seconds, LONGEST_WAIT) if seconds >= 0 else 0.0)
