"""Visitors: who may have App Home before their eyes, and how old what they see is.

Slack tells of the opening and never of the leaving, so whoever came within the hour counts as there.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.memory.people import Person

#: Who came before that has left.
STAY = timedelta(hours=1)
#: As many are kept; the first to come is the first to be given up.
MOST = 500


class Visitors:
    """Of one process, and gone with it: whoever opens App Home again gets a fresh page anyway. Threads share it."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        """Nobody has come; ``clock`` gives the time with its zone."""
        self._clock = clock
        self._lock = threading.Lock()
        self._came: dict[Person, tuple[datetime, int]] = {}

    def came(self, person: Person, revision: int) -> None:
        """They see the page of this revision of the articles."""
        with self._lock:
            self._came.pop(person, None)
            self._came[person] = (self._clock(), revision)
            while len(self._came) > MOST:
                del self._came[next(iter(self._came))]

    def behind(self, revision: int, limit: int) -> tuple[Person, ...]:
        """At most ``limit`` of those who are there and see another revision's page."""
        since = self._clock() - STAY
        with self._lock:
            self._came = {who: each for who, each in self._came.items() if each[0] >= since}
            old = [who for who, (_, seen) in self._came.items() if seen != revision]
        return tuple(old[:limit])

    def is_there(self, person: Person) -> bool:
        """Whether they may have it before their eyes."""
        with self._lock:
            return person in self._came and self._came[person][0] >= self._clock() - STAY

    def saw(self, person: Person, revision: int) -> None:
        """Their page was renewed without their coming: it does not lengthen their stay."""
        with self._lock:
            if person in self._came:
                self._came[person] = (self._came[person][0], revision)

    def left(self, person: Person) -> None:
        """Nothing more is shown to them."""
        with self._lock:
            self._came.pop(person, None)
