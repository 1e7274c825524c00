"""Who wants to hear of new roundtables: persons by direct message, and channels. Nobody, unless they asked for it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, Engine, delete, insert, select, update

from bot.inbox import State
from bot.memory.people import Person
from corpus.keeping.database import reading, writing
from corpus.schema import notices
from corpus.schema import subscriptions as table


class Subscriptions:
    """The table of receivers. Every method raises StoreError where the database fails."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        """Keep them in ``engine``'s database; ``clock`` gives the time with its zone."""
        self._engine = engine
        self._clock = clock

    def add(self, receiver: str, person: Person) -> bool:
        """Tell ``receiver`` (a user or a channel) from now on; False where that is so already."""
        row = {"enterprise": person.enterprise, "team": person.team, "user": person.user}
        with writing(self._engine) as connection:
            if connection.execute(select(table).where(table.c.receiver == receiver)).first() is not None:
                return False
            connection.execute(insert(table).values(row | {"receiver": receiver, "since": self._clock()}))
        return True

    def remove(self, receiver: str) -> bool:
        """Tell them nothing more, not even what was due; False where they are not told anyway."""
        with writing(self._engine) as connection:
            return unsubscribe(connection, receiver, self._clock())

    def is_on(self, receiver: str) -> bool:
        """Whether they are told."""
        with reading(self._engine) as connection:
            return connection.execute(select(table).where(table.c.receiver == receiver)).first() is not None


def unsubscribe(connection: Connection, receiver: str, now: datetime) -> bool:
    """Delete a receiver and drop what is due to it, in a transaction of the caller's."""
    due = (notices.c.receiver == receiver, notices.c.state == State.RECEIVED)
    dropped = {"state": State.DROPPED, "reason": "unsubscribed", "settled_at": now}
    connection.execute(update(notices).where(*due).values(dropped))
    return connection.execute(delete(table).where(table.c.receiver == receiver)).rowcount == 1
