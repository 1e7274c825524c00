"""Terms as printed: found in any width, never inside another word."""

from __future__ import annotations

import pytest

from corpus.model import Span
from corpus.text import narrowed
from index.spoken import spoken, stands


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
    assert stands(form, narrowed(text))


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
    assert not stands(form, narrowed(text))


def test_forms_that_overlap_are_marked_once() -> None:
    assert spoken(("標準化", "システム標準化"), "システム標準化と標準化") == (Span(0, 7), Span(8, 11))


def test_an_empty_text_holds_no_term() -> None:
    assert spoken(("標準化",), "") == ()
