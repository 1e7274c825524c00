"""CanonicalText → Head: everything before the first heading or speech.

That is title, lead, notes, round, date, participants and agenda. Lines are consumed in reading order; each stage
appends the kinds of its lines. ``speakers.py`` parses the participants.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.markup import BIDI_CONTROLS, HEADINGS, CanonicalText, Line
from corpus.model import BlockKind
from corpus.offices import ROLE_WORD
from corpus.reading import line_patterns
from corpus.reading.non_speech import NON_SPEECH, marked_kind, non_speech_kind
from corpus.text import fold

#: Lines within which a label follows a heading and a sub-heading.
_LABEL_WITHIN = 3
#: Number of words of a participant's line without a colon: role, surname, given name.
_WORDS = 3
#: The longest entry of a list that is a name or a body alone (characters).
_BARE_NAME = 20


@dataclass(frozen=True, slots=True)
class Head:
    """The facts that an article prints before the first speech."""

    #: The title: the source's own, else the first line that is not a caption.
    title: str
    #: The round's number: that in the date line, else the first one printed, else None.
    round: int | None
    #: All different round numbers printed, in reading order.
    round_claims: tuple[int, ...]
    #: The part's number, from 1, or None.
    part: int | None
    #: How many parts, or None.
    parts: int | None
    #: The day of the talk, or None.
    held_on: date | None
    #: The line with the date and the word 対談 or 座談会, folded; empty if there is none.
    date_line: str
    #: The lines of the participants' list, without its header.
    participant_lines: tuple[Line, ...]
    #: The agenda's items without numbers.
    agenda: tuple[str, ...]
    #: The kind of each line of the head, in order; the body begins after these lines.
    kinds: tuple[BlockKind, ...]


def read_head(canonical_text: CanonicalText, speaks: Callable[[str], bool] | None = None) -> Head:
    """Parse the head of an article; what is not printed is None or empty.

    If the article has no list of its own, ``speaks`` tells whether a folded line is a label, which ends the lead.
    """
    kinds: list[BlockKind] = []
    title = _title(canonical_text, kinds)
    start = len(kinds)
    _lead(canonical_text.lines, kinds, speaks)
    participants = _participant_list(canonical_text.lines, kinds)
    _non_speech(canonical_text.lines, kinds)
    agenda = _agenda(canonical_text.lines, kinds)
    _non_speech(canonical_text.lines, kinds)
    listed = (BlockKind.PARTICIPANTS, BlockKind.AGENDA)
    lead = zip(canonical_text.lines[start:], kinds[start:], strict=False)
    said = [line for line, kind in lead if kind not in listed and not marked_kind(line) and not line.unquotable]
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
        # Citations print it in one line with other text, which it must not reorder.
        title=BIDI_CONTROLS.sub("", title),
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


def _title(canonical_text: CanonicalText, kinds: list[BlockKind]) -> str:
    if canonical_text.title:
        return canonical_text.title
    for line in canonical_text.lines:
        kind = non_speech_kind(line)
        kinds.append(kind or BlockKind.TITLE)
        if kind is None:
            return line.text
    return ""


def _lead(lines: Sequence[Line], kinds: list[BlockKind], speaks: Callable[[str], bool] | None) -> None:
    """Consume lines as lead, round, note, caption or link until the participants, the agenda or the body begin."""
    while len(kinds) < len(lines) and not _ends_lead(lines, len(kinds)):
        if speaks and _precedes_label(lines[len(kinds) :], speaks):
            return
        kinds.append(_lead_kind(lines[len(kinds)]))


def _precedes_label(lines: Sequence[Line], speaks: Callable[[str], bool]) -> bool:
    """Tell whether the first line is a label, or one of one or two headings above a label."""
    near = enumerate(lines[:_LABEL_WITHIN])
    above = next((at for at, line in near if not marked_kind(line) and speaks(line.folded)), None)
    return above is not None and all(not line_patterns.SENTENCE_INSIDE.search(line.folded) for line in lines[:above])


def _ends_lead(lines: Sequence[Line], at: int) -> bool:
    folded = lines[at].folded
    if line_patterns.PARTICIPANTS_HEADER.fullmatch(folded) or line_patterns.AGENDA_HEADER.fullmatch(folded):
        return True
    # 「概要」 may be marked as a heading too: if the list comes later, the lead goes on.
    to_come = any(line_patterns.PARTICIPANTS_HEADER.fullmatch(line.folded) for line in lines[at:])
    if (lines[at].tag in HEADINGS and not to_come) or line_patterns.MODERATOR.match(folded):
        return True
    # Without a header (第19回) the list begins with its first entry; no line of a lead after the date looks like one.
    listed = _is_participant(lines[at]) and ROLE_WORD.search(folded) is not None
    label = line_patterns.LABEL.fullmatch(folded)
    introduced = label is not None and label["alias"] is not None
    return introduced or (listed and _date_line(lines[:at]) is not None)


def _lead_kind(line: Line) -> BlockKind:
    folded = line.folded
    if kind := non_speech_kind(line):
        return kind
    if line_patterns.ROUND.search(folded) or (line_patterns.DATE.search(folded) and line_patterns.TALK.search(folded)):
        return BlockKind.ROUND
    return BlockKind.LEAD


def _is_participant(line: Line) -> bool:
    """Tell whether a line has the form 「役職:氏名」 or, without a colon, at least three words and no sentence."""
    folded = line.folded
    if len(folded) > line_patterns.LONGEST_LABEL or re.search(r"[。、!?]|以下", folded) or non_speech_kind(line):
        return False
    role, colon, rest = folded.rpartition(":")
    words = rest.split()
    official = ROLE_WORD.search(role or folded) is not None
    if colon:
        # After a blank line a heading may have a colon too (「標準化:いま何が」): then a word of office is required.
        named = 1 <= len(words) <= _WORDS or ROLE_WORD.search(" ".join(words[:-2])) is not None
        return named and (official or not line.gap)
    return official and len(words) >= _WORDS and not line_patterns.RAW_AGENDA_ITEM.match(line.text)


def _participant_list(lines: Sequence[Line], kinds: list[BlockKind]) -> tuple[Line, ...]:
    """Consume the list, with or without a header, if it is next; return its entries."""
    start = len(kinds)
    if start < len(lines) and line_patterns.PARTICIPANTS_HEADER.fullmatch(lines[start].folded):
        kinds.append(BlockKind.PARTICIPANTS)
        start += 1
    while len(kinds) < len(lines) and _continues(lines, start, len(kinds)):
        kinds.append(BlockKind.PARTICIPANTS)
    return tuple(lines[start : len(kinds)])


def _continues(lines: Sequence[Line], start: int, at: int) -> bool:
    """Tell whether the list that began at ``start`` continues at ``at``."""
    if _is_label(lines[at].folded, lines[start:at]):
        return False
    return _is_participant(lines[at]) or (_is_bare(lines[at]) and _continues_below(lines, start, at))


def _is_bare(line: Line) -> bool:
    """Tell whether a line is a name without a role or 「【星見区】」: entries only between other entries."""
    name = len(line.text.split()) == _WORDS - 1 or line.folded.startswith(("【", "["))
    return (
        name
        and not line.gap
        and len(line.folded) <= _BARE_NAME
        and not line_patterns.SENTENCE_INSIDE.search(line.folded)
    )


def _continues_below(lines: Sequence[Line], start: int, at: int) -> bool:
    below = lines[at + 1] if at + 1 < len(lines) else None
    if below is None or below.gap or not _is_participant(below):
        return False
    return not _is_label(below.folded, lines[start:at])


def _is_label(folded: str, listed: Sequence[Line]) -> bool:
    """Tell whether a line is 「役職:姓」 of a listed person: nobody is listed twice, so it is a label."""
    _, colon, name = folded.rpartition(":")
    return bool(colon) and any(name.strip() in line.folded.rpartition(":")[2].split() for line in listed)


def _non_speech(lines: Sequence[Line], kinds: list[BlockKind]) -> None:
    """Consume what separates the lists: 「※この記事は全2回で…」, a caption, a link."""
    while len(kinds) < len(lines):
        line = lines[len(kinds)]
        kind = _lead_kind(line)
        if kind not in NON_SPEECH and not line_patterns.PARTS.match(line.folded):
            return
        kinds.append(kind)


def _agenda(lines: Sequence[Line], kinds: list[BlockKind]) -> tuple[str, ...]:
    if len(kinds) == len(lines) or not line_patterns.AGENDA_HEADER.fullmatch(lines[len(kinds)].folded):
        return ()
    kinds.append(BlockKind.AGENDA)
    items: list[str] = []
    # Real lists have blank lines inside, so only the item's number or bullet counts.
    for line in lines[len(kinds) :]:
        item = _agenda_item(line)
        if not (kind := marked_kind(line)) and item is None:
            break
        kinds.append(kind or BlockKind.AGENDA)
        items += [item] if item and not kind and not line.unquotable else []
    return tuple(items)


def _agenda_item(line: Line) -> str | None:
    """Return an agenda item without its number, or None if the line is not an item."""
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
