"""Lines below the head → the labels among them, and each with the words behind it apart.

What a label looks like is in ``labels.py``; here it counts how the labels of the article stand: on lines of their own,
with words behind, in full, in bold. A name below a picture is none, and a weak one within a paragraph is none either.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from corpus.markup import HEADINGS, Line
from corpus.model import BlockKind, Span
from corpus.reading import line_patterns
from corpus.reading.label_patterns import PARTICLE
from corpus.reading.labels import SOMEBODY, Label
from corpus.reading.line_patterns import marked_kind
from corpus.reading.speakers import ADDRESSED, SpeakerResolver
from corpus.text import fold

#: The line below a name that is no label.
_GOES_ON = re.compile(
    r"という|と(?:呼|言|い|書|述|話)|[がはを]、|を|です[。よねが]|でし|だ(?:っ|か|と)|に(?:は|も|つ)|の[一-龠「]|から[^、]|なん"
)
#: Labels that do not yet tell how an article prints them.
_PAIR = 2
#: A longer line in which several people speak is nobody's: to part it takes time that grows with its square.
_LONGEST_PARTED = 2000


def labelled(
    lines: Sequence[Line], resolver: SpeakerResolver
) -> tuple[tuple[Line, ...], dict[int, Label | BlockKind], frozenset[int]]:
    """Return the lines, with labels and the words behind them apart, and line index → label, or its kind if it is none.

    Also the indices of those words.
    """
    resolver.expect(line.folded for line in lines if not _is_beside(line))
    lines = [piece for line in lines for piece in _pieces(line, resolver)]
    # 「練馬区」, 「板橋区」, 「豊島区」 on lines below each other are a list.
    bodies = [resolver.gazetteer.named(line.folded) is not None for line in lines]
    listed = {at for at, (one, other) in enumerate(pairwise(bodies)) if one and other}
    beside = [_is_beside(line) or at in listed or at - 1 in listed for at, line in enumerate(lines)]
    read = _read(lines, beside, resolver)
    # Most print a full name or a name with an office, as captions do.
    full = sum(label.like_caption for label in read.values()) * 2 > len(read)
    settled = _settled(lines, read, full=full)
    parted: list[Line] = []
    labels: dict[int, Label | BlockKind] = {}
    inline: list[int] = []
    for at, line in enumerate(lines):
        label = read.get(at)
        if len(line.folded) > _LONGEST_PARTED and not beside[at] and resolver.reader.label_within(line.folded):
            labels[len(parted)], label = BlockKind.STRAY, None
        # 「企画課長」 directly below a label: a label has words.
        if label and label.like_caption and not line.gap and not full and len(parted) - 1 in labels:
            label = None
            inline.append(len(parted))
        if label:
            labels[len(parted)] = settled[at]
        elif resolver.reader.is_told_behind(line.folded) and not beside[at]:
            labels[len(parted)] = BlockKind.STRAY
        if label and label.end < len(line.folded):
            parted += _split(line, label.end)
            inline.append(len(parted) - 1)
        else:
            parted.append(line)
    return tuple(parted), labels, frozenset(inline)


def _read(lines: Sequence[Line], beside: Sequence[bool], resolver: SpeakerResolver) -> dict[int, Label]:
    """Return the labels of the lines that are not ``beside`` the speeches, without those that do not stand as such."""
    read = {at: label for at, line in enumerate(lines) if not beside[at] and (label := _label(line, resolver))}
    # A weak label stands where the others stand: not within a paragraph.
    parts = all(lines[at].gap for at, label in read.items() if label.known and at)
    read = {
        at: label
        for at, label in read.items()
        if (label.known or lines[at].gap or not parts) and not _goes_on(lines, at, label)
    }
    if _all_apart(lines, read):
        read = {at: _unless_inside(lines[at], label) for at, label in read.items()}
    return read


def _is_beside(line: Line) -> bool:
    return marked_kind(line) is not None or line.unquotable


def _pieces(line: Line, resolver: SpeakerResolver) -> Iterator[Line]:
    """Yield a line, or its pieces if several people speak in it: 「…でしょうか。雲井:はい、…」."""
    parts = len(line.folded) <= _LONGEST_PARTED and not _is_beside(line)
    while parts and (cut := resolver.reader.label_within(line.folded)):
        first, line = _split(line, cut)
        yield first
    yield line


def _all_apart(lines: Sequence[Line], labels: Mapping[int, Label]) -> bool:
    """Tell whether known labels, save a few, stand on lines of their own below a gap."""
    known = [at for at, label in labels.items() if label.known]
    alone = [at for at in known if labels[at].end == len(lines[at].folded)]
    return len(alone) * 2 > len(known) > _PAIR and all(lines[at].gap for at in alone if at)


def _unless_inside(line: Line, label: Label) -> Label:
    """Return a label without its speaker where it may be none, since all others stand apart.

    Somebody may tell of 「雲井「紙は残さない。」」, and 「雲井さん　いつもありがとうございます。」 is said to him.
    """
    addressed = ADDRESSED.fullmatch(label.title) and line.folded[label.end - 1] == " "
    inside = label.known and label.end < len(line.folded) and (not line.gap or addressed)
    return replace(label, names=SOMEBODY, role=None) if inside else label


def _goes_on(lines: Sequence[Line], at: int, label: Label) -> bool:
    """Tell whether a line and the one below it are one sentence: 「企画課長」, 「という肩書きですが」."""
    whole = label.end == len(lines[at].folded) or lines[at].folded.endswith("」")
    return whole and at + 1 < len(lines) and _GOES_ON.match(lines[at + 1].folded) is not None


def _label(line: Line, resolver: SpeakerResolver) -> Label | None:
    aside = line_patterns.MODERATOR.match(line.folded) or line_patterns.is_caption(line.folded)
    label = None if aside else _label_in_bold(line, resolver) or resolver.read(line.folded)
    return label if label and (label.known or not line_patterns.NOTE_WITH_HEAD.fullmatch(line.folded)) else None


def _label_in_bold(line: Line, resolver: SpeakerResolver) -> Label | None:
    """Return the label that is a line's beginning in bold, without a sign behind it; or None."""
    if not 0 < line.bold < len(line.text):
        return None
    bold = fold(line.text[: line.bold])
    label = resolver.read(bold)
    whole = label and label.known and label.end == len(bold) and line.folded.startswith(bold)
    # 「雲井の数えた枚数です。」.
    return (
        replace(label, like_caption=False) if label and whole and not PARTICLE.match(line.folded, len(bold)) else None
    )


