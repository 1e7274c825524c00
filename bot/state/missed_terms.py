"""Terms that found nothing, one row per term and day, without question or person; ``zadankai gaps`` reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from bot.state.tables import missed_terms as table
from corpus.storage.database import Kept, inserting

#: On so many different days a term is a gap and no slip of the finger.
DAYS = 3
#: A word, not a paragraph: a longer one may be anything, and is not kept.
LONGEST = 20
#: Of one question.
_MOST = 8
_TOKYO = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True, slots=True)
class Gap:
    """A term that is asked for and is not in the corpus."""

    term: str
    #: On how many days it found nothing.
    days: int
    last: date


class MissedTerms(Kept):
    """The table of terms that found nothing."""

    def note(self, terms: Sequence[str]) -> None:
        """Store the terms of a question that found nothing, each once a day."""
        day = self.clock().astimezone(_TOKYO).date().isoformat()
        kept = sorted({term for term in terms if _is_word(term)})[:_MOST]
        if not kept:
            return
        rows = [{"term": term, "day": day} for term in kept]
        self.run(inserting(self.engine, table).values(rows).on_conflict_do_nothing())

    def gaps(self, days: int = DAYS) -> tuple[Gap, ...]:
        """Return the terms that found nothing on that many different days or more, most frequent first."""
        count = func.count()
        query = select(table.c.term, count.label("days"), func.max(table.c.day).label("last")).group_by(table.c.term)
        query = query.having(count >= days).order_by(count.desc(), table.c.term)
        return tuple(Gap(row.term, row.days, date.fromisoformat(row.last)) for row in self.rows(query))


def _is_word(term: str) -> bool:
    # Numbers (of telephones, of residents) and addresses are nobody's gap.
    return (
        1 < len(term) <= LONGEST and term.isprintable() and not any(sign.isdecimal() or sign in "@/" for sign in term)
    )
