"""The program's clock; code that needs the time takes it as a parameter, so that tests can pass their own."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)
