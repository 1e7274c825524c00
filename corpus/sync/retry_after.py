"""The header Retry-After (RFC 9110), in seconds or as a date; read by the Slack client too."""

from __future__ import annotations

from datetime import datetime
from email.utils import parsedate_to_datetime


def seconds_until(written: str | None, now: datetime) -> float | None:
    """Return the wait in seconds (negative for a date that has passed); None if it has neither form.

    >>> from datetime import UTC
    >>> seconds_until("120", datetime.now(UTC))
    120.0
    >>> seconds_until("Sun, 01 Nov 2026 03:00:30 GMT", datetime(2026, 11, 1, 3, tzinfo=UTC))
    30.0
    >>> seconds_until("inf", datetime.now(UTC)) is None
    True
    """
    if written is None:
        return None
    try:
        if written.strip().isdecimal():
            return float(written)
        return (parsedate_to_datetime(written) - now).total_seconds()
    except (ValueError, TypeError, OverflowError):
        return None
