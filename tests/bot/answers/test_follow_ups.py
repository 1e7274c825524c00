"""What is meant after 「もっと」 and 「練馬区は？」."""

from __future__ import annotations

from datetime import date

import pytest

from bot.answers.follow_ups import extended, is_refinement, name, refined, relieved, wants_more, wants_others
from corpus.municipalities import tokyo
from index.query.parsed_question import ParseContext, ParsedQuestion
from index.query.parser import understand

AROUND = ParseContext(tokyo(), date(2026, 4, 1), since=date(2021, 8, 16), until=date(2022, 9, 16))


def read(question: str) -> ParsedQuestion:
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
        ("足立区の採用は？", "他の自治体は？", "採用は？ 他の自治体は 足立区以外は"),
        ("23区の採用は？", "他の市は？", "採用は？ 他の市は 23区以外は"),
        ("採用について、練馬区は？", "足立区は？", "採用について 足立区は"),
    ],
)
def test_a_filter_takes_the_place_of_one_of_its_kind(before: str, after: str, meant: str) -> None:
    assert read(after).wordless
    found = refined(read(before), read(after))
    assert found.rstrip("は") == meant.rstrip("は")


@pytest.mark.parametrize(
    "text",
    ["練馬区は？", "では、練馬区は？", "足立と練馬は？", "令和4年度は？", "練馬区の場合はどうですか", "他の区は？"],
)
def test_these_lean_on_what_was_asked_before(text: str) -> None:
    assert is_refinement(read(text))


@pytest.mark.parametrize(
    "text", ["練馬区では何をしている？", "第4回について教えて", "あばばば", "他は？", "練馬区の採用は？", ""]
)
def test_these_do_not(text: str) -> None:
    assert not is_refinement(read(text))


@pytest.mark.parametrize("text", ["他は？", "ほかは？", "他はどう？", "じゃあ、よそは？", "それ以外は？"])
def test_these_ask_for_the_others(text: str) -> None:
    assert wants_others(text)


@pytest.mark.parametrize("text", ["他の研修は？", "他にもある？", "他", "他の区は？", "ほかほかのごはんは？"])
def test_these_do_not_ask_for_the_others(text: str) -> None:
    assert not wants_others(text)


def test_words_are_added_to_a_question_without_the_filters_that_were_taken_off() -> None:
    before = read("令和4年度の採用について、練馬区は？")
    period, ward = before.filters
    assert extended(before, "副業") == "令和4年度の採用について、練馬区は？ 副業"
    assert extended(before, "副業", [name(period), name(ward)]) == "採用について 副業"


def test_a_filter_s_name_stays_however_often_the_question_is_read() -> None:
    asked = read("令和4年度の足立区の採用は？")
    (period, ward) = asked.filters
    without_period = relieved(asked, [name(period)])
    assert without_period.filters == (ward,)
    assert relieved(without_period, [name(ward)]).filters == ()
    assert relieved(asked, ["round:0-4"]).filters == (period, ward)
