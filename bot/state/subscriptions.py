"""Who is told of new roundtables: persons and channels that asked for it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.state.askers import Asker
from bot.state.inbox import State
from bot.state.tables import notices
from bot.state.tables import subscriptions as table
from corpus.storage.database import Kept, inserting, writing


class Subscriptions(Kept):
    """The table of subscribed receivers."""

    def add(self, receiver: str, person: Asker) -> bool:
        """Subscribe ``receiver`` (a user or a channel); return False where it is subscribed already."""
        row = {"receiver": receiver, "team": person.team, "user": person.user, "since": self.clock()}
        return self.run(inserting(self.engine, table).values(row).on_conflict_do_nothing()) == 1

    def remove(self, receiver: str) -> bool:
        """Unsubscribe a receiver and drop what was due to it; return False where it was not subscribed."""
        with writing(self.engine) as connection:
            return unsubscribe(connection, receiver, self.clock())

    def is_on(self, receiver: str) -> bool:
        """Return True where a receiver is subscribed."""
        return bool(self.rows(select(table).where(table.c.receiver == receiver)))


def unsubscribe(connection: Connection, receiver: str, now: datetime) -> bool:
    """Delete a receiver and drop what is due to it, in the caller's transaction."""
    due = (notices.c.receiver == receiver, notices.c.state == State.RECEIVED)
    dropped = {"state": State.DROPPED, "reason": "unsubscribed", "settled_at": now}
    connection.execute(update(notices).where(*due).values(dropped))
    return connection.execute(delete(table).where(table.c.receiver == receiver)).rowcount == 1
