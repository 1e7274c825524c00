"""Page: an answer as it is shown, before it is laid out; and what must be said of how it was searched.

The terminal says the same, so nothing of Slack's is imported here: that would be a tenth of a question's time there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import wording
from index.asking.model import Clause
from index.browsing.incomplete import Missing
from index.glossary import Term
from index.model import Coverage, Results

if TYPE_CHECKING:
    from bot.memory.people import Person
    from bot.views.quotation import Quote

#: What is echoed of a question: an untruncated echo has silenced real bots.
LONGEST_ECHO = 60
_INNER = str.maketrans("「」", "『』")


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown of an answer, and to whom."""

    results: Results
    #: All that is shown, those of earlier pages first.
    quotes: tuple[Quote, ...]
    #: The id of the question, as buttons carry it; empty: no button that needs one.
    conversation: str = ""
    #: Who may take the answer back; None: nobody.
    asker: Person | None = None
    #: Slack ids of those who may, too.
    operators: tuple[str, ...] = ()
    #: Whether 役に立った and 違う are kept.
    feedback: bool = False
    #: True where the quotes go on from others that are shown elsewhere.
    goes_on: bool = False
    #: Filters of the question that were taken off.
    taken_off: tuple[Clause, ...] = ()
    #: Of the municipalities that were asked for, those without a roundtable here.
    absent: tuple[str, ...] = ()
    #: Of the same, those of whose roundtables something is missing.
    incomplete: Mapping[str, tuple[Missing, ...]] | None = None
    #: Ask who is asking, once.
    offers_own: bool = False
    #: Our own explanation of the word that was asked for, and in how many passages it is spoken.
    explained: tuple[Term, int] | None = None


def echo(question: str) -> str:
    """A question as it is repeated in its answer.

    >>> len(echo("長" * 500))
    60
    >>> echo("「書かない窓口」の費用は？")
    '『書かない窓口』の費用は？'
    """
    # It stands in 「」, and 「」 in 「」 are 『』.
    whole = " ".join(question.split()).translate(_INNER)
    return whole if len(whole) <= LONGEST_ECHO else whole[: LONGEST_ECHO - 1] + "…"


def covered(coverage: Coverage) -> str:
    """What an answer was searched in."""
    words = wording.covered(
        coverage.articles, coverage.rounds, len(coverage.municipalities), coverage.since, coverage.until
    )
    return wording.sample_notice(words) if coverage.sample else words


def remarks(page: Page) -> list[str]:
    """Conditions, order, and what of the question could not be met: a sentence each."""
    asked, coverage = page.results.asked, page.results.coverage
    if asked is None:
        return []
    return [
        *([wording.filtered(words(asked.filters))] if asked.filters else []),
        *([wording.taken_off(words(page.taken_off))] if page.taken_off else []),
        *([wording.newest(coverage.since, coverage.until)] if asked.newest_first else []),
        *([wording.outside(asked.periods_outside, coverage.since, coverage.until)] if asked.periods_outside else []),
        *([wording.unknown(repeated(asked.unknown[:_UNKNOWN]))] if asked.unknown else []),
        *([wording.no_roundtable(page.absent)] if page.absent else []),
        *(wording.incomplete(name, _parts(gone)) for name, gone in (page.incomplete or {}).items()),
    ]


def words(clauses: tuple[Clause, ...]) -> tuple[str, ...]:
    """Filters as their asker wrote them, cut to what an answer may repeat."""
    return repeated(clause.words for clause in clauses)


def repeated(forms: Iterable[str]) -> tuple[str, ...]:
    """What was written, each cut to what an answer may repeat."""
    return tuple(form if len(form) <= _LONGEST else form[:_LONGEST] + "…" for form in forms)


#: Values that nobody knows that are repeated: 「区:区:区:…」 holds a thousand.
_UNKNOWN = 3
#: Characters of a filter that are repeated: 「…」 may hold a whole sentence.
_LONGEST = 20


def _parts(gone: tuple[Missing, ...]) -> str:
    return "・".join(dict.fromkeys(map(_part, gone)))


def _part(gone: Missing) -> str:
    if gone.round:
        return wording.round_of(gone.round, gone.part)
    return wording.part_of(gone.part) if gone.part else wording.WITHOUT_NUMBER
