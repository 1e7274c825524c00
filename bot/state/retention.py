"""How long rows are kept; expired ones are deleted hourly and by ``zadankai purge``.

Own municipality and notice settings have no end but ``/zadankai forget``; articles are the operator's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Engine, Table, delete

from bot.state.conversations import KEPT, forget_orphans
from bot.state.inbox import Inbox
from bot.state.tables import conversations, feedback, inbox, missed_terms, notices, reports
from corpus.storage.database import wipe, writing

#: How long each thing is kept.
PERIODS = {
    # The id of a settled event: against late redeliveries.
    "inbox": timedelta(days=1),
    "conversations": KEPT,
    "feedback": timedelta(days=180),
    "misses": timedelta(days=180),
    "notices": timedelta(days=365),
    "reports": timedelta(days=365),
}
_TOKYO = ZoneInfo("Asia/Tokyo")


def purge(engine: Engine, now: datetime) -> Mapping[str, int]:
    """Delete expired rows and settle abandoned events; return the rows by table. Raises StoreError."""
    Inbox(engine, lambda: now).settle_abandoned()
    with writing(engine) as connection:
        deleted = {table.name: connection.execute(delete(table).where(old)).rowcount for table, old in _old(now)}
        # Afterwards, when those of which they live are gone.
        deleted["conversations"] += forget_orphans(connection)
    # Also of the questions that were erased as they were answered.
    wipe(engine)
    return deleted


def _old(now: datetime) -> tuple[tuple[Table, ColumnElement[bool]], ...]:
    before, asked = {name: now - period for name, period in PERIODS.items()}, conversations.c.asked_at
    return (
        (inbox, inbox.c.settled_at < before["inbox"]),
        # Of the future, too: a clock was wrong, and it would be kept until then.
        (conversations, (asked < before["conversations"]) | (asked > now + KEPT)),
        (feedback, feedback.c.given_at < before["feedback"]),
        (missed_terms, missed_terms.c.day < before["misses"].astimezone(_TOKYO).date().isoformat()),
        (notices, notices.c.settled_at < before["notices"]),
        # Told or not: the operator has had a year.
        (reports, reports.c.reported_at < before["reports"]),
    )
