"""What people expect of an answer: showing a private one to all, sharing into any thread, a table, a status."""

from __future__ import annotations

from typing import Any

import pytest

from bot import wording
from bot.slack import waiting_status
from tests.bot.standing import COLLEAGUE, Standing, Talk, element, has, quoted_ids
from tests.fake_slack.limits import parts, texts
from tests.fake_slack.payloads import ASKER
from tests.fake_slack.web_api import WebApi

QUESTION = "専門人材の採用で困っていることは？"


@pytest.fixture(scope="module")
def standing(standing_on_either: Standing) -> Standing:
    """Return the bot on each database."""
    return standing_on_either


def private(talk: Talk) -> dict[str, Any]:
    """Ask with the command; returns the answer as it is seen in the channel."""
    before = len(talk.slack.responses)
    talk.slack.command(QUESTION, channel_id=talk.channel)

    def answers() -> list[dict[str, Any]]:
        # What tests before were told may come later.
        return [each for each in talk.slack.responses[before:] if has(each, "show_all")]

    talk.slack.wait_until(lambda: bool(answers()), 10, "the private answer")
    return {**answers()[0], "channel": talk.channel}


def told(talk: Talk, words: str) -> None:
    """Wait until the person alone was told this."""
    talk.slack.wait_until(lambda: any(each["text"] == words for each in talk.slack.responses), 10, words)


# みんなに見せる


def test_one_press_shows_a_private_answer_to_all_and_says_who_did(talk: Talk) -> None:
    mine = private(talk)
    talk.press("show_all", mine)
    shown = talk.wait_for_post()
    assert quoted_ids(shown) == quoted_ids(mine)
    assert shown["text"].startswith(f"<@{ASKER}>{wording.SHOWN_BY}\n")
    assert next(part for part in parts(shown["blocks"]) if part.get("type") == "user")["user_id"] == ASKER
    assert wording.ONLY_YOU not in shown["text"]
    assert not has(shown, "show_all")
    told(talk, wording.SHOWN_TO_ALL)


def test_who_showed_it_can_take_it_back_and_nobody_else(talk: Talk) -> None:
    talk.press("show_all", private(talk))
    shown = talk.wait_for_post()
    talk.press("delete_answer", shown, by=COLLEAGUE)
    assert talk.ephemeral()["text"] == wording.NOT_YOURS
    talk.press("delete_answer", shown)
    assert talk.deleted() == [shown["posted_ts"]]


def test_where_the_bot_is_no_member_it_is_shown_through_the_response_url(talk: Talk, web: WebApi) -> None:
    mine = private(talk)
    web.refused[talk.channel] = "not_in_channel"
    before = len(talk.slack.responses)
    talk.press("show_all", mine)
    talk.slack.wait_until(lambda: len(talk.slack.responses) > before, 10, "the answer for all")
    shown = talk.slack.responses[before]
    assert shown["response_type"] == "in_channel"
    assert quoted_ids(shown) == quoted_ids(mine)


def test_where_it_may_not_be_shown_it_says_why(talk: Talk, web: WebApi) -> None:
    mine = private(talk)
    web.refused[talk.channel] = "restricted_action"
    talk.press("show_all", mine)
    told(talk, wording.NOT_SHOWN_TO_ALL + wording.why_refused("restricted_action"))


def test_two_presses_show_it_once(talk: Talk) -> None:
    mine = private(talk)
    talk.press("show_all", mine)
    talk.wait_for_post()
    before = len(talk.slack.responses)
    talk.press("show_all", mine)
    talk.slack.wait_until(lambda: len(talk.slack.responses) > before, 10, "the same words again")
    assert len(talk.posts) == 1


def test_where_nobody_knows_whether_it_was_shown_it_is_not_said_to_be_refused(talk: Talk, web: WebApi) -> None:
    mine = private(talk)
    web.denied["chat.postMessage"] = "internal_error"
    talk.press("show_all", mine)
    told(talk, wording.POST_UNKNOWN)


