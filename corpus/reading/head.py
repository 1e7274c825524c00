"""Page → Head: everything before the first heading or speech — title, lead, notes, round, date, participants, agenda.

Lines are taken in reading order; each stage says which kind of block its lines are. Who the participants of the list
are is ``people.py``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.markup import HEADINGS, TURNING, CanonicalText, Line
from corpus.model import BlockKind
from corpus.offices import ROLE_WORD
from corpus.reading import line_patterns
from corpus.reading.non_speech import ASIDES, aside, beside
from corpus.text import fold

#: Below a heading and a sub-heading stands a label.
_LABEL_WITHIN = 3
#: Words of a participant's line without a colon: role, surname, given name.
_WORDS = 3
#: The longest entry of a list that bears a name or a body alone (characters).
_BARE_NAME = 20


@dataclass(frozen=True, slots=True)
class Head:
    """What an article says of itself before anyone speaks."""

    #: The title: the source's own, else the first line that is no caption.
    title: str
    #: The number in the date's sentence, else the first one printed, else None.
    round: int | None
    #: The different numbers printed, in reading order.
    round_claims: tuple[int, ...]
    #: 1, 2 … or None.
    part: int | None
    #: How many parts, or None.
    parts: int | None
    #: The day of the talk, or None.
    held_on: date | None
    #: The line with the date and the word 対談 or 座談会 in it, folded; empty where there is none.
    date_line: str
    #: The lines of the participants' list, without its header.
    participant_lines: tuple[Line, ...]
    #: The agenda's items without numbers.
    agenda: tuple[str, ...]
    #: What each line of the head is, in order: the body begins after as many lines.
    kinds: tuple[BlockKind, ...]


def read_head(page: CanonicalText, speaks: Callable[[str], bool] | None = None) -> Head:
    """Read the head of a page; everything that is not printed there is None or empty.

    Where the article has no list of its own, ``speaks`` says whether a folded line is a label: there the lead ends.
    """
    kinds: list[BlockKind] = []
    title = _title(page, kinds)
    opening = len(kinds)
    _lead(page.lines, kinds, speaks)
    participants = _roster(page.lines, kinds)
    _asides(page.lines, kinds)
    agenda = _agenda(page.lines, kinds)
    _asides(page.lines, kinds)
    listed = (BlockKind.PARTICIPANTS, BlockKind.AGENDA)
    lead = zip(page.lines[opening:], kinds[opening:], strict=False)
    said = [line for line, kind in lead if kind not in listed and not beside(line) and not line.unquotable]
    return _head(title, said, participants, agenda, tuple(kinds))


def _head(
    title: str,
    said: Sequence[Line],
    participants: tuple[Line, ...],
    agenda: tuple[str, ...],
    kinds: tuple[BlockKind, ...],
) -> Head:
    dated = _date_line(said)
    claims = _round_claims([fold(title), *(line.folded for line in said)])
    with_date = line_patterns.ROUND.search(dated.folded) if dated else None
    parts = next((found["parts"] for line in said if (found := line_patterns.PARTS.search(line.folded))), None)
    return Head(
        # Beside a quote it stands in one line with all else that is cited.
        title=TURNING.sub("", title),
        round=int(with_date["round"]) if with_date else next(iter(claims), None),
        round_claims=claims,
        part=_part(title, said),
        parts=int(parts) if parts else None,
        held_on=_held_on(dated, said),
        date_line=dated.folded if dated else "",
        participant_lines=tuple(line for line in participants if not line.unquotable),
        agenda=agenda,
        kinds=kinds,
    )


def _title(page: CanonicalText, kinds: list[BlockKind]) -> str:
    if page.title:
        return page.title
    for line in page.lines:
        kind = aside(line)
        kinds.append(kind or BlockKind.TITLE)
        if kind is None:
            return line.text
    return ""


def _lead(lines: Sequence[Line], kinds: list[BlockKind], speaks: Callable[[str], bool] | None) -> None:
    """Take lines as lead, round, note, caption or link until the participants, the agenda or the body begin."""
    while len(kinds) < len(lines) and not _ends_lead(lines, len(kinds)):
        if speaks and _leads_to_a_label(lines[len(kinds) :], speaks):
            return
        kinds.append(_lead_kind(lines[len(kinds)]))


def _leads_to_a_label(lines: Sequence[Line], speaks: Callable[[str], bool]) -> bool:
    """True for a label, and for a heading or two above one."""
    near = enumerate(lines[:_LABEL_WITHIN])
    above = next((at for at, line in near if not beside(line) and speaks(line.folded)), None)
    return above is not None and all(not line_patterns.SENTENCE_INSIDE.search(line.folded) for line in lines[:above])


def _ends_lead(lines: Sequence[Line], at: int) -> bool:
    folded = lines[at].folded
    if line_patterns.PARTICIPANTS_HEADER.fullmatch(folded) or line_patterns.AGENDA_HEADER.fullmatch(folded):
        return True
    # 「概要」 may be marked as a heading, too: as long as the list is still to come, the lead goes on.
    to_come = any(line_patterns.PARTICIPANTS_HEADER.fullmatch(line.folded) for line in lines[at:])
    if (lines[at].tag in HEADINGS and not to_come) or line_patterns.MODERATOR.match(folded):
        return True
    # Without a header (第19回) the list begins with a line that is one; later lines of a lead never look like it.
    listed = _is_participant(lines[at]) and ROLE_WORD.search(folded) is not None
    label = line_patterns.LABEL.fullmatch(folded)
    introduced = label is not None and label["alias"] is not None
    return introduced or (listed and _date_line(lines[:at]) is not None)


def _lead_kind(line: Line) -> BlockKind:
    folded = line.folded
    if kind := aside(line):
        return kind
    if line_patterns.ROUND.search(folded) or (line_patterns.DATE.search(folded) and line_patterns.TALK.search(folded)):
        return BlockKind.ROUND
    return BlockKind.LEAD


def _is_participant(line: Line) -> bool:
    """True for a line of the form 「役職:氏名」 or, without a colon, of at least three words and no sentence."""
    folded = line.folded
    if len(folded) > line_patterns.LONGEST_LABEL or re.search(r"[。、!?]|以下", folded) or aside(line):
        return False
    role, colon, rest = folded.rpartition(":")
    words = rest.split()
    official = ROLE_WORD.search(role or folded) is not None
    if colon:
        # Below a blank line a heading may bear a colon too (「標準化:いま何が」): there a word of office is asked for.
        named = 1 <= len(words) <= _WORDS or ROLE_WORD.search(" ".join(words[:-2])) is not None
        return named and (official or not line.gap)
    return official and len(words) >= _WORDS and not line_patterns.RAW_AGENDA_ITEM.match(line.text)


def _roster(lines: Sequence[Line], kinds: list[BlockKind]) -> tuple[Line, ...]:
    """Take the list where it stands next, with or without a header; returns its entries, appends all lines' kinds."""
    start = len(kinds)
    if start < len(lines) and line_patterns.PARTICIPANTS_HEADER.fullmatch(lines[start].folded):
        kinds.append(BlockKind.PARTICIPANTS)
        start += 1
    while len(kinds) < len(lines) and _goes_on(lines, start, len(kinds)):
        kinds.append(BlockKind.PARTICIPANTS)
    return tuple(lines[start : len(kinds)])


