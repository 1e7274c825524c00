"""What is kept, and for how long: deleted when its time is over, daily and by ``zadankai purge``.

Own municipality and notice settings have no end but ``/zadankai forget``; articles are the operator's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Engine, delete, update

from bot.inbox import State
from corpus.keeping.database import writing
from corpus.schema import conversations, feedback, inbox, misses, notices, reports

#: How long each thing is kept.
PERIODS = {
    "inbox": timedelta(days=1),
    "conversations": timedelta(days=7),
    "feedback": timedelta(days=180),
    "misses": timedelta(days=180),
    "notices": timedelta(days=365),
    "reports": timedelta(days=365),
}
#: Nobody answers an event after so long: its process died and did not come back.
ABANDONED = timedelta(hours=1)
_TOKYO = ZoneInfo("Asia/Tokyo")


def purge(engine: Engine, now: datetime) -> Mapping[str, int]:
    """Delete what is kept too long and settle what was abandoned; table → rows. Raises StoreError."""
    _settle_abandoned(engine, now)
    with writing(engine) as connection:
        return {name: int(connection.execute(delete(_TABLES[name]).where(old)).rowcount) for name, old in _old(now)}


_TABLES = {table.name: table for table in (inbox, conversations, feedback, misses, notices, reports)}


def _old(now: datetime) -> list[tuple[str, ColumnElement[bool]]]:
    before = {name: now - period for name, period in PERIODS.items()}
    return [
        ("inbox", inbox.c.settled_at < before["inbox"]),
        ("conversations", conversations.c.asked_at < before["conversations"]),
        ("feedback", feedback.c.given_at < before["feedback"]),
        ("misses", misses.c.day < before["misses"].astimezone(_TOKYO).date().isoformat()),
        ("notices", notices.c.settled_at < before["notices"]),
        # Told or not: the operator has had a year.
        ("reports", reports.c.reported_at < before["reports"]),
    ]


def _settle_abandoned(engine: Engine, now: datetime) -> None:
    """Erase the text of what no process will answer: a start would do it, but there may be none."""
    old = inbox.c.received_at < now - ABANDONED
    ended: dict[str, Any] = {"body": None, "settled_at": now}
    with writing(engine) as connection:
        late = update(inbox).where(inbox.c.state == State.RECEIVED, old)
        connection.execute(late.values(state=State.DROPPED, reason="late", **ended))
        lost = update(inbox).where(inbox.c.state == State.SENDING, old)
        connection.execute(lost.values(state=State.UNCERTAIN, reason="restart", **ended))
