"""Messages that change or carry others: edited, deleted, sent as two events, forwarded; and addresses of articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot import wording
from bot.open_library import open_store
from bot.state.inbox import State
from bot.state.tables import conversations
from corpus.storage.database import reading
from tests.bot.standing import Standing, Talk, has, quoted_ids
from tests.bot.test_stored_articles import ARTICLE
from tests.fake_slack import FakeSlack, payloads
from tests.fake_slack.limits import quotes

QUESTION = "専門人材の採用で困っていることは？"
OTHER = "職員の研修はどう進めている？"


@pytest.fixture(scope="module")
def standing(standing_on_either: Standing) -> Standing:
    """Return the bot on each database."""
    return standing_on_either


@pytest.fixture
def direct(standing: Standing, talk: Talk) -> Talk:
    """Return a direct message of the test's own."""
    return Talk(standing, talk.channel.replace("C", "D", 1))


def sent(talk: Talk, text: str, **fields: Any) -> dict[str, Any]:
    """Send a direct message and wait for its answer; returns its event."""
    before = len(talk.posts)
    talk.slack.web.said.append(text)
    event = payloads.direct_message(talk.slack.numbers, text, channel=talk.channel, **fields)
    talk.slack.event(event)
    talk.slack.wait_until(lambda: len(talk.posts) > before, 10, "an answer")
    stored(talk, event)
    return event


def stored(talk: Talk, event: dict[str, Any]) -> None:
    """Wait until it is stored which message answers an event."""
    asked_by, ts = talk.bot.delivery.memory.conversations.asked_by, event["event"]["ts"]

    def known() -> bool:
        conversation = asked_by(talk.channel, ts)
        return conversation is None or conversation.message_ts is not None

    talk.slack.wait_until(known, 10, "the answer's ts")


def settled(talk: Talk, *events: dict[str, Any]) -> None:
    """Send events and wait until they are acked and nothing is waiting."""
    talk.slack.wait_for_ack(*map(talk.slack.event, events))
    counts = talk.bot.delivery.inbox.counts
    talk.slack.wait_until(lambda: not counts()[State.RECEIVED] + counts()[State.SENDING], 10, "the end of all work")
    for event in events:
        stored(talk, {"event": event["event"].get("message") or event["event"]})


# Edited


def test_a_direct_message_that_is_corrected_gets_its_answer_corrected_in_place(direct: Talk) -> None:
    event = sent(direct, "職員の検収は？")
    (first,) = direct.posts
    direct.slack.event(payloads.edited(direct.slack.numbers, event, OTHER))
    corrected = direct.edit()
    assert corrected["ts"] == first["posted_ts"]
    assert "研修" in corrected["text"]
    assert quoted_ids(corrected)
    assert len(direct.posts) == 1


def test_an_answer_that_is_corrected_twice_is_still_the_same_message(direct: Talk) -> None:
    event = sent(direct, QUESTION)
    for number, text in enumerate((OTHER, "デジタルデバイドは？"), start=1):
        event = payloads.edited(direct.slack.numbers, event, text)
        settled(direct, event)
        assert direct.edit(number)["ts"] == direct.posts[0]["posted_ts"]
        event = {"event": event["event"]["message"] | {"channel": direct.channel}}


def test_an_edit_that_changes_no_word_is_not_answered(direct: Talk) -> None:
    event = sent(direct, QUESTION)
    settled(direct, payloads.edited(direct.slack.numbers, event, f"*{QUESTION}*"))
    preview = payloads.edited(direct.slack.numbers, event, QUESTION, attachments=[{"text": "別の話", "from_url": "x"}])
    settled(direct, preview)
    assert len(direct.posts) == 1
    assert all(each["channel"] != direct.channel for each in direct.slack.edits)


def test_a_question_from_which_somebody_has_gone_on_is_answered_anew_when_it_is_edited(direct: Talk) -> None:
    event = sent(direct, QUESTION)
    sent(direct, OTHER)
    before = [each["posted_ts"] for each in direct.posts]
    direct.slack.event(payloads.edited(direct.slack.numbers, event, "デジタルデバイドは？"))
    direct.slack.wait_until(lambda: len(direct.posts) == 3, 10, "an answer of its own")
    assert not any(each["ts"] in before for each in direct.slack.edits)