def _goes_on(lines: Sequence[Line], start: int, at: int) -> bool:
    """True where a list that began at ``start`` still goes on at ``at``."""
    if _speaks(lines[at].folded, lines[start:at]):
        return False
    return _is_participant(lines[at]) or (_is_bare(lines[at]) and _goes_on_below(lines, start, at))


def _is_bare(line: Line) -> bool:
    """True for a name without a role, and for 「【星見区】」: entries of a list where others stand above and below."""
    name = len(line.text.split()) == _WORDS - 1 or line.folded.startswith(("【", "["))
    return (
        name
        and not line.gap
        and len(line.folded) <= _BARE_NAME
        and not line_patterns.SENTENCE_INSIDE.search(line.folded)
    )


def _goes_on_below(lines: Sequence[Line], start: int, at: int) -> bool:
    below = lines[at + 1] if at + 1 < len(lines) else None
    return below is not None and not below.gap and _is_participant(below) and not _speaks(below.folded, lines[start:at])


def _speaks(folded: str, listed: Sequence[Line]) -> bool:
    """True for 「役職:姓」 under the list of those who took part: nobody stands in it twice, so this is a label."""
    _, colon, name = folded.rpartition(":")
    return bool(colon) and any(name.strip() in line.folded.rpartition(":")[2].split() for line in listed)


def _asides(lines: Sequence[Line], kinds: list[BlockKind]) -> None:
    """Take what stands between the lists without being of them: 「※この記事は全2回で…」, a picture, a link."""
    while len(kinds) < len(lines):
        line = lines[len(kinds)]
        kind = _lead_kind(line)
        if kind not in ASIDES and not line_patterns.PARTS.match(line.folded):
            return
        kinds.append(kind)


def _agenda(lines: Sequence[Line], kinds: list[BlockKind]) -> tuple[str, ...]:
    if len(kinds) == len(lines) or not line_patterns.AGENDA_HEADER.fullmatch(lines[len(kinds)].folded):
        return ()
    kinds.append(BlockKind.AGENDA)
    items: list[str] = []
    # A blank line has been seen inside the list, so only the sign decides.
    for line in lines[len(kinds) :]:
        item = _agenda_item(line)
        if not (kind := beside(line)) and item is None:
            break
        kinds.append(kind or BlockKind.AGENDA)
        items += [item] if item and not kind and not line.unquotable else []
    return tuple(items)


def _agenda_item(line: Line) -> str | None:
    """An item without its number; HTML's lists print none."""
    item = line_patterns.RAW_AGENDA_ITEM.fullmatch(line.text)
    return item["item"] if item else line.text if line.tag == "li" else None


def _date_line(lines: Sequence[Line]) -> Line | None:
    return next(
        (line for line in lines if line_patterns.DATE.search(line.folded) and line_patterns.TALK.search(line.folded)),
        None,
    )


def _held_on(dated: Line | None, lines: Sequence[Line]) -> date | None:
    if dated:
        return line_patterns.spoken_date(dated.folded)
    return next((day for line in lines if (day := line_patterns.spoken_date(line.folded))), None)


def _round_claims(folded_lines: Sequence[str]) -> tuple[int, ...]:
    claims = (int(claim["round"]) for folded in folded_lines for claim in line_patterns.ROUND.finditer(folded))
    return tuple(dict.fromkeys(claims))


def _part(title: str, lines: Sequence[Line]) -> int | None:
    named = line_patterns.part_in_title(title, fold(title))
    return named or next((part for line in lines if (part := line_patterns.part_in_line(line.folded))), None)
