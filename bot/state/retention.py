"""How long rows are kept; expired ones are deleted hourly and by ``zadankai purge``.

Own municipality and notice settings have no end but ``/zadankai forget``; articles are the operator's.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Engine, Table, delete, func, update

from bot.clock import ASKEW
from bot.state.conversations import KEPT, forget_orphans
from bot.state.inbox import Inbox
from bot.state.missed_terms import MissedTerms, month_of
from bot.state.tables import conversations, feedback, inbox, notices, reports
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
#: From when each is kept. An event is settled by others first; a notice may never be.
_MOMENTS: Mapping[Table, ColumnElement[datetime]] = {
    inbox: inbox.c.settled_at,
    conversations: conversations.c.asked_at,
    feedback: feedback.c.given_at,
    notices: func.coalesce(notices.c.settled_at, notices.c.due_at, type_=notices.c.due_at.type),
    # Told or not: the operator has had a year.
    reports: reports.c.reported_at,
}
#: A miss has its month alone, and its day may have been the first.
_LONGEST_MONTH = timedelta(days=31)


def purge(engine: Engine, now: datetime) -> Mapping[str, int]:
    """Delete expired rows and settle abandoned events; return the rows by table. Raises StoreError."""
    Inbox(engine, lambda: now).settle_abandoned()
    with writing(engine) as connection:
        # It may ask for a removal, so it is not lost by a clock that was wrong, and says nothing of anybody.
        ahead = update(reports).where(reports.c.reported_at > now + ASKEW)
        connection.execute(ahead.values(reported_at=now))
        deleted = {
            table.name: connection.execute(delete(table).where(_is_expired(moment, table, now))).rowcount
            for table, moment in _MOMENTS.items()
        }
        # Afterwards, when those of which they live are gone.
        deleted["conversations"] += forget_orphans(connection)
    oldest = now - PERIODS["misses"] + _LONGEST_MONTH
    deleted["misses"] = MissedTerms(engine, lambda: now, None).purge(month_of(oldest), month_of(now + ASKEW))
    # Also of the questions that were erased as they were answered.
    wipe(engine)
    return deleted


def _is_expired(moment: ColumnElement[datetime], table: Table, now: datetime) -> ColumnElement[bool]:
    # Of the future, too: a clock was wrong, and it would be kept until then.
    return (moment < now - PERIODS[table.name]) | (moment > now + ASKEW)
