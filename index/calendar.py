"""Today, where it is asked. The only clock of this package; the library takes it as a parameter."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

TOKYO = ZoneInfo("Asia/Tokyo")


def tokyo_today() -> date:
    """Return the day that it is in Tokyo."""
    return datetime.now(TOKYO).date()
