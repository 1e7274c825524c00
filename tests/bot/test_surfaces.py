"""Answers to a mention, a direct message and a command."""

from __future__ import annotations

import pytest

from bot import wording
from bot.state.inbox import State
from tests.bot.conftest import Running, Start
from tests.fake_slack import FakeSlack
from tests.fake_slack.limits import parts, quotes, texts

QUESTION = "専門人材の採用で困っていることは？"


@pytest.mark.usefixtures("bot")
def test_a_mention_is_answered_in_its_thread_with_quotes(slack: FakeSlack) -> None:
    envelope = slack.mention(QUESTION)
    (post,) = slack.wait_for_posts()
    assert post["channel"] == "C0DXROOM"
    assert post["thread_ts"] == envelope.payload["event"]["ts"]
    assert 1 <= len(quotes(post["blocks"])) <= 3
    assert envelope.acked_at is not None


@pytest.mark.usefixtures("bot")
def test_a_mention_inside_a_thread_is_answered_in_that_thread(slack: FakeSlack) -> None:
    slack.mention(QUESTION, thread_ts="1660000000.000100")
    (post,) = slack.wait_for_posts()
    assert post["thread_ts"] == "1660000000.000100"


@pytest.mark.usefixtures("bot")
def test_a_direct_message_is_answered_beside_it(slack: FakeSlack) -> None:
    slack.direct_message(QUESTION)
    (post,) = slack.wait_for_posts()
    assert post["channel"] == "D0ASKER"
    assert post.get("thread_ts") is None


@pytest.mark.usefixtures("bot")
def test_only_the_asker_sees_the_answer_to_the_command_and_is_told_so(slack: FakeSlack) -> None:
    envelope = slack.command(QUESTION)
    response = slack.wait_for_response()
    assert response["response_type"] == "ephemeral"
    assert wording.ONLY_YOU in texts(response["blocks"])
    assert wording.ONLY_YOU in response["text"]
    assert slack.posts == []
    slack.wait_for_ack(envelope)
    assert envelope.response is None


@pytest.mark.usefixtures("bot")
def test_the_messages_tab_offers_four_questions(slack: FakeSlack) -> None:
    slack.open_home()
    method = "assistant.threads.setSuggestedPrompts"
    slack.wait_until(lambda: bool(slack.calls(method)), 10, "prompts")
    (call,) = slack.calls(method)
    assert call.payload["channel_id"] == "D0ASKER"
    assert len(call.payload["prompts"]) == 4


@pytest.mark.usefixtures("bot")
def test_the_home_tab_is_acked_and_offers_no_prompts(slack: FakeSlack) -> None:
    slack.wait_for_ack(slack.open_home("home"))
    slack.mention("ありがとう")
    slack.wait_for_posts()
    assert slack.calls("assistant.threads.setSuggestedPrompts") == []


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("使い方", wording.HELP),
        ("ヘルプ", wording.HELP),
        ("使い方を教えてください。", wording.HELP),
        ("", wording.HELP),
        ("？", wording.HELP),
        ("こんにちは！", wording.HELLO),
        ("おはようございます", wording.HELLO),
        ("ありがとうございました。", wording.THANKS),
    ],
)
def test_a_greeting_gets_one_friendly_sentence_and_no_search(slack: FakeSlack, text: str, sentence: str) -> None:
    slack.direct_message(text)
    (post,) = slack.wait_for_posts()
    assert list(texts(post["blocks"])) == [sentence]
    assert post["text"] == sentence


@pytest.mark.usefixtures("bot")
def test_a_question_that_begins_with_a_greeting_is_a_question(slack: FakeSlack) -> None:
    slack.direct_message("こんにちは、専門人材の採用について教えてください")
    (post,) = slack.wait_for_posts()
    assert quotes(post["blocks"])


@pytest.mark.parametrize(
    "fields",
    [
        {"bot_id": "B0OTHER", "subtype": "bot_message"},
        {"bot_id": "B0OTHER"},
        {"subtype": "message_changed", "message": {"text": QUESTION}, "hidden": True},
        {"subtype": "message_deleted", "hidden": True},
        {"subtype": "channel_join"},
        {"user": "U0BOT"},
    ],
    ids=["bot message", "bot", "edit", "deletion", "join", "oneself"],
)
def test_what_no_person_asks_is_acked_and_nothing_else(
    slack: FakeSlack, bot: Running, fields: dict[str, object]
) -> None:
    slack.wait_for_ack(slack.direct_message(QUESTION, **fields), slack.mention(QUESTION, **fields))
    slack.direct_message("ありがとう")
    assert [post["text"] for post in slack.wait_for_posts()] == [wording.THANKS]
    assert bot.runtime.inbox.counts()[State.RECEIVED] == 0


@pytest.mark.usefixtures("bot")
def test_an_event_that_no_listener_knows_is_acked(slack: FakeSlack) -> None:
    unknown = {"type": "member_joined_channel", "user": "U0ASKER", "channel": "C0DXROOM"}
    envelope = slack.event({"type": "event_callback", "event_id": "Ev1", "team_id": "T0ZADANKAI", "event": unknown})
    action = {"type": "button", "action_id": "of_an_older_version", "value": "x"}
    slack.wait_for_ack(envelope, slack.click(action))


@pytest.mark.usefixtures("bot")
def test_nothing_found_says_so_without_saying_that_nobody_does_it(slack: FakeSlack) -> None:
    slack.direct_message("ペンギンの水槽")
    (post,) = slack.wait_for_posts()
    assert "取組がないという意味ではありません" in post["text"]
    assert "収録：座談会11回" in post["text"]
    assert quotes(post["blocks"]) == []


def test_without_articles_the_bot_says_so_and_whom_to_ask(slack: FakeSlack, start: Start) -> None:
    start(ZADANKAI_SAMPLE="0", ZADANKAI_CONTACT="情報政策課（内線1234）")
    slack.direct_message(QUESTION)
    (post,) = slack.wait_for_posts()
    assert "まだ1本も登録されていません" in post["text"]
    assert "情報政策課（内線1234）" in post["text"]


@pytest.mark.usefixtures("bot")
def test_every_quote_from_the_sample_says_so_and_links_nowhere(slack: FakeSlack) -> None:
    slack.direct_message(QUESTION)
    (post,) = slack.wait_for_posts()
    rich = [block for block in post["blocks"] if block["type"] == "rich_text" and quotes(block)]
    assert len(rich) == 3
    assert all("見本" in "".join(texts(block["elements"][-1])) for block in rich)
    assert not any(part.get("type") == "link" for part in parts(post["blocks"]))


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize(
    "question", ["<!here> 採用 <@U0ASKER>", "*採用* & _研修_ `x` <https://a.example|b>", "長い採用" * 900]
)
def test_what_a_user_writes_is_never_parsed(slack: FakeSlack, question: str) -> None:
    # The fake Slack itself refuses control sequences, raw brackets and users' words where mrkdwn is parsed.
    slack.mention(question)
    slack.command(question)
    assert slack.wait_for_posts()
    assert slack.wait_for_response()
