from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.query import LONGEST_QUESTION, understand

if TYPE_CHECKING:
    from index.analysis import Analyzer


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("人材の採用について、他の区は何と言っている？", ("人材", "採用")),
        ("スマホ教室について教えてください", ("スマホ", "教室")),
        ("書かない窓口を知りたい", ("書く", "窓口")),
        ("防災の話は出ていましたか", ("防災",)),
        ("予算が足りないという意見はある？", ("予算", "足りる")),
        ("標準化はどう考えているの", ("標準",)),
        ("教えて", ()),
        ("", ()),
        ("？！", ()),
    ],
)
def test_words_of_asking_are_not_searched(analyzer: Analyzer, question: str, words: tuple[str, ...]) -> None:
    assert understand(question, analyzer).words == words


def test_teaching_stays_a_word_where_it_is_what_is_asked_about(analyzer: Analyzer) -> None:
    assert understand("高齢者が高齢者を教える取組", analyzer).words == ("高齢", "高齢", "教える", "取り組み")


def test_repeated_words_are_kept(analyzer: Analyzer) -> None:
    assert understand("採用、採用", analyzer).words == ("採用", "採用")


def test_a_pasted_document_is_cut(analyzer: Analyzer) -> None:
    query = understand("採用" * 5000, analyzer)
    assert query.text == "採用" * (LONGEST_QUESTION // 2)
    assert len(query.words) == LONGEST_QUESTION // 2
