"""understand: a question → Asked. The recognisers in their order, and what their clauses say together."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from index.query.bodies import read_introductions, read_mentions
from index.query.explicit_filters import read_exclusions, read_explicit, read_phrases
from index.query.folding import CUT, Claim, Folded, Recogniser, question_key, touch
from index.query.intents import is_message, is_telling, is_wordless, last_sentence, leans_on_a_thread, read_wishes
from index.query.parsed_question import Asked, Clause, ClauseKind, Period, Surroundings
from index.query.people import read_roles, read_speakers
from index.query.periods import read_periods, read_rounds

#: Characters of a question that are read: a pasted document is not a question.
LONGEST_QUESTION = 2000

#: No question that a person wrote took more than three readings; a thousand times 「区:」 would take a thousand.
_MOST_READINGS = 20

#: Asked in this order, the first one to claim a stretch has it: what was written as a filter before what reads like
#: one, quotations before names in them, persons (中野副区長) before places, the rest by how surely it is meant.
RECOGNISERS: tuple[Recogniser, ...] = (
    read_explicit,
    read_exclusions,
    read_phrases,
    read_introductions,
    read_speakers,
    read_mentions,
    read_roles,
    read_rounds,
    read_periods,
    read_wishes,
)


def understand(question: str, surroundings: Surroundings) -> Asked:
    """What ``question`` asks; any text gives an answer, and what is not understood is left to be searched."""
    text = question[:LONGEST_QUESTION]
    return _asked(text, tuple(sorted(_read(text, surroundings), key=lambda clause: clause.span.start)))


def without(asked: Asked, *taken_off: Clause) -> Asked:
    """The same question with some of its filters taken off: a phrase's words are searched, the others' are not."""
    stay = (each for each in asked.clauses if each not in taken_off or each.kind is not ClauseKind.PHRASE)
    return _asked(asked.text, tuple(_aside(each) if each in taken_off else each for each in stay))


def _read(text: str, surroundings: Surroundings) -> list[Clause]:
    """Again until nothing is found, in any order.

    A cut can free what stood against it (練馬区|副区長は), and who reads the rest shall find no filter in it.
    """
    folded, clauses = Folded.of(text), list[Clause]()
    asking = _OF_A_MESSAGE if is_message(folded.text) else _OF_TELLING if is_telling(folded.text) else RECOGNISERS
    for _ in range(_MOST_READINGS):
        claims = (claim for recogniser in asking for claim in recogniser(folded.text, surroundings))
        if not (fresh := _clauses(claims, folded, text)):
            break
        clauses += fresh
        folded = folded.without(clause.span for clause in fresh)
        asking = _OF_A_MESSAGE[:1] if asking is _OF_A_MESSAGE else asking
    return clauses


def _read_others_at_the_end(text: str, surroundings: Surroundings) -> Iterator[Claim]:
    start, end = last_sentence(text)
    for claim in read_mentions(text, surroundings):
        if claim.kind is ClauseKind.OTHERS and start <= claim.start < end:
            yield claim


#: Of a long message only what is surely meant: explicit forms, and 他の区は in the sentence that ends it. Names in it
#: are incidental: it tells of something, and 「東京都から通知が来た」 asks for nobody's words.
_OF_A_MESSAGE: tuple[Recogniser, ...] = (read_explicit, _read_others_at_the_end)
#: Quotations in what tells before it asks (「使いにくい」と言われました) are what the asker was told.
_OF_TELLING = tuple(recogniser for recogniser in RECOGNISERS if recogniser is not read_phrases)


def _clauses(claims: Iterable[Claim], folded: Folded, text: str) -> list[Clause]:
    """Claims in the question's characters; of two that touch, the first stands."""
    found: list[Clause] = []
    for claim in claims:
        clause = claim.clause(folded, text)
        if len(clause.span) and not any(touch(clause.span, other.span) for other in found):
            found.append(clause)
    return found


