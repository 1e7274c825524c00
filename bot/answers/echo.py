"""How an answer repeats its question: what was searched, under which conditions, in what; cut to what may stand."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot import wording
from bot.answers.follow_ups import cut, without_hanging_signs
from index.model import Coverage, Query
from index.query.parsed_question import Asked, Clause, ClauseKind, Period

#: Characters of a question that are repeated: an untruncated echo has silenced real bots.
LONGEST_ECHO = 60
#: Characters of a condition that are repeated: 「…」 may hold a whole sentence.
_LONGEST = 20
#: Persons or bodies of one condition that are named.
_NAMED = 5
#: Values that nobody knows that are repeated: 「区:区:区:…」 holds a thousand.
_UNKNOWN = 3
#: Periods that only the day of the question settles.
_RELATIVE = re.compile("[今本去昨先]年|おととし|[今先]月")
_INNER = str.maketrans("「」", "『』")


def echo(question: str) -> str:
    """Return a question as it is repeated in 「」.

    >>> len(echo("長" * 500))
    60
    >>> echo("「書かない窓口」の費用は？")
    '『書かない窓口』の費用は？'
    """
    # 「」 in 「」 are 『』.
    whole = " ".join(question.split()).translate(_INNER)
    return whole if len(whole) <= LONGEST_ECHO else whole[: LONGEST_ECHO - 1] + "…"


def asked_for(query: Query) -> str:
    """Return what was searched of a question; its conditions are said beside it. Without words, the conditions."""
    asked = query.asked
    searched = without_hanging_signs(cut(asked.text, filter(_is_said_beside, asked.clauses)))
    return echo("" if asked.wordless else searched) or echo("／".join(conditions(asked.filters)) or asked.text)


def covered(coverage: Coverage) -> str:
    """Return what was searched in."""
    words = wording.covered(
        coverage.articles, coverage.rounds, len(coverage.municipalities), coverage.since, coverage.until
    )
    return wording.sample_notice(words) if coverage.sample else words


def conditions(clauses: Iterable[Clause]) -> tuple[str, ...]:
    """Return conditions as their asker wrote them, each with what it was taken for."""
    return tuple(map(_condition, clauses))


def unknown(asked: Asked) -> tuple[str, ...]:
    """Return the explicit forms whose value nobody knows, as far as they are repeated."""
    return tuple(map(_shortened, asked.unknown[:_UNKNOWN]))


def rounds_outside(asked: Asked) -> tuple[str, ...]:
    """Return the rounds that the corpus does not have, as they were written."""
    return tuple(map(_shortened, asked.rounds_outside))


def periods_outside(asked: Asked) -> tuple[str, ...]:
    """Return the periods that the corpus does not reach, each with the year that it was taken for."""
    return conditions(clause for clause in asked.clauses if clause.kind is ClauseKind.PERIOD_OUTSIDE)


def _is_said_beside(clause: Clause) -> bool:
    """Tell whether a clause is said among the conditions, or has no effect."""
    kinds = (ClauseKind.ASIDE, ClauseKind.NEWEST, ClauseKind.PERIOD_OUTSIDE, ClauseKind.ROUND_OUTSIDE)
    return clause.kind in kinds or (clause.kind.restricts and clause.kind is not ClauseKind.PHRASE)


def _condition(clause: Clause) -> str:
    said = _shortened(clause.words)
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


def _shortened(form: str) -> str:
    return form if len(form) <= _LONGEST else form[:_LONGEST] + "…"
