"""Access: members of the workspace are answered, and others only if their workspace is listed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from bot import wording
from bot.slack.access import Access
from bot.slack.payloads import inquiry
from bot.slack.rate_limit import RateLimit
from bot.state.inbox import Inquiry
from tests.fake_slack import payloads

OWN = payloads.TEAM
PARTNER = "T0PARTNER"


def mention(**fields: Any) -> dict[str, Any]:
    return payloads.mention(payloads.Numbering(), "<@U0BOT> 研修は？", **fields)


def access(*listed: str, waiting: int = 0, most: int = 10, limit: int = 0) -> Access:
    return Access(listed or [OWN], lambda _: waiting, most, RateLimit(limit))


def asked(body: dict[str, Any]) -> Inquiry:
    found = inquiry(body)
    assert found is not None
    return found


def reason(at: Access, body: dict[str, Any]) -> str | None:
    refusal = at.refusal(body, inquiry(body))
    return refusal.reason if refusal else None


def test_people_of_the_workspace_are_let_in() -> None:
    assert reason(access(), mention(user_team=OWN)) is None
    assert reason(access(), mention()) is None


def test_somebody_of_another_organisation_in_a_shared_channel_is_not_and_is_told_once() -> None:
    at, body = access(), mention(user_team=PARTNER) | {"is_ext_shared_channel": True}
    first, second = at.refusal(body, asked(body)), at.refusal(body, asked(body))
    assert first is not None
    assert second is not None
    assert (first.reason, first.sentence) == ("outsider", wording.OUTSIDER)
    assert second.sentence is None


def test_a_partner_that_is_listed_is_let_in() -> None:
    body = mention(user_team=PARTNER) | {"is_ext_shared_channel": True}
    assert reason(access(OWN, PARTNER), body) is None


def test_a_list_without_one_s_own_workspace_keeps_it_out() -> None:
    assert reason(access(PARTNER), mention(user_team=OWN)) == "outsider"


def test_an_outsider_s_press_is_refused_without_a_word() -> None:
    button = {"type": "button", "action_id": "more", "value": "x"}
    body = payloads.click(payloads.Numbering(), button, user={"id": "U0OTHER", "team_id": PARTNER})
    refusal = access().refusal(body, None)
    assert refusal is not None
    assert refusal.sentence is None


@pytest.mark.parametrize("surface", ["event", "press"])
def test_another_workspace_of_the_same_organisation_is_at_home(surface: str) -> None:
    if surface == "event":
        body = mention(user_team="T0OTHER") | {"is_ext_shared_channel": False}
    else:
        user = {"id": "U0OTHER", "team_id": "T0OTHER"}
        around = {"team": {"id": "T0OTHER"}, "enterprise": {"id": "E0CITY"}, "user": user}
        body = payloads.click(payloads.Numbering(), {"type": "button", "action_id": "more"}) | around
    assert reason(access(OWN, "E0CITY"), body) is None


def test_a_payload_of_nobody_is_let_through_to_be_acked() -> None:
    assert reason(access(), {"type": "event_callback", "event": {"type": "app_uninstalled"}}) is None


def test_a_full_queue_is_said_plainly_and_only_once_a_minute() -> None:
    at, body = access(waiting=10), mention()
    sentences = [refusal.sentence for _ in range(3) if (refusal := at.refusal(body, asked(body)))]
    assert sentences == [wording.BUSY, None, None]


def test_a_flood_beyond_twice_the_queue_is_not_answered_with_a_flood() -> None:
    refusal = access(waiting=20).refusal(mention(), asked(mention()))
    assert refusal is not None
    assert (refusal.reason, refusal.sentence) == ("busy", None)


def test_who_asks_too_often_is_told_and_others_are_not_held_up() -> None:
    at, body = access(limit=2), mention()
    assert [reason(at, body) for _ in range(3)] == [None, None, "too_many"]
    other = replace(asked(body), user="U0OTHER")
    assert at.refusal(mention(user="U0OTHER"), other) is None


def test_a_press_is_let_in_where_a_new_question_no_longer_is() -> None:
    button = payloads.click(payloads.Numbering(), {"type": "button", "action_id": "more"})
    assert reason(access(waiting=10), mention()) == "busy"
    assert reason(access(waiting=19), button) is None
    assert reason(access(waiting=20), button) == "busy"


def test_presses_are_not_counted_as_questions() -> None:
    at = access(limit=1)
    body = payloads.click(payloads.Numbering(), {"type": "button", "action_id": "more"})
    assert [at.refusal(body, None) for _ in range(5)] == [None] * 5
