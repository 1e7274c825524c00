"""The query parser's entry point: the recognisers in their order, and what their constraints say together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.query.bodies import read_bodies, read_foreign_bodies, read_requests, read_self_introductions
from index.query.explicit_filters import read_exclusions, read_explicit, read_phrases
from index.query.folding import CUT, Claim, Folded, Recogniser, question_key, touch
from index.query.intents import is_message, is_telling, is_wordless, last_sentence, read_intents, refers_to_thread
from index.query.parsed_question import Constraint, ConstraintKind, ParseContext, ParsedQuestion, Period
from index.query.people import read_roles, read_speakers
from index.query.periods import read_periods
from index.query.rounds import read_rounds

#: Characters of a question that are read: a pasted document is not a question.
LONGEST_QUESTION = 2000

#: No question that a person wrote took more than three readings; a thousand times 「区:」 would take a thousand.
_MOST_READINGS = 20

#: Run in this order, the first one to claim a stretch has it: what was written as a filter before what reads like
#: one, quotations before names in them, persons (中野副区長) before places, the rest by how surely it is meant.
RECOGNISERS: tuple[Recogniser, ...] = (
    read_explicit,
    read_exclusions,
    read_phrases,
    read_self_introductions,
    read_requests,
    read_speakers,
    read_bodies,
    read_roles,
    read_rounds,
    read_periods,
    read_intents,
    read_foreign_bodies,
)


def understand(question: str, parse_context: ParseContext) -> ParsedQuestion:
    """Parse ``question``: any text gives a result, and what is not recognised is left to be searched."""
    text = question[:LONGEST_QUESTION]
    return _parsed(text, tuple(sorted(_read(text, parse_context), key=lambda constraint: constraint.span.start)))


def without(asked: ParsedQuestion, *removed: Constraint) -> ParsedQuestion:
    """Return the same question without some of its filters: a phrase's words are searched, the others' are not."""
    stay = (each for each in asked.constraints if each not in removed or each.kind is not ConstraintKind.PHRASE)
    return _parsed(asked.text, tuple(_without_effect(each) if each in removed else each for each in stay))


def _read(text: str, parse_context: ParseContext) -> list[Constraint]:
    """Return the constraints, read again until none is found, in any order.

    A cut can free what was next to it (練馬区|副区長は), and the rest must contain no filter when it is parsed again.
    """
    folded, constraints = Folded.of(text), list[Constraint]()
    recognisers = (
        _FOR_MESSAGES if is_message(folded.text) else _FOR_STATEMENTS if is_telling(folded.text) else RECOGNISERS
    )
    for _ in range(_MOST_READINGS):
        claims = (claim for recogniser in recognisers for claim in recogniser(folded.text, parse_context))
        if not (fresh := _constraints(claims, folded, text)):
            break
        constraints += fresh
        folded = folded.without(constraint.span for constraint in fresh)
        recognisers = _FOR_MESSAGES[:1] if recognisers is _FOR_MESSAGES else recognisers
    return constraints


def _read_others_at_the_end(text: str, parse_context: ParseContext) -> Iterator[Claim]:
    start, end = last_sentence(text)
    for claim in read_bodies(text, parse_context):
        if claim.kind is ConstraintKind.OTHERS and start <= claim.start < end:
            yield claim


#: Of a long message only what is surely meant: explicit forms, and 他の区は in the sentence that ends it. Names in it
#: are incidental: it describes something, and 「東京都から通知が来た」 asks for nobody's words.
_FOR_MESSAGES: tuple[Recogniser, ...] = (read_explicit, _read_others_at_the_end)
#: Quotations in a statement before the question (「使いにくい」と言われました) are what the asker was told.
_FOR_STATEMENTS = tuple(recogniser for recogniser in RECOGNISERS if recogniser is not read_phrases)


def _constraints(claims: Iterable[Claim], folded: Folded, text: str) -> list[Constraint]:
    """Return claims as constraints, in the question's characters; of two that overlap, the first is kept."""
    found: list[Constraint] = []
    for claim in claims:
        constraint = claim.constraint(folded, text)
        if len(constraint.span) and not any(touch(constraint.span, other.span) for other in found):
            found.append(constraint)
    return found


