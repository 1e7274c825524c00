"""What people report about quotes: verdicts (役に立った, 違う) and reports (この引用について知らせる).

A verdict stands under an HMAC of who gave it, with the question's terms and not the question; a report bears nobody's
name and no words of theirs.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Engine, delete, insert, select, update

from bot.state.askers import Asker
from bot.state.tables import feedback as table
from bot.state.tables import reports
from corpus.storage.database import Kept, writing


class Verdict(StrEnum):
    """Whether a quote answered the question."""

    USEFUL = "useful"
    WRONG = "wrong"


class Fault(StrEnum):
    """What can be wrong with a quote."""

    SPEAKER = "speaker"
    CONTEXT = "context"
    REMOVAL = "removal"


@dataclass(frozen=True, slots=True)
class Report:
    """One この引用について知らせる."""

    id: str
    passage: str
    kind: str


class Feedback(Kept):
    """The table of verdicts; without a ``secret`` nothing is kept: an id could be guessed from its hash."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime], secret: bytes | None) -> None:
        super().__init__(engine, clock)
        self._secret = secret

    def give(self, person: Asker, verdict: Verdict, terms: Sequence[str], passages: Sequence[str]) -> None:
        """Store a verdict, replacing the same person's earlier one on the same terms and passages."""
        if not self._secret:
            return
        (who, *_), words, ids = person.pseudonyms(self._secret), _listed(terms), _listed(passages)
        same = hashlib.sha256(f"{who}\x00{words}\x00{ids}".encode()).hexdigest()
        row = {"id": same, "person": who, "verdict": verdict, "terms": words, "passages": ids}
        with writing(self.engine) as connection:
            connection.execute(delete(table).where(table.c.id == same))
            connection.execute(insert(table).values(row | {"given_at": self.clock()}))

    def verdicts(self) -> tuple[tuple[Verdict, str], ...]:
        """Return all verdicts, each with its question's terms, without their authors."""
        rows = self.rows(select(table.c.verdict, table.c.terms))
        return tuple((Verdict(row.verdict), row.terms) for row in rows)

    def forget_person(self, person: Asker) -> int:
        """Delete a person's verdicts; return how many there were."""
        if not self._secret:
            return 0
        return self.run(delete(table).where(table.c.person.in_(person.pseudonyms(self._secret))))


class Reports(Kept):
    """The table of reports."""

    def make(self, passage: str, fault: Fault) -> None:
        """Store a report on the passage with this id; the operator is told later."""
        row = {"id": secrets.token_hex(8), "passage": passage, "kind": fault, "reported_at": self.clock()}
        self.run(insert(reports).values(row))

    def untold(self) -> tuple[Report, ...]:
        """Return the reports of which the operator was not told yet, oldest first."""
        query = select(reports).where(reports.c.told_at.is_(None)).order_by(reports.c.reported_at, reports.c.id)
        return tuple(Report(row.id, row.passage, row.kind) for row in self.rows(query))

    def tell(self, told: Sequence[Report]) -> None:
        """Store that the operator was told of these."""
        ids = [report.id for report in told]
        self.run(update(reports).where(reports.c.id.in_(ids)).values(told_at=self.clock()))


def _listed(words: Sequence[str]) -> str:
    return json.dumps(list(words), ensure_ascii=False)
