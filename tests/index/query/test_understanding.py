"""What depends on who asks, when, and of which corpus; and filters that are taken off."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest

from corpus.municipalities import Gazetteer, tokyo
from corpus.people import DatedRole, Person
from index.query.parsed_question import ConstraintKind, ParsedQuestion, Period
from index.query.parser import understand, without
from index.query.people import holds
from tests.index.query.parse_context import ASKED_IN_2023

ANYONE = replace(ASKED_IN_2023, own=None)
EMPTY_CORPUS = replace(ASKED_IN_2023, people=(), roles=(), themes=(), since=None, until=None)
SAMPLE = replace(ASKED_IN_2023, gazetteer=Gazetteer.read(files("corpus.sample") / "municipalities.csv"), own="星見区")


def asked_on(day: date, question: str) -> ParsedQuestion:
    return understand(question, replace(ASKED_IN_2023, today=day))


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


@pytest.mark.parametrize(
    ("day", "question", "period"),
    [
        (date(2022, 8, 1), "今年の採用", year(2022)),
        (date(2022, 8, 1), "去年の採用", year(2021)),
        (date(2022, 8, 1), "今年度の採用", Period(date(2022, 4, 1), date(2023, 3, 31))),
        (date(2022, 8, 1), "昨年度の採用", Period(date(2021, 4, 1), date(2022, 3, 31))),
        (date(2022, 8, 1), "先月の採用", Period(date(2022, 7, 1), date(2022, 7, 31))),
        # January to March belong to the fiscal year that began the April before.
        (date(2022, 3, 31), "今年度の採用", Period(date(2021, 4, 1), date(2022, 3, 31))),
        (date(2022, 4, 1), "昨年度の採用", Period(date(2021, 4, 1), date(2022, 3, 31))),
        (date(2022, 1, 5), "先月の採用", Period(date(2021, 12, 1), date(2021, 12, 31))),
        (date(2023, 3, 1), "一昨年度の採用", None),
        (date(2024, 2, 29), "一昨年の採用", year(2022)),
        (date(2026, 11, 1), "2022年の採用", year(2022)),
        (date(2030, 5, 5), "R4の採用", year(2022)),
        (date(2030, 5, 5), "2021年以降の採用", Period(date(2021, 1, 1), None)),
    ],
)
def test_a_period_counts_from_the_day_of_the_question(day: date, question: str, period: Period | None) -> None:
    assert asked_on(day, question).period == period


@pytest.mark.parametrize(
    ("day", "question", "outside"),
    [
        (date(2022, 8, 1), "一昨年の採用", ("一昨年",)),
        (date(2026, 11, 1), "今年の採用", ("今年",)),
        (date(2026, 11, 1), "去年の採用", ("去年",)),
        (date(2026, 11, 1), "昨年度の採用", ("昨年度",)),
        (date(2026, 11, 1), "2025年の採用", ("2025年",)),
        (date(2030, 5, 5), "去年の採用", ("去年",)),
        (date(2030, 5, 5), "一昨年の採用", ("一昨年",)),
        (date(2030, 5, 5), "2028年以降の採用", ("2028年以降",)),
    ],
)
def test_a_period_that_the_corpus_does_not_reach_is_named_and_dropped(
    day: date, question: str, outside: tuple[str, ...]
) -> None:
    asked = asked_on(day, question)
    assert (asked.periods_outside, asked.period, asked.filters) == (outside, None, ())
    assert asked.rest == "採用"


@pytest.mark.parametrize("day", [date(2022, 8, 1), date(2026, 11, 1), date(2030, 5, 5)])
@pytest.mark.parametrize("question", ["最近の採用", "最新の採用", "今の採用", "現在の採用", "今、採用は"])
def test_words_for_nowadays_never_filter(day: date, question: str) -> None:
    asked = asked_on(day, question)
    assert (asked.newest_first, asked.period, asked.periods_outside, asked.filters) == (True, None, (), ())


@pytest.mark.parametrize("day", [date(2022, 8, 1), date(2026, 11, 1), date(2030, 5, 5)])
def test_a_year_to_come_is_what_is_talked_about(day: date) -> None:
    asked = asked_on(day, "2035年の人口")
    assert (asked.rest, asked.constraints) == ("2035年の人口", ())


def test_without_a_corpus_no_period_is_outside_of_it() -> None:
    assert understand("2010年の採用", EMPTY_CORPUS).period == year(2010)


@pytest.mark.parametrize("question", ["うちの区は採用を何と言った？", "当市の発言、採用", "区:うち 採用"])
def test_ones_own_ward_is_asked_for_where_nobody_knows_which_it_is(question: str) -> None:
    asked = understand(question, ANYONE)
    assert (asked.own_needed, asked.affiliations) == (True, ())


@pytest.mark.parametrize("question", ["他の区の採用", "うち以外の採用", "よその採用"])
def test_the_others_can_be_asked_for_by_anyone(question: str) -> None:
    asked = understand(question, ANYONE)
    assert (asked.others, asked.others_than, asked.own_needed) == (True, (), False)


def test_members_of_a_group_come_in_the_tables_order() -> None:
    wards = understand("23区の採用", ASKED_IN_2023).affiliations
    assert (wards[0], wards[19], wards[-1]) == ("千代田区", "練馬区", "江戸川区")
    villages = understand("町村の採用", ASKED_IN_2023).affiliations
    assert (villages[0], villages[-1]) == ("瑞穂町", "小笠原村")
    assert understand("島しょの採用", ASKED_IN_2023).affiliations == tuple(
        place.name for place in tokyo() if place.area == "島しょ"
    )


def test_the_table_decides_which_names_there_are() -> None:
    assert understand("星見区と汐凪市の採用", SAMPLE).affiliations == ("星見区", "汐凪市")
    assert understand("23区の採用", SAMPLE).affiliations == ("星見区", "風待区", "月影区", "暁坂区", "鈴音区")
    assert understand("練馬区の採用", SAMPLE).affiliations == ()
    assert understand("霧が丘の採用", SAMPLE).affiliations == ("霧ヶ丘市",)


def test_a_group_that_has_no_member_stays_a_word() -> None:
    mainland = Gazetteer(tuple(place for place in tokyo() if place.area != "島しょ"))
    assert understand("島しょの採用", replace(SAMPLE, gazetteer=mainland)).rest == "島しょの採用"


def test_each_filter_is_shown_in_its_own_words_and_can_be_taken_off() -> None:
    asked = understand("令和4年度、足立と練馬の「採用」　-研修 第27回", ASKED_IN_2023)
    assert [constraint.words for constraint in asked.filters] == [
        "令和4年度",
        "足立",
        "練馬",
        "「採用」",
        "-研修",
        "第27回",
    ]
    adachi = asked.filters[1]
    fewer = without(asked, adachi)
    assert fewer.affiliations == ("練馬区",)
    assert [constraint.words for constraint in fewer.filters] == ["令和4年度", "練馬", "「採用」", "-研修", "第27回"]
    assert fewer.rest == asked.rest
    assert without(asked, *asked.filters).filters == ()


def test_a_phrase_that_is_taken_off_is_searched_as_words() -> None:
    asked = understand("「採用」の公募", ASKED_IN_2023)
    freely = without(asked, *asked.filters)
    assert (freely.phrases, freely.rest) == ((), "「採用」の公募")


def test_a_name_in_a_list_and_others_are_settled_by_what_the_sentence_is_about() -> None:
    kinds = [
        constraint.kind for constraint in understand("うちは採用を何と言った？他の区は？", ASKED_IN_2023).constraints
    ]
    assert kinds == [ConstraintKind.ASIDE, ConstraintKind.OTHERS]


def test_a_surname_that_is_a_municipality_means_the_person_only_where_one_is_known() -> None:
    assert understand("清瀬さんの採用", ASKED_IN_2023).affiliations == ("清瀬市",)
    assert understand("日野さんの発言", EMPTY_CORPUS).constraints == ()


def test_the_head_of_an_office_is_a_title_like_any_other() -> None:
    assert understand("仮名川所長は窓口について何と？", ASKED_IN_2023).speakers == ("仮名川 進", "仮名川 寛")


@pytest.mark.parametrize(
    ("asked", "printed", "answer"),
    [
        ("副区長", "星見区副区長", True),
        ("区長", "星見区副区長", False),
        ("区長", "星見区長", True),
        ("知事", "東京都副知事", False),
        ("課長", "汐凪市総務部情報管理課長", True),
        ("課長", "汐凪市課長補佐", False),
        ("CIO", "星見区ＣＩＯ（副区長）", True),
        ("CIO", "月影区CIO補佐官", False),
        ("CIO補佐", "月影区CIO補佐官", False),
        ("CIO補佐官", "星見区CIO補佐官", True),
    ],
)
def test_an_office_is_held_by_its_holder_not_by_the_deputy(asked: str, printed: str, answer: bool) -> None:  # noqa: FBT001 - a table's column
    assert holds(asked, printed) is answer


NAMESAKES = replace(
    ASKED_IN_2023,
    people=(
        Person("例野 正", "雲取野町", (DatedRole(None, "雲取野町CIO（副町長）"),)),
        Person("例野 さくら", None, (DatedRole(None, "広域機構支援課長"),)),
        Person("白地 千尋", "鈴音区", (DatedRole(None, "鈴音区CIO：副区長"),)),
        Person("白地 大樹", "鈴音区", (DatedRole(None, "情報課 係長"), DatedRole(None, "ICT基盤担当課長"))),
    ),
)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("例野課長の発言", ("例野 さくら",)),
        ("例野課長さんの発言", ("例野 さくら",)),
        ("例野副町長の発言", ("例野 正",)),
        ("話者:例野課長", ("例野 さくら",)),
        ("白地係長の発言", ("白地 大樹",)),
        ("白地課長の発言", ("白地 大樹",)),
        ("白地CIOの発言", ("白地 千尋",)),
        # An office that nobody is known to hold may have been held since.
        ("白地部長の発言", ("白地 千尋", "白地 大樹")),
        ("白地さんの発言", ("白地 千尋", "白地 大樹")),
        ("例野さんの発言", ("例野 正", "例野 さくら")),
    ],
)
def test_of_namesakes_the_title_picks_who_is_meant(question: str, meant: tuple[str, ...]) -> None:
    assert understand(question, NAMESAKES).speakers == meant


ONE_NAME = replace(
    ASKED_IN_2023,
    people=(
        Person("例野 正", "雲取野町", (DatedRole(None, "雲取野町CIO（副町長）"),)),
        Person("例野 正", "鈴音区", (DatedRole(None, "鈴音区CIO（副区長）"),)),
    ),
)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("例野正の発言", ("例野 正",)),
        ("例野副町長の発言", ("例野 正（雲取野町）",)),
        ("話者:例野副区長", ("例野 正（鈴音区）",)),
        ("話者:例野 正（鈴音区）", ("例野 正（鈴音区）",)),
        ("話者:例野正(雲取野町CIO(副町長))、例野 正（鈴音区）", ("例野 正（雲取野町）", "例野 正（鈴音区）")),
        ("話者：例野（副町長）", ("例野 正（雲取野町）",)),
    ],
)
def test_two_who_bear_one_full_name_are_told_apart_by_body_or_role(question: str, meant: tuple[str, ...]) -> None:
    asked = understand(question, ONE_NAME)
    assert (asked.speakers, asked.rest) == (meant, "")
