"""Events, stored before they are acked, then answered once or accounted for.

received → sending → sent | dropped (with a reason) | uncertain. ``sending`` is committed before Slack is asked to
post, because a posted message cannot be told from an unposted one after a crash: what has been ``sending`` for longer
than any call takes becomes ``uncertain`` and is not sent again. Every step is one statement, so no lock outlives it and
two processes cannot both take an event.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Row, func, select, update

from bot.state.askers import Asker
from bot.state.reasons import OWN, known
from bot.state.tables import inbox as table
from corpus.storage.database import Kept, inserting

#: An older question gets no answer after a restart: it would come out of nowhere.
ANSWERABLE = timedelta(minutes=10)
#: No call to Slack takes longer, whatever hangs on the way: what is ``sending`` for longer has lost its process.
UNDER_WAY = timedelta(minutes=2)
#: What is erased when an event is settled.
_IN_BODY = ("text", "response_url", "workspace", "running", "ts", "edited", "forwarded", "address", "bot_user")


class Surface(StrEnum):
    """Where a question was asked."""

    MENTION = "mention"
    DIRECT = "direct_message"
    COMMAND = "command"


class State(StrEnum):
    """The state of an event."""

    RECEIVED = "received"
    SENDING = "sending"
    SENT = "sent"
    DROPPED = "dropped"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Inquiry:
    """A question and where its answer goes."""

    #: What it is stored by, once: of a message (``message_id``), of an event, or of a slash command's trigger.
    event_id: str
    surface: Surface
    channel: str
    #: The thread to answer in, or None.
    thread_ts: str | None
    #: The asker's organisation or workspace, as in ``Asker``.
    team: str
    user: str
    #: The question in plain words.
    text: str
    #: Where a command's answer goes, or None.
    response_url: str | None = None
    #: The asker's workspace, where it was named.
    workspace: str = ""
    #: Whether it was asked inside a thread that was there before.
    running: bool = False
    #: The ts of the message that asks, or None.
    ts: str | None = None
    #: Whether that message was edited: it may have been answered before.
    edited: bool = False
    #: The words of what was forwarded with it, bare.
    forwarded: str = ""
    #: The web address in it that may be an article's, or empty.
    address: str = ""
    #: The bot's own id, as it is mentioned, or empty.
    bot_user: str = ""

    @property
    def first_event(self) -> str | None:
        """The event id of the message before it was edited, or None."""
        return message_id(self.channel, self.ts) if self.edited and self.ts else None

    @property
    def person(self) -> Asker:
        """Who asks."""
        return Asker(self.team, self.user, self.workspace)


class Inbox(Kept):
    """The table of events, one row each."""

    def receive(self, inquiry: Inquiry, refused: str | None = None) -> bool:
        """Store an event; return False where it was stored already (Slack delivered it again).

        With a reason to refuse it, it is settled at once and nothing of its text is kept. Raises StoreError where it
        cannot be written: then it must not be acked.
        """
        now = self.clock()
        settled = {"state": State.DROPPED, "reason": refused, "body": None, "settled_at": now}
        values = _row(inquiry) | {"state": State.RECEIVED, "received_at": now} | (settled if refused else {})
        return self.run(inserting(self.engine, table).values(values).on_conflict_do_nothing()) == 1

    def take(self, event_id: str) -> bool:
        """Move an event from received to sending; False where another process took it, it is settled, or too old."""
        young = table.c.received_at >= self.clock() - ANSWERABLE
        return self._move(event_id, State.RECEIVED, young, state=State.SENDING, taken_at=self.clock())

    def withdraw(self, event_id: str) -> bool:
        """Settle an event that nobody has begun to answer: its message was deleted, or asked anew by an edit."""
        gone = {"reason": "gone", "body": None, "settled_at": self.clock()}
        return self._move(event_id, State.RECEIVED, state=State.DROPPED, **gone)

    def is_sending(self, event_id: str) -> bool:
        """Return True while an event's answer is being posted."""
        return bool(
            self.rows(select(table.c.event_id).where(table.c.event_id == event_id, table.c.state == State.SENDING))
        )

    def give_back(self, event_id: str) -> bool:
        """Move an event from sending back to received: Slack certainly did not post it, so it may be tried again."""
        return self._move(event_id, State.SENDING, state=State.RECEIVED)

    def settle(self, event_id: str, state: State, reason: str | None = None) -> bool:
        """Settle an event: its text is erased, its id stays for a day.

        An ``uncertain`` one may still become ``sent``: another process may have called it uncertain while this one,
        stopped by its machine for minutes, was waiting for Slack's answer.
        """
        reason = known(reason) if reason else None
        settled = update(table).values(state=state, reason=reason, body=None, settled_at=self.clock())
        open_states = (State.RECEIVED, State.SENDING, State.UNCERTAIN)
        return self.run(settled.where(table.c.event_id == event_id, table.c.state.in_(open_states))) == 1

    def recover(self) -> tuple[Inquiry, ...]:
        """Return what can still be answered after a start, oldest first; what another process sends stays its own."""
        self.settle_abandoned()
        return self.waiting()

    def settle_abandoned(self) -> int:
        """Settle, and so erase, what no process will answer any more; return the number of events."""
        now = self.clock()
        ended = update(table).values(body=None, settled_at=now)
        # Rows of before the column have been there for longer than an upgrade takes.
        taken = func.coalesce(table.c.taken_at, table.c.received_at, type_=table.c.taken_at.type)
        lost = (table.c.state == State.SENDING) & _is_not_near(taken, now, UNDER_WAY)
        late = (table.c.state == State.RECEIVED) & _is_not_near(table.c.received_at, now, ANSWERABLE)
        return self.run(ended.where(lost).values(state=State.UNCERTAIN, reason="restart")) + self.run(
            ended.where(late).values(state=State.DROPPED, reason="late")
        )

    def waiting(self) -> tuple[Inquiry, ...]:
        """Return the events that are received and not answered, oldest first."""
        query = select(table).where(table.c.state == State.RECEIVED).order_by(table.c.received_at, table.c.event_id)
        return tuple(map(_inquiry, self.rows(query)))

    def counts(self) -> Mapping[State, int]:
        """Return the number of events in each state, zeros included."""
        return state_counts(self, table.c.state)

    def reasons(self) -> Mapping[str, int]:
        """Return the number of dropped and uncertain events by reason."""
        query = select(table.c.reason, func.count()).where(table.c.reason.is_not(None)).group_by(table.c.reason)
        return dict(map(tuple, self.rows(query)))

    def refusals(self) -> Mapping[str, int]:
        """Return the number of answers that Slack refused, by reason."""
        query = select(table.c.reason, func.count()).where(table.c.state == State.DROPPED, table.c.reason.not_in(OWN))
        return dict(map(tuple, self.rows(query.group_by(table.c.reason))))

    def _move(self, event_id: str, before: State, *further: ColumnElement[bool], **values: Any) -> bool:
        statement = update(table).where(table.c.event_id == event_id, table.c.state == before, *further)
        return self.run(statement.values(**values)) == 1


