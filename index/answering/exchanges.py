"""What 東京都 says next to a municipality's words: a remark and its reply belong together, though each is a passage."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from corpus.model import METROPOLIS, BlockKind
from index.answering.replies import is_reply
from index.filters import municipality, whose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.model import Passage
    from index.search import Index


def reply_to(passage: Passage, index: Index) -> Passage | None:
    """Return the first telling passage of 東京都's next speech in the section; None where another body speaks before.

    Of a speech that only agrees, its first passage. None, too, for words that are no municipality's.
    """
    if municipality(passage) is None:
        return None
    answering = _answering(passage)
    if answering is None:
        return None
    speech = [later for later in _after(passage, index) if later.speech_index == answering]
    telling = (each for each in speech if not is_reply(each.text))
    return next(telling, speech[0] if speech else None)


def _answering(passage: Passage) -> int | None:
    """Return which speech of the section is 東京都's answer.

    Asked of the transcript, not of the index: what is hidden is not in the index, and has been answered all the same.
    """
    body = whose(passage)
    for later in range(passage.speech_index + 1, len(passage.section.speeches)):
        speaking = whose(replace(passage, speech_index=later))
        if speaking != body:
            return later if speaking == METROPOLIS and not untold(passage, later) else None
    return None


def untold(passage: Passage, later: int) -> bool:
    """Tell whether something that could not be told, perhaps a speech, stands between a passage's and a later one."""
    start, end = passage.speech.span.end, passage.section.speeches[later].span.start
    between = [block.kind for block in passage.transcript.blocks if start <= block.span.start and block.span.end <= end]
    # Each speech has one label; one more is above words that are stray.
    return BlockKind.STRAY in between or between.count(BlockKind.LABEL) > later - passage.speech_index


def _after(passage: Passage, index: Index) -> Iterator[Passage]:
    """Yield what is said after a passage in its section."""
    place = index.facets.ids[passage.id]
    for later in islice(index.passages, place + 1, None):
        if (later.transcript.key, later.section_index) != (passage.transcript.key, passage.section_index):
            return
        yield later
