"""The glossary: one sentence a term, ours; found by any of its forms, and the passages that mention it."""

from __future__ import annotations

import pytest

from index.glossary import PAGE, Glossary, Term, mentions, page
from tests import ROOT
from tests.index.corpora import said

RPA = Term("RPA", ("業務自動化ソフト",), "決まった操作を自動で行う仕組み。")


@pytest.fixture(scope="module")
def glossary() -> Glossary:
    return Glossary.read()


@pytest.mark.parametrize(
    ("asked", "term"),
    [
        ("RPA", "RPA"),
        ("ＲＰＡとは？", "RPA"),
        ("bprって何ですか", "BPR"),
        ("書かない窓口とは", "書かない窓口"),
        ("ガバクラって？", "ガバメントクラウド"),
        ("ui ux", "UI/UX"),
        (" ノンコード ", "ノーコード・ローコード"),
        ("βモデル", "αモデル・βモデル"),
        ("20業務とは何ですか？", "標準化"),
        ("ＧｏｖＴｅｃｈ東京の意味は？", "GovTech東京"),
    ],
)
def test_a_term_is_explained_by_any_of_its_forms(glossary: Glossary, asked: str, term: str) -> None:
    explained = glossary.explain(asked)
    assert explained is not None
    assert explained.term == term


@pytest.mark.parametrize("asked", ["", "とは", "人材の採用とは", "RPAの効果", "DXとRPAの違いとは"])
def test_what_is_no_term_is_not_explained(glossary: Glossary, asked: str) -> None:
    assert glossary.explain(asked) is None


def test_the_passages_that_speak_of_a_term_in_any_form_mention_it_thanks_do_not() -> None:
    spoken = said(
        "ＲＰＡを試した。", "紙の話です。", "RPAも業務自動化ソフトも同じです。", "RPAをありがとうございます。"
    )
    assert mentions(RPA, spoken) == (spoken[0], spoken[2])


def test_no_form_is_of_two_terms(glossary: Glossary) -> None:
    # The later term would win, silently.
    assert all(glossary.explain(form) is term for term in glossary.terms for form in term.forms)


@pytest.mark.parametrize("sentence", ["", "文でない", "一つ。二つ。"])
def test_an_explanation_is_one_sentence(sentence: str) -> None:
    with pytest.raises(ValueError, match=r"glossary\.toml"):
        Term("RPA", (), sentence)


def test_the_page_is_what_the_table_says(glossary: Glossary) -> None:
    written = (ROOT / PAGE).read_text(encoding="utf-8")
    assert written == page(glossary), "run: python -m index.glossary"
