"""Words that are one word to people are one term, and words that are another are another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from index.analysis import Analyzer

#: Office verbs and their nouns, in the spellings of official papers.
VERBS_AND_NOUNS = """
取り組む 取組、取り扱う 取扱い、繰り返す 繰返し、受け入れる 受入れ、組み合わせる 組合せ
引き継ぐ 引継ぎ、立ち上げる 立上げ、見直す 見直し、洗い出す 洗い出し、取り決める 取決め
呼びかける 呼びかけ、申し込む 申込み、働きかける 働きかけ、問い合わせる 問合せ、書き込む 書込み
打ち合わせる 打合せ、受け付ける 受付、切り替える 切替え、立ち会う 立会い、申し出る 申出
届け出る 届出、取り消す 取消し、払い戻す 払戻し、差し替える 差替え、貸し出す 貸出し、受け取る 受取り
取り付ける 取付け、積み立てる 積立て、入れ替える 入替え、持ち込む 持込み、切り離す 切離し
割り振る 割振り、割り当てる 割当て、見積もる 見積り、支払う 支払、引っ越す 引越し、待つ 待ち
学び直す 学び直し、見守る 見守り、取りまとめる 取りまとめ
"""


@pytest.mark.parametrize("pair", re.split(r"[、\n]", VERBS_AND_NOUNS.strip()))
def test_a_verb_and_its_noun_are_one_term(pair: str, analyzer: Analyzer) -> None:
    verb, noun = pair.split()
    asked, said = analyzer.tokens(f"{noun}の方法"), analyzer.tokens(f"来年度から{verb}ことにしました。")
    assert asked[0].term in {token.term for token in said}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("非公開のデータ", "公開しました"),
        ("未整備の地域", "整備しました"),
        ("不具合がありました", "具合がよい"),
        ("双方向の通信", "方向を決める"),
        ("再エネの導入", "エネルギー"),
        ("太陽光の発電", "太陽の塔"),
        ("見た目が大事", "目が疲れる"),
        ("自治体の数", "自治の精神"),
    ],
)
def test_a_prefix_or_an_end_that_makes_another_word_of_it_stays_on_it(one: str, other: str, analyzer: Analyzer) -> None:
    first = analyzer.tokens(one)[0].term
    assert first not in {token.term for token in analyzer.tokens(other)}


def test_a_light_in_the_window_is_no_verb(analyzer: Analyzer) -> None:
    assert analyzer.tokens("窓の明かり")[-1].term == "明かり"
