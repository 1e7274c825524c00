"""A clock that a test sets: for whatever asks for one."""

from __future__ import annotations

from datetime import UTC, datetime


class Clock:
    """It stands still until it is set."""

    def __init__(self) -> None:
        self.now = datetime(2026, 4, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now
