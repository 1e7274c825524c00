"""Page: an answer as it is shown, before it is laid out; and what must be said of how it was searched.

The terminal says the same, so nothing of Slack's is imported here: that would be a tenth of a question's time there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import wording
from bot.conversation.refining import cut, without_hanging_signs
from index.asking.model import Asked, Clause, ClauseKind, Period
from index.browsing.incomplete import Missing
from index.glossary import Term
from index.model import Coverage, Excluded, Query, Results, Sureness

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
    #: Topics of the question that nobody in the corpus speaks of.
    unspoken: tuple[str, ...] = ()
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


def asked_for(query: Query) -> str:
    """A question as its answer repeats it: what was searched; the conditions stand beside it. Without words, those."""
    asked = query.asked
    searched = without_hanging_signs(cut(asked.text, filter(_stands_beside, asked.clauses)))
    return echo("" if asked.wordless else searched) or echo("／".join(words(asked.filters)) or asked.text)


def _stands_beside(clause: Clause) -> bool:
    """Whether it is said beside the question, among the conditions, or has no effect."""
    kinds = (ClauseKind.ASIDE, ClauseKind.NEWEST, ClauseKind.PERIOD_OUTSIDE, ClauseKind.ROUND_OUTSIDE)
    return clause.kind in kinds or (clause.kind.restricts and clause.kind is not ClauseKind.PHRASE)


def covered(coverage: Coverage) -> str:
    """What an answer was searched in."""
    words = wording.covered(
        coverage.articles, coverage.rounds, len(coverage.municipalities), coverage.since, coverage.until
    )
    return wording.sample_notice(words) if coverage.sample else words


def lead(results: Results, shown: int) -> str:
    """The first line above so many quotes: how sure, whose words, how many there are, in what was searched."""
    question, coverage, asked = asked_for(results.query), covered(results.coverage), results.asked
    near = results.sureness is Sureness.NEAR
    if asked and asked.others:
        say_each = wording.near_of_each if near else wording.one_each if results.query.words else wording.any_of_each
        return say_each(question, shown, asked.others_than, coverage)
    if near:
        return wording.near(question, shown, coverage)
    say = wording.found if results.query.words else wording.fitting
    return say(question, wording.share(shown, results.more, at_least=results.at_least), coverage)


def remarks(page: Page) -> list[str]:
    """Conditions, order, and what of the question could not be met: a sentence each."""
    asked, coverage = page.results.asked, page.results.coverage
    if asked is None:
        return []
    return [
        *([wording.filtered(words(asked.filters))] if asked.filters else []),
        *([wording.taken_off(words(page.taken_off))] if page.taken_off else []),
        *([wording.newest(coverage.since, coverage.until)] if asked.newest_first else []),
        *([wording.outside(outside(asked), coverage.since, coverage.until)] if asked.periods_outside else []),
        *([wording.rounds_outside(repeated(asked.rounds_outside))] if asked.rounds_outside else []),
        *([wording.unknown(repeated(asked.unknown[:_UNKNOWN]))] if asked.unknown else []),
        *([wording.unspoken(page.unspoken)] if page.unspoken else []),
        *([wording.silent(page.results.silent)] if page.results.silent else []),
        *([wording.themes(page.results.themes)] if page.results.themes else []),
        *([wording.no_roundtable(page.absent)] if page.absent else []),
        *(wording.incomplete(name, _parts(gone)) for name, gone in (page.incomplete or {}).items()),
    ]


def without_filter(excluded: Excluded) -> str:
    """Which filter excluded how much."""
    count = wording.counted(excluded.passages, at_least=excluded.at_least)
    return wording.without_filter(words(excluded.clauses), count)


def explanation_lines(term: Term, mentions: int) -> list[str]:
    """What a term means, whose sentence that is, and in how many passages the term is spoken."""
    spoken = wording.mentioned(mentions) if mentions else wording.UNSPOKEN_TERM
    return [f"{term.term}：{term.sentence}", wording.EXPLAINED_BY_US, spoken]


def words(clauses: Iterable[Clause]) -> tuple[str, ...]:
    """Filters as their asker wrote them, cut to what an answer may repeat, each with what it was taken for."""
    return tuple(map(_condition, clauses))


def outside(asked: Asked) -> tuple[str, ...]:
    """The periods that the corpus does not reach, each with the year that it was taken for."""
    return words(clause for clause in asked.clauses if clause.kind is ClauseKind.PERIOD_OUTSIDE)


def _condition(clause: Clause) -> str:
    (said,) = repeated([clause.words])
    match clause:
        case Clause(kind=ClauseKind.OWN, names=names) if names:
            return wording.meant(said, names)
        case Clause(kind=ClauseKind.OTHERS, names=names) if names and not any(name in said for name in names):
            return wording.leaving_out(said, names[:_NAMED])
        case Clause(kind=ClauseKind.SPEAKER, names=names) if len(names) > 1:
            return wording.meant(said, names[:_NAMED])
        case Clause(period=Period(since=since, until=until)) if since and until and _RELATIVE.search(said):
            return wording.meant(said, (wording.span_of(since, until),))
        case _:
            return said


def repeated(forms: Iterable[str]) -> tuple[str, ...]:
    """What was written, each cut to what an answer may repeat."""
    return tuple(form if len(form) <= _LONGEST else form[:_LONGEST] + "…" for form in forms)


#: Persons or bodies of one condition that are named.
_NAMED = 5
#: Periods that only the day of the question settles.
_RELATIVE = re.compile("[今本去昨先]年|おととし|[今先]月")
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