def _settled(lines: Sequence[Line], read: Mapping[int, Label], *, full: bool) -> dict[int, Label | BlockKind]:
    """Return the labels, without its speaker where one may be a caption as well; or the kind of one that is none."""
    alone = [at for at, label in read.items() if label.end == len(lines[at].folded) and not label.like_caption]
    apart = any(_gap_below(lines, at) for at in alone)
    tight = is_tight(lines, read)
    settled: dict[int, Label | BlockKind] = dict(read)
    for at, label in read.items():
        parted = _gap_below(lines, at)
        unsure = replace(label, names=SOMEBODY, role=None)
        if lines[at].centred:
            settled[at] = BlockKind.CAPTION
        elif full or not label.like_caption:
            continue
        elif lines[at].tag in HEADINGS:
            settled[at] = unsure
        elif parted and not apart:
            settled[at] = BlockKind.CAPTION
        # 「相馬 渉」: nobody speaks below it for certain.
        elif at and line_patterns.IMAGE.fullmatch(lines[at - 1].folded):
            settled[at] = BlockKind.STRAY
        elif parted or tight:
            settled[at] = unsure
    return settled


def is_tight(lines: Sequence[Line], labels: Collection[int]) -> bool:
    """Tell whether nothing parts the paragraphs: no gap, also above a single speech."""
    return not any(line.gap for line in (lines if len(labels) == 1 else lines[1:]))


def _gap_below(lines: Sequence[Line], at: int) -> bool:
    return at + 1 == len(lines) or lines[at + 1].gap


def _split(line: Line, size: int) -> list[Line]:
    """Return a line's label, whose folded form has ``size`` characters, and the words behind it as lines."""
    cut = bisect_right(range(len(line.text)), size, key=lambda at: len(fold(line.text[:at] + "|")))
    label, words = line.text[:cut].rstrip(), line.text[cut:].lstrip()
    middle = line.span.end - len(words)
    rest = replace(line, gap=False, indented=False, bold=0)
    return [
        replace(line, span=Span(line.span.start, line.span.start + len(label)), text=label, folded=fold(label)),
        replace(rest, span=Span(middle, line.span.end), text=words, folded=fold(words)),
    ]
