"""What must hold for every real article, whatever its form; skipped if none is at hand (see ``tests.real``)."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from corpus.errors import UnreadableTranscript
from corpus.model import Transcript
from corpus.municipalities import tokyo
from corpus.passages import passages
from corpus.reading.reader import TranscriptReader
from corpus.sources.files import ReadOptions, read_file
from tests.corpus.published import NOW
from tests.real import ARTICLES, articles
from tools.parsing.measure import tiles

pytestmark = pytest.mark.skipif(not articles(), reason="no real article is there")


@cache
def outcome(path: Path) -> Transcript | UnreadableTranscript:
    """Read a file as ``zadankai import`` does."""
    towns = tokyo()
    try:
        return TranscriptReader(towns).read(read_file(path, ReadOptions(towns, NOW)))
    except UnreadableTranscript as error:
        return error


def test_no_more_than_one_real_article_in_ten_is_refused() -> None:
    refused = [path.name for path in articles() if isinstance(outcome(path), UnreadableTranscript)]
    assert len(refused) <= len(articles()) / 10, refused


@pytest.mark.parametrize("path", articles(), ids=lambda path: str(path.relative_to(ARTICLES)))
def test_every_character_of_a_real_article_is_in_one_block_and_every_passage_is_of_one_speech(path: Path) -> None:
    transcript = outcome(path)
    if isinstance(transcript, UnreadableTranscript):
        pytest.skip(f"refused, which is counted above: {transcript}")
    assert tiles(transcript)
    found = passages(transcript)
    assert found
    for passage in found:
        # A speaker is somebody whom the article names; a passage is of one speech.
        assert passage.speech.speaker is None or passage.speech.speaker in transcript.participants
        assert passage.speech.span.start <= passage.span.start < passage.span.end <= passage.speech.span.end
