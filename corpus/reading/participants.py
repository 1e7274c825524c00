"""Which lines below the lead are the participants' list; who they are is ``people.py``'s."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.markup import Line
from corpus.model import BlockKind
from corpus.offices import ROLE_WORD
from corpus.reading import forms
from corpus.reading.asides import aside

#: Words of a participant's line without a colon: role, surname, given name.
_WORDS = 3
#: The longest entry of a list that bears a name or a body alone (characters).
_BARE_NAME = 20


def is_participant(line: Line) -> bool:
    """True for a line of the form 「役職:氏名」 or, without a colon, of at least three words and no sentence."""
    folded = line.folded
    if len(folded) > forms.LONGEST_LABEL or re.search(r"[。、!?]|以下", folded) or aside(line):
        return False
    role, colon, rest = folded.rpartition(":")
    words = rest.split()
    official = ROLE_WORD.search(role or folded) is not None
    if colon:
        # Below a blank line a heading may bear a colon too (「標準化:いま何が」): there a word of office is asked for.
        named = 1 <= len(words) <= _WORDS or ROLE_WORD.search(" ".join(words[:-2])) is not None
        return named and (official or not line.gap)
    return official and len(words) >= _WORDS and not forms.RAW_AGENDA_ITEM.match(line.text)


def read_roster(lines: Sequence[Line], kinds: list[BlockKind]) -> tuple[Line, ...]:
    """Take the list where it stands next, with or without a header; returns its entries, appends all lines' kinds."""
    start = len(kinds)
    if start < len(lines) and forms.PARTICIPANTS_HEADER.fullmatch(lines[start].folded):
        kinds.append(BlockKind.PARTICIPANTS)
        start += 1
    while len(kinds) < len(lines) and _goes_on(lines, start, len(kinds)):
        kinds.append(BlockKind.PARTICIPANTS)
    return tuple(lines[start : len(kinds)])


def _goes_on(lines: Sequence[Line], start: int, at: int) -> bool:
    """True where a list that began at ``start`` still goes on at ``at``."""
    if _speaks(lines[at].folded, lines[start:at]):
        return False
    return is_participant(lines[at]) or (_is_bare(lines[at]) and _goes_on_below(lines, start, at))


def _is_bare(line: Line) -> bool:
    """True for a name without a role, and for 「【星見区】」: entries of a list where others stand above and below."""
    name = len(line.text.split()) == _WORDS - 1 or line.folded.startswith(("【", "["))
    return name and not line.gap and len(line.folded) <= _BARE_NAME and not forms.SENTENCE_INSIDE.search(line.folded)


def _goes_on_below(lines: Sequence[Line], start: int, at: int) -> bool:
    below = lines[at + 1] if at + 1 < len(lines) else None
    return below is not None and not below.gap and is_participant(below) and not _speaks(below.folded, lines[start:at])


def _speaks(folded: str, listed: Sequence[Line]) -> bool:
    """True for 「役職:姓」 under the list of those who took part: nobody stands in it twice, so this is a label."""
    _, colon, name = folded.rpartition(":")
    return bool(colon) and any(name.strip() in line.folded.rpartition(":")[2].split() for line in listed)
