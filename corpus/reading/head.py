"""CanonicalText → Head: everything before the first heading or speech.

That is title, lead, notes, round, date, participants and agenda. Lines are consumed in reading order; each stage
appends the kinds of its lines. ``participants.py`` reads the entries of the list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from corpus.markup import BIDI_CONTROLS, HEADINGS, CanonicalText, Line
from corpus.model import BlockKind
from corpus.municipalities import Gazetteer
from corpus.offices import ROLE_WORD
from corpus.reading import line_patterns
from corpus.reading.line_patterns import NON_SPEECH, marked_kind, non_speech_kind
from corpus.reading.participants import HEADED, entries, group_of, is_name, is_role
from corpus.text import fold

#: Lines within which a label follows a heading and a sub-heading.
_LABEL_WITHIN = 3
#: Lines of a list that cannot be read, in a row, after which the list is over.
_UNREADABLE = 2
#: Items of an agenda without a header, at least.
_NUMBERED = 2
#: Beside a name, a remark may contain commas: 「部長(CIO補佐、CDO)」.
_BRACKETS = re.compile(r"\([^()]*\)")


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
    participant_lines: tuple[str, ...]
    #: The agenda's items without numbers.
    agenda: tuple[str, ...]
    #: The kind of each line of the head, in order; the body begins after these lines.
    kinds: tuple[BlockKind, ...]


def read_head(canonical_text: CanonicalText, gazetteer: Gazetteer, speaks: Callable[[str], bool] | None = None) -> Head:
    """Parse the head of an article; what is not printed is None or empty.

    If the article has no list of its own, ``speaks`` tells whether a folded line is a label, which ends the lead.
    """
    kinds: list[BlockKind] = []
    title = _title(canonical_text, kinds)
    start = len(kinds)
    entry_list = _EntryList(canonical_text.lines, gazetteer)
    _lead(entry_list, kinds, speaks)
    participants = entry_list.consume(kinds)
    _non_speech(canonical_text.lines, kinds)
    agenda = _agenda(canonical_text.lines, kinds)
    _non_speech(canonical_text.lines, kinds)
    listed = (BlockKind.PARTICIPANTS, BlockKind.AGENDA)
    lead = zip(canonical_text.lines[start:], kinds[start:], strict=False)
    said = [line for line, kind in lead if kind not in listed and not marked_kind(line) and not line.unquotable]
    dated = _date_line(said)
    folded = [fold(title), *(line.folded for line in said)]
    claims = _round_claims(folded)
    with_date = line_patterns.ROUND.search(dated) if dated else None
    parts = next((count for words in folded if (count := line_patterns.parts_in(words))), None)
    days = (line_patterns.spoken_date(words) for words in ([dated] if dated else folded[1:]))
    return Head(
        # Citations print it in one line with other text, which it must not reorder.
        title=BIDI_CONTROLS.sub("", title),
        round=_number(with_date) if with_date else next(iter(claims), None),
        round_claims=claims,
        part=line_patterns.part_in_title(title, folded[0], parts)
        or next((part for words in folded if (part := line_patterns.part_in_line(words, parts))), None),
        parts=parts,
        held_on=next(filter(None, days), None),
        date_line=dated,
        participant_lines=tuple(line.text for line in participants if not line.unquotable),
        agenda=agenda,
        kinds=tuple(kinds),
    )


def _title(canonical_text: CanonicalText, kinds: list[BlockKind]) -> str:
    if canonical_text.title:
        return canonical_text.title
    for line in canonical_text.lines:
        above = BlockKind.ROUND if line_patterns.ROUND_ALONE.fullmatch(line.folded) else non_speech_kind(line)
        kinds.append(above or BlockKind.TITLE)
        if above is None:
            return line.text
    return ""


def _lead(entry_list: _EntryList, kinds: list[BlockKind], speaks: Callable[[str], bool] | None) -> None:
    """Consume lines as lead, round, note, caption or link until the participants, the agenda or the body begin."""
    lines = entry_list.lines
    while len(kinds) < len(lines) and not _ends_lead(entry_list, len(kinds)):
        if speaks and _precedes_label(lines[len(kinds) :], speaks):
            return
        kinds.append(_lead_kind(lines[len(kinds)]))


def _precedes_label(lines: Sequence[Line], speaks: Callable[[str], bool]) -> bool:
    """Tell whether the first line is a label, or one of one or two headings above a label."""
    near = enumerate(lines[:_LABEL_WITHIN])
    above = next((at for at, line in near if not marked_kind(line) and speaks(line.folded)), None)
    return above is not None and all(not line_patterns.SENTENCE_INSIDE.search(line.folded) for line in lines[:above])


def _ends_lead(entry_list: _EntryList, at: int) -> bool:
    lines = entry_list.lines
    folded = lines[at].folded
    if line_patterns.PARTICIPANTS_HEADER.fullmatch(folded) or line_patterns.AGENDA_HEADER.fullmatch(folded):
        return True
    # 「概要」 may be marked as a heading too: if the list comes later, the lead goes on.
    if (lines[at].tag in HEADINGS and at > entry_list.last_header) or line_patterns.MODERATOR.match(folded):
        return True
    # Without a header (第19回) the list begins with its first entry; no line of a lead after the date looks like one.
    listed = at > entry_list.first_date and entry_list.begins(at)
    return listed or entry_list.is_headed(at) or line_patterns.INTRODUCED.search(folded) is not None


def _lead_kind(line: Line) -> BlockKind:
    folded = line.folded
    if kind := non_speech_kind(line):
        return kind
    if line_patterns.ROUND.search(folded) or _is_dated(line):
        return BlockKind.ROUND
    return BlockKind.LEAD


class _EntryList:
    """Finds the lines of the participants' list."""

    def __init__(self, lines: Sequence[Line], gazetteer: Gazetteer) -> None:
        self.lines, self.gazetteer = lines, gazetteer
        headers = (at for at, line in enumerate(lines) if line_patterns.PARTICIPANTS_HEADER.fullmatch(line.folded))
        self.last_header = max(headers, default=-1)
        #: Index of the first line with a day of a talk, or their number.
        self.first_date = next((at for at, line in enumerate(lines) if _is_dated(line)), len(lines))

    def begins(self, at: int) -> bool:
        """Tell whether a list without a header begins: with an office and a name, or with a body above one."""
        if group_of(self.lines[at].text, self.gazetteer) and at + 1 < len(self.lines):
            at += 1
            if self.lines[at].gap and self.lines[at].tag != "li":
                return False
        # 「町田市部長：高橋（以下「高橋」）」 is a label, unless more such entries are below it.
        introduced = line_patterns.INTRODUCED.search(self.lines[at].folded)
        if introduced and (at + 1 == len(self.lines) or not self._is_entry(at + 1)):
            return False
        return self._is_entry(at) and ROLE_WORD.search(self.lines[at].folded) is not None

    def consume(self, kinds: list[BlockKind]) -> tuple[Line, ...]:
        """Append the kinds of the list's lines, with or without a header, if it is next; return its entries.

        A line that cannot be read costs itself only, if more entries follow it.
        """
        start = len(kinds)
        if start < len(self.lines) and line_patterns.PARTICIPANTS_HEADER.fullmatch(self.lines[start].folded):
            start += 1
        elif start == len(self.lines) or not (self.begins(start) or self.is_headed(start)):
            return ()
        end, unread = start, 0
        for at in range(start, len(self.lines)):
            if self._ends(at, start) or unread > _UNREADABLE:
                break
            if self._is_entry(at) and not self._is_label(at, self.lines[start:end]):
                end, unread = at + 1, 0
            else:
                unread += 1
        kinds += [BlockKind.PARTICIPANTS] * (end - len(kinds))
        return tuple(self.lines[start:end])

    def is_headed(self, at: int) -> bool:
        """Tell whether a line is a whole list: 「参加者：国立市副市長 …、東京都副知事 …」."""
        line = self.lines[at]
        return HEADED.match(line.text) is not None and bool(entries(line.text, self.gazetteer))

    def _ends(self, at: int, start: int) -> bool:
        line = self.lines[at]
        if line.tag in HEADINGS or line_patterns.AGENDA_HEADER.fullmatch(line.folded):
            return True
        # A list whose first entry introduces a name introduces all; else the first label does.
        introduces = line_patterns.INTRODUCED.search(self.lines[start].folded) and self._is_entry(start)
        if line_patterns.MODERATOR.match(line.folded) or (
            not introduces and line_patterns.INTRODUCED.search(line.folded)
        ):
            return True
        sentence = line_patterns.SENTENCE_INSIDE.search(_BRACKETS.sub("", line.folded))
        # A line about the person above, between two entries: 「民間を経て2019年から現職。」.
        profile = at + 1 < len(self.lines) and self._goes_on_below(at + 1) and self._is_entry(at - 1)
        parted = line.gap and at > start and not self._goes_on_below(at)
        return not profile and (parted or (sentence is not None and non_speech_kind(line) is None))

    def _goes_on_below(self, at: int) -> bool:
        """Tell whether the list continues below a blank line: with an entry with a role, or with a body."""
        line = self.lines[at]
        official = ROLE_WORD.search(line.folded) is not None and self._is_entry(at)
        return official or (group_of(line.text, self.gazetteer) is not None and self.begins(at))

    def _is_entry(self, at: int) -> bool:
        line = self.lines[at]
        bare = _BRACKETS.sub("", line.folded)
        if len(line.folded) > line_patterns.LONGEST_ENTRY or re.search(r"[。!?]|以下", bare) or non_speech_kind(line):
            return False
        above = self.lines[at - 1].text if at else ""
        # 「① 職員の育成」 is an item of the agenda, 「1. 北区 副区長　内海 紗和」 is none.
        found = entries(line.text, self.gazetteer)
        if line_patterns.RAW_NUMBERED.match(line.text) and not any(
            ":" in line.folded or " " in each.name or "　" in each.name for each in found
        ):
            return False
        broken = (is_role(above) and is_name(line.text)) or (is_name(above) and not line.gap and is_role(line.text))
        return broken or any(entry.role and entry.name for entry in found) or self._is_bare(at)

    def _is_bare(self, at: int) -> bool:
        """Tell whether a line is a name without a role, between or below other entries."""
        line = self.lines[at]
        return at > 0 and not line.gap and len(line.text.split()) > 1 and is_name(line.text) and self._is_entry(at - 1)

    def _is_label(self, at: int, listed: Sequence[Line]) -> bool:
        """Tell whether a line is 「役職:姓」 of a listed person: nobody is listed twice, so it is a label."""
        _, colon, name = self.lines[at].folded.rpartition(":")
        return bool(colon) and any(name.strip() in line.folded.rpartition(":")[2].split() for line in listed)


