"""Notices of new articles, stored before anything is sent and settled like inquiries of the inbox.

received → sending → sent | dropped (with a reason) | uncertain. The known articles are stored, so an article that
arrived while the bot was down is announced, too, and one that two processes see is announced once.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, and_, insert, select, update

from bot.state.inbox import State, state_counts
from bot.state.reasons import known
from bot.state.tables import jobs, subscriptions
from bot.state.tables import notices as table
from corpus.storage.database import Kept, inserting, reading, writing

#: The row of ``jobs`` that holds the known articles.
JOB = "arrivals"
#: More new articles than this at once are an imported archive and are not announced.
MOST = 10
#: A notice that could not be sent for so long is dropped.
FRESH = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Notice:
    """An article and the receiver of its notice."""

    #: The article's key.
    article: str
    #: The id of a user or a channel.
    receiver: str


class NoticeQueue(Kept):
    """The table of notices."""

    def arrive(self, articles: Collection[str], aliases: Mapping[str, str]) -> int:
        """Compare the present articles with the known ones; returns how many notices become due.

        The first articles ever are not announced, nor is an article under a new key. All of it is one transaction:
        after a crash either everything is due and known, or nothing is.
        """
        with reading(self.engine) as connection:
            if _known(connection).issuperset(articles):
                return 0
        with writing(self.engine) as connection:
            known = _known(connection)
            new = tuple(_new(articles, aliases, known)) if known else ()
            self._learn(connection, known.union(articles))
            return self._make_due(connection, new if len(new) <= MOST else ())

    def take(self, notice: Notice) -> bool:
        """Move a notice from received to sending; False if another process took it or it is settled."""
        return self._move(notice, (State.RECEIVED,), state=State.SENDING)

    def give_back(self, notice: Notice) -> bool:
        """Move a notice back to received: Slack did not post it, even if another start has called it uncertain."""
        before = (State.SENDING, State.UNCERTAIN)
        return self._move(notice, before, state=State.RECEIVED, reason=None, settled_at=None)

    def settle(self, notice: Notice, state: State, reason: str | None = None) -> bool:
        """Settle a notice. An uncertain one may still become sent, if Slack's answer came after another start."""
        before = (State.RECEIVED, State.SENDING, State.UNCERTAIN)
        return self._move(
            notice, before, state=state, reason=known(reason) if reason else None, settled_at=self.clock()
        )

    def recover(self) -> int:
        """Settle what an earlier process left: sending → uncertain, old → dropped; returns how many are waiting."""
        now = self.clock()
        ended = update(table).values(settled_at=now)
        self.run(ended.where(table.c.state == State.SENDING).values(state=State.UNCERTAIN, reason="restart"))
        late = and_(table.c.state == State.RECEIVED, table.c.due_at < now - FRESH)
        self.run(ended.where(late).values(state=State.DROPPED, reason="late"))
        return self.counts()[State.RECEIVED]

    def next(self) -> Notice | None:
        """Return the notice that has waited longest, or None."""
        order = (table.c.due_at, table.c.article, table.c.receiver)
        query = select(table.c.article, table.c.receiver).where(table.c.state == State.RECEIVED)
        rows = self.rows(query.order_by(*order).limit(1))
        return Notice(rows[0].article, rows[0].receiver) if rows else None

    def counts(self) -> Mapping[State, int]:
        """Return the number of notices in each state, zeros included."""
        return state_counts(self, table.c.state)

    def _make_due(self, connection: Connection, articles: Collection[str]) -> int:
        receivers = connection.execute(select(subscriptions.c.receiver)).scalars().all()
        rows = [
            {"article": article, "receiver": receiver, "state": State.RECEIVED, "due_at": self.clock()}
            for article in articles
            for receiver in receivers
        ]
        # Another process may have inserted them.
        put = inserting(self.engine, table).on_conflict_do_nothing()
        return sum(connection.execute(put.values(row)).rowcount for row in rows)

    def _learn(self, connection: Connection, known: Collection[str]) -> None:
        values = {"done_at": self.clock(), "detail": json.dumps(sorted(known))}
        if connection.execute(update(jobs).where(jobs.c.name == JOB).values(values)).rowcount == 0:
            connection.execute(insert(jobs).values(values | {"name": JOB}))

    def _move(self, notice: Notice, before: tuple[State, ...], **values: Any) -> bool:
        here = (table.c.article == notice.article, table.c.receiver == notice.receiver, table.c.state.in_(before))
        return self.run(update(table).where(*here).values(**values)) == 1


def _known(connection: Connection) -> frozenset[str]:
    # Locked: two processes that add to it at once would each lose what the other added.
    query = select(jobs.c.detail).where(jobs.c.name == JOB).with_for_update()
    return frozenset(json.loads(connection.execute(query).scalar_one_or_none() or "[]"))


def _new(articles: Collection[str], aliases: Mapping[str, str], known: Collection[str]) -> list[str]:
    """Return the keys of articles that were known under no key, neither the present nor an earlier one.

    >>> _new(["n1", "n2", "n3"], {"local-2": "n2"}, {"n1", "local-2"})
    ['n3']
    """
    renamed = {now for alias, now in aliases.items() if alias in known}
    return [key for key in articles if key not in known and key not in renamed]
