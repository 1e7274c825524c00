"""Turns: how many answers of one conversation may be under way at once, so that it leaves threads to the others."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


class Turns:
    """Counts of conversations. Threads share it.

    >>> turns = Turns(1)
    >>> with turns.taken("C1") as first, turns.taken("C1") as second, turns.taken("C2") as other:
    ...     (first, second, other)
    (True, False, True)
    """

    def __init__(self, most: int) -> None:
        """At most so many of one conversation."""
        self._most = most
        self._under_way: Counter[str] = Counter()
        self._lock = threading.Lock()

    @contextmanager
    def taken(self, channel: str) -> Iterator[bool]:
        """Whether there was a turn to take; it is given back with the end of the block."""
        mine = self._take(channel)
        try:
            yield mine
        finally:
            if mine:
                self._give_back(channel)

    def _take(self, channel: str) -> bool:
        with self._lock:
            free = self._under_way[channel] < self._most
            self._under_way[channel] += free
            return free

    def _give_back(self, channel: str) -> None:
        with self._lock:
            self._under_way[channel] -= 1
            if not self._under_way[channel]:
                # A channel that is quiet must not stay in memory.
                del self._under_way[channel]