def _non_speech(lines: Sequence[Line], kinds: list[BlockKind]) -> None:
    """Consume what separates the lists: 「※この記事は全2回で…」, a caption, a link."""
    while len(kinds) < len(lines):
        line = lines[len(kinds)]
        kind = _lead_kind(line)
        if kind not in NON_SPEECH and not line_patterns.parts_in(line.folded):
            return
        kinds.append(kind)


def _agenda(lines: Sequence[Line], kinds: list[BlockKind]) -> tuple[str, ...]:
    start = len(kinds)
    if start == len(lines):
        return ()
    if whole := line_patterns.RAW_AGENDA_LINE.fullmatch(lines[start].text):
        kinds.append(BlockKind.AGENDA)
        return tuple(filter(None, map(str.strip, line_patterns.RAW_ITEMS_SIGN.split(whole["items"]))))
    headed = line_patterns.AGENDA_HEADER.fullmatch(lines[start].folded) is not None
    numbered = [line_patterns.RAW_NUMBERED.match(line.text) is not None for line in lines[start : start + _NUMBERED]]
    if not headed and (len(numbered) < _NUMBERED or not all(numbered) or lines[start].tag in HEADINGS):
        return ()
    kinds += [BlockKind.AGENDA] * headed
    items: list[str] = []
    # Real lists have blank lines inside, so only the item's number or bullet counts.
    for line in lines[len(kinds) :]:
        item = _agenda_item(line) or (line.text if headed and _is_unmarked_item(line, kinds, lines) else None)
        # 「（1）…」 again is the heading of the first section.
        if not (kind := marked_kind(line)) and (item is None or item in items):
            break
        kinds.append(kind or BlockKind.AGENDA)
        items += [item] if item and not kind and not line.unquotable else []
    return tuple(items)


