"""Terms that found nothing and that two people missed; ``zadankai gaps`` reads them.

Until a second person misses it, a term is kept as an HMAC alone. Who missed it is an HMAC of person and term, so that
no two rows are seen to be one person's. The table is written anew, sorted, with each change: neither the order of the
rows nor a transaction tells which terms were asked together.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, delete, func, insert, select, text

from bot.state.askers import Asker, pseudonym
from bot.state.tables import missed_terms as table
from corpus.storage.database import Kept, writing

#: So many people make a term a gap and no slip of the finger, nor one person's affair.
PEOPLE = 2
#: A word, not a paragraph: a longer one may be anything, and is not kept.
LONGEST = 20
#: Of one question.
_MOST = 8
#: Rows of the table: beyond, those of the earliest months go.
_MOST_ROWS = 4000
_TOKYO = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True, slots=True)
class Gap:
    """A term that is asked for and is not in the corpus."""

    term: str
    #: How many people missed it.
    people: int
    #: The last month in which one did: 2026-04.
    last: str


@dataclass(frozen=True, slots=True, order=True)
class _Row:
    mark: str
    person: str
    month: str
    term: str | None


class MissedTerms(Kept):
    """The table of terms that found nothing; without a ``secret`` nothing is kept."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime], secret: bytes | None) -> None:
        super().__init__(engine, clock)
        self._secret = secret

    def note(self, person: Asker, terms: Sequence[str]) -> None:
        """Store the terms of a person's question that found nothing."""
        kept = sorted({term for term in terms if _is_word(term)})[:_MOST]
        if not kept or not self._secret:
            return
        month = month_of(self.clock())
        with self._rewritten() as rows:
            for term in kept:
                mark = pseudonym(self._secret, term)
                who, *_ = person.pseudonyms(self._secret, mark)
                others = [row for row in rows if (row.mark, row.person) != (mark, who)]
                rows[:] = [replace(row, term=term) if row.mark == mark else row for row in others]
                rows.append(_Row(mark, who, month, term))

    def forget_person(self, person: Asker) -> int:
        """Delete what this person missed, also the term where only one other did; return the number of terms."""
        return self._retain(lambda row: row.person not in person.pseudonyms(self._secret or b"", row.mark))

    def purge(self, since: str, until: str) -> int:
        """Delete what was last missed in another month (2026-04) than *since* to *until*; return the number of rows."""
        return self._retain(lambda row: since <= row.month <= until)

    def gaps(self, people: int = PEOPLE) -> tuple[Gap, ...]:
        """Return the terms that so many people or more missed, the most missed first."""
        count = func.count()
        query = select(table.c.term, count.label("people"), func.max(table.c.month).label("last"))
        query = query.where(table.c.term.is_not(None)).group_by(table.c.term).having(count >= people)
        return tuple(Gap(*tuple(row)) for row in self.rows(query.order_by(count.desc(), table.c.term)))

    def _retain(self, kept: Callable[[_Row], bool]) -> int:
        with self._rewritten() as rows:
            before = len(rows)
            rows[:] = filter(kept, rows)
            return before - len(rows)

    @contextmanager
    def _rewritten(self) -> Iterator[list[_Row]]:
        """Yield all rows to be changed; store them sorted, without the terms of which only one person's row is left."""
        with writing(self.engine) as connection:
            if self.engine.dialect.name == "postgresql":
                # SQLite has one writer anyway.
                connection.execute(text("LOCK TABLE misses IN EXCLUSIVE MODE"))
            before = [_Row(*row) for row in connection.execute(select(table))]
            yield (rows := list(before))
            kept = sorted(rows, key=lambda row: row.month)[-_MOST_ROWS:]
            people = Counter(row.mark for row in kept)
            shown = [row if people[row.mark] >= PEOPLE else replace(row, term=None) for row in sorted(kept)]
            if shown != before:
                connection.execute(delete(table))
            if shown and shown != before:
                connection.execute(insert(table), list(map(asdict, shown)))


def month_of(moment: datetime) -> str:
    """Return a moment's month in Tokyo: 2026-04."""
    return f"{moment.astimezone(_TOKYO):%Y-%m}"


def _is_word(term: str) -> bool:
    # Numbers (of telephones, of residents) and addresses are nobody's gap.
    return (
        1 < len(term) <= LONGEST and term.isprintable() and not any(sign.isdecimal() or sign in "@/" for sign in term)
    )
