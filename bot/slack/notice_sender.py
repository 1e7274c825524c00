"""Notices: which receiver is due which article, written down before anything is sent, and accounted for like the inbox.

Herald sends what is due, one after the other, in a thread of its own. A notice is in no hurry, so one that Slack limits
holds up all the others, and no conversation waits for them.

received → sending → sent | dropped (with a reason) | uncertain. Which articles are known stands in the database, so an
article that came while the bot was down is news, too, and what two processes see is news once.
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
from corpus.errors import CorpusError
from corpus.storage.database import inserting, reading, writing
from corpus.storage.schema import jobs, subscriptions
from corpus.storage.schema import notices as table

log = logging.getLogger(__name__)

#: The row of ``jobs`` that holds the articles that are known.
JOB = "arrivals"
#: More articles than this at once are an archive that the operator brought in, and news to nobody.
MOST = 10
#: What could not be sent for so long is no news any more.
FRESH = timedelta(days=7)
#: Quotes of a notice.
QUOTES = 2
#: Seconds after which the database is asked again when it failed.
_ERROR_PAUSE = 30.0
#: Beyond Retry-After.
_MARGIN = 0.1


@dataclass(frozen=True, slots=True)
class Notice:
    """An article and who is to hear of it."""

    #: The article's key.
    article: str
    #: A user or a channel.
    receiver: str


class NoticeQueue:
    """The table of notices. Every method raises StoreError where the database fails."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        """Keep them in ``engine``'s database; ``clock`` gives the time with its zone."""
        self._engine = engine
        self._clock = clock

    def arrive(self, articles: Collection[str], aliases: Mapping[str, str]) -> int:
        """Compare the articles that are there with those that were known; returns how many notices that makes due.

        The first articles that are ever seen are the beginning, not news; an article under a new key is not new.
        All of it is one transaction: after a crash either all is due and known, or nothing is.
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
        """From received to sending; False where somebody else took it, or it is settled."""
        return self._move(notice, (State.RECEIVED,), state=State.SENDING)

    def give_back(self, notice: Notice) -> bool:
        """From sending back to received: Slack certainly did not post it, whatever another start has called it."""
        before = (State.SENDING, State.UNCERTAIN)
        return self._move(notice, before, state=State.RECEIVED, reason=None, settled_at=None)

    def settle(self, notice: Notice, state: State, reason: str | None = None) -> bool:
        """The end of a notice. An uncertain one may still become sent: Slack's answer came after another's start."""
        before = (State.RECEIVED, State.SENDING, State.UNCERTAIN)
        return self._move(notice, before, state=state, reason=reason, settled_at=self._clock())

    def recover(self) -> int:
        """After a start: what was being sent is uncertain, what is old is dropped; returns how many are waiting."""
        now = self._clock()
        ended = update(table).values(settled_at=now)
        self._run(ended.where(table.c.state == State.SENDING).values(state=State.UNCERTAIN, reason="restart"))
        late = and_(table.c.state == State.RECEIVED, table.c.due_at < now - FRESH)
        self._run(ended.where(late).values(state=State.DROPPED, reason="late"))
        return self.counts()[State.RECEIVED]

    def next(self) -> Notice | None:
        """The notice that has waited longest, or None."""
        order = (table.c.due_at, table.c.article, table.c.receiver)
        query = select(table).where(table.c.state == State.RECEIVED).order_by(*order).limit(1)
        with reading(self._engine) as connection:
            row = connection.execute(query).first()
        return None if row is None else Notice(row.article, row.receiver)

    def counts(self) -> Mapping[State, int]:
        """How many notices are in each state, zeros included."""
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
        # Another process may have made them due.
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
    """The articles of which no key was known, neither today's nor an earlier one.

    >>> _new(["n1", "n2", "n3"], {"local-2": "n2"}, {"n1", "local-2"})
    ['n3']
    """
    renamed = {now for alias, now in aliases.items() if alias in known}
    return [key for key in articles if key not in known and key not in renamed]


class NoticeSender:
    """Notices from being due to being accounted for."""

    def __init__(self, overviews: Overviews, notices: NoticeQueue, client: WebClient) -> None:
        """Nothing is sent before ``start``."""
        self._overviews = overviews
        #: What became of them.
        self.notices = notices
        self._client = client
        self._wake = threading.Event()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="notices", daemon=True)

    def start(self) -> None:
        """Account for the last run, look at what came since, and begin to send. Raises StoreError."""
        self.notices.recover()
        self.look()
        self._thread.start()

    def look(self) -> int:
        """To be called when the articles may have changed: what is new becomes due. Raises StoreError."""
        library = self._overviews.library
        # The sample's articles are invented: they are news to nobody.
        due = 0 if library.sample else self.notices.arrive(library.snapshot.transcripts, library.snapshot.aliases)
        if due:
            log.info("%d notices are due", due)
        self._wake.set()
        return due

    def close(self) -> None:
        """Send no other one; what is due stays for the next start."""
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
        """Send until nothing is due (0) or something must wait (seconds)."""
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
        # Committed before Slack is asked: after a crash it cannot be told whether it was posted.
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
