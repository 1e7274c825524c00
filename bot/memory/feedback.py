"""What people say of quotes: verdicts (役に立った, 違う) and reports (この引用について知らせる).

A verdict stands under an HMAC of who gave it, with the question's terms and not the question; a report bears nobody's
name and no words of theirs.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Engine, Row, delete, insert, select

from bot.memory.people import Person
from corpus.keeping.database import reading, writing
from corpus.schema import feedback as table
from corpus.schema import reports


class Verdict(StrEnum):
    """What somebody thinks of a quote as an answer."""

    USEFUL = "useful"
    WRONG = "wrong"


class Fault(StrEnum):
    """What can be wrong with a quote."""

    SPEAKER = "speaker"
    CONTEXT = "context"
    REMOVAL = "removal"


@dataclass(frozen=True, slots=True)
class Given:
    """A verdict, without who gave it."""

    verdict: Verdict
    #: The question's terms: they stand for it.
    terms: tuple[str, ...]


class Feedback:
    """The table of verdicts. Every method raises StoreError where the database fails."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime], secret: bytes | None) -> None:
        """Keep them in ``engine``'s database; without a ``secret`` nothing is kept."""
        self._engine = engine
        self._clock = clock
        self._secret = secret

    @property
    def on(self) -> bool:
        """Whether verdicts are kept: without a secret an id could be guessed from its hash."""
        return bool(self._secret)

    def give(self, person: Person, verdict: Verdict, terms: Sequence[str], passages: Sequence[str]) -> None:
        """Keep a verdict; the same person's later one on the same terms and passages replaces it."""
        if not self._secret:
            return
        who, words, ids = self._pseudonym(person), _listed(terms), _listed(passages)
        same = hashlib.sha256(f"{who}\x00{words}\x00{ids}".encode()).hexdigest()
        row = {"id": same, "person": who, "verdict": verdict, "terms": words, "passages": ids}
        with writing(self._engine) as connection:
            connection.execute(delete(table).where(table.c.id == same))
            connection.execute(insert(table).values(row | {"given_at": self._clock()}))

    def verdicts(self) -> tuple[Given, ...]:
        """All that is kept, the oldest first, without who said so."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(table).order_by(table.c.given_at, table.c.id))
            return tuple(map(_given, rows))

    def forget_person(self, person: Person) -> int:
        """Delete what this person said; returns how many."""
        if not self._secret:
            return 0
        with writing(self._engine) as connection:
            return connection.execute(delete(table).where(table.c.person == self._pseudonym(person))).rowcount

    def _pseudonym(self, person: Person) -> str:
        who = f"{person.enterprise}\x00{person.team}\x00{person.user}"
        return hmac.new(self._secret or b"", who.encode(), hashlib.sha256).hexdigest()


class Reports:
    """The table of reports. Every method raises StoreError where the database fails."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        """Keep them in ``engine``'s database; ``clock`` gives the time with its zone."""
        self._engine = engine
        self._clock = clock

    def make(self, passage: str, fault: Fault) -> None:
        """Keep a report on the passage of this id; the operator is told later."""
        row = {"id": secrets.token_hex(8), "passage": passage, "kind": fault, "reported_at": self._clock()}
        with writing(self._engine) as connection:
            connection.execute(insert(reports).values(row))


def _given(row: Row[Any]) -> Given:
    return Given(Verdict(row.verdict), tuple(json.loads(row.terms)))


def _listed(words: Sequence[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)
