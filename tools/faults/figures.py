"""What became of every question of a fault run, and whether that is as it must be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

Window = tuple[datetime, datetime]
#: That sending takes here: the fake is asked for no more than a few seconds.
_LONGEST = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Row:
    """A question as the inbox ends it."""

    key: str
    state: str
    reason: str | None
    settled_at: datetime | None
    #: When it began to be sent, or None.
    taken_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What Slack and those who sabotaged saw."""

    #: Whose answer → how often one was posted.
    posts: Mapping[str, int]
    #: Whose answers were met by a 5xx.
    broken: frozenset[str]
    #: When a process had been killed.
    kills: Sequence[datetime]
    #: While the database could not be written, and a little longer.
    shut: Sequence[Window]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted at the end."""

    done: Mapping[str, int]
    asked: int
    acked: int
    again: int
    malformed: int
    not_acked: Sequence[Mapping[str, Any]]
    rows: Sequence[Row]
    seen: Seen
    #: Payloads that Slack, or the project, refuses.
    payload_faults: Sequence[str]

    def faults(self) -> list[str]:
        """What must hold and does not."""
        states = Counter(row.state for row in self.rows)
        settled = sum(states[state] for state in ("sent", "dropped", "uncertain"))
        twice = [key for key, count in self.seen.posts.items() if count > 1]
        unposted = [row.key for row in self.rows if row.state == "sent" and not self.seen.posts.get(row.key)]
        unexplained = [row for row in self.rows if row.state == "uncertain" and not self.explanation(row)]
        return [
            *([f"answered twice: {twice}"] if twice else []),
            *([f"answered + dropped + uncertain = {settled}, acked = {self.acked}"] if settled != self.acked else []),
            *([f"acked {self.acked} of {self.asked}"] if self.acked != self.asked else []),
            *(f"never acked: {payload}" for payload in self.not_acked),
            *([f"sent as the inbox says, and never posted: {unposted}"] if unposted else []),
            *(f"uncertain, nobody knows why: {row}" for row in unexplained),
            *(["nothing was answered"] if not states["sent"] else []),
            *self.payload_faults,
        ]

    def explanation(self, row: Row) -> str | None:
        """Why nobody knows whether it was posted; None where nothing that was done explains it."""
        if row.reason == "restart" and self._interrupted(row):
            return "a process was killed, or the database shut, while it was being sent"
        if (row.reason or "").startswith("http 5") and row.key in self.seen.broken:
            return "Slack answered with 5xx"
        if row.reason == "StoreError" and self._within(row, self.seen.shut):
            return "the database could not be written after it was sent"
        return None

    def _interrupted(self, row: Row) -> bool:
        taken = row.taken_at
        if taken is None:
            return False
        killed = any(taken <= kill <= taken + _LONGEST for kill in self.seen.kills)
        return killed or any(start - _LONGEST <= taken <= end for start, end in self.seen.shut)

    def _within(self, row: Row, windows: Sequence[Window]) -> bool:
        return row.settled_at is not None and any(start <= row.settled_at <= end for start, end in windows)

    def __str__(self) -> str:
        states = Counter(row.state for row in self.rows)
        reasons = Counter(row.reason for row in self.rows if row.state == "dropped")
        causes = Counter(self.explanation(row) or "nobody knows" for row in self.rows if row.state == "uncertain")
        names = ("sent", "dropped", "uncertain", "received", "sending")
        return "\n".join(
            (
                "done: " + ", ".join(f"{what} {count}" for what, count in self.done.items()),
                f"asked {self.asked}, again {self.again}, malformed {self.malformed}; acked {self.acked}",
                ", ".join(f"{name} {states[name]}" for name in names),
                *(f"  dropped: {reason} {count}" for reason, count in reasons.most_common()),
                *(f"  uncertain: {cause} {count}" for cause, count in causes.most_common()),
                f"answered twice {sum(count > 1 for count in self.seen.posts.values())}",
            )
        )
