"""Who asks, and their own municipality where they asked the bot to remember it."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, select

from bot.state.tables import people as table
from corpus.storage.database import Kept, inserting


@dataclass(frozen=True, slots=True)
class Asker:
    """A user in Slack, identified with their own team: in a shared channel a user id alone is ambiguous.

    Slack names the team of one person in two ways: by the organisation in a mention, by the workspace in a press. User
    ids are unique within an organisation, so that is the key where there is one.
    """

    #: Their organisation (E…), or the workspace (T…) of those who have none.
    team: str
    user: str
    #: Their workspace, where Slack named it: earlier releases stored rows of an organisation's members under it.
    workspace: str = field(default="", compare=False)

    @property
    def teams(self) -> frozenset[str]:
        """The ids under which the person may be known."""
        return frozenset({self.team, self.workspace} - {""})

    def is_same(self, other: Asker) -> bool:
        """Return whether *other* is the same person, also if either is known by the workspace alone."""
        return self.user == other.user and not self.teams.isdisjoint(other.teams)

    def those_of(self, table: Table) -> ColumnElement[bool]:
        """Return the condition for this person's rows of a table."""
        return and_(table.c.user == self.user, table.c.team.in_(self.teams or {""}))

    def pseudonyms(self, secret: bytes, *parts: str) -> tuple[str, ...]:
        """Return what stands for the person where nobody is to know them: now, and in earlier releases."""
        earlier = {("", team) for team in self.teams - {self.team}} | {(self.team, team) for team in self.teams}
        return tuple(pseudonym(secret, *parts, *key, self.user) for key in [("", self.team), *sorted(earlier)])


def pseudonym(secret: bytes, *parts: str) -> str:
    """Return what stands for a person or a word: nobody without the secret can tell which."""
    return hmac.new(secret, "\x00".join(parts).encode(), hashlib.sha256).hexdigest()


class Askers(Kept):
    """The table of remembered municipalities."""

    def municipality(self, person: Asker) -> str | None:
        """Return the full name of a person's own municipality, or None where they did not say."""
        query = select(table.c.municipality).where(person.those_of(table), table.c.municipality.is_not(None))
        found = self.rows(query.order_by(table.c.changed_at.desc()))
        return found[0].municipality if found else None

    def remember(self, person: Asker, municipality: str) -> None:
        """Store a person's own municipality, replacing an earlier one."""
        put = self._inserting(person, municipality=municipality)
        changed = {"municipality": put.excluded.municipality, "changed_at": put.excluded.changed_at}
        self.run(put.on_conflict_do_update(index_elements=table.primary_key.columns, set_=changed))

    def first_time(self, person: Asker) -> bool:
        """Return True the first time only: the bot asks a person for their municipality once."""
        known = self.rows(select(table.c.user).where(person.those_of(table)))
        return not known and self.run(self._inserting(person).on_conflict_do_nothing()) == 1

    def _inserting(self, person: Asker, **values: str) -> Any:
        who = {"team": person.team, "user": person.user}
        return inserting(self.engine, table).values(changed_at=self.clock(), **who, **values)
