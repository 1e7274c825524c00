"""Composed articles for tests that ask what becomes of an article that was read."""

from __future__ import annotations

from hypothesis import strategies as st

from corpus.errors import NotATranscript, UnreadableTranscript
from corpus.reading.reader import TranscriptReader
from tests.articles import article
from tools.parsing.compose import compose, gazetteer


def readable(likely: float = 1) -> st.SearchStrategy[str]:
    """Plain texts in which the reader finds a speech; how many it refuses is counted by ``tools.parsing``."""
    return st.integers(0, 2**32).map(lambda seed: compose(seed, likely).text).filter(_is_read)


def _is_read(text: str) -> bool:
    try:
        TranscriptReader(gazetteer()).read(article(text))
    except (NotATranscript, UnreadableTranscript):
        return False
    return True
