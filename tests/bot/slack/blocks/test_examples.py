"""The example questions show what they are to show: what is found, near, nothing; or the pictures of the guide lie."""

from __future__ import annotations

import pytest

from bot import wording
from bot.slack.blocks.examples import FILTERED, NEAR, OTHERS, OWN, QUESTION, STRANGE, TERM
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.glossary import Glossary
from index.library import Library
from index.model import Sureness

SURE = {
    QUESTION: Sureness.FOUND,
    OTHERS: Sureness.FOUND,
    TERM: Sureness.FOUND,
    NEAR: Sureness.NEAR,
    FILTERED: Sureness.NOTHING,
    STRANGE: Sureness.NOTHING,
    **{question: Sureness.FOUND for _, question in wording.PROMPTS},
}


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(SampleShelf(), Analyzer())


@pytest.mark.parametrize(("question", "sureness"), SURE.items())
def test_an_example_finds_what_it_is_an_example_of(library: Library, question: str, sureness: Sureness) -> None:
    results = library.ask(question, own=OWN)
    assert results.sureness is sureness
    assert len(results.hits) == (0 if sureness is Sureness.NOTHING else 3)


def test_the_filtered_example_is_found_without_its_filter_and_the_term_is_explained(library: Library) -> None:
    assert library.ask(FILTERED).excluded_by
    assert Glossary.read().explain(TERM)
