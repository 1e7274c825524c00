"""Who asks, and the one thing that they asked to be remembered: their own municipality."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, select, update

from corpus.keeping.database import inserting, reading, writing
from corpus.schema import people as table


@dataclass(frozen=True, slots=True)
class Person:
    """Someone in Slack: in a shared channel a user may be of another organisation, so the id alone says too little."""

    #: Of an org-wide installation, else empty.
    enterprise: str
    #: The user's own team.
    team: str
    user: str


class People:
    """What is remembered of persons. Every method raises StoreError where the database fails."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        """Keep it in ``engine``'s database; ``clock`` gives the time with its zone."""
        self._engine = engine
        self._clock = clock

    def municipality(self, person: Person) -> str | None:
        """Their own municipality's full name, or None where they did not say."""
        with reading(self._engine) as connection:
            return connection.execute(select(table.c.municipality).where(_is(person))).scalar_one_or_none()

    def remember(self, person: Person, municipality: str) -> None:
        """Keep their own municipality; an earlier one is replaced."""
        values = {"municipality": municipality, "changed_at": self._clock()}
        with writing(self._engine) as connection:
            if connection.execute(update(table).where(_is(person)).values(values)).rowcount == 0:
                connection.execute(self._insert(person, values))

    def first_time(self, person: Person) -> bool:
        """True once: the bot may now ask them for their own municipality; it never asks by itself again."""
        with writing(self._engine) as connection:
            return connection.execute(self._insert(person, {"changed_at": self._clock()})).rowcount == 1

    def _insert(self, person: Person, values: dict[str, Any]) -> Any:
        key = {"enterprise": person.enterprise, "team": person.team, "user": person.user}
        return inserting(self._engine, table).values(key | values).on_conflict_do_nothing()


def _is(person: Person) -> ColumnElement[bool]:
    return (table.c.enterprise == person.enterprise) & (table.c.team == person.team) & (table.c.user == person.user)
