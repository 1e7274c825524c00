"""Conversations in a direct message, over a loopback Slack: a follow-up means what a person means by it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from bot import wording
from bot.state.askers import Asker
from bot.state.forgetting import forget
from corpus.sample import SampleShelf
from corpus.text import squeezed
from tests.bot.standing import Talk, has
from tests.fake_slack.limits import texts
from tests.fake_slack.payloads import ASKER, TEAM
from tests.real import ARTICLES

#: Conversations that somebody else wrote, beside the repository; and those of the project's own set.
SETS = (ARTICLES.parent / "questions/dev.toml", Path(__file__).parents[1] / "questions/typed.toml")
WHO = Asker(TEAM, ASKER)
MUNICIPALITIES = {place.name for place in SampleShelf().gazetteer}


@pytest.fixture
def direct(talk: Talk) -> Iterator[Talk]:
    talk.channel = talk.channel.replace("C", "D")
    yield talk
    forgotten(talk)


def bodies(message: Mapping[str, Any]) -> list[str]:
    heads = [words.split(" · ") for words in texts(message["blocks"]) if words.startswith("令和") and " · " in words]
    return [next((part for part in head if part in MUNICIPALITIES), "") for head in heads]


def forgotten(talk: Talk) -> None:
    delivery = talk.bot.delivery
    forget(delivery.inbox.engine, delivery.memory, WHO, delivery.inbox.clock)


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("人材の採用は？", "市は？", {"汐凪市", "霧ヶ丘市", "虹ノ橋市"}),
        ("人材の採用は？", "23区だけで", {"星見区", "風待区", "月影区", "暁坂区", "鈴音区"}),
        ("人材の採用は？", "町村では？", {"雲取野町", "灯野村"}),
        ("窓口の待ち時間は？", "星見区に絞って", {"星見区"}),
    ],
)
def test_a_condition_alone_is_one_on_the_question_before(
    first: str, then: str, expected: set[str], direct: Talk
) -> None:
    direct.write(first)
    found = bodies(direct.write(then))
    assert found
    assert set(found) <= expected


def test_newer_ones_are_asked_for_by_もっと最近のものは(direct: Talk) -> None:
    direct.write("採用は？")
    assert wording.newest(None, None).split("。")[0] in direct.write("もっと最近のものは？")["text"]


def test_費用は_is_asked_of_the_topic_before_and_can_be_asked_alone(direct: Talk) -> None:
    direct.write("標準化について")
    within = direct.write("費用は？")
    assert "移行後の年間経費" in within["text"]
    assert has(within, "retry-1")
    direct.press("retry-1", within)
    assert direct.edit()["text"].startswith("「費用」")


def test_a_word_without_は_is_a_question_of_its_own(direct: Talk) -> None:
    direct.write("標準化について")
    assert direct.write("内定辞退")["text"].startswith("「内定辞退」")


def test_a_condition_is_taken_off_in_words(direct: Talk) -> None:
    direct.write("月影区の採用")
    assert len(set(bodies(direct.write("区の条件を外して")))) > 1


def test_一覧にして_offers_the_list_of_the_answer_before(direct: Talk) -> None:
    direct.write("内定辞退")
    offered = direct.write("一覧にして")
    assert has(offered, "show_listing")
    assert direct.modal(direct.press("show_listing", offered))["title"]["text"] == wording.COMPARISON_TITLE


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ("それはいつの話？", "令和4年6月21日"),
        ("2番目の引用の続きが読みたい", "前後を読む"),
        ("それを共有したい", "「共有」ボタン"),
        ("9番目の続き", wording.NO_SUCH_QUOTE),
    ],
)
def test_a_question_about_the_quotes_is_answered_and_not_searched(then: str, said: str, direct: Talk) -> None:
    direct.write("RPAの失敗")
    assert said in direct.write(then)["text"]


def test_ones_own_municipality_said_in_words_answers_the_question_before(direct: Talk) -> None:
    asked = direct.write("うちの区は採用をどうしている？")
    assert wording.ASK_OWN in asked["text"]
    assert set(bodies(direct.write("暁坂区です"))) == {"暁坂区"}
    assert direct.bot.delivery.own(WHO) == "暁坂区"


def test_忘れて_forgets_without_a_command_and_stores_nothing_of_it(direct: Talk) -> None:
    direct.bot.delivery.memory.people.remember(WHO, "月影区")
    assert "月影区" in direct.write("忘れて")["text"]
    assert direct.bot.delivery.own(WHO) is None
    assert direct.bot.delivery.inbox.recover() == ()


def test_通知_shows_the_setting(direct: Talk) -> None:
    assert "お知らせの設定" in direct.write("通知")["text"]


def conversations() -> list[Any]:
    known = [record for path in SETS if path.exists() for record in tomllib.loads(path.read_text("utf-8"))["question"]]
    return [record for record in known if "turns" in record and record["corpus"] == "S"]


def as_expected(turn: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    """Tell whether an answer is what the turn of a set expects, as far as Slack shows it."""
    quoted, text = bodies(answer), squeezed(answer["text"])
    if turn.get("no_quotes") or turn.get("ask_back"):
        return not quoted and all(squeezed(word) in text for word in turn.get("says", [])[:1])
    right = any(squeezed(piece) in text for piece in turn.get("first", []))
    wanted, unwanted = turn.get("affiliations"), turn.get("not_affiliations", [])
    return right and (not wanted or set(quoted) <= set(wanted)) and not set(quoted) & set(unwanted)


def test_two_of_three_turns_that_others_wrote_are_as_expected(direct: Talk) -> None:
    right = []
    for number, record in enumerate(conversations()):
        direct.channel = f"D9{number:05}"
        forgotten(direct)
        if record.get("own"):
            direct.bot.delivery.memory.people.remember(WHO, record["own"])
        right += [as_expected(turn, direct.write(turn["text"])) for turn in record["turns"]]
    assert right
    print(f"{sum(right)} of {len(right)} turns")  # noqa: T201 - the figure for the docs
    assert sum(right) >= 2 / 3 * len(right)
