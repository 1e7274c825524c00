from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.query.parsed_question import ParsedQuestion
from index.query.parser import LONGEST_QUESTION
from index.search_query import query_of, telling
from tests.index.corpora import query

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
    assert query(question, analyzer).words == words


def test_teaching_stays_a_word_where_it_is_what_is_asked_about(analyzer: Analyzer) -> None:
    assert query("高齢者が高齢者を教える取組", analyzer).words == ("高齢", "高齢", "教える")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("いつもお世話になっております。採用の事例をご教示いただけますと幸いです。", ("採用",)),
        ("お忙しいところ恐れ入ります、RPAの導入事例はありますでしょうか。よろしくお願いいたします。", ("RPA",)),
        ("すみません、研修の話ってどこかで出てましたっけ", ("研修",)),
        ("標準化どうなってる？", ("標準",)),
        ("採用どうしてるとこある？", ("採用",)),
        ("予算をどうやって確保していますか", ("予算", "確保")),
        ("住民から喜ばれた取組は？", ("住民", "喜ぶ")),
        ("各区はRPAをどう使っていますか", ("RPA", "使う")),
        ("取組の評価", ("取り組む", "評価")),
        ("ぶどう園の電子申請の状況は", ("葡萄", "電子", "申請")),
        ("事例集の電子化", ("事例", "電子")),
        ("話し方の研修", ("話す", "研修")),
    ],
)
def test_greetings_and_nouns_of_asking_are_not_searched(
    analyzer: Analyzer, question: str, words: tuple[str, ...]
) -> None:
    assert query(question, analyzer).words == words


def test_a_message_keeps_the_corpus_rarest_words_and_few_that_it_lacks(analyzer: Analyzer) -> None:
    held = {"窓口": 3.0, "職員": 1.0}
    tokens = analyzer.tokens("職員が窓口で海、山、川、空、森、雲")
    kept = [token.term for token in telling(tokens, lambda term: held.get(term, 9.0))]
    assert kept == ["職員", "窓口", "海", "山", "川", "空"]


def test_repeated_words_are_kept(analyzer: Analyzer) -> None:
    assert query("採用、採用", analyzer).words == ("採用", "採用")


def test_a_pasted_document_is_cut(analyzer: Analyzer) -> None:
    asked = query("採用" * 5000, analyzer)
    assert asked.asked.text == "採用" * (LONGEST_QUESTION // 2)
    assert len(asked.words) == LONGEST_QUESTION // 2


def test_a_long_message_becomes_its_rarest_words_in_its_order(analyzer: Analyzer) -> None:
    common = "職員、会議、資料、予算、住民、電話、計画、担当"
    rare = "標準、防災、採用、研修、窓口、申請、避難、補助、統計、保育、介護、教育、道路、公園、図書、選挙"
    message = f"{common}の件です。{rare}の件です。どちらも困っています。"
    often = {"職員", "会議", "資料", "予算", "住民", "電話", "計画", "担当", "件", "困る"}
    asked = query_of(
        ParsedQuestion(message, message), analyzer, rarity=lambda word: 0.1 if word in often else 1.0 if word else 2.0
    )
    assert asked.words == tuple(token.term for token in analyzer.tokens(rare))
