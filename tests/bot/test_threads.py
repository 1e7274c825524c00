"""「これについて他の区は？」 in a thread: with the scope it is read once, without it the bot says how else to ask."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from bot import wording
from bot.state.tables import METADATA
from corpus.storage.database import reading
from tests.bot.standing import Standing, Talk, quoted_ids
from tests.fake_slack import payloads
from tests.fake_slack.limits import quotes

TOPIC = "専門人材の採用が難しく、応募が集まりません。"
PRIVATE = "内緒の担当は蝸牛係です"
SAID = [
    {"ts": "1660000000.000001", "user": "U0WRITER", "text": TOPIC},
    {"ts": "1660000000.000002", "user": "U0OTHER", "text": f"<@U0WRITER> 経験者の枠はどうでしょう。{PRIVATE} :pray:"},
    {"ts": "1660000000.000003", "bot_id": "B0OTHER", "text": "水族館のペンギン"},
    {"ts": "1660000000.000004", "user": "U0OTHER", "text": "<@U0BOT> 水族館のペンギンは？"},
    {"ts": "1660000000.000005", "subtype": "tombstone", "user": "USLACKBOT", "text": "This message was deleted."},
]
ROOT = SAID[0]["ts"]


@pytest.fixture(scope="module")
def standing(standing_on_either: Standing) -> Standing:
    """Return the bot on each database."""
    return standing_on_either


@pytest.fixture
def readable(talk: Talk) -> Iterator[Talk]:
    """Yield a channel whose threads the bot may read."""
    web = talk.slack.web
    scopes, web.threads[ROOT] = web.scopes, [*SAID, {"ts": "9999999999.000001", "user": "U0LATE", "text": "水族館"}]
    web.scopes += ",channels:history,groups:history"
    yield talk
    web.scopes = scopes
    web.threads.clear()


@pytest.mark.parametrize("question", ["これについて他の区は？", "この件、他の区はどうですか", "他の区は？"])
def test_what_others_said_of_the_thread_s_topic_is_found(readable: Talk, question: str) -> None:
    post = readable.ask(question, thread=ROOT)
    assert quotes(post["blocks"])
    assert "このスレッドの投稿2件を一度だけ読み" in post["text"]
    assert "ペンギン" not in post["text"]


def test_a_municipality_that_is_asked_for_is_the_only_one(readable: Talk) -> None:
    post = readable.ask("これについて風待区は？", thread=ROOT)
    passages = [readable.bot.delivery.library.passage(each) for each in quoted_ids(post)]
    assert {each.affiliation for each in passages if each} == {"風待区"}


def test_a_thread_is_read_once_and_only_if_it_is_asked_about(readable: Talk) -> None:
    before = len(readable.slack.calls("conversations.replies"))
    readable.ask("職員の研修はどう進めている？", thread=ROOT)
    assert len(readable.slack.calls("conversations.replies")) == before
    readable.ask("これについて他の区は？", thread="1660000000.000009")
    assert len(readable.slack.calls("conversations.replies")) == before + 1


def test_nothing_of_a_thread_is_stored_or_logged(readable: Talk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, logger="bot")
    readable.ask("これについて他の区は？", thread=ROOT)
    with reading(readable.bot.delivery.inbox.engine) as connection:
        rows = [str(row) for table in METADATA.sorted_tables for row in connection.execute(select(table))]
    assert not any("蝸牛" in row or TOPIC in row for row in rows)
    assert "蝸牛" not in caplog.text


def test_without_the_scope_it_says_how_else_to_ask(talk: Talk) -> None:
    post = talk.ask("これについて他の区は？", thread=ROOT)
    assert wording.CANNOT_READ_THREAD in post["text"]
    assert talk.slack.calls("conversations.replies")


def test_of_a_long_thread_the_last_posts_count_as_well(readable: Talk) -> None:
    replies = [{"ts": f"1660000001.{n:06d}", "user": "U0OTHER", "text": "水族館のペンギン"} for n in range(300)]
    topic = {"ts": "1660000002.000001", "user": "U0OTHER", "text": TOPIC}
    readable.slack.web.threads[ROOT] = [{**SAID[0], "text": "あ" * 9000}, *replies, topic]
    post = readable.ask("これについて他の区は？", thread=ROOT)
    assert quotes(post["blocks"])


def test_a_follow_up_about_the_quotes_means_those_of_the_thread(readable: Talk) -> None:
    first = readable.ask("これについて他の区は？", thread=ROOT)
    said = readable.ask("1番目はいつの話？", thread=ROOT)
    (shown,) = quoted_ids(first)
    passage = readable.bot.delivery.library.passage(shown)
    assert passage is not None
    assert passage.speech.speaker is None or passage.speech.speaker.surname in said["text"]


def test_a_question_outside_of_a_thread_reads_none(readable: Talk) -> None:
    before = len(readable.slack.calls("conversations.replies"))
    assert wording.CANNOT_READ_THREAD in readable.ask("これについて他の区は？")["text"]
    assert len(readable.slack.calls("conversations.replies")) == before


def test_a_thread_that_slack_does_not_give_is_as_one_that_may_not_be_read(readable: Talk) -> None:
    readable.slack.web.broken["conversations.replies"] = 500
    try:
        post = readable.ask("これについて他の区は？", thread=ROOT, by=payloads.ASKER)
    finally:
        readable.slack.web.broken.clear()
    assert wording.CANNOT_READ_THREAD in post["text"]
