"""What must hold for every real article, whatever its form; skipped if none is at hand (see ``tests.real``)."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import UnreadableTranscript
from corpus.municipalities import tokyo
from corpus.passages import passages
from corpus.reading.transcript import read
from corpus.sources.files import ReadOptions, read_file
from tests.corpus.published import NOW
from tests.real import ARTICLES, articles
from tools.parsing.measure import tiles


@pytest.mark.skipif(not articles(), reason="no real article is there")
@pytest.mark.parametrize("path", articles(), ids=lambda path: str(path.relative_to(ARTICLES)))
def test_every_character_of_a_real_article_is_in_one_block_and_every_passage_is_of_one_speech(path: Path) -> None:
    towns = tokyo()
    try:
        transcript = read(read_file(path, ReadOptions(towns, NOW)), towns)
    except UnreadableTranscript as error:
        pytest.skip(f"refused: {error}")
    assert tiles(transcript)
    found = passages(transcript)
    assert found
    for passage in found:
        # A speaker is somebody whom the article names; a passage is of one speech.
        assert passage.speech.speaker is None or passage.speech.speaker in transcript.participants
        assert passage.speech.span.start <= passage.span.start < passage.span.end <= passage.speech.span.end