def test_an_answer_that_all_see_has_no_such_button(talk: Talk) -> None:
    assert not has(talk.ask(QUESTION), "show_all")


# 共有 into the thread of a message


def test_a_quote_is_shared_in_a_thread_where_the_bot_is_no_member_by_the_shortcut_s_address(
    talk: Talk, web: WebApi
) -> None:
    web.refused[talk.channel] = "not_in_channel"
    envelope = talk.slack.message_shortcut("find_related", QUESTION, channel=talk.channel, ts="1660000000.000001")
    view = talk.modal(envelope)
    form = talk.modal(talk.slack.press_in(view, element(view, "share_quote")))
    before = len(talk.slack.responses)
    talk.slack.submit(form, {"comment": {"comment": {"value": None}}})
    shared = talk.slack.wait_for_response(before + 1)
    assert (shared["response_type"], shared["thread_ts"]) == ("in_channel", "1660000000.000001")


def test_where_that_is_refused_as_well_the_sharer_is_told_how_to_invite(talk: Talk, web: WebApi) -> None:
    web.refused[talk.channel] = "not_in_channel"
    web.broken["response_url"] = 404
    try:
        envelope = talk.slack.message_shortcut("find_related", QUESTION, channel=talk.channel)
        view = talk.modal(envelope)
        form = talk.modal(talk.slack.press_in(view, element(view, "share_quote")))
        again = talk.turned(lambda: talk.slack.submit(form, {"comment": {"comment": {"value": None}}}))
    finally:
        web.broken.clear()
    assert (
        next(texts(again["blocks"]))
        == wording.SHARE_FAILED + wording.why_refused("not_in_channel") + wording.SHARE_INVITE
    )


# 一覧 as a table


def test_a_comparison_comes_as_a_real_table(talk: Talk) -> None:
    view = talk.modal(talk.press("show_listing", talk.ask(QUESTION)))
    table_view = talk.modal(talk.slack.press_in(view, element(view, "listing_table"), by="U0TABLE"))
    done = talk.turned(lambda: talk.slack.press_in(table_view, element(table_view, "listing_send"), by="U0TABLE"))
    assert next(texts(done["blocks"])) == wording.TABLE_SENT
    (sent,) = [post for post in talk.slack.posts if post["channel"] == "U0TABLE"]
    (table,) = [block for block in sent["blocks"] if block["type"] == "table"]
    assert [cell["text"] for cell in table["rows"][0]] == list(wording.COLUMNS)
    assert {len(row) for row in table["rows"]} == {5}
    for row in table["rows"][1:]:
        assert "「" in row[1]["text"]
        assert row[1]["text"] in sent["text"].replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">")
    assert wording.SAMPLE_NOTICE in sent["text"]


# The status


def test_a_status_is_shown_while_an_answer_takes_long_and_taken_away_after_it(
    talk: Talk, web: WebApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting_status.waiting_status.__wrapped__, "__defaults__", (0.05,))  # type: ignore[attr-defined]
    web.slow["chat.postMessage"] = 0.5
    post = talk.ask(QUESTION)

    def statuses() -> list[str]:
        calls = talk.slack.calls("assistant.threads.setStatus")
        return [call.payload["status"] for call in calls if call.payload["channel_id"] == talk.channel]

    talk.slack.wait_until(lambda: len(statuses()) == 2, 10, "the end of the status")
    assert statuses() == [wording.SEARCHING, ""]
    assert talk.slack.calls("assistant.threads.setStatus")[-1].payload["thread_ts"] == post["thread_ts"]


def test_a_quick_answer_shows_none(talk: Talk) -> None:
    talk.ask(QUESTION)
    calls = talk.slack.calls("assistant.threads.setStatus")
    assert not [call for call in calls if call.payload["channel_id"] == talk.channel]
