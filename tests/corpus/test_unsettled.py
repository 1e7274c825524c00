"""What the reading of an article leaves open, in one line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.model import Participant
from corpus.municipalities import tokyo
from corpus.sources.plain_copy import copied
from corpus.unsettled import Unsettled
from tests.corpus.published import NOW, understood_in_tokyo

HEAD = """見本の題～練馬区CIO×東京都CIO座談会～

令和4年8月22日に、「第27回座談会」として練馬区CIOと東京都CIOの対談を実施しました。
"""
LIST = ("練馬区CIO（副区長）：見本 一", "練馬区課長：例示 太郎", "東京都部長：例示 次郎")
BODY = """見出し

小見出し

見本
研修を毎年続けます。

例示
窓口の予約を進めています。
"""


def left_open(*entries: str, body: str = BODY) -> Unsettled:
    listed = "参加者（敬称略）\n" + "\n".join(entries) + "\n\n" if entries else ""
    text = f"{HEAD}\n{listed}{body}"
    return Unsettled.of(understood_in_tokyo(copied(text, name="写し", url=None, retrieved=NOW, gazetteer=tokyo())))


def test_an_article_that_is_wholly_understood_leaves_nothing_open() -> None:
    found = left_open(LIST[0], LIST[2])
    assert (str(found), found.is_suspect, found.speeches) == ("", False, 2)


def test_speeches_without_a_speaker_are_counted_and_their_labels_named() -> None:
    found = left_open(*LIST, body=f"{BODY}\n例示\n続けます。\n\n見本\nはい。\n")
    assert str(found) == "2 of 4 speeches without a speaker"
    assert found.open_labels == ("例示", "例示")
    assert not found.is_suspect


def test_more_than_half_of_the_speeches_open_is_suspect() -> None:
    assert left_open(*LIST, body=f"{BODY}\n例示\n続けます。\n").is_suspect


def test_a_body_of_the_talk_without_a_participant_is_named() -> None:
    found = left_open(*LIST[:2])
    assert "no participant of 東京都" in str(found)
    assert found.is_suspect


def test_without_a_list_a_body_has_those_whom_the_labels_introduce() -> None:
    introduced = BODY.replace("見本\n", "練馬区CIO：見本（以下「見本」）\n")
    assert left_open(body=introduced).unrepresented == ("東京都",)


@pytest.mark.parametrize(
    ("role", "name"),
    [
        ("練馬区課長：例示 太郎東京都係長", "書面 花"),
        ("練馬区部長：例示 太郎 練馬区課長", "書面 花"),
        ("・練馬区課長", "書面 花"),
        ("練馬区課長", "書面 花（以下「書面」"),
    ],
)
def test_a_participant_who_holds_two_people_or_a_mark_is_doubtful(role: str, name: str) -> None:
    transcript = understood_in_tokyo(
        copied(
            f"{HEAD}\n参加者\n{LIST[0]}\n{LIST[2]}\n\n{BODY}", name="写し", url=None, retrieved=NOW, gazetteer=tokyo()
        )
    )
    odd = Participant(name, "書面", role, "練馬区")
    found = Unsettled.of(replace(transcript, participants=(*transcript.participants, odd)))
    assert found.doubtful == (name,)
    assert "participants that may be misread: 1" in str(found)
    assert found.is_suspect


@pytest.mark.parametrize(
    "entry",
    [
        "練馬区CIO：練馬区副区長 書面 花",
        "練馬区CIO：練馬区副区長：書面 花",
        "練馬区CDO補佐 書面 花",
        "情報システム課長：書面 花",
        "練馬区企画部 情報政策課長：書面 花",
    ],
)
def test_the_usual_forms_of_an_entry_are_not_doubtful(entry: str) -> None:
    assert left_open(*LIST[::2], entry).doubtful == ()


def test_text_that_is_not_placed_counts_from_two_in_a_hundred_on() -> None:
    found = left_open(LIST[0], LIST[2], body=f"{BODY}\nこれは誰の言葉とも分からない、長い長い長い一行です。\n")
    assert str(found) == f"{found.stray:.1%} of the text not placed"
    assert found.stray > 0.02
    assert found.is_suspect


def test_two_round_numbers_are_named() -> None:
    title, _, rest = HEAD.partition("\n")
    text = f"{title}\n\n第22回は「練馬区CIO×東京都CIO座談会」をお届けします！\n{rest}\n参加者（敬称略）\n"
    text += "\n".join(LIST[::2]) + f"\n\n{BODY}"
    found = Unsettled.of(understood_in_tokyo(copied(text, name="写し", url=None, retrieved=NOW, gazetteer=tokyo())))
    assert (str(found), found.is_suspect) == ("round 22 and 27 printed", False)
