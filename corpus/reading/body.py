"""Lines below the head → the block kind of each.

Decided in this order: footer to the end; unquotable; moderator; label; marked heading; caption; note; link; heading;
speech; stray. A label that is missed would attribute words to the wrong speaker, so a line that is not recognised ends
the speech.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.markup import HEADINGS
from corpus.model import BlockKind
from corpus.reading import line_patterns
from corpus.reading.headings import Layout, headings, is_spoken
from corpus.reading.non_speech import is_interruption, marked_kind, non_speech_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.markup import Line
    from corpus.model import Participant
    from corpus.reading.speakers import SpeakerResolver


@dataclass(frozen=True, slots=True)
class Body:
    """The block kinds and speakers of the lines below the head."""

    #: One for each line.
    kinds: tuple[BlockKind, ...]
    #: Line index of a label → its speaker, None if unresolved.
    speakers: Mapping[int, Participant | None]


def read_body(lines: Sequence[Line], resolver: SpeakerResolver, agenda: Sequence[str]) -> Body:
    """Return the kind of every line below the head."""
    # In reading order: an introduction is valid from its line on.
    speakers = resolver.read_labels("" if marked_kind(line) or line.unquotable else line.folded for line in lines)
    layout = _layout(lines, speakers)
    return Body(_kinds(layout, headings(layout, agenda)), speakers)


def _kinds(layout: Layout, found: Mapping[int, BlockKind]) -> tuple[BlockKind, ...]:
    kinds: list[BlockKind] = []
    previous: BlockKind | None = None
    for at, line in enumerate(layout.lines):
        kind = found.get(at) or layout.fixed[at] or _spoken(line, previous, attached=layout.attached[at])
        kinds.append(kind)
        if not is_interruption(line, kind):
            previous = BlockKind.SPEECH if kind is BlockKind.LABEL else kind
    return tuple(kinds)


def _spoken(line: Line, previous: BlockKind | None, *, attached: bool) -> BlockKind:
    """Return the kind of a line that only its context tells."""
    if is_spoken(line):
        if previous is BlockKind.SPEECH and attached:
            return BlockKind.SPEECH
        if previous is BlockKind.MODERATOR and not line.gap:
            return BlockKind.MODERATOR
    return BlockKind.STRAY


def _layout(lines: Sequence[Line], labels: Mapping[int, Participant | None]) -> Layout:
    footer = _footer_start(lines, labels)
    fixed = [BlockKind.FOOTER if at >= footer else _fixed(line, is_label=at in labels) for at, line in enumerate(lines)]
    blank_ends = any(line.gap for line in lines[1:]) and not _precede_gaps(lines, labels)
    attached: list[bool] = []
    chain = False
    for line, kind in zip(lines, fixed, strict=True):
        chain = kind is BlockKind.LABEL or (chain and not (blank_ends and line.gap))
        attached.append(chain)
    return Layout(lines, fixed, attached, blank_ends or BlockKind.HEADING in fixed)


def _fixed(line: Line, *, is_label: bool) -> BlockKind | None:
    folded = line.folded
    if kind := marked_kind(line):
        return kind
    if line.unquotable:
        return BlockKind.STRAY
    if line_patterns.MODERATOR.match(folded):
        return BlockKind.MODERATOR
    if is_label:
        return BlockKind.LABEL
    if line.tag in HEADINGS:
        return BlockKind.HEADING
    return non_speech_kind(line)


def _footer_start(lines: Sequence[Line], labels: Mapping[int, Participant | None]) -> int:
    """Return the index of the first footer phrase after the last label: a speech may say 「次回もお楽しみに」 too."""
    last = max(labels, default=-1)
    below = ((at, line) for at, line in enumerate(lines) if at > last and not line.indented)
    return next((at for at, line in below if line_patterns.FOOTER.fullmatch(line.folded)), len(lines))


def _precede_gaps(lines: Sequence[Line], labels: Mapping[int, Participant | None]) -> bool:
    """Tell whether a blank line follows most labels: then a blank line does not end a speech."""
    below = [lines[at + 1].gap for at in labels if at + 1 < len(lines) and at + 1 not in labels]
    return sum(below) * 2 > len(below)
