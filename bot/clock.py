"""The program's clock: handed in wherever one is asked for, so that tests hand in their own."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)
