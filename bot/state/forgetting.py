"""``/zadankai forget``: delete what is stored of a person, and count it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, delete, select, update

from bot.state.askers import Asker
from bot.state.inbox import State
from bot.state.memory import Memory
from bot.state.subscriptions import unsubscribe
from bot.state.tables import inbox, notices, people, subscriptions
from corpus.storage.database import wipe, writing


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What was stored of a person and has been deleted."""

    #: Their own municipality, or None.
    municipality: str | None
    #: Whether it was kept that they were asked for it.
    asked: bool
    #: Questions of the last seven days.
    questions: int
    #: Terms that they missed, under an HMAC.
    missed: int
    #: Verdicts on quotes.
    feedback: int
    #: Whether they were told of new roundtables.
    notices: bool
    #: Channels' notices that they had asked for: those go on, without their name.
    channels: int
    #: Events of theirs that are settled: their ids stay for a day, without a name.
    events: int

    @property
    def nothing(self) -> bool:
        """Return True where nothing was stored."""
        counts = (self.questions, self.missed, self.feedback, self.channels, self.events)
        return not (self.asked or self.notices or any(counts))


def forget(engine: Engine, memory: Memory, person: Asker, clock: Callable[[], datetime]) -> Forgotten:
    """Delete all that is stored of ``person``; reports carry no name and stay.

    A question that is being answered at this moment stays until it is answered. Raises StoreError.
    """
    with writing(engine) as connection:
        theirs = person.those_of(people)
        known = connection.execute(select(people.c.municipality).where(theirs)).first()
        connection.execute(delete(people).where(theirs))
        told = unsubscribe(connection, person.user, clock())
        connection.execute(delete(notices).where(notices.c.receiver == person.user, notices.c.state != State.SENDING))
        nameless = update(subscriptions).where(person.those_of(subscriptions)).values(team="", user="")
        channels = connection.execute(nameless).rowcount
        settled = (person.those_of(inbox), inbox.c.settled_at.is_not(None))
        emptied = update(inbox).where(*settled).values(team="", user="", channel="", thread_ts=None)
        events = connection.execute(emptied).rowcount
    questions, missed = memory.conversations.forget_person(person), memory.missed.forget_person(person)
    verdicts = memory.feedback.forget_person(person)
    wipe(engine)
    municipality = known.municipality if known else None
    return Forgotten(municipality, known is not None, questions, missed, verdicts, told, channels, events)
