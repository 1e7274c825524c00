"""Each example question shows its case (found, near, nothing), as the guide's pictures claim."""

from __future__ import annotations

import pytest

from bot import wording
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.glossary import Glossary
from index.library import Library
from index.model import Confidence
from tools.examples import FILTERED, NEAR, OTHERS, OWN, QUESTION, STRANGE, TERM

SURE = {
    QUESTION: Confidence.FOUND,
    OTHERS: Confidence.FOUND,
    TERM: Confidence.FOUND,
    NEAR: Confidence.NEAR,
    FILTERED: Confidence.NOTHING,
    STRANGE: Confidence.NOTHING,
    **{question: Confidence.FOUND for _, question in wording.PROMPTS},
}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(SampleShelf(), Analyzer())


@pytest.mark.parametrize(("question", "confidence"), SURE.items())
def test_an_example_finds_what_it_is_an_example_of(library: Library, question: str, confidence: Confidence) -> None:
    results = library.ask(question, own=OWN)
    assert results.confidence is confidence
    assert len(results.hits) == (0 if confidence is Confidence.NOTHING else 3)


def test_the_filtered_example_is_found_without_its_filter_and_the_term_is_explained(library: Library) -> None:
    assert library.ask(FILTERED).excluded_by
    assert Glossary.read().explain(TERM)
