"""No quote: three cases that are easily taken for each other, and what can be tried."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.answers.quote import CHANNEL, COMMAND, THREAD, AnswerFormat
from bot.answers.remarks import (
    AttendedSilently,
    Conditions,
    FoundWithout,
    NearWords,
    NoRoundtable,
    PartMissing,
    Remark,
    Searched,
    ThemeMeant,
)
from bot.slack.blocks.callback_data import Retry, read
from corpus.municipalities import tokyo
from index.model import Confidence, Results
from index.query.parsed_question import ParseContext
from index.query.parser import understand
from tests.bot.invented import reply, results
from tests.fake_slack.limits import message_faults, quotes, texts

AROUND = ParseContext(tokyo(), date(2026, 4, 1), since=date(2021, 8, 16), until=date(2022, 9, 16))
NOT_FOUND = "該当する発言は見つかりませんでした（取組がないという意味ではありません）"
NO_ROUNDTABLE = "座談会が収録にありません"
INCOMPLETE = "未収録です"


def found(question: str) -> Results:
    return results(confidence=Confidence.NOTHING, asked=understand(question, AROUND))


def said(question: str, *remarks: Remark, size: AnswerFormat = CHANNEL) -> list[str]:
    made = reply(found(question), size, *remarks)
    blocks = [block.to_dict() for block in made.blocks]
    assert message_faults({"text": made.text, "blocks": blocks, "unfurl_links": False, "unfurl_media": False}) == []
    assert quotes(blocks) == []
    return list(texts(blocks))


def holding(words: list[str], case: str) -> list[str]:
    return [line for line in words if case in line]


def test_nothing_found_says_that_it_means_no_more() -> None:
    words = said("ペンギンは？")
    assert holding(words, NOT_FOUND)
    assert not holding(words, NO_ROUNDTABLE) + holding(words, INCOMPLETE)


def test_without_a_roundtable_it_is_not_said_that_nothing_was_found() -> None:
    words = said("練馬区の採用は？", NoRoundtable(("練馬区",)))
    assert holding(words, "練馬区の座談会が収録にありません。")
    assert not holding(words, "見つかりませんでした") + holding(words, INCOMPLETE)
    # Other words would not help.
    assert not holding(words, "言い換え")


def test_who_attended_and_is_not_quoted_is_said_to_have_attended() -> None:
    assert holding(
        said("見沢さんの発言", AttendedSilently(("見沢 遥",))),
        "見沢 遥さんは座談会に出席していますが、発言は収録にありません。",
    )


def test_a_theme_of_that_name_is_offered_with_one_press() -> None:
    words = said("窓口", ThemeMeant(("窓口・手続",)))
    assert holding(words, "「テーマ:窓口・手続」で探す")
    assert holding(words, "このテーマの発言を見られます")


def test_of_two_each_case_has_a_sentence_of_its_own() -> None:
    words = said("練馬区と足立区の採用は？", NoRoundtable(("練馬区",)), PartMissing("足立区", ("第12回②",)))
    lines = [case for case in (NOT_FOUND, NO_ROUNDTABLE, INCOMPLETE) for line in words if case in line]
    assert lines == [NOT_FOUND, NO_ROUNDTABLE, INCOMPLETE]
    assert not any(NOT_FOUND in line and NO_ROUNDTABLE in line for line in words)
    assert holding(words, "足立区の座談会は、一部（第12回②など）が未収録です。")


def test_which_filter_excluded_what_is_said_and_can_be_taken_off() -> None:
    asked = understand("令和4年度の練馬区の採用は？", AROUND)
    words = said("令和4年度の練馬区の採用は？", FoundWithout(asked.filters[:1], 12, at_least=False))
    assert "条件「令和4年度」を外すと12件あります。" in words
    assert "「令和4年度」を外して探す" in words


def test_near_words_are_named_and_can_be_asked_with_one_press() -> None:
    words = said("リスキリング合宿は？", NearWords(("研修", "学び直し")))
    assert "収録にある近い言葉：研修、学び直し" in words
    assert {"「研修」で探す", "「学び直し」で探す"} <= set(words)


def test_in_a_running_thread_it_takes_two_lines() -> None:
    asked = understand("令和4年度の練馬区の採用は？", AROUND)
    remarks = (
        Conditions(("令和4年度", "練馬区")),
        Searched("収録：座談会5回", rewording_helps=False),
        FoundWithout(asked.filters[:1], 12, at_least=False),
        NearWords(("研修",)),
    )
    made = reply(found(asked.text), THREAD, *remarks)
    blocks = [block.to_dict() for block in made.blocks]
    lines = [block for block in blocks if block["type"] == "rich_text"]
    assert len(lines) == 2
    assert NOT_FOUND in "".join(texts(lines[0]))
    assert "「令和4年度」を外して探す" in list(texts(blocks))


def test_an_article_without_any_number_is_said_to_be_missing_too() -> None:
    words = said("足立区の採用は？", PartMissing("足立区", ("回の番号のない記事",)))
    assert holding(words, "足立区の座談会は、一部（回の番号のない記事など）が未収録です。")


def test_who_alone_sees_it_is_told_so() -> None:
    assert wording.ONLY_YOU in said("ペンギンは？", size=COMMAND)


@pytest.mark.parametrize("retry", [Retry("k3", ("round:0-4",)), Retry("k3", word="学び直し|、「")])
def test_a_button_is_read_as_it_was_made(retry: Retry) -> None:
    assert read(retry.packed, Retry) == retry


@given(st.text(max_size=2500), st.lists(st.text(min_size=1, max_size=300).filter(str.strip), max_size=5, unique=True))
def test_every_question_and_word_fits_into_slack(question: str, near: list[str]) -> None:
    asked = understand(question, AROUND)
    without = (FoundWithout((constraint,), 3, at_least=False) for constraint in asked.filters[:3])
    said(question, *without, *([NearWords(tuple(near))] if near else []))
