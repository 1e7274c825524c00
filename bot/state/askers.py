"""Who asks, and their own municipality where they asked the bot to remember it."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, select

from bot.state.tables import people as table
from corpus.storage.database import Kept, inserting


@dataclass(frozen=True, slots=True)
class Asker:
    """A user in Slack, identified with their own team: in a shared channel a user id alone is ambiguous."""

    #: Of an org-wide installation, else empty.
    enterprise: str
    #: The user's own team.
    team: str
    user: str

    def those_of(self, table: Table) -> ColumnElement[bool]:
        """Return the condition for this person's rows of a table."""
        return and_(*(table.c[name] == value for name, value in asdict(self).items()))


def pseudonym(secret: bytes, *parts: str) -> str:
    """Return what stands for a person or a word: nobody without the secret can tell which."""
    return hmac.new(secret, "\x00".join(parts).encode(), hashlib.sha256).hexdigest()


class Askers(Kept):
    """The table of remembered municipalities."""

    def municipality(self, person: Asker) -> str | None:
        """Return the full name of a person's own municipality, or None where they did not say."""
        found = self.rows(select(table.c.municipality).where(person.those_of(table)))
        return found[0].municipality if found else None

    def remember(self, person: Asker, municipality: str) -> None:
        """Store a person's own municipality, replacing an earlier one."""
        put = self._inserting(person, municipality=municipality)
        changed = {"municipality": put.excluded.municipality, "changed_at": put.excluded.changed_at}
        self.run(put.on_conflict_do_update(index_elements=table.primary_key.columns, set_=changed))

    def first_time(self, person: Asker) -> bool:
        """Return True the first time only: the bot asks a person for their municipality once."""
        return self.run(self._inserting(person).on_conflict_do_nothing()) == 1

    def _inserting(self, person: Asker, **values: str) -> Any:
        return inserting(self.engine, table).values(changed_at=self.clock(), **asdict(person), **values)