def test_what_an_earlier_message_is_edited_to_does_not_go_on_with_a_later_one(direct: Talk) -> None:
    first = sent(direct, "職員の研修は？")
    sent(direct, "風待区は？")
    settled(direct, payloads.edited(direct.slack.numbers, first, QUESTION))
    post = direct.wait_for_post(3)
    assert f"「{QUESTION}」" in post["text"]


def test_words_that_are_edited_away_are_no_longer_stored(direct: Talk) -> None:
    event = sent(direct, "蝸牛さんの研修は？")
    direct.press("more", direct.posts[0])
    direct.edit()
    settled(direct, payloads.edited(direct.slack.numbers, event, "ありがとう"))
    assert direct.edit(2)["text"] == wording.THANKS
    assert not any("蝸牛" in row for row in stored_questions(direct))


def test_an_edited_question_does_not_refine_its_own_former_words(direct: Talk) -> None:
    event = sent(direct, "研修は？")
    direct.press("more", direct.posts[0])
    direct.edit()
    settled(direct, payloads.edited(direct.slack.numbers, event, "風待区は？"))
    assert "「風待区は？」に当てはまる" in direct.edit(2)["text"]


def test_an_edit_before_the_answer_has_been_posted_corrects_it(direct: Talk) -> None:
    direct.slack.web.slow["chat.postMessage"] = 0.7
    try:
        event = payloads.direct_message(direct.slack.numbers, QUESTION, channel=direct.channel)
        direct.slack.event(event)
        direct.slack.wait_until(lambda: direct.bot.delivery.inbox.counts()[State.SENDING] > 0, 10, "the first attempt")
        direct.slack.event(payloads.edited(direct.slack.numbers, event, OTHER))
        assert direct.edit()["ts"] == direct.posts[0]["posted_ts"]
    finally:
        direct.slack.web.slow.clear()
    assert len(direct.posts) == 1


def test_an_answer_that_was_deleted_comes_again_when_its_question_is_edited(direct: Talk) -> None:
    event = sent(direct, QUESTION)
    direct.slack.web.denied["chat.update"] = "message_not_found"
    try:
        direct.slack.event(payloads.edited(direct.slack.numbers, event, OTHER))
        direct.slack.wait_until(lambda: len(direct.posts) == 2, 10, "the answer again")
    finally:
        direct.slack.web.denied.clear()


def test_a_mention_that_is_added_by_an_edit_is_answered(talk: Talk) -> None:
    edited = {"user": payloads.ASKER, "ts": talk.slack.numbers.ts()}
    talk.slack.mention(QUESTION, channel=talk.channel, edited=edited)
    assert talk.wait_for_post()["thread_ts"]


def test_a_mention_that_is_edited_gets_its_answer_edited(talk: Talk) -> None:
    ts = talk.slack.numbers.ts()
    talk.slack.mention(QUESTION, channel=talk.channel, ts=ts)
    first = talk.wait_for_post()
    edited = {"user": payloads.ASKER, "ts": talk.slack.numbers.ts()}
    talk.slack.mention(OTHER, channel=talk.channel, ts=ts, edited=edited)
    assert talk.edit()["ts"] == first["posted_ts"]
    assert len(talk.posts) == 1


def test_a_message_that_comes_as_two_events_is_answered_once(talk: Talk) -> None:
    first = payloads.mention(talk.slack.numbers, QUESTION, channel=talk.channel)
    again = first | {"event_id": talk.slack.numbers.event_id()}
    settled(talk, first, again)
    assert len(talk.posts) == 1


# Deleted


def test_a_question_that_its_writer_deletes_is_no_longer_stored(direct: Talk) -> None:
    event = sent(direct, QUESTION)
    conversations = direct.bot.delivery.memory.conversations
    assert conversations.asked_by(direct.channel, event["event"]["ts"]) is not None
    settled(direct, payloads.deleted(direct.slack.numbers, event))
    gone = lambda: conversations.asked_by(direct.channel, event["event"]["ts"]) is None  # noqa: E731 - waited for
    direct.slack.wait_until(gone, 10, "the end of the conversation")