def message_id(channel: str, ts: str, edited: str = "") -> str:
    """Return the event id of a message: Slack may send two events about one, each with an id of its own.

    A hash: it stays for a day, when nothing else tells where somebody wrote.
    """
    return f"message:{hashlib.sha256(f'{channel} {ts} {edited}'.encode()).hexdigest()[:32]}"


def state_counts(kept: Kept, state: ColumnElement[Any]) -> Mapping[State, int]:
    """Return the number of a table's rows in each state, zeros included."""
    found = dict(map(tuple, kept.rows(select(state, func.count()).group_by(state))))
    return {each: found.get(each, 0) for each in State}


def _is_not_near(moment: ColumnElement[Any], now: datetime, within: timedelta) -> ColumnElement[bool]:
    # Of the future, too: after a clock that was wrong for a while, a row must not wait for years.
    return (moment < now - within) | (moment > now + within)


def _row(inquiry: Inquiry) -> dict[str, Any]:
    body = json.dumps({name: getattr(inquiry, name) for name in _IN_BODY}, ensure_ascii=False)
    return {name: value for name, value in asdict(inquiry).items() if name not in _IN_BODY} | {"body": body}


def _inquiry(row: Row[Any]) -> Inquiry:
    body = json.loads(row.body)
    said = {name: body[name] for name in _IN_BODY if name in body}
    return Inquiry(row.event_id, Surface(row.surface), row.channel, row.thread_ts, row.team, row.user, **said)
