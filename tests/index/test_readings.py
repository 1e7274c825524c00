"""A question's words in kana and its slips are read as the sample's words, and ordinary words are not."""

from __future__ import annotations

from functools import cache

import pytest

from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.library import Library


@cache
def library() -> Library:
    return Library(SampleShelf(), Analyzer())


def words(question: str) -> tuple[str, ...]:
    return library().query(library().understand(question, None)).words


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("じんざいのかくほ", "人材"),
        ("ごみのしゅうしゅう", "収集"),
        ("テレワク", "テレワーク"),
        ("ボランテイア", "ボランティア"),
        ("アンケト", "アンケート"),
    ],
)
def test_kana_and_slips_are_read_as_the_corpus_writes_them(typed: str, word: str) -> None:
    assert word in words(typed)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("担当者がいない", "以内"),
        ("けんしゅうはしないの？", "市内"),
        ("オフラインの窓口", "オンライン"),
        ("メンターの制度", "センター"),
    ],
)
def test_ordinary_words_are_not_read_as_others(typed: str, other: str) -> None:
    assert other not in words(typed)
