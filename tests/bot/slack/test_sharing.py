"""共有 on the fake Slack: the form, the message, what Slack refuses, taking it back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from bot import wording
from tests.bot.standing import COLLEAGUE, OPERATOR, Talk, element, quoted_ids
from tests.fake_slack.limits import parts, quotes, texts, view_faults
from tests.fake_slack.payloads import ASKER

Payload = dict[str, Any]

QUESTION = "専門人材の採用で困っていることは？"
ELSEWHERE = "C0ELSEWHERE"
REFUSED = wording.SHARE_FAILED
RESTRICTED = REFUSED + wording.why_refused("restricted_action") + wording.SHARE_ELSEWHERE


def said(view: Payload) -> str:
    return "\n".join(texts(view["blocks"]))


def filled(comment: str | None = None, channel: str = ELSEWHERE) -> Payload:
    return {"comment": {"comment": {"value": comment}}, "where": {"where": {"selected_conversation": channel}}}


def pressed(talk: Talk) -> tuple[Payload, Payload]:
    """Return an answer, and the form that its first quote's button opens."""
    post = talk.ask(QUESTION)
    return post, talk.modal(talk.press("share_quote", post))


def sent(talk: Talk, form: Payload, values: Payload, **fields: Any) -> Payload:
    """Submit the form; returns the view that replaces it."""
    return talk.turned(lambda: talk.slack.submit(form, values, **fields))


def there(talk: Talk, channel: str = ELSEWHERE) -> Payload:
    """Return the last message that was shared in the channel."""
    return Talk(talk.bot, channel).posts[-1]


@pytest.fixture
def refusing(talk: Talk) -> Iterator[dict[str, str]]:
    """Yield the errors with which Slack refuses posts: channel → error."""
    yield talk.slack.web.refused
    talk.slack.web.refused.clear()


def test_the_form_has_the_comment_first_then_the_quote_as_it_will_look_then_where_to(talk: Talk) -> None:
    post, form = pressed(talk)
    kinds = [(block["type"], block.get("block_id")) for block in form["blocks"]]
    assert kinds[0] == ("input", "comment")
    assert kinds[-1] == ("input", "where")
    assert f"「{quotes(post['blocks'])[0]}」" in quotes(form["blocks"])[0]
    assert element(form, "where")["response_url_enabled"] is True
    assert not any(part.get("type") == "plain_text_input" for block in form["blocks"][1:] for part in parts(block))


def test_what_is_shared_has_the_sharer_the_comment_and_the_citation_and_nothing_bold(talk: Talk) -> None:
    post, form = pressed(talk)
    view = sent(talk, form, filled("A&Bの<参考>に。\n*来週*の会議で"))
    assert said(view) == wording.SHARE_SENT
    message = there(talk)
    assert message["text"].startswith(f"<@{ASKER}>さんが共有\nコメント：A&amp;Bの&lt;参考&gt;に。 *来週*の会議で\n")
    assert {"type": "user", "user_id": ASKER} in list(parts(message["blocks"]))
    assert "コメント：A&Bの<参考>に。 *来週*の会議で" in said(message)
    assert quotes(post["blocks"])[0] in quotes(message["blocks"])[0]
    assert "〔当時〕" in said(message)
    assert "出典：見本『" in said(message)
    assert not any("style" in part for part in parts(message["blocks"]))


def test_without_a_comment_the_quote_goes_alone(talk: Talk) -> None:
    _, form = pressed(talk)
    sent(talk, form, filled())
    assert there(talk)["text"].startswith(f"<@{ASKER}>さんが共有\n")


def test_who_reads_a_share_reads_around_it(talk: Talk) -> None:
    post, form = pressed(talk)
    sent(talk, form, filled())
    modal = talk.modal(talk.press("read_around", there(talk), by=COLLEAGUE))
    assert quotes(post["blocks"])[0] in "".join(quotes(modal["blocks"]))


def test_where_the_bot_is_no_member_the_form_s_own_leave_is_used(talk: Talk, refusing: dict[str, str]) -> None:
    for number, reason in enumerate(("not_in_channel", "channel_not_found")):
        refusing[ELSEWHERE] = reason
        before = len(talk.slack.responses)
        _, form = pressed(talk)
        view = sent(talk, form, filled(f"参考に{number}"), **talk.slack.response_urls(ELSEWHERE))
        assert said(view) == wording.SHARE_SENT
        message = talk.slack.wait_for_response(before + 1)
        assert message["response_type"] == "in_channel"
        assert f"参考に{number}" in message["text"]


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("not_in_channel", REFUSED + wording.why_refused("not_in_channel") + wording.SHARE_INVITE),
        ("channel_not_found", REFUSED + wording.why_refused("not_in_channel") + wording.SHARE_INVITE),
        ("is_archived", REFUSED + wording.why_refused("is_archived") + wording.SHARE_ELSEWHERE),
        ("restricted_action", RESTRICTED),
        (
            "restricted_action_read_only_channel",
            REFUSED + wording.why_refused("restricted_action") + wording.SHARE_ELSEWHERE,
        ),
        (
            "ekm_access_denied",
            "送れませんでした。Slackに断られました（ekm_access_denied）。別の送り先を選んでください。",
        ),
    ],
)
def test_where_slack_refuses_the_form_says_why_and_keeps_what_was_written(
    talk: Talk, refusing: dict[str, str], reason: str, sentence: str
) -> None:
    refusing[ELSEWHERE] = reason
    _, form = pressed(talk)
    again = sent(talk, form, filled("来週の会議で"))
    assert next(texts(again["blocks"])) == sentence
    assert element(again, "comment")["initial_value"] == "来週の会議で"
    assert element(again, "where")["initial_conversation"] == ELSEWHERE
    refusing.clear()
    assert said(sent(talk, again, filled("来週の会議で"))) == wording.SHARE_SENT


