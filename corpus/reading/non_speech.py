"""Lines that are not part of the text: captions, notes, links."""

from __future__ import annotations

from corpus.markup import Line
from corpus.model import BlockKind
from corpus.reading import line_patterns
from corpus.reading.headings import is_spoken

#: Kinds that may occur between the lines of a speech without ending it.
NON_SPEECH = frozenset({BlockKind.CAPTION, BlockKind.NOTE, BlockKind.LINK})
#: HTML elements beside the text: a name in them belongs to a picture, a round to another article.
_MARKED = {"figcaption": BlockKind.CAPTION, "embed": BlockKind.LINK}


def marked_kind(line: Line) -> BlockKind | None:
    """Return the kind of a line that the source's markup puts beside the text, else None."""
    return _MARKED.get(line.tag)


def non_speech_kind(line: Line) -> BlockKind | None:
    """Return the kind of a line that is not part of the text, by markup or by pattern, else None."""
    if kind := marked_kind(line):
        return kind
    if line_patterns.is_caption(line.folded):
        return BlockKind.CAPTION
    if line_patterns.NOTE.fullmatch(line.folded):
        return BlockKind.NOTE
    return BlockKind.LINK if line_patterns.LINK.fullmatch(line.folded) else None


def is_interruption(line: Line, kind: BlockKind) -> bool:
    """Tell whether a speech continues below a line that is not part of it: non-speech, or an unquotable sentence."""
    return kind in NON_SPEECH or (line.unquotable and is_spoken(line))
