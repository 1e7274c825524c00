"""Lines below the head → the block kind of each, and who speaks.

Decided in this order: footer to the end; unquotable; moderator; label; marked heading; caption; note; link; heading;
speech; stray. A label that is missed would attribute words to the wrong speaker, so a line that is not recognised ends
the speech, and words below a gap are somebody's only while another label or the moderator follows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from corpus.markup import HEADINGS, Line
from corpus.model import BlockKind
from corpus.reading import line_patterns
from corpus.reading.headings import Layout, headings
from corpus.reading.label_patterns import is_office
from corpus.reading.labelled import is_tight, labelled
from corpus.reading.labels import Label
from corpus.reading.line_patterns import is_interruption, is_spoken, marked_kind, non_speech_kind
from corpus.reading.speakers import Speaker, SpeakerResolver

_SPEAKS = frozenset({BlockKind.LABEL, BlockKind.MODERATOR})
_TALKS = frozenset({BlockKind.LABEL, BlockKind.SPEECH})
#: A line that was wrapped by hand is at least so long (characters).
_WRAPPED = 18


@dataclass(frozen=True, slots=True)
class Body:
    """The lines below the head, their block kinds and speakers."""

    #: The lines; one that holds a label and words is two.
    lines: tuple[Line, ...]
    #: One for each line.
    kinds: tuple[BlockKind, ...]
    #: Line index of a label → whom it means.
    speakers: Mapping[int, Speaker]
    #: Line index of a label → the lines of its speech.
    speeches: Mapping[int, Sequence[Line]]


def read_body(lines: Sequence[Line], resolver: SpeakerResolver, agenda: Sequence[str]) -> Body:
    """Return the kind of every line below the head."""
    parted, labels, inline = labelled(lines, resolver)
    # In reading order: an introduction is valid from its line on.
    speakers = {
        at: resolver.speaker(label, parted[at].text) for at, label in labels.items() if isinstance(label, Label)
    }
    layout = _layout(parted, labels, inline)
    kinds = _Kinds(layout, headings(layout, agenda))
    return Body(parted, kinds.read(), speakers, kinds.speeches)


class _Kinds:
    """Decides what a line is that only its context tells."""

    def __init__(self, layout: Layout, found: Mapping[int, BlockKind]) -> None:
        self.lines = layout.lines
        self.known = [found.get(at) or kind for at, kind in enumerate(layout.fixed)]
        #: The last line above which a speech may go on below a gap.
        self.last = max((at for at, kind in enumerate(layout.fixed) if kind in _SPEAKS), default=-1)
        labels = [at for at, kind in enumerate(layout.fixed) if kind is BlockKind.LABEL]
        below = [self.lines[at + 1] for at in labels if at + 1 < len(self.lines)]
        self.indents = sum(line.indented for line in below) * 2 > len(below)
        self.apart = any(line.gap for line in below)
        self.tight = is_tight(self.lines, labels)
        #: A label may stand in one paragraph with the words above it.
        self.crowded = self.tight or any(at and not self.lines[at].gap for at in labels)
        self.kinds: list[BlockKind] = []
        #: The lines of each speech, by its label; those of the last one go on at the end.
        self.speeches: dict[int, list[Line]] = {}
        #: How many 「 of the speech so far are still open.
        self.quotes = 0

    def read(self) -> tuple[BlockKind, ...]:
        """Return the kind of every line."""
        previous: BlockKind | None = None
        for at, line in enumerate(self.lines):
            kind = self.known[at] or self._kind(at, previous)
            self.kinds.append(kind)
            if kind is BlockKind.LABEL:
                self.speeches[at], self.quotes = [], 0
            elif kind is BlockKind.SPEECH:
                self.speeches[next(reversed(self.speeches))].append(line)
                self.quotes = max(0, self.quotes + line.folded.count("「") - line.folded.count("」"))
            unclear = (
                kind is BlockKind.STRAY and previous in _TALKS and self.known[at] is None and not _may_be_label(line)
            )
            if not (unclear or is_interruption(line, kind)):
                previous = kind
        return tuple(self.kinds)

    def _kind(self, at: int, previous: BlockKind | None) -> BlockKind:
        line = self.lines[at]
        if previous is BlockKind.MODERATOR and not line.gap and is_spoken(line):
            return BlockKind.MODERATOR
        if line.gap and line.bold == len(line.text) and line_patterns.ASKS.search(line.folded):
            return BlockKind.MODERATOR
        if previous not in _TALKS:
            return BlockKind.STRAY
        goes_on = self._is_proven(at, previous) or (line.gap and at < self.last)
        if goes_on and self._is_speech(at, previous):
            return BlockKind.SPEECH
        # No label of this article stands apart from its words.
        beside = goes_on and line.gap and not self.apart and self.lines[at + 1].gap and not is_spoken(line)
        return BlockKind.CAPTION if beside else BlockKind.STRAY

    def _is_proven(self, at: int, previous: BlockKind) -> bool:
        """Tell whether the lines above show that a line belongs to them: one paragraph, or the indent of speeches."""
        line = self.lines[at]
        shared = not line.gap and (not self.tight or at < self.last or previous is BlockKind.LABEL)
        direct = previous is BlockKind.LABEL and self.known[at - 1] is BlockKind.LABEL
        return shared or direct or (line.indented and self.indents)

    def _is_speech(self, at: int, previous: BlockKind) -> bool:
        line = self.lines[at]
        if is_spoken(line) or line.tag == "li" or (line.indented and self.indents) or self.quotes:
            return True
        if line_patterns.RAW_LIST_ITEM.match(line.text) or line_patterns.MID_SENTENCE.search(line.folded):
            return True
        if not line.gap and not self.crowded:
            return True
        if previous is BlockKind.LABEL:
            return not line.gap or self.apart
        above = self.speeches[next(reversed(self.speeches))][-1]
        if line_patterns.MID_SENTENCE.search(above.folded):
            return True
        return not line.gap and not is_spoken(above) and len(above.folded) >= _WRAPPED <= len(line.folded)


#: The longest label that nobody foresaw (characters).
_LONG = 24


def _may_be_label(line: Line) -> bool:
    """Tell whether a line may name who speaks below, in a form that nobody foresaw.

    A line that cannot costs itself only: the speech goes on below it.
    """
    signs = re.search(r"[はがをに]|\d\s*[年月日本人件円%号回]|^【[^】]*】.|区$|..市$", line.folded)
    return is_office(line.folded) or (len(line.folded) <= _LONG and not signs)


def _layout(lines: Sequence[Line], labels: Mapping[int, Label | BlockKind], inline: Collection[int]) -> Layout:
    footer = _footer_start(lines, labels)
    tight = is_tight(lines, labels)
    fixed = [BlockKind.FOOTER if at >= footer else _fixed(lines, at, labels, tight=tight) for at in range(len(lines))]
    for at in inline:
        fixed[at] = BlockKind.SPEECH
    blank_ends = any(line.gap for line in lines[1:]) and not _precede_gaps(lines, labels)
    attached: list[bool] = []
    chain = False
    for line, kind in zip(lines, fixed, strict=True):
        chain = kind is BlockKind.LABEL or (chain and not (blank_ends and line.gap))
        attached.append(chain)
    return Layout(lines, fixed, attached, blank_ends or BlockKind.HEADING in fixed)


def _fixed(lines: Sequence[Line], at: int, labels: Mapping[int, Label | BlockKind], *, tight: bool) -> BlockKind | None:
    line = lines[at]
    if kind := marked_kind(line) or (BlockKind.STRAY if line.unquotable else None):
        return kind
    if line_patterns.MODERATOR.match(line.folded) and not _is_listed(lines, at):
        return BlockKind.MODERATOR
    if at in labels:
        return label if isinstance(label := labels[at], BlockKind) else BlockKind.LABEL
    return BlockKind.HEADING if line.tag in HEADINGS else _aside(lines, at, labels, tight=tight)


def _aside(lines: Sequence[Line], at: int, labels: Collection[int], *, tight: bool) -> BlockKind | None:
    """Return the kind of a line that stands beside the talk, by its words and place, else None."""
    line = lines[at]
    if line_patterns.AGENDA_HEADER.fullmatch(line.folded):
        return BlockKind.AGENDA
    if line_patterns.NOTE_HEAD.fullmatch(line.folded) or line_patterns.NARRATION.fullmatch(line.folded):
        return BlockKind.STRAY
    # What is cited is nobody's word here, unless the whole talk stands in such blocks.
    cited = line.tag == "blockquote" and not any(lines[label].tag == "blockquote" for label in labels)
    editorial = (line.gap or tight) and not line.indented and line_patterns.EDITORIAL.fullmatch(line.folded)
    if cited or editorial or line_patterns.NOTE_WITH_HEAD.fullmatch(line.folded):
        return non_speech_kind(line) or BlockKind.NOTE
    return BlockKind.CAPTION if line.centred and not is_spoken(line) else non_speech_kind(line)


def _is_listed(lines: Sequence[Line], at: int) -> bool:
    """Tell whether 「- …」 is an item of a list: two or more directly below each other, with a space."""
    near = (each for each in (at - 1, at + 1) if 0 <= each < len(lines) and not lines[max(at, each)].gap)
    dash = lines[at].folded[:2] in ("- ", "– ")
    return dash and any(lines[each].folded.startswith(lines[at].folded[:2]) for each in near)


def _footer_start(lines: Sequence[Line], labels: Mapping[int, Label | BlockKind]) -> int:
    """Return the index of the first footer phrase after the last label: a speech may say 「次回もお楽しみに」 too."""
    last = max((at for at, label in labels.items() if isinstance(label, Label)), default=-1)
    below = ((at, line) for at, line in enumerate(lines) if at > last + 1 and not line.indented)
    return next((at for at, line in below if line_patterns.EDITORIAL.fullmatch(line.folded)), len(lines))


def _precede_gaps(lines: Sequence[Line], labels: Mapping[int, Label | BlockKind]) -> bool:
    """Tell whether a blank line follows most labels: then a blank line does not end a speech."""
    below = [lines[at + 1].gap for at in labels if at + 1 < len(lines) and at + 1 not in labels]
    return sum(below) * 2 > len(below)
