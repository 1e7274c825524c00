"""Questions that can be continued (もっと見る) or refined (練馬区は？ in their thread): kept for seven days.

A conversation belongs to who asked. Its buttons carry its id; whoever presses them gets their own, or the asker's.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, delete, insert, or_, select, true, update

from bot.clock import ASKEW
from bot.state.askers import Asker
from bot.state.tables import conversations as table
from corpus.model import Span
from corpus.storage.database import Kept, writing

#: How long a question can be continued.
KEPT = timedelta(days=7)
#: What of a conversation is kept as it is.
_AS_THEY_ARE = ("id", "channel", "thread_ts", "question", "message_ts", "origin", "question_ts")


@dataclass(frozen=True, slots=True)
class Shown:
    """A quote that was shown, with what is needed to show it again after the index has changed."""

    #: The passage's id.
    passage: str
    #: What was bold, in the passage's text.
    marks: tuple[Span, ...] = ()
    #: The id of 東京都's reply to it, or None.
    answered_by: str | None = None
    #: Whether it had other words than the question.
    by_meaning: bool = False


@dataclass(frozen=True, slots=True)
class Progress:
    """What was shown and taken off so far."""

    #: Filters that were taken off: names as ``bot.answers.follow_ups.name`` gives them.
    taken_off: tuple[str, ...] = ()
    #: In order of appearance.
    shown: tuple[Shown, ...] = ()

    @property
    def passages(self) -> tuple[str, ...]:
        """Return the ids of the passages that were shown."""
        return tuple(each.passage for each in self.shown)

    def json(self) -> str:
        """Return the JSON that is stored."""
        shown = [_kept(each) for each in self.shown]
        return json.dumps({"taken_off": self.taken_off, "shown": shown}, ensure_ascii=False)

    @classmethod
    def read(cls, kept: str) -> Progress:
        """Read the JSON that was stored."""
        fields = json.loads(kept)
        return cls(tuple(fields["taken_off"]), tuple(map(_read, fields["shown"])))


@dataclass(frozen=True, slots=True)
class Conversation:
    """A question that was asked, and its progress."""

    #: Random, as buttons carry it.
    id: str
    #: Who asked.
    person: Asker
    channel: str
    #: The thread that the answer stands in, or None.
    thread_ts: str | None
    question: str
    progress: Progress = Progress()
    #: The answer itself, or None where Slack did not say.
    message_ts: str | None = None
    #: The id of somebody else's question that this one goes on with, or None: it is forgotten with that.
    origin: str | None = None
    #: The message that asked, or None: a command, or a button.
    question_ts: str | None = None

    def origin_for(self, person: Asker) -> str | None:
        """Return the origin of a question of this person that continues this one, or None where it is their own."""
        return self.origin or (None if person.is_same(self.person) else self.id)


class Conversations(Kept):
    """The table of questions."""

    def begin(  # noqa: PLR0913 - a row
        self,
        person: Asker,
        channel: str,
        thread_ts: str | None,
        question: str,
        progress: Progress | None = None,
        *,
        message_ts: str | None = None,
        after: Conversation | None = None,
        question_ts: str | None = None,
    ) -> Conversation:
        """Store a new question; ``message_ts`` where its answer replaces another, ``after`` what it continues."""
        new, origin = secrets.token_hex(8), after.origin_for(person) if after else None
        if after and question_ts is None and person.is_same(after.person):
            # Buttons go on with what a message asked: it goes with that.
            question_ts = after.question_ts
        progress = progress or Progress()
        begun = Conversation(new, person, channel, thread_ts, question, progress, message_ts, origin, question_ts)
        self.run(insert(table).values(_row(begun) | {"asked_at": self.clock()}))
        return begun

    def get(self, conversation_id: str) -> Conversation | None:
        """Return the question with this id, or None where it was deleted."""
        return self._one(table.c.id == conversation_id)

    def latest(self, channel: str, thread_ts: str | None, before: str | None = None) -> Conversation | None:
        """Return the last question answered in a thread, or in a direct message outside of one (``thread_ts`` None).

        A thread below the bot's own answer belongs to that answer. *before* is a message's ts: what it is edited to
        goes on with what was asked before it.
        """
        here: ColumnElement[bool] = table.c.thread_ts.is_(None)
        if thread_ts is not None:
            here = or_(table.c.thread_ts == thread_ts, table.c.message_ts == thread_ts)
        earlier = table.c.question_ts < before if before else true()
        return self._one((table.c.channel == channel) & here & earlier)

    def asked_by(self, channel: str, question_ts: str | None) -> Conversation | None:
        """Return the last question that a message asked, or None."""
        return self._one((table.c.channel == channel) & (table.c.question_ts == question_ts))

    def forget_message(self, channel: str, question_ts: str) -> None:
        """Delete what a message asked, which was deleted or edited, and all that holds its words."""
        asked = self.rows(select(table).where(table.c.channel == channel, table.c.question_ts == question_ts))
        with writing(self.engine) as connection:
            for row in asked:
                # Refined, it is the beginning of the later question.
                holds = table.c.question.startswith(row.question.rstrip("?？。 "), autoescape=True)
                there = (table.c.channel == channel, table.c.user == row.user, table.c.asked_at >= row.asked_at)
                connection.execute(delete(table).where(*there, holds))
            connection.execute(delete(table).where(table.c.channel == channel, table.c.question_ts == question_ts))
            forget_orphans(connection)

    def answered(self, conversation: Conversation, message_ts: str) -> None:
        """Store the timestamp of the answer's message."""
        self.run(update(table).where(table.c.id == conversation.id).values(message_ts=message_ts))

    def forget(self, conversation: Conversation) -> None:
        """Delete a question whose answer was not posted: nobody can continue it."""
        self.run(delete(table).where(table.c.id == conversation.id))

    def forget_person(self, person: Asker) -> int:
        """Delete a person's questions and what others continued of them; return how many were the person's own."""
        with writing(self.engine) as connection:
            deleted = connection.execute(delete(table).where(person.those_of(table))).rowcount
            forget_orphans(connection)
        return deleted

    def _one(self, where: Any) -> Conversation | None:
        young = table.c.asked_at.between(self.clock() - KEPT, self.clock() + ASKEW)
        found = self.rows(select(table).where(where, young).order_by(table.c.asked_at.desc()).limit(1))
        return _conversation(found[0]) if found else None


def forget_orphans(connection: Connection) -> int:
    """Delete questions that continue deleted ones, whose words they hold, in the caller's transaction."""
    asked = table.alias()
    gone = table.c.origin.is_not(None) & table.c.origin.not_in(select(asked.c.id))
    return connection.execute(delete(table).where(gone)).rowcount


def _kept(shown: Shown) -> list[Any]:
    return [shown.passage, [[mark.start, mark.end] for mark in shown.marks], shown.answered_by, shown.by_meaning]


def _read(kept: Sequence[Any]) -> Shown:
    passage, marks, answered_by, *by_meaning = kept
    return Shown(passage, tuple(Span(*mark) for mark in marks), answered_by, any(by_meaning))


def _row(conversation: Conversation) -> dict[str, Any]:
    kept = {name: getattr(conversation, name) for name in _AS_THEY_ARE}
    who = {"team": conversation.person.team, "user": conversation.person.user}
    return kept | who | {"progress": conversation.progress.json()}


def _conversation(row: Row[Any]) -> Conversation:
    person, progress = Asker(row.team, row.user), Progress.read(row.progress)
    return Conversation(person=person, progress=progress, **{name: getattr(row, name) for name in _AS_THEY_ARE})
