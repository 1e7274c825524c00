from __future__ import annotations

import pytest

from corpus.text import narrowed
from index.selection.sorting import explaining, terms_of


@pytest.mark.parametrize(
    "text",
    [
        "BPRとは、仕事の流れを見直すことです。",
        "「ＢＰＲ」というのは仕事の見直しです。",
        "BPR（業務の流れの見直し）を進めました。",
        "これをBPRと呼んでいます。",
        "BPRは、業務の見直しのことです。",
    ],
)
def test_a_term_is_explained(text: str) -> None:
    assert explaining(terms_of("BPR")).search(narrowed(text))


@pytest.mark.parametrize("text", ["BPRを進めました。", "BPRとは限りません。", "ABPRとは仕事のことです。"])
def test_a_mention_explains_nothing(text: str) -> None:
    assert explaining(terms_of("BPR")).search(narrowed(text)) is None


def test_no_term_is_explained_nowhere() -> None:
    assert explaining(terms_of("？")).search("とは何か") is None