def _is_unmarked_item(line: Line, kinds: Sequence[BlockKind], lines: Sequence[Line]) -> bool:
    """Tell whether a line is an item without a number: only directly below the header, where blank lines part texts."""
    above = lines[len(kinds) - 1]
    unmarked = kinds[-1] is BlockKind.AGENDA and not line.gap and _agenda_item(above) is None
    parted = any(each.gap for each in lines[len(kinds) :])
    return unmarked and parted and line.tag not in HEADINGS and not line_patterns.SENTENCE_INSIDE.search(line.folded)


def _agenda_item(line: Line) -> str | None:
    """Return an agenda item without its number, or None if the line is not an item."""
    if line.tag in HEADINGS:
        return None
    item = line_patterns.RAW_AGENDA_ITEM.fullmatch(line.text)
    return item["item"] if item else line.text if line.tag == "li" else None


def _is_dated(line: Line) -> bool:
    return line_patterns.DATE.search(line.folded) is not None and line_patterns.TALK.search(line.folded) is not None


def _date_line(lines: Sequence[Line]) -> str:
    dated = [each.folded for each in lines if _is_dated(each)]
    # 「前回（令和3年11月30日）の座談会では…」 tells of another talk.
    return next(filter(line_patterns.tells_day, dated), next(iter(dated), ""))


def _round_claims(folded: Sequence[str]) -> tuple[int, ...]:
    titled = line_patterns.ROUND_IN_TITLE.match(folded[0])
    said = (claim for words in folded for claim in line_patterns.ROUND.finditer(words))
    return tuple(dict.fromkeys(_number(claim) for claim in (titled, *said) if claim))


def _number(claim: re.Match[str]) -> int:
    return line_patterns.number(claim["round"] or claim["nth"])
