"""What stands between an article's words without being of them: captions, notes, links."""

from __future__ import annotations

from corpus.markup import Line
from corpus.model import BlockKind
from corpus.reading import line_patterns
from corpus.reading.headings import is_spoken

#: They stand between the lines of a speech without ending it.
ASIDES = frozenset({BlockKind.CAPTION, BlockKind.NOTE, BlockKind.LINK})
#: HTML's elements beside the text: a name in them is a picture's and a round another article's.
_BESIDE = {"figcaption": BlockKind.CAPTION, "embed": BlockKind.LINK}


def beside(line: Line) -> BlockKind | None:
    """The kind of a line that the source itself puts beside the text, else None."""
    return _BESIDE.get(line.tag)


def aside(line: Line) -> BlockKind | None:
    """The kind of a line that is no part of the text, by the source's mark or by its form, else None."""
    if kind := beside(line):
        return kind
    if line_patterns.NOTE.match(line.folded):
        return BlockKind.NOTE
    if line_patterns.is_caption(line.folded):
        return BlockKind.CAPTION
    return BlockKind.LINK if line_patterns.LINK.fullmatch(line.folded) else None


def stands_between(line: Line, kind: BlockKind) -> bool:
    """Whether a speech goes on below a line that is none of it: an aside, or a sentence that cannot be quoted."""
    return kind in ASIDES or (line.unquotable and is_spoken(line))
