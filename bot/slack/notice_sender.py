"""Notices of new articles: stored before anything is sent, and settled like inquiries of the inbox.

NoticeSender sends the due notices one after the other, in a thread of its own. A notice is not urgent, so one that
Slack rate-limits delays all others, and no conversation waits for them.

received → sending → sent | dropped (with a reason) | uncertain. The known articles are stored, so an article that
arrived while the bot was down is announced, too, and one that two processes see is announced once.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, assert_never

from slack_sdk import WebClient
from sqlalchemy import Connection, Engine, and_, func, insert, select, update

from bot.answers.overview import Overviews
from bot.slack.blocks.notice import notice as notice_message
from bot.slack.blocks.reply import Reply
from bot.slack.transport.posting import NotYet, Outcome, Posted, Refused, Unknown, post_to
from bot.state.inbox import State
from bot.state.tables import jobs, subscriptions
from bot.state.tables import notices as table
from corpus.errors import CorpusError
from corpus.storage.database import inserting, reading, writing

log = logging.getLogger(__name__)

#: The row of ``jobs`` that holds the known articles.
JOB = "arrivals"
#: More new articles than this at once are an imported archive and are not announced.
MOST = 10
#: A notice that could not be sent for so long is dropped.
FRESH = timedelta(days=7)
#: Quotes of a notice.
QUOTES = 2
#: Seconds until the next attempt after the database failed.
_ERROR_PAUSE = 30.0
#: Seconds added to Retry-After.
_MARGIN = 0.1


@dataclass(frozen=True, slots=True)
class Notice:
    """An article and the receiver of its notice."""

    #: The article's key.
    article: str
    #: The id of a user or a channel.
    receiver: str


class NoticeQueue:
    """The table of notices. Every method raises StoreError if the database fails."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        """Store them in the database of ``engine``; ``clock`` returns an aware datetime."""
        self._engine = engine
        self._clock = clock

    def arrive(self, articles: Collection[str], aliases: Mapping[str, str]) -> int:
        """Compare the present articles with the known ones; returns how many notices become due.

        The first articles ever are not announced, nor is an article under a new key. All of it is one transaction:
        after a crash either everything is due and known, or nothing is.
        """
        with reading(self._engine) as connection:
            if _known(connection).issuperset(articles):
                return 0
        with writing(self._engine) as connection:
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
        return self._move(notice, before, state=state, reason=reason, settled_at=self._clock())

    def recover(self) -> int:
        """Settle what an earlier process left: sending → uncertain, old → dropped; returns how many are waiting."""
        now = self._clock()
        ended = update(table).values(settled_at=now)
        self._run(ended.where(table.c.state == State.SENDING).values(state=State.UNCERTAIN, reason="restart"))
        late = and_(table.c.state == State.RECEIVED, table.c.due_at < now - FRESH)
        self._run(ended.where(late).values(state=State.DROPPED, reason="late"))
        return self.counts()[State.RECEIVED]

    def next(self) -> Notice | None:
        """Return the notice that has waited longest, or None."""
        order = (table.c.due_at, table.c.article, table.c.receiver)
        query = select(table).where(table.c.state == State.RECEIVED).order_by(*order).limit(1)
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        return None if row is None else Notice(row.article, row.receiver)

    def counts(self) -> Mapping[State, int]:
        """Return the number of notices in each state, zeros included."""
        query = select(table.c.state, func.count()).group_by(table.c.state)
        with reading(self._engine) as connection:
            found = {State(state): count for state, count in connection.execute(query)}
        return {state: found.get(state, 0) for state in State}

    def _make_due(self, connection: Connection, articles: Collection[str]) -> int:
        receivers = connection.execute(select(subscriptions.c.receiver)).scalars().all()
        rows = [
            {"article": article, "receiver": receiver, "state": State.RECEIVED, "due_at": self._clock()}
            for article in articles
            for receiver in receivers
        ]
        # Another process may have inserted them.
        put = inserting(self._engine, table).on_conflict_do_nothing()
        return sum(connection.execute(put.values(row)).rowcount for row in rows)

    def _learn(self, connection: Connection, known: Collection[str]) -> None:
        values = {"done_at": self._clock(), "detail": json.dumps(sorted(known))}
        if connection.execute(update(jobs).where(jobs.c.name == JOB).values(values)).rowcount == 0:
            connection.execute(insert(jobs).values(values | {"name": JOB}))

    def _move(self, notice: Notice, before: tuple[State, ...], **values: Any) -> bool:
        here = (table.c.article == notice.article, table.c.receiver == notice.receiver, table.c.state.in_(before))
        return self._run(update(table).where(*here).values(**values)) == 1

    def _run(self, statement: Any) -> int:
        with writing(self._engine) as connection:
            return int(connection.execute(statement).rowcount)


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


class NoticeSender:
    """Sends the due notices and settles them."""

    def __init__(self, overviews: Overviews, notices: NoticeQueue, client: WebClient) -> None:
        """Send nothing before ``start`` is called."""
        self._overviews = overviews
        #: The notices and their states.
        self.notices = notices
        self._client = client
        self._wake = threading.Event()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="notices", daemon=True)

    def start(self) -> None:
        """Settle what the last run left, make notices of new articles due, and begin to send. Raises StoreError."""
        self.notices.recover()
        self.look()
        self._thread.start()

    def look(self) -> int:
        """Make notices of new articles due; to be called when the articles may have changed. Raises StoreError."""
        library = self._overviews.library
        # The sample's articles are invented and are not announced.
        due = 0 if library.sample else self.notices.arrive(library.snapshot.transcripts, library.snapshot.aliases)
        if due:
            log.info("%d notices are due", due)
        self._wake.set()
        return due

    def close(self) -> None:
        """Stop sending; what is due stays for the next start."""
        self._closed.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._closed.is_set():
            self._wake.clear()
            try:
                wait = self._send_all()
            except CorpusError as error:
                log.error("notices wait: %s", error)  # noqa: TRY400 - the message says all
                wait = _ERROR_PAUSE
            if wait:
                self._closed.wait(wait)
            else:
                self._wake.wait()

    def _send_all(self) -> float:
        """Send the due notices; returns 0 when none is left, or the seconds until the next attempt."""
        while not self._closed.is_set() and (due := self.notices.next()) is not None:
            wait = self._send(due)
            if wait:
                return wait
        return 0.0

    def _send(self, due: Notice) -> float:
        message = self._message(due)
        if message is None:
            self.notices.settle(due, State.DROPPED, "gone")
            return 0.0
        # Committed before Slack is called: after a crash nobody can tell whether the notice was posted.
        if not self.notices.take(due):
            return 0.0
        return self._account(due, post_to(self._client, due.receiver, message))

    def _message(self, due: Notice) -> Reply | None:
        overview = self._overviews.current()
        transcript = overview.snapshot.transcripts.get(due.article)
        if transcript is None:
            return None
        shown = self._overviews.quotes(overview.telling(transcript, QUOTES * 2), QUOTES)
        return notice_message(transcript, shown, due.receiver)

    def _account(self, due: Notice, outcome: Outcome) -> float:
        match outcome:
            case Posted():
                self.notices.settle(due, State.SENT)
            case Refused(reason):
                log.warning("a notice was refused: %s", reason)
                self.notices.settle(due, State.DROPPED, reason)
            case Unknown(reason):
                log.warning("nobody knows whether a notice was posted: %s", reason)
                self.notices.settle(due, State.UNCERTAIN, reason)
            case NotYet(seconds):
                self.notices.give_back(due)
                return seconds + _MARGIN
            case _:
                assert_never(outcome)
        return 0.0
