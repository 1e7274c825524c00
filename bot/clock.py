"""The program's clock; code that needs the time takes it as a parameter, so that tests can pass their own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

#: Two machines' clocks differ by less: what is noted later than that from now was noted by a clock that was wrong.
ASKEW = timedelta(minutes=10)


def now() -> datetime:
    """Return the present time in UTC."""
    return datetime.now(UTC)
