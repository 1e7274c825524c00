"""The sample's passages, read once, for tests of what a first try shows."""

from __future__ import annotations

from functools import cache

from corpus.model import Passage, Transcript
from corpus.passages import passages
from corpus.reading.reader import read_all
from corpus.sample import SampleShelf


@cache
def sample_passages() -> tuple[Passage, ...]:
    """Return every passage of the sample, in reading order."""
    shelf = SampleShelf()
    outcomes = (outcome for _, outcome in read_all(shelf.articles(), shelf.gazetteer, sample=True))
    return tuple(passage for read in outcomes if isinstance(read, Transcript) for passage in passages(read))
