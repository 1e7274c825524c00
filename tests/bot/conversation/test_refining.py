"""What is meant after 「もっと」 and 「練馬区は？」."""

from __future__ import annotations

from datetime import date

import pytest

from bot.conversation.refining import name, refined, relieved, wants_more
from corpus.municipalities import tokyo
from index.asking.model import Asked, Surroundings
from index.asking.understanding import understand

AROUND = Surroundings(tokyo(), date(2026, 4, 1), since=date(2021, 8, 16), until=date(2022, 9, 16))


def read(question: str) -> Asked:
    return understand(question, AROUND)


@pytest.mark.parametrize(
    "text", ["もっと", "もっと見たい", "もっと見せてください", "他にもありますか？", "続き", "次", "More"]
)
def test_these_want_more(text: str) -> None:
    assert wants_more(text)


@pytest.mark.parametrize("text", ["もっと研修を", "他の区は？", "次の話", "続きの研修は？", "採用", ""])
def test_these_ask_for_something(text: str) -> None:
    assert not wants_more(text)


@pytest.mark.parametrize(
    ("before", "after", "meant"),
    [
        ("専門人材の採用は？", "練馬区は？", "専門人材の採用は？ 練馬区は"),
        ("足立区の専門人材の採用は？", "練馬区は？", "専門人材の採用は？ 練馬区は"),
        ("他の区の採用は？", "足立と練馬は？", "採用は？ 足立と 練馬は"),
        ("2021年の採用は？", "令和4年度は？", "採用は？ 令和4年度"),
        ("足立区の採用は？", "令和4年度は？", "足立区の採用は？ 令和4年度"),
        ("採用は？", "これについて他の区は？", "採用は？ 他の区は"),
    ],
)
def test_a_filter_takes_the_place_of_one_of_its_kind(before: str, after: str, meant: str) -> None:
    assert read(after).wordless
    found = refined(read(before), read(after))
    assert found.rstrip("は") == meant.rstrip("は")


def test_a_filter_s_name_stays_however_often_the_question_is_read() -> None:
    asked = read("令和4年度の足立区の採用は？")
    (period, ward) = asked.filters
    without_period = relieved(asked, [name(period)])
    assert without_period.filters == (ward,)
    assert relieved(without_period, [name(ward)]).filters == ()
    assert relieved(asked, ["round:0-4"]).filters == (period, ward)
