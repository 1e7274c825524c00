from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Span
from corpus.text import narrowed, phrase_key
from index.phrases import Texts, occurrences, occurs, phrase_spans


def test_a_phrase_stands_whatever_its_width_case_spaces_and_old_forms() -> None:
    texts = Texts.of(["ＤＸ　推進です。", "dxを 推進", "髙さと高さ"])
    assert texts.holding("DX推進").tolist() == [True, False, False]
    assert texts.holding("高さと髙さ").tolist() == [False, False, True]
    assert Texts.of(["3ヶ月で"]).holding("3ケ月").tolist() == [True]


def test_a_phrase_does_not_reach_from_one_text_into_the_next() -> None:
    assert Texts.of(["書かない", "窓口"]).holding("書かない窓口").tolist() == [False, False]


def test_a_phrase_of_signs_only_leaves_nothing_out() -> None:
    assert Texts.of(["採用", ""]).holding("　").tolist() == [True, True]


def test_where_it_stands_is_counted_in_the_texts_own_characters() -> None:
    text = "ガバメント　ｸﾗｳﾄﾞへ移す。クラウドだ。"
    assert [span.of(text) for span in phrase_spans(["クラウド"], text)] == ["ｸﾗｳﾄﾞ", "クラウド"]


@given(
    texts=st.lists(st.text("書かな窓 口Ｄd髙高ﾄﾞ", max_size=12), max_size=5), phrase=st.text("書かな窓口dD", max_size=4)
)
def test_a_text_holds_what_stands_in_it(texts: list[str], phrase: str) -> None:
    held = Texts.of(texts).holding(phrase).tolist()
    assert held == [phrase_key(phrase) in phrase_key(text) for text in texts]


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("rpa", "ＲＰＡを使う"),
        ("見える化", "業務の見える化から"),
        ("dx", "区のDX推進"),
        ("標準化", "システム標準化の期限"),
        ("ui/ux", "ＵＩ／ＵＸの改善"),
        ("国には", "ですから、国には早く示して"),
    ],
)
def test_a_term_is_found_as_a_word_of_its_own(form: str, text: str) -> None:
    assert occurs(form, narrowed(text))


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("ai", "AIDの手続"),
        ("データ", "データベースの話"),
        ("ツイン", "デジタルツインの話"),
        ("国には", "全国には多くの"),
        ("見える化", "互いに見える形で"),
        ("書かない窓口", "書いて待つ窓口"),
    ],
)
def test_a_term_is_not_found_inside_another_word_or_in_other_words(form: str, text: str) -> None:
    assert not occurs(form, narrowed(text))


def test_forms_that_overlap_are_marked_once() -> None:
    assert occurrences(("標準化", "システム標準化"), "システム標準化と標準化") == (Span(0, 7), Span(8, 11))


def test_an_empty_text_holds_no_term() -> None:
    assert occurrences(("標準化",), "") == ()