def _parsed(text: str, printed: tuple[Constraint, ...]) -> ParsedQuestion:
    rest, constraints = _rest(text, printed), _resolved(text, printed)
    others, own = _of(constraints, ConstraintKind.OTHERS), _of(constraints, ConstraintKind.OWN)
    left_out = _names(others)
    among = tuple(dict.fromkeys(name for each in others for name in each.among))
    named = _names(_bodies(constraints))
    # 「多摩の他の市」: both are meant.
    bodies = tuple(name for name in named if name in among) if named and among else named or among
    folded = question_key(rest)
    said = bool(_of(constraints, ConstraintKind.PHRASE) or _of(constraints, ConstraintKind.REQUEST))
    return ParsedQuestion(
        text=text,
        rest=rest,
        constraints=constraints,
        phrases=_names(_of(constraints, ConstraintKind.PHRASE)),
        excluded=_names(_of(constraints, ConstraintKind.EXCLUDED)),
        affiliations=tuple(name for name in bodies if name not in left_out),
        others=bool(others),
        others_than=left_out,
        own_needed=any(not constraint.names for constraint in own),
        asked_of=_names(_of(constraints, ConstraintKind.REQUEST)),
        speakers=_names(_of(constraints, ConstraintKind.SPEAKER)),
        roles=_names(_of(constraints, ConstraintKind.ROLE)),
        period=_enclosing(
            [constraint.period for constraint in _of(constraints, ConstraintKind.PERIOD) if constraint.period]
        ),
        periods_outside=_words(_of(constraints, ConstraintKind.PERIOD_OUTSIDE)),
        rounds=tuple(
            sorted({number for constraint in _of(constraints, ConstraintKind.ROUND) for number in constraint.rounds})
        ),
        parts=tuple(
            sorted({part for constraint in _of(constraints, ConstraintKind.ROUND) for part in constraint.parts})
        ),
        rounds_outside=_words(_of(constraints, ConstraintKind.ROUND_OUTSIDE)),
        bodies_outside=_words(_of(constraints, ConstraintKind.BODY_OUTSIDE)),
        theme=next(iter(_names(_of(constraints, ConstraintKind.THEME))), None),
        newest_first=bool(_of(constraints, ConstraintKind.NEWEST)),
        explains=bool(_of(constraints, ConstraintKind.EXPLAINS)),
        thread_reference=not said and refers_to_thread(folded),
        wordless=not said and is_wordless(folded),
        unknown=_words(_of(constraints, ConstraintKind.UNKNOWN)),
    )


def _rest(text: str, constraints: tuple[Constraint, ...]) -> str:
    pieces, at = [], 0
    for constraint in constraints:
        pieces.append(text[at : constraint.span.start])
        at = max(at, constraint.span.end)
    rest = CUT.join([*pieces, text[at:]])
    # A hyphen that was no 「without」 must not become one by coming first.
    return re.sub(r"^\s+(?![\s\-－−‐‑–—―ー])|\s+$", "", rest)


def _resolved(text: str, constraints: tuple[Constraint, ...]) -> tuple[Constraint, ...]:
    """Return the constraints without contradictions: what the sentence is about (は) is asked for."""
    constraints = _asked_last(text, constraints)
    others = [each for each in constraints if each.kind is ConstraintKind.OTHERS]
    bodies = [each for each in _bodies(constraints) if len(each.names) <= 1]
    if not others or not bodies:
        return constraints
    if any(_joined(text, one, other) for one in bodies for other in others):
        # 「うちと他の区の違い」: all municipalities, one's own too.
        everyone = {other: replace(other, names=()) for other in others}
        return tuple(_without_effect(each) if each in bodies else everyone.get(each, each) for each in constraints)
    if any(_is_topic(text, each) for each in others) or not any(_is_topic(text, each) for each in bodies):
        return tuple(_without_effect(each) if each in bodies else each for each in constraints)
    # 「練馬区は他の区の取組をどう見ている」
    return tuple(_without_effect(each) if each in others else each for each in constraints)


def _asked_last(text: str, constraints: tuple[Constraint, ...]) -> tuple[Constraint, ...]:
    """Return the constraints where the last sentence asks for bodies: those of the sentences before it say why.

    「星見区は応募が12人になったそうです。市だとどうでしょう」
    """
    start = last_sentence(question_key(text))[0]
    bodies = _bodies(constraints)
    if not start or not any(each.span.start >= start for each in bodies):
        return constraints
    return tuple(_without_effect(each) if each in bodies and each.span.end <= start else each for each in constraints)


def _without_effect(constraint: Constraint) -> Constraint:
    return replace(constraint, kind=ConstraintKind.ASIDE)


def _joined(text: str, one: Constraint, other: Constraint) -> bool:
    first, second = sorted((one, other), key=lambda each: each.span.start)
    return first.span.end == second.span.start and re.search("[とや・][ \u3000]*$", first.span.of(text)) is not None


def _is_topic(text: str, constraint: Constraint) -> bool:
    particle = constraint.span.of(text)[len(constraint.words) :]
    return "は" in particle or "って" in particle


def _bodies(constraints: Iterable[Constraint]) -> list[Constraint]:
    return [
        constraint for constraint in constraints if constraint.kind in (ConstraintKind.AFFILIATION, ConstraintKind.OWN)
    ]


def _of(constraints: Iterable[Constraint], kind: ConstraintKind) -> list[Constraint]:
    return [constraint for constraint in constraints if constraint.kind is kind]


def _words(constraints: Iterable[Constraint]) -> tuple[str, ...]:
    return tuple(constraint.words for constraint in constraints)


def _names(constraints: Iterable[Constraint]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for constraint in constraints for name in constraint.names))


def _enclosing(periods: list[Period]) -> Period | None:
    """Return the period from the first day to the last of all: 「2021年と2022年」."""
    if not periods:
        return None
    since = [period.since for period in periods if period.since]
    until = [period.until for period in periods if period.until]
    first = min(since) if len(since) == len(periods) else None
    last = max(until) if len(until) == len(periods) else None
    return Period(first, last)
