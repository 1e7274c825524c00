"""The lines below the head → what each is: the decision order for labels, speeches, captions and the rest.

The order: footer to the end; what cannot be quoted; moderator; label; marked heading; caption; note; link; heading;
speech; stray. A label that is overlooked would put words into another's mouth, so whatever cannot be told ends the
speech.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.markup import HEADINGS
from corpus.model import BlockKind
from corpus.reading import line_patterns
from corpus.reading.headings import Layout, headings, is_spoken
from corpus.reading.non_speech import aside, beside, stands_between

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.markup import Line
    from corpus.model import Participant
    from corpus.reading.speakers import SpeakerResolver


@dataclass(frozen=True, slots=True)
class Body:
    """What the lines below the head are."""

    #: One for each line.
    kinds: tuple[BlockKind, ...]
    #: Line number of a label → who speaks below it, None where that is open.
    speakers: Mapping[int, Participant | None]


def read_body(lines: Sequence[Line], resolver: SpeakerResolver, agenda: Sequence[str]) -> Body:
    """Place every line below the head."""
    # In reading order: each introduction counts from its line on.
    speakers = resolver.read_labels("" if beside(line) or line.unquotable else line.folded for line in lines)
    layout = _layout(lines, speakers)
    return Body(_kinds(layout, headings(layout, agenda)), speakers)


def _kinds(layout: Layout, placed: Mapping[int, BlockKind]) -> tuple[BlockKind, ...]:
    kinds: list[BlockKind] = []
    talking: BlockKind | None = None
    for at, line in enumerate(layout.lines):
        kind = placed.get(at) or layout.fixed[at] or _said(line, talking, attached=layout.attached[at])
        kinds.append(kind)
        if not stands_between(line, kind):
            talking = BlockKind.SPEECH if kind is BlockKind.LABEL else kind
    return tuple(kinds)


def _said(line: Line, talking: BlockKind | None, *, attached: bool) -> BlockKind:
    """What a line without a mark of its own is, below what was said last."""
    if is_spoken(line):
        if talking is BlockKind.SPEECH and attached:
            return BlockKind.SPEECH
        if talking is BlockKind.MODERATOR and not line.gap:
            return BlockKind.MODERATOR
    return BlockKind.STRAY


def _layout(lines: Sequence[Line], labels: Mapping[int, Participant | None]) -> Layout:
    footer = _footer_start(lines, labels)
    fixed = [BlockKind.FOOTER if at >= footer else _fixed(line, is_label=at in labels) for at, line in enumerate(lines)]
    blank_ends = any(line.gap for line in lines[1:]) and not _stand_apart(lines, labels)
    attached: list[bool] = []
    chain = False
    for line, kind in zip(lines, fixed, strict=True):
        chain = kind is BlockKind.LABEL or (chain and not (blank_ends and line.gap))
        attached.append(chain)
    return Layout(lines, fixed, attached, blank_ends or BlockKind.HEADING in fixed)


def _fixed(line: Line, *, is_label: bool) -> BlockKind | None:
    folded = line.folded
    if kind := beside(line):
        return kind
    if line.unquotable:
        return BlockKind.STRAY
    if line_patterns.MODERATOR.match(folded):
        return BlockKind.MODERATOR
    if is_label:
        return BlockKind.LABEL
    if line.tag in HEADINGS:
        return BlockKind.HEADING
    return aside(line)


def _footer_start(lines: Sequence[Line], labels: Mapping[int, Participant | None]) -> int:
    """The first footer's phrase below which nobody speaks: a speech may say 「次回もお楽しみに」 too."""
    last = max(labels, default=-1)
    below = ((at, line) for at, line in enumerate(lines) if at > last and not line.indented)
    return next((at for at, line in below if line_patterns.FOOTER.fullmatch(line.folded)), len(lines))


def _stand_apart(lines: Sequence[Line], labels: Mapping[int, Participant | None]) -> bool:
    """True where most labels stand above a blank line: there, it does not end a speech."""
    below = [lines[at + 1].gap for at in labels if at + 1 < len(lines) and at + 1 not in labels]
    return sum(below) * 2 > len(below)