def stored_questions(talk: Talk) -> list[str]:
    with reading(talk.bot.delivery.inbox.engine) as connection:
        found = connection.execute(select(conversations.c.question).where(conversations.c.channel == talk.channel))
        return list(found.scalars())


@pytest.mark.parametrize("tombstone", [False, True])
def test_with_it_goes_all_that_holds_its_words(direct: Talk, *, tombstone: bool) -> None:
    event = sent(direct, "職員の研修は？")
    direct.press("more", direct.posts[0])
    direct.edit()
    sent(direct, "風待区は？")
    gone = payloads.deleted(direct.slack.numbers, event)
    if tombstone:
        # It has replies.
        left = {"subtype": "tombstone", "ts": event["event"]["ts"], "text": "This message was deleted."}
        gone["event"] |= {"subtype": "message_changed", "message": left}
    settled(direct, gone)
    direct.slack.wait_until(lambda: stored_questions(direct) == [], 10, "the end of all its words")


def test_a_question_that_waits_and_is_deleted_is_not_answered(direct: Talk) -> None:
    direct.slack.limit(direct.channel, 1.0)
    event = payloads.direct_message(direct.slack.numbers, QUESTION, channel=direct.channel)
    direct.slack.wait_for_ack(direct.slack.event(event))
    direct.slack.wait_until(lambda: direct.bot.delivery.retry_queue.count(direct.channel) == 1, 10, "the wait")
    settled(direct, payloads.deleted(direct.slack.numbers, event))
    direct.slack.wait_until(lambda: direct.bot.delivery.retry_queue.count(direct.channel) == 0, 10, "the end of it")
    assert direct.posts == []


# Forwarded


FEED = {
    "bot_id": "B0FEED",
    "title": "職員の採用について",
    "text": "専門人材の採用が難しく、応募が集まりません。",
    "fallback": "[no preview available]",
}


def shared(text: str) -> dict[str, Any]:
    """Return the attachment of a forwarded message, as Slack sends it."""
    inner = {
        "type": "rich_text",
        "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": text}]}],
    }
    blocks = [{"team": "T0", "channel": "C0", "ts": "1.1", "message": {"blocks": [inner]}}]
    return {
        "is_share": True,
        "is_msg_unfurl": True,
        "text": text,
        "message_blocks": blocks,
        "fallback": f"[x] y: {text}",
    }


def test_a_forwarded_message_is_the_question(direct: Talk) -> None:
    sent(direct, "", attachments=[shared("専門人材の採用が難しく、応募が集まりません。")])
    assert quotes(direct.posts[0]["blocks"])


def test_a_forwarded_post_of_a_feed_is_read_from_its_attachment(direct: Talk) -> None:
    sent(direct, "This content can't be displayed.", attachments=[FEED])
    assert quotes(direct.posts[0]["blocks"])


def test_what_is_asked_of_a_forwarded_message_applies_to_it(direct: Talk) -> None:
    sent(direct, "これについて風待区は？", attachments=[shared("専門人材の採用が難しく、応募が集まりません。")])
    (post,) = direct.posts
    assert wording.READ_FORWARDED in post["text"]
    assert quotes(post["blocks"])
    found = direct.bot.delivery.library
    passages = [found.passage(each) for each in quoted_ids(post)]
    assert {each.affiliation for each in passages if each} == {"風待区"}


@pytest.mark.parametrize(
    "comment", ["", ":eyes:", "共有します", "FYI", "下記の件です。", "よろしくお願いします", "これについて"]
)
def test_a_forwarded_message_is_meant_also_after_an_answer_and_with_a_usual_comment(direct: Talk, comment: str) -> None:
    sent(direct, OTHER)
    sent(direct, comment, attachments=[shared("専門人材の採用が難しく、応募が集まりません。")])
    post = direct.posts[1]
    assert wording.READ_FORWARDED in post["text"]
    assert quotes(post["blocks"])


