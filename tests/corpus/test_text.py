"""Folding: what compares as equal, and the stored digests that depend on it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.passages import passages, text_hash
from corpus.reading.transcript import read
from corpus.sample import SampleShelf
from corpus.text import name_key, narrowed, new_forms, term_key


@given(st.text())
def test_a_narrowed_text_has_its_places_where_the_text_has_them(text: str) -> None:
    assert len(narrowed(text)) == len(text)


def test_spellings_of_one_term_are_one_term() -> None:
    assert {term_key(spelling) for spelling in ("UI/UX", "ＵＩ・ＵＸ", "ui ux", "UIUX")} == {"uiux"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("髙澤　一郎", "高沢一郎"), ("葛\U000e0100飾 花", "葛飾花"), ("竹ヶ原", "竹ケ原"), ("ﾀｹｶﾞ原", "タケガ原")],
)
def test_spellings_of_one_name_are_one_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_different_characters_of_one_reading_stay_apart() -> None:
    assert name_key("斎藤") != name_key("斉藤")
    assert new_forms("高 崎") == "高 崎"


def test_the_hashes_in_stored_passage_ids_are_what_they_were() -> None:
    assert text_hash("ＤＸ 推進　髙澤\n青ヶ島村") == "6653880d"


@pytest.mark.parametrize("kept", ["local-27525e182ad2-f960a4fe-1"])
def test_the_ids_of_the_samples_passages_are_what_they_were(kept: str) -> None:
    key, _, _ = kept.rsplit("-", 2)
    sample = SampleShelf()
    transcript = read(sample.article(key), sample.gazetteer, sample=True)
    assert kept in {passage.id for passage in passages(transcript)}