def test_where_even_the_leave_is_refused_the_reason_is_the_channel_s(talk: Talk, refusing: dict[str, str]) -> None:
    refusing[ELSEWHERE] = "not_in_channel"
    talk.slack.web.broken["response_url"] = 404
    try:
        _, form = pressed(talk)
        again = sent(talk, form, filled(), **talk.slack.response_urls(ELSEWHERE))
        assert next(texts(again["blocks"])) == REFUSED + wording.why_refused("not_in_channel") + wording.SHARE_INVITE
    finally:
        del talk.slack.web.broken["response_url"]


def test_a_limited_channel_is_said_to_be_busy_and_nothing_is_posted_twice(talk: Talk) -> None:
    channel = "C0BUSY"
    _, form = pressed(talk)
    talk.slack.limit(channel, 30)
    again = sent(talk, form, filled(channel=channel))
    assert "Slackが混み合っています" in next(texts(again["blocks"]))
    assert Talk(talk.bot, channel).posts == []


def test_where_nobody_knows_whether_it_was_posted_the_sharer_is_told_to_look(talk: Talk) -> None:
    _, form = pressed(talk)
    talk.slack.web.broken["chat.postMessage"] = 502
    try:
        again = sent(talk, form, filled())
        assert next(texts(again["blocks"])) == wording.POST_UNKNOWN
    finally:
        del talk.slack.web.broken["chat.postMessage"]


def test_the_sharer_takes_it_back_and_an_operator_may(talk: Talk) -> None:
    for who in (ASKER, OPERATOR):
        _, form = pressed(talk)
        sent(talk, form, filled(channel=talk.channel))
        message = talk.posts[-1]
        icon = element(message, "take_back_share")
        assert icon["visible_to_user_ids"] == [ASKER, OPERATOR]
        talk.press("take_back_share", message, by=who)
        talk.slack.wait_until(lambda ts=message["posted_ts"]: ts in talk.deleted(), 10, "a deletion")  # type: ignore[misc]


def test_nobody_else_takes_it_back(talk: Talk) -> None:
    _, form = pressed(talk)
    sent(talk, form, filled(channel=talk.channel))
    message = talk.posts[-1]
    talk.press("take_back_share", message, by=COLLEAGUE)
    assert talk.ephemeral()["text"] == wording.NOT_YOUR_SHARE


def test_what_went_to_where_the_bot_is_no_member_is_taken_back_by_the_press(talk: Talk) -> None:
    _, form = pressed(talk)
    sent(talk, form, filled(channel=talk.channel))
    before = len(talk.slack.responses)
    talk.slack.web.denied["chat.delete"] = "channel_not_found"
    try:
        talk.press("take_back_share", talk.posts[-1])
        assert talk.slack.wait_for_response(before + 1) == {"delete_original": True}
        talk.slack.web.broken["response_url"] = 404
        talk.press("take_back_share", talk.posts[-1])
        assert talk.ephemeral()["text"] == wording.NOT_TAKEN_BACK
    finally:
        del talk.slack.web.denied["chat.delete"]
        del talk.slack.web.broken["response_url"]


def test_who_presses_where_the_bot_is_no_member_is_answered_all_the_same(talk: Talk) -> None:
    _, form = pressed(talk)
    sent(talk, form, filled(channel=talk.channel))
    before = len(talk.slack.responses)
    talk.slack.web.denied["chat.postEphemeral"] = "not_in_channel"
    try:
        talk.press("take_back_share", talk.posts[-1], by=COLLEAGUE)
        assert talk.slack.wait_for_response(before + 1)["text"] == wording.NOT_YOUR_SHARE
    finally:
        del talk.slack.web.denied["chat.postEphemeral"]


def test_a_quote_that_is_gone_cannot_be_shared(talk: Talk) -> None:
    post = talk.ask(QUESTION)
    button = element(post, "share_quote") | {"value": "n0123456789ab-gone-1"}
    assert said(talk.modal(talk.slack.press(button, post))) == wording.GONE
    form = talk.modal(talk.press("share_quote", post))
    metadata = form["private_metadata"].replace(quoted_ids(post)[0], "n0123456789ab-gone-1")
    assert said(sent(talk, form | {"private_metadata": metadata}, filled())) == wording.GONE


def test_while_it_is_sent_the_form_says_so(talk: Talk) -> None:
    _, form = pressed(talk)
    envelope = talk.slack.submit(form, filled())
    talk.slack.wait_for_ack(envelope)
    assert envelope.response is not None
    assert envelope.response["response_action"] == "update"
    assert view_faults(envelope.response["view"]) == []
