"""What 東京都 says next to a municipality's words: a remark and its reply belong together, though each is a passage."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from corpus.model import METROPOLIS
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
    body = municipality(passage)
    if body is None:
        return None
    speech: list[Passage] = []
    for later in _after(passage, index):
        if later.speech_index == passage.speech_index or (whose(later) == body and not speech):
            continue
        if whose(later) != METROPOLIS or (speech and later.speech_index != speech[0].speech_index):
            break
        speech.append(later)
    telling = (each for each in speech if not is_reply(each.text))
    return next(telling, speech[0] if speech else None)


def _after(passage: Passage, index: Index) -> Iterator[Passage]:
    """Yield what is said after a passage in its section."""
    place = index.facets.ids[passage.id]
    for later in islice(index.passages, place + 1, None):
        if (later.transcript.key, later.section_index) != (passage.transcript.key, passage.section_index):
            return
        yield later