def _asked(text: str, printed: tuple[Clause, ...]) -> Asked:
    rest, clauses = _rest(text, printed), _settled(text, printed)
    others, own = _of(clauses, ClauseKind.OTHERS), _of(clauses, ClauseKind.OWN)
    left_out = _names(others)
    folded = question_key(rest)
    said = bool(_of(clauses, ClauseKind.PHRASE))
    return Asked(
        text=text,
        rest=rest,
        clauses=clauses,
        phrases=_names(_of(clauses, ClauseKind.PHRASE)),
        excluded=_names(_of(clauses, ClauseKind.EXCLUDED)),
        affiliations=tuple(name for name in _names(_bodies(clauses)) if name not in left_out),
        others=bool(others),
        others_than=left_out,
        own_needed=any(not clause.names for clause in own),
        speakers=_names(_of(clauses, ClauseKind.SPEAKER)),
        roles=_names(_of(clauses, ClauseKind.ROLE)),
        period=_hull([clause.period for clause in _of(clauses, ClauseKind.PERIOD) if clause.period]),
        periods_outside=_words(_of(clauses, ClauseKind.PERIOD_OUTSIDE)),
        rounds=tuple(sorted({number for clause in _of(clauses, ClauseKind.ROUND) for number in clause.rounds})),
        parts=tuple(sorted({part for clause in _of(clauses, ClauseKind.ROUND) for part in clause.parts})),
        rounds_outside=_words(_of(clauses, ClauseKind.ROUND_OUTSIDE)),
        theme=next(iter(_names(_of(clauses, ClauseKind.THEME))), None),
        newest_first=bool(_of(clauses, ClauseKind.NEWEST)),
        explains=bool(_of(clauses, ClauseKind.EXPLAINS)),
        thread_reference=not said and leans_on_a_thread(folded),
        wordless=not said and is_wordless(folded),
        unknown=_words(_of(clauses, ClauseKind.UNKNOWN)),
    )


def _rest(text: str, clauses: tuple[Clause, ...]) -> str:
    pieces, at = [], 0
    for clause in clauses:
        pieces.append(text[at : clause.span.start])
        at = max(at, clause.span.end)
    rest = CUT.join([*pieces, text[at:]])
    # A hyphen that was no 「without」 must not become one by coming first.
    return re.sub(r"^\s+(?![\s\-－−])|\s+$", "", rest)


def _settled(text: str, clauses: tuple[Clause, ...]) -> tuple[Clause, ...]:
    """Clauses that contradict each other, settled: what the sentence is about (は) is asked for."""
    others = [each for each in clauses if each.kind is ClauseKind.OTHERS]
    bodies = [each for each in _bodies(clauses) if len(each.names) <= 1]
    if not others or not bodies:
        return clauses
    if any(_joined(text, one, other) for one in bodies for other in others):
        # 「うちと他の区の違い」: all municipalities, one's own too.
        everyone = {other: replace(other, names=()) for other in others}
        return tuple(_aside(each) if each in bodies else everyone.get(each, each) for each in clauses)
    if any(_is_topic(text, each) for each in others) or not any(_is_topic(text, each) for each in bodies):
        return tuple(_aside(each) if each in bodies else each for each in clauses)
    # 「練馬区は他の区の取組をどう見ている」
    return tuple(_aside(each) if each in others else each for each in clauses)


def _aside(clause: Clause) -> Clause:
    return replace(clause, kind=ClauseKind.ASIDE)


def _joined(text: str, one: Clause, other: Clause) -> bool:
    first, second = sorted((one, other), key=lambda each: each.span.start)
    return first.span.end == second.span.start and re.search("[とや・][ \u3000]*$", first.span.of(text)) is not None


def _is_topic(text: str, clause: Clause) -> bool:
    particle = clause.span.of(text)[len(clause.words) :]
    return "は" in particle or "って" in particle


def _bodies(clauses: Iterable[Clause]) -> list[Clause]:
    return [clause for clause in clauses if clause.kind in (ClauseKind.AFFILIATION, ClauseKind.OWN)]


def _of(clauses: Iterable[Clause], kind: ClauseKind) -> list[Clause]:
    return [clause for clause in clauses if clause.kind is kind]


def _words(clauses: Iterable[Clause]) -> tuple[str, ...]:
    return tuple(clause.words for clause in clauses)


def _names(clauses: Iterable[Clause]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for clause in clauses for name in clause.names))


def _hull(periods: list[Period]) -> Period | None:
    """From the first day to the last of all: 「2021年と2022年」."""
    if not periods:
        return None
    since = [period.since for period in periods if period.since]
    until = [period.until for period in periods if period.until]
    first = min(since) if len(since) == len(periods) else None
    last = max(until) if len(until) == len(periods) else None
    return Period(first, last)
