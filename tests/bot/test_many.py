"""62 municipalities, names with emoji and rare kanji, quotes of 1 to 3,000 characters: on the fake Slack."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot import wording
from index.excerpts.excerpts import Excerpt
from tests.bot.many import LENGTHS, ManyShelf
from tests.bot.standing import Standing, Talk, element, has
from tests.fake_slack import FakeSlack
from tests.fake_slack.limits import parts, quotes, texts

Payload = dict[str, Any]


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    database = f"sqlite:///{(tmp_path_factory.mktemp('many') / 'zadankai.sqlite3').as_posix()}"
    with FakeSlack() as slack, Standing.over(slack, database, ManyShelf()) as bot:
        yield bot


def said(view: Payload) -> str:
    return "\n".join(texts(view["blocks"]))


def rows(view: Payload) -> list[str]:
    return [next(texts(block)) for block in view["blocks"] if quotes(block)]


def test_62_municipalities_are_pages_of_one_listing_and_one_table(many: Standing) -> None:
    talk = Talk(many, "C0MANY")
    view, seen = talk.modal(talk.press("show_listing", talk.ask("窓口の予約はどうしている？"))), list[str]()
    while True:
        seen += rows(view)
        if not has(view, "listing_page_later"):
            break
        button = element(view, "listing_page_later")
        view = talk.turned(lambda view=view, button=button: talk.slack.press_in(view, button))  # type: ignore[misc]
    assert seen == [place.name for place in many.delivery.library.gazetteer]
    back = element(view, "listing_page_earlier")
    assert rows(talk.turned(lambda: talk.slack.press_in(view, back))) == seen[45:60]
    table = talk.modal(talk.slack.press_in(view, element(view, "listing_table")))
    lines = said({"blocks": table["blocks"][2:]}).splitlines()
    assert len([line for line in lines if line.count("\t") == 4]) == 63
    assert [line.split("\t")[4] for line in lines[1:63]] == [
        f"https://note.com/invented/n/n{number:012x}" for number in range(62)
    ]
    assert "髙﨑 𠮷郎" in lines[1]
    assert all(part["elements"] for part in parts(view["blocks"]) if part.get("type") == "rich_text_quote")


@pytest.mark.parametrize("number", range(len(LENGTHS)))
def test_quotes_of_1_to_1000_characters_are_shared_word_for_word(many: Standing, number: int) -> None:
    talk = Talk(many, "C0MANY")
    passages = many.delivery.library.snapshot.passages.values()
    passage = next(each for each in passages if each.transcript.round == number + 1)
    value = f"{passage.id}||0|{len(passage.text)}"
    form = talk.modal(talk.slack.press({"action_id": "share_quote", "value": value}, {"channel": talk.channel}))
    values = {
        "comment": {"comment": {"value": "🌊" * 500}},
        "where": {"where": {"selected_conversation": talk.channel}},
    }
    assert said(talk.turned(lambda: talk.slack.submit(form, values))) == wording.SHARE_SENT
    message, whole = talk.posts[-1], Excerpt(passage.span, cut_before=False, cut_after=False)
    assert f"「{whole.words(passage)}」" in quotes(message["blocks"])[0]
    assert passage.speech.speaker is not None
    assert passage.speech.speaker.name in said(message)
    (link,) = [part["url"] for part in parts(message["blocks"]) if part.get("type") == "link"]
    assert link == f"https://note.com/invented/n/n{number:012x}"
    assert "、令和8年11月1日取得" in said(message)
    assert has(message, "take_back_share")
