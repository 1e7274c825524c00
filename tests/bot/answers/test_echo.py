"""How a question and its conditions are repeated: the words, and whom or when each condition means."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.answers.echo import asked_for, conditions, periods_outside, rounds_outside
from corpus.municipalities import tokyo
from corpus.people import DatedRole, Person
from index.model import Query
from index.query.parsed_question import ParseContext
from index.query.parser import understand

PEOPLE = (
    Person("例野 正", "麦野町", (DatedRole(None, "麦野町CIO（副町長）"),)),
    Person("例野 さくら", None, (DatedRole(None, "広域機構支援課長"),)),
    Person("白地 千尋", "練馬区", (DatedRole(None, "練馬区CIO：副区長"),)),
)
AROUND = ParseContext(
    tokyo(), date(2023, 6, 1), "練馬区", PEOPLE, since=date(2021, 8, 16), until=date(2022, 9, 16)
)  # fmt: skip


@pytest.mark.parametrize(
    ("question", "echo"),
    [
        ("採用は？", "採用は？"),
        ("令和4年度の足立区の採用は？", "令和4年度の足立区の採用は？"),
        ("研修について、他の区は？", "研修について、他の区は？"),
        ("足立区は？", "足立区は？"),
        ("「書かない窓口」の効果は？", "『書かない窓口』の効果は？"),
        ("こんにちは", "こんにちは"),
        ("RPAとは？", "RPAとは？"),
        ("最近の採用は？", "最近の採用は？"),
        ("2015年の採用は？", "2015年の採用は？"),
    ],
)
def test_a_question_is_repeated_as_it_was_typed(question: str, echo: str) -> None:
    asked = understand(question, AROUND)
    assert asked_for(Query(asked)) == echo


@pytest.mark.parametrize(
    ("question", "condition"),
    [
        ("去年の採用は？", "去年（令和4年）"),
        ("昨年度の採用は？", "昨年度（令和4年度）"),
        ("令和4年度の採用は？", "令和4年度"),
        ("うちの区は何と言っている？", "うちの区（練馬区）"),
        ("他の区の採用は？", "他の区（練馬区を除く）"),
        ("足立区以外の採用は？", "足立区以外"),
        ("例野さんの発言は？", "例野さん（例野 正・例野 さくら）"),
        ("例野課長の発言は？", "例野課長"),
        ("白地さんの発言は？", "白地さん"),
    ],
)
def test_a_condition_says_what_it_was_taken_for(question: str, condition: str) -> None:
    assert conditions(understand(question, AROUND).filters) == (condition,)


def test_a_round_that_is_not_there_is_named() -> None:
    asked = understand("第99回の採用は？", replace(AROUND, rounds=frozenset({27})))
    assert asked_for(Query(asked)) == "第99回の採用は？"
    assert rounds_outside(asked) == ("第99回",)


def test_a_period_outside_names_its_year_too() -> None:
    assert periods_outside(understand("今年の採用は？", AROUND)) == ("今年（令和5年）",)
