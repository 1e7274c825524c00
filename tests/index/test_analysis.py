from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from index.analysis import PIECE, Analyzer, pieces


def terms(analyzer: Analyzer, text: str) -> list[str]:
    return [token.term for token in analyzer.tokens(text)]


def test_only_content_words_are_kept(analyzer: Analyzer) -> None:
    assert terms(analyzer, "人材を採用していくのが、大切なようです。") == ["人材", "採用", "大切"]


def test_compounds_are_cut_into_short_units(analyzer: Analyzer) -> None:
    assert terms(analyzer, "会計年度任用職員") == ["会計", "年度", "任用", "職員"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("サーバ", "サーバー"),
        ("打合せ", "打ち合わせ"),
        ("取組", "取り組み"),
        ("ＤＸ", "DX"),
        ("子ども", "子供"),
        ("dx", "DX"),
    ],
)
def test_two_spellings_of_a_word_are_one_term(analyzer: Analyzer, one: str, other: str) -> None:
    assert terms(analyzer, one) == terms(analyzer, other) != []


def test_numbers_and_latin_words_are_content(analyzer: Analyzer) -> None:
    assert terms(analyzer, "2021年のRPA") == ["2021", "年", "RPA"]


def test_a_token_keeps_surface_and_place_in_the_text_as_received(analyzer: Analyzer) -> None:
    text = "🙂 ﾃﾞｼﾞﾀﾙ\nｻｰﾊﾞ"
    assert [(token.surface, token.term) for token in analyzer.tokens(text)] == [
        ("ﾃﾞｼﾞﾀﾙ", "デジタル"),
        ("ｻｰﾊﾞ", "サーバー"),
    ]
    assert [(token.span.start, token.span.end) for token in analyzer.tokens(text)] == [(2, 8), (9, 13)]


@pytest.mark.parametrize(
    ("asked", "common"),
    [
        ("水族館の整備", {"水族", "整備"}),
        ("給食の無償化と不登校", {"給食", "無償", "不登校"}),
        ("森課長と佐藤さんの研修", {"研修"}),
        ("暁坂区の虐待", {"虐待"}),
        ("高輪ゲートウェイの騒音", {"騒音"}),
        # Neither a name of people nor in the dictionary.
        ("ヤングケアラーの支援", {"支援"}),
        ("Kintoneとhanakoの予約", {"予約"}),
        ("佐藤虐待、虐待の相談", {"相談"}),
        ("", set()),
        ("\ud800", set()),
    ],
)
def test_terms_that_may_be_of_a_name_or_that_the_dictionary_lacks_are_not_common(
    analyzer: Analyzer, asked: str, common: set[str]
) -> None:
    assert analyzer.common_terms(asked) == common


def test_two_words_in_one_character_share_its_place(analyzer: Analyzer) -> None:
    assert [(token.term, token.surface) for token in analyzer.tokens("㍿")] == [("株式", "㍿"), ("会社", "㍿")]


@given(text=st.text())
@example(text="\ud83d人材")
@example(text="﷽" * 3000)
@example(text="㍿" * 20000)
def test_any_text_is_cut_into_tokens_that_stand_where_they_say(analyzer: Analyzer, text: str) -> None:
    for token in analyzer.tokens(text):
        assert token.span.of(text) == token.surface != ""
        assert token.term


@given(text=st.text(alphabet="あ。\n漢"), repeats=st.integers(1, 3000))
def test_pieces_tile_the_text_and_none_is_too_long(text: str, repeats: int) -> None:
    long = text * repeats
    cut = list(pieces(long))
    assert "".join(piece.of(long) for piece in cut) == long
    assert all(0 < len(piece) <= PIECE for piece in cut)


def test_a_long_text_is_cut_as_its_sentences_are(analyzer: Analyzer) -> None:
    sentence = "高齢者向けのスマホ教室を開きました。"
    assert terms(analyzer, sentence * 2000) == terms(analyzer, sentence) * 2000


def test_threads_share_an_analyzer(analyzer: Analyzer) -> None:
    text = "デジタル人材の育成と採用について、各区の取組を伺いました。" * 10
    with ThreadPoolExecutor(8) as pool:
        cuts = list(pool.map(analyzer.tokens, [text] * 400))
    assert set(cuts) == {analyzer.tokens(text)}


def test_the_fingerprint_names_what_the_tokens_depend_on(analyzer: Analyzer) -> None:
    for part in (
        "sudachipy 0.7.0",
        "sudachidict-core 20261015",
        "verbs and turned nouns whole",
        "nouns of verbs",
        "名詞-数詞",
    ):
        assert part in analyzer.fingerprint
    assert Analyzer().fingerprint == analyzer.fingerprint
