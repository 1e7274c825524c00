"""Relative dates that the day of a talk resolves, and those that it does not."""

from __future__ import annotations

from datetime import date

import pytest

from index.excerpts.relative_dates import Unit, resolved_dates

AUGUST = date(2022, 8, 22)
MARCH = date(2022, 3, 20)


def meanings(text: str, day: date = AUGUST) -> list[tuple[str, Unit, int, int | None]]:
    return [(each.words, each.unit, each.year, each.month) for each in resolved_dates(text, day)]


@pytest.mark.parametrize(
    ("words", "august", "march"),
    [
        ("今年度", 2022, 2021),
        ("本年度", 2022, 2021),
        ("来年度", 2023, 2022),
        ("再来年度", 2024, 2023),
        ("昨年度", 2021, 2020),
        ("一昨年度", 2020, 2019),
    ],
)
def test_a_fiscal_year_begins_in_april(words: str, august: int, march: int) -> None:
    assert meanings(f"{words}に始めます。") == [(words, Unit.FISCAL_YEAR, august, None)]
    assert meanings(f"{words}に始めます。", MARCH) == [(words, Unit.FISCAL_YEAR, march, None)]


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("今年", 2022),
        ("来年", 2023),
        ("再来年", 2024),
        ("昨年", 2021),
        ("去年", 2021),
        ("一昨年", 2020),
        ("おととし", 2020),
    ],
)
def test_a_year_is_the_calendars(words: str, year: int) -> None:
    assert meanings(f"{words}から続けています。") == [(words, Unit.YEAR, year, None)]


def test_the_end_of_a_fiscal_year_is_the_march_after_it() -> None:
    assert meanings("今年度末に終えます。") == [("今年度末", Unit.END_OF_MONTH, 2023, 3)]
    assert meanings("今年度末に終えます。", MARCH) == [("今年度末", Unit.END_OF_MONTH, 2022, 3)]


def test_a_month_of_next_year_is_a_month_and_not_a_fiscal_year() -> None:
    assert meanings("来年3月に開きます。") == [("来年3月", Unit.MONTH, 2023, 3)]
    assert meanings("昨年の１０月に開きました。") == [("昨年の１０月", Unit.MONTH, 2021, 10)]


def test_last_month_of_january_is_the_december_before() -> None:
    assert meanings("先月始めました。", date(2022, 1, 19)) == [("先月", Unit.MONTH, 2021, 12)]
    assert meanings("来月始めます。", date(2021, 12, 1)) == [("来月", Unit.MONTH, 2022, 1)]


def test_each_word_comes_once_in_the_quotes_order() -> None:
    text = "来年度に始めます。昨年は試しました。来年度には広げます。"
    assert [words for words, *_ in meanings(text)] == ["来年度", "昨年"]


def test_a_fourth_year_is_counted_as_of_the_talk_and_its_beginning_is_not_guessed() -> None:
    assert meanings("公募を始めてから4年目になりますが、応募が減っています。") == [("4年目", Unit.AS_OF, 2022, 8)]


@pytest.mark.parametrize(
    "text",
    [
        "ここ数年で申請が増えました。",
        "入庁3年目の職員が受けています。",
        "研修は2年目です。",
        "3年目になると異動します。",
        "来年で5年目になりますが、",
        "数年前から続けています。",
        "年度末は忙しいです。",
        "翌年度に見直しました。",
        "前年度と比べました。",
        "従来年1回の調査でした。",
        "日本年金機構と話しました。",
        "過去年度の資料です。",
        "優先月間を設けました。",
        "議会では「来年度に始める」とお答えしました。",
        "当時は来年度に始める予定でした。",
        "昨年の時点では来年度の予定でした。",
        "毎年、来年度の予算を組みます。",
        "来年度からと言われました。",
        "令和5年度に始めます。",
    ],
)
def test_what_the_day_does_not_settle_is_left_alone(text: str) -> None:
    found = {words for words, *_ in meanings(text)}
    # 「来年で5年目」: the year is resolved, the count is not.
    assert found <= ({"来年"} if "来年で" in text else set())


def test_without_a_day_nothing_is_settled() -> None:
    assert resolved_dates("来年度に始めます。", None) == ()


def test_a_month_that_is_none_leaves_the_year() -> None:
    assert meanings("今年13月の話です。") == [("今年", Unit.YEAR, 2022, None)]
    assert meanings("今年3月間続けました。") == [("今年", Unit.YEAR, 2022, None)]
