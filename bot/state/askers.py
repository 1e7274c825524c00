"""Who asks, and the one thing that they asked to be remembered: their own municipality."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, select

from bot.state.tables import people as table
from corpus.storage.database import Kept, inserting


@dataclass(frozen=True, slots=True)
class Asker:
    """Someone in Slack: in a shared channel a user may be of another organisation, so the id alone says too little."""

    #: Of an org-wide installation, else empty.
    enterprise: str
    #: The user's own team.
    team: str
    user: str

    def those_of(self, table: Table) -> ColumnElement[bool]:
        """The rows of a table that are theirs."""
        return and_(*(table.c[name] == value for name, value in asdict(self).items()))


class Askers(Kept):
    """What is remembered of persons."""

    def municipality(self, person: Asker) -> str | None:
        """Their own municipality's full name, or None where they did not say."""
        found = self.rows(select(table.c.municipality).where(person.those_of(table)))
        return found[0].municipality if found else None

    def remember(self, person: Asker, municipality: str) -> None:
        """Keep their own municipality; an earlier one is replaced."""
        put = self._inserting(person, municipality=municipality)
        changed = {"municipality": put.excluded.municipality, "changed_at": put.excluded.changed_at}
        self.run(put.on_conflict_do_update(index_elements=table.primary_key.columns, set_=changed))

    def first_time(self, person: Asker) -> bool:
        """True once: the bot may now ask them for their own municipality; it never asks by itself again."""
        return self.run(self._inserting(person).on_conflict_do_nothing()) == 1

    def _inserting(self, person: Asker, **values: str) -> Any:
        return inserting(self.engine, table).values(changed_at=self.clock(), **asdict(person), **values)
