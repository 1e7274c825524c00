"""How an answer repeats its question: words, conditions and coverage, each cut to a bounded length."""

from __future__ import annotations

import re
from collections.abc import Iterable

from bot import wording
from index.model import Coverage, Query
from index.query.folding import question_key
from index.query.intents import is_message
from index.query.light_words import LIGHT
from index.query.parsed_question import Constraint, ConstraintKind, ParsedQuestion, Period

#: Characters of a question that are repeated: posting an untruncated echo has failed in real bots.
LONGEST_ECHO = 60
#: Characters of a condition that are repeated: 「…」 may contain a whole sentence.
_LONGEST = 20
#: Names of one condition that are shown.
_NAMED = 5
#: Unknown values that are repeated: 「区:区:区:…」 may have a thousand.
_UNKNOWN = 3
#: Periods relative to the day of the question.
_RELATIVE = re.compile("[今本去昨先]年|おととし|[今先]月")
_INNER = str.maketrans("「」", "『』")


def echo(question: str) -> str:
    """Return a question as an answer repeats it in 「」.

    >>> len(echo("長" * 500))
    60
    >>> echo("「書かない窓口」の費用は？")
    '『書かない窓口』の費用は？'
    """
    # 「」 in 「」 are 『』.
    whole = " ".join(question.split()).translate(_INNER)
    return whole if len(whole) <= LONGEST_ECHO else whole[: LONGEST_ECHO - 1] + "…"


def asked_for(query: Query) -> str:
    """Return a question as it was typed; of a long message, the words that were searched."""
    if is_message(question_key(query.asked.rest)):
        return echo("、".join(dict.fromkeys(token.surface for token in query.tokens if token.term not in LIGHT)))
    return echo(query.asked.text)


def covered(coverage: Coverage) -> str:
    """Return what was searched: rounds, articles, municipalities, period."""
    words = wording.covered(
        coverage.articles, coverage.rounds, len(coverage.municipalities), coverage.since, coverage.until
    )
    return wording.sample_notice(words) if coverage.sample else words


def conditions(constraints: Iterable[Constraint]) -> tuple[str, ...]:
    """Return conditions as written, each with its meaning."""
    return tuple(map(_condition, constraints))


def unknown(asked: ParsedQuestion) -> tuple[str, ...]:
    """Return the explicit filters (区:…) with an unknown value, at most three."""
    return tuple(map(_shortened, asked.unknown[:_UNKNOWN]))


def rounds_outside(asked: ParsedQuestion) -> tuple[str, ...]:
    """Return the rounds that are not in the corpus, as written."""
    return tuple(map(_shortened, asked.rounds_outside))


def periods_outside(asked: ParsedQuestion) -> tuple[str, ...]:
    """Return the periods outside of the corpus, each with the year that it means."""
    return conditions(
        constraint for constraint in asked.constraints if constraint.kind is ConstraintKind.PERIOD_OUTSIDE
    )


def _condition(constraint: Constraint) -> str:
    said = _shortened(constraint.words)
    match constraint:
        case Constraint(kind=ConstraintKind.OWN, names=names) if names:
            return wording.meant(said, names)
        case Constraint(kind=ConstraintKind.OTHERS, names=names) if names and not any(name in said for name in names):
            return wording.leaving_out(said, names[:_NAMED])
        case Constraint(kind=ConstraintKind.SPEAKER, names=names) if len(names) > 1:
            return wording.meant(said, names[:_NAMED])
        case Constraint(period=Period(since=since, until=until)) if since and until and _RELATIVE.search(said):
            return wording.meant(said, (wording.span_of(since, until),))
        case _:
            return said


def _shortened(form: str) -> str:
    return form if len(form) <= _LONGEST else form[:_LONGEST] + "…"