def test_words_of_others_are_not_stored(direct: Talk) -> None:
    sent(direct, "", attachments=[shared("蝸牛さんの件で、専門人材の採用が難しい。")])
    assert quotes(direct.posts[0]["blocks"])
    assert stored_questions(direct) == [wording.THIS]


def test_what_is_forwarded_is_no_word_to_the_bot(direct: Talk) -> None:
    sent(direct, "", attachments=[shared("忘れてください")])
    sent(direct, "", attachments=[shared("ありがとうございます")])
    assert all(
        wording.READ_FORWARDED in post["text"] or "見つかりませんでした" in post["text"] for post in direct.posts
    )


def test_a_follow_up_on_a_forwarded_message_is_about_its_quotes(direct: Talk) -> None:
    sent(direct, OTHER)
    sent(direct, "", attachments=[shared("専門人材の採用が難しく、応募が集まりません。")])
    first = direct.bot.delivery.library.passage(quoted_ids(direct.posts[1])[0])
    sent(direct, "1番目はいつの話？")
    assert first is not None
    assert str(first.transcript.held_on.month if first.transcript.held_on else "") in direct.posts[2]["text"]


def test_a_question_of_its_own_is_not_mixed_with_what_is_forwarded(direct: Talk) -> None:
    sent(direct, OTHER)
    sent(direct, OTHER, attachments=[shared("水族館のペンギン")])
    first, second = direct.posts
    assert quoted_ids(first) == quoted_ids(second)


def test_of_a_message_of_blocks_alone_the_blocks_are_read(talk: Talk) -> None:
    section = {"type": "section", "text": {"type": "mrkdwn", "text": "専門人材の採用が難しい"}}
    press = {"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "水族館"}}]}
    message = {"blocks": [section, press], "bot_id": "B0FLOW"}
    envelope = talk.slack.message_shortcut(
        "find_related", "This content can't be displayed.", channel=talk.channel, **message
    )
    view = talk.modal(envelope)
    assert quotes(view["blocks"])
    assert "水族館" not in str(view["blocks"])


# Addresses


@pytest.fixture(scope="module")
def library_bot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """Yield a bot over an article that has an address."""
    folder: Path = tmp_path_factory.mktemp("stored")
    database = f"sqlite:///{(folder / 'zadankai.sqlite3').as_posix()}"
    store = open_store(database)
    store.put(ARTICLE)
    with FakeSlack() as slack, Standing.over(slack, database, store) as bot:
        yield bot


@pytest.mark.parametrize(
    "form",
    [
        "<{}>",
        "<{}|この記事>",
        "{}?magazine_key=m1#top",
        "これ <{}>",
        "この記事は？ <{}>",
        "{}について",
        "{}？",
        "{}。",
        "<https://city.example.jp/> <{}>",
        f"{ARTICLE.title} #note <{{}}>",
    ],
)
def test_the_address_of_a_stored_article_gives_its_round(library_bot: Standing, form: str) -> None:
    talk = Talk(library_bot, f"D{abs(hash(form)) % 10**9}")
    sent(talk, form.format(ARTICLE.url))
    (post,) = talk.posts
    assert "の座談会です。議題：" in post["text"]
    assert quotes(post["blocks"])
    assert has(post, "show_listing")


@pytest.mark.parametrize(
    "address",
    ["https://note.com/sample/n/nffffffffffff", "https://city.example.jp/saiyo/", "http://note.com/x|note.com/x"],
)
def test_of_an_address_that_is_not_stored_it_says_so(library_bot: Standing, address: str) -> None:
    talk = Talk(library_bot, f"D{abs(hash(address)) % 10**9}")
    sent(talk, f"<{address}>")
    assert talk.posts[0]["text"] == wording.NOT_STORED


def test_a_link_to_a_message_is_no_article(talk: Talk) -> None:
    post = talk.ask("これについて他の区は？ <https://example.slack.com/archives/C1/p1>", thread="1660000000.000009")
    assert wording.CANNOT_READ_THREAD in post["text"]
