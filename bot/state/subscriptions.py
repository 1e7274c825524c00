"""Who wants to hear of new roundtables: persons by direct message, and channels. Nobody, unless they asked for it."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import Connection, delete, select, update

from bot.state.askers import Asker
from bot.state.inbox import State
from bot.state.tables import notices
from bot.state.tables import subscriptions as table
from corpus.storage.database import Kept, inserting, writing


class Subscriptions(Kept):
    """The table of receivers."""

    def add(self, receiver: str, person: Asker) -> bool:
        """Tell ``receiver`` (a user or a channel) from now on; False where that is so already."""
        row = asdict(person) | {"receiver": receiver, "since": self.clock()}
        return self.run(inserting(self.engine, table).values(row).on_conflict_do_nothing()) == 1

    def remove(self, receiver: str) -> bool:
        """Tell them nothing more, not even what was due; False where they are not told anyway."""
        with writing(self.engine) as connection:
            return unsubscribe(connection, receiver, self.clock())

    def is_on(self, receiver: str) -> bool:
        """Whether they are told."""
        return bool(self.rows(select(table).where(table.c.receiver == receiver)))


def unsubscribe(connection: Connection, receiver: str, now: datetime) -> bool:
    """Delete a receiver and drop what is due to it, in a transaction of the caller's."""
    due = (notices.c.receiver == receiver, notices.c.state == State.RECEIVED)
    dropped = {"state": State.DROPPED, "reason": "unsubscribed", "settled_at": now}
    connection.execute(update(notices).where(*due).values(dropped))
    return connection.execute(delete(table).where(table.c.receiver == receiver)).rowcount == 1
