"""Never silent: what Slack refuses is said in another way, to the asker or at least to the operators."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot import wording
from bot.operations.check import check
from bot.slack.blocks.reply import sentence
from bot.slack.transport.outcomes import Posted, Refused
from bot.slack.transport.posting import post_to
from bot.state.inbox import State
from bot.state.jobs import Jobs, note_form, refused_form
from bot.state.reasons import OF_FORM, OF_TOKEN
from bot.state.tables import connect
from tests.bot.conftest import Running, Start
from tests.bot.standing import Standing, Talk, element
from tests.fake_slack import FakeSlack, payloads
from tests.fake_slack.limits import texts
from tests.fake_slack.web_api import WebApi

QUESTION = "専門人材の採用で困っていることは？"


@pytest.fixture(scope="module")
def standing(standing_on_either: Standing) -> Standing:
    """Return the bot on each database."""
    return standing_on_either


def told_directly(talk: Talk, words: str, user: str = payloads.ASKER) -> bool:
    """Wait for a direct message to the person."""

    def found() -> bool:
        return any(each["channel"] == user and words in each["text"] for each in talk.slack.posts)

    talk.slack.wait_until(found, 10, "a direct message")
    return True


# A form that Slack does not take


def test_an_answer_whose_blocks_are_refused_is_posted_as_its_plain_text(
    talk: Talk, web: WebApi, caplog: pytest.LogCaptureFixture
) -> None:
    web.invalid["chat.postMessage"] = "/blocks/3/text"
    talk.slack.mention(QUESTION, channel=talk.channel)
    talk.slack.wait_until(lambda: len(talk.posts) == 2, 10, "the plain text")
    refused, plain = talk.posts
    assert refused["blocks"]
    assert not plain.get("blocks")
    assert plain["text"] == refused["text"]
    assert "引用1" in plain["text"]
    assert "invalid_blocks at /blocks/3/text (" in caplog.text
    assert "採用" not in caplog.text


@pytest.mark.parametrize("reason", sorted(OF_FORM))
def test_every_refusal_of_a_form_is_one(talk: Talk, reason: str) -> None:
    calls = []

    class Client:
        def chat_postMessage(self, **content: Any) -> dict[str, Any]:
            calls.append(content)
            return {"ts": "1.1"}

    client = talk.bot.delivery.client
    talk.slack.web.denied["chat.postMessage"] = reason
    try:
        assert post_to(client, talk.channel, sentence("こんにちは")) == Refused(reason)
    finally:
        talk.slack.web.denied.clear()
    assert isinstance(post_to(Client(), talk.channel, sentence("こんにちは")), Posted)  # type: ignore[arg-type]
    assert [len(call["blocks"]) for call in calls] == [1]


def test_a_private_answer_whose_blocks_are_refused_comes_as_plain_text(talk: Talk, web: WebApi) -> None:
    web.invalid["response_url"] = ""
    before = len(talk.slack.responses)
    talk.slack.command(QUESTION)
    plain = talk.slack.wait_for_response(before + 1)
    assert plain["blocks"] == []
    assert "引用1" in plain["text"]


def test_an_edited_answer_whose_blocks_are_refused_keeps_none_of_its_former_ones(talk: Talk, web: WebApi) -> None:
    first = talk.ask(QUESTION)
    web.invalid["chat.update"] = "/blocks/0"
    talk.press("more", first)
    plain = talk.edit(2)
    assert plain["blocks"] == []
    assert "引用6" in plain["text"]


def test_the_place_that_slack_names_is_stored(talk: Talk, web: WebApi) -> None:
    web.invalid["chat.postMessage"] = "/blocks/3/text"
    talk.slack.mention(QUESTION, channel=talk.channel)
    jobs = Jobs(talk.bot.delivery.inbox.engine, talk.bot.delivery.inbox.clock)
    found = "invalid_blocks /blocks/3/text"
    talk.slack.wait_until(lambda: refused_form(jobs, timedelta(days=1)) == found, 10, "the note")


def test_check_shows_it(database: str) -> None:
    def clock() -> datetime:
        return datetime(2026, 4, 1, tzinfo=UTC)

    engine = connect(database)
    note_form(Jobs(engine, clock), "invalid_blocks", "/blocks/3/text")
    engine.dispose()
    findings = check(clock, ZADANKAI_DATABASE_URL=database, ZADANKAI_SAMPLE="1")
    assert any("invalid_blocks /blocks/3/text" in finding.what for finding in findings)


# A place where the bot may not post


@pytest.mark.parametrize(
    ("reason", "why"),
    [
        ("not_in_channel", "そのチャンネルにいません"),
        ("channel_not_found", "そのチャンネルにいません"),
        ("is_archived", "アーカイブ"),
        ("restricted_action", "投稿できる人が限られています"),
        ("restricted_action_thread_only_channel", "投稿できる人が限られています"),
        ("restricted_action_never_heard_of", "投稿できる人が限られています"),
        ("team_access_not_granted", "断られました（team_access_not_granted）"),
    ],
)
def test_the_asker_is_told_why_there_is_no_answer(talk: Talk, web: WebApi, reason: str, why: str) -> None:
    web.refused[talk.channel] = reason
    talk.slack.mention(QUESTION, channel=talk.channel)
    told = talk.ephemeral()
    assert told["user"] == payloads.ASKER
    assert why in told["text"]


def test_where_not_even_that_can_be_said_there_it_is_said_directly(talk: Talk, web: WebApi) -> None:
    web.refused[talk.channel] = "channel_not_found"
    web.denied["chat.postEphemeral"] = "channel_not_found"
    talk.slack.mention(QUESTION, channel=talk.channel, user="U0ALONE")
    assert told_directly(talk, wording.answer_refused("channel_not_found"), "U0ALONE")


def test_an_error_of_ours_is_not_taken_for_a_refusal_of_slack_s(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = dict(talk.bot.delivery.inbox.refusals())

    def fail(_: object) -> None:
        raise KeyError("nothing")

    monkeypatch.setattr(talk.bot.delivery.responder, "first", fail)
    assert talk.ask(QUESTION)["text"] == wording.NOT_ANSWERED
    talk.slack.wait_until(lambda: talk.bot.delivery.inbox.reasons().get("fault") == 1, 10, "its reason")
    assert talk.bot.delivery.inbox.refusals() == before


def test_a_revoked_token_is_seen_in_health_and_by_the_operators(slack: FakeSlack, start: Start) -> None:
    bot = start()
    slack.wait_for_connection()
    slack.wait_until(lambda: bot.runtime.ready, 10, "the first pong")
    slack.web.denied["chat.postMessage"] = "token_revoked"
    for _ in range(4):
        slack.mention(QUESTION)
    slack.wait_until(lambda: bot.runtime.inbox.counts()[State.DROPPED] == 4, 10, "four refusals")
    health = bot.runtime.health()
    assert (health.live, health.ready, health.refused) == (True, False, 4)
    assert health.reason == "Slack refuses the answers: token_revoked"
    assert any("token_revoked 4件" in line for line in told(bot))
    slack.web.denied.clear()
    slack.mention(QUESTION)
    slack.wait_until(lambda: bot.runtime.health().ready, 10, "readiness after an answer")


def told(bot: Running) -> tuple[str, ...]:
    return bot.runtime._operators.troubles(timedelta(0))  # noqa: SLF001 - what the daily message says


def test_what_slack_says_of_a_token_is_no_refusal_of_a_form() -> None:
    assert OF_TOKEN.isdisjoint(OF_FORM)


# A modal that does not open

REFUSALS = ("expired_trigger_id", "ratelimited", "invalid_arguments", "exchanged_trigger_id", "internal_error")


@pytest.mark.parametrize("reason", REFUSALS)
def test_a_press_whose_modal_does_not_open_says_so(talk: Talk, web: WebApi, reason: str) -> None:
    post = talk.ask(QUESTION)
    web.denied["views.open"] = reason
    before = len(talk.slack.responses)
    talk.press("read_around", post)
    assert talk.slack.wait_for_response(before + 1)["text"] == wording.NOT_OPENED


@pytest.mark.parametrize("action_id", ["read_around", "share_quote", "narrow", "show_listing"])
def test_so_does_every_button_that_opens_one(talk: Talk, web: WebApi, action_id: str) -> None:
    post = talk.ask(QUESTION)
    web.denied["views.open"] = "expired_trigger_id"
    before = len(talk.slack.responses)
    talk.press(action_id, post)
    assert talk.slack.wait_for_response(before + 1)["text"] == wording.NOT_OPENED


@pytest.mark.parametrize("kind", ["cite", "report"])
def test_so_does_the_menu(talk: Talk, web: WebApi, kind: str) -> None:
    post = talk.ask(QUESTION)
    web.denied["views.open"] = "expired_trigger_id"
    before = len(talk.slack.responses)
    talk.choose(kind, post)
    assert talk.slack.wait_for_response(before + 1)["text"] == wording.NOT_OPENED


def test_a_shortcut_has_no_place_to_say_it_but_a_direct_message(talk: Talk, web: WebApi) -> None:
    web.denied["views.open"] = "expired_trigger_id"
    talk.slack.shortcut("search_roundtables")
    assert told_directly(talk, wording.NOT_OPENED)


@pytest.mark.parametrize("method", ["views.push", "views.update"])
def test_a_press_in_a_modal_says_it_directly(talk: Talk, web: WebApi, method: str) -> None:
    view = talk.modal(talk.press("show_listing", talk.ask(QUESTION)))
    web.denied[method] = "not_found"
    before = len([each for each in talk.slack.posts if each["channel"] == "U0INMODAL"])
    action = "listing_choose" if method == "views.push" else "listing_scope"
    chosen = {} if method == "views.push" else {"selected_option": {"value": "wards"}}
    talk.slack.press_in(view, element(view, action), by="U0INMODAL", **chosen)
    assert told_directly(talk, wording.NOT_OPENED, "U0INMODAL")
    assert before == 0 or method == "views.update"


def test_nothing_is_pushed_onto_a_third_modal(talk: Talk) -> None:
    view = talk.modal(talk.press("show_listing", talk.ask(QUESTION)))
    third = {**view, "id": "V0THREE", "root_view_id": "V0ONE", "previous_view_id": "V0TWO"}
    stale = {"type": "button", "action_id": "more", "value": "unknown"}
    before = len(talk.slack.calls("views.push"))
    updated = talk.turned(lambda: talk.slack.press_in(third, stale))
    assert wording.FORGOTTEN in "\n".join(texts(updated["blocks"]))
    assert len(talk.slack.calls("views.push")) == before
