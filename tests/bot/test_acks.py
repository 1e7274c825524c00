"""Acks: a listener that fails does not withdraw one, and a form that is refused keeps its input."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from slack_bolt import Ack, App, BoltRequest, BoltResponse

from bot import wording
from bot.slack.access import Access
from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.app import LISTENER_THREADS, create_app
from bot.slack.blocks.pickers import OWN_ACTION
from bot.slack.blocks.quote_block import READ_AROUND_ACTION
from bot.slack.listeners import searching
from bot.slack.rate_limit import RateLimit
from bot.state.askers import Asker
from bot.state.inbox import State
from tests.bot.conftest import Start
from tests.bot.standing import COLLEAGUE, OPERATOR, Standing, Talk, element
from tests.fake_slack import FakeSlack, payloads

QUESTION = "職員の研修はどう進めている？"
NUMBERS = payloads.Numbering()
INPUT = {"type": "input", "block_id": "comment", "element": {"type": "plain_text_input"}}


@pytest.fixture
def app(standing: Standing) -> Iterator[App]:
    """Yield an app with listeners of an action and a form that fail: right after the ack, and before it."""
    with ThreadPoolExecutor(4) as executor:
        made = create_app(standing.delivery, standing.delivery.client, executor)

        @made.action("fails_late")
        @made.view("form_fails_late")
        def late(ack: Ack) -> None:
            ack()
            raise ValueError("not what the bot put there")

        @made.action("fails_early")
        @made.view("form_fails_early")
        def early() -> None:
            raise ValueError("not what the bot put there")

        yield made


@pytest.fixture
def full(standing: Standing) -> Iterator[App]:
    """Yield an app whose queue holds twice its limit."""
    with ThreadPoolExecutor(4) as executor:
        access = Access([payloads.TEAM], lambda _: 20, 10, RateLimit(0))
        yield create_app(standing.delivery, standing.delivery.client, executor, access)


def dispatched(app: App, payload: dict[str, Any]) -> BoltResponse:
    return app.dispatch(BoltRequest(mode="socket_mode", body=payload))


def press(action_id: str) -> dict[str, Any]:
    return payloads.click(NUMBERS, {"type": "button", "action_id": action_id, "value": "x"})


def form(callback_id: str, *blocks: dict[str, Any]) -> dict[str, Any]:
    title = {"type": "plain_text", "text": "共有"}
    view = {"type": "modal", "callback_id": callback_id, "title": title, "blocks": list(blocks)}
    return payloads.submission(NUMBERS, view, {})


@pytest.mark.parametrize("action_id", ["fails_late", "fails_early"])
def test_a_press_whose_listener_fails_is_acked_so_that_it_does_not_come_again(app: App, action_id: str) -> None:
    # Repeated: what withdraws an ack is a race within 10 ms.
    assert {dispatched(app, press(action_id)).status for _ in range(5)} == {200}


def test_a_form_that_fails_after_its_ack_stays_acked(app: App) -> None:
    assert dispatched(app, form("form_fails_late")).status == 200


def test_a_form_that_fails_before_its_ack_is_not_closed_over_what_was_written_in_it(app: App) -> None:
    assert dispatched(app, form("form_fails_early")).status != 200


def test_a_form_that_a_full_queue_turns_away_stays_open_and_says_so(full: App) -> None:
    answer = dispatched(full, form("share", {"type": "section"}, INPUT))
    assert json.loads(answer.body) == {"response_action": "errors", "errors": {"comment": wording.FORM_BUSY}}
    assert answer.status == 200


def test_a_form_without_a_field_is_told_in_a_form_on_top_of_it(full: App) -> None:
    answer = json.loads(dispatched(full, form("choose", {"type": "section"})).body)
    assert answer["response_action"] == "push"
    assert wording.FORM_BUSY in json.dumps(answer["view"], ensure_ascii=False)


def test_while_every_answer_is_slow_all_else_is_acked(slack: FakeSlack, start: Start) -> None:
    bot = start(ZADANKAI_PERSON_LIMIT="0")
    slack.wait_for_connection()
    slack.mention(QUESTION)
    answer = slack.wait_for_posts()[0]
    slack.shortcut(searching.SEARCH_SHORTCUT)
    search = slack.wait_for_modal()
    slack.web.held.add("chat.postMessage")
    questions = [slack.mention(QUESTION, channel=f"C0{number}") for number in range(24)]
    slack.wait_for_posts(1 + LISTENER_THREADS)
    others = [
        slack.press(element(answer, READ_AROUND_ACTION), answer),
        slack.message_shortcut(searching.RELATED_SHORTCUT, QUESTION, channel="C0DXROOM"),
        slack.command(QUESTION),
        slack.command("通知"),
        slack.command("forget"),
        slack.submit(search, {"words": {"words": {"value": "研修"}}}),
        slack.type_in(OWN_ACTION, "ねり"),
    ]
    slack.wait_for_ack(*questions, *others)
    # Acked while no thread for answers was free.
    assert bot.runtime.inbox.counts()[State.SENDING] == LISTENER_THREADS
    slack.web.held.clear()
    assert others[-1].response
    slack.wait_for_response()


def test_a_sixth_report_of_one_person_within_a_minute_is_not_kept_and_others_are(talk: Talk) -> None:
    post = talk.ask("専門人材の採用で困っていることは？")
    view = talk.modal(talk.choose("report", post))
    before = len(talk.reports())
    values = {"fault": {"fault": {"type": "radio_buttons", "selected_option": {"value": "context"}}}}
    said = []
    for who in (*["U0BUSY"] * 6, "U0CALM"):
        envelope = talk.slack.submit(view, values, by=who)
        talk.slack.wait_for_ack(envelope)
        said.append(json.dumps(envelope.response, ensure_ascii=False))
    assert [wording.REPORTED_TOO_OFTEN in each for each in said] == [False] * 5 + [True, False]
    assert len(talk.reports()) - before == 6


def test_the_id_of_an_operator_is_nobody_s_right_in_a_partner_s_workspace(standing: Standing) -> None:
    delivery = standing.delivery
    with ThreadPoolExecutor(1) as executor:
        at_home = AnswerDelivery(
            delivery.library,
            delivery.inbox,
            delivery.client,
            executor,
            operators=[OPERATOR],
            home=[payloads.TEAM, "E0CITY"],
        )
        at_home.close()
    people = (Asker(payloads.TEAM, OPERATOR), Asker("E0CITY", OPERATOR, "T0OTHER"))
    assert all(map(at_home.is_operator, people))
    assert not at_home.is_operator(Asker("T0PARTNER", OPERATOR))
    assert not at_home.is_operator(Asker(payloads.TEAM, COLLEAGUE))
