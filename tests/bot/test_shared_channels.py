"""One person, one key: a partner's organisation stands in a mention, their workspace in a press.

The forms are those of shared/inputs/slack/grid_partner.json: Slack's own samples, with invented ids.
"""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from bot import wording
from bot.slack.access import Access
from bot.slack.payloads import inquiry, person
from bot.slack.rate_limit import RateLimit
from bot.state.askers import Asker
from tests.bot.standing import Standing, Talk, element, has
from tests.fake_slack import payloads
from tests.fake_slack.payloads import TEAM

QUESTION = "専門人材の採用で困っていることは？"
ORGANISATION, WORKSPACE = "E0PARTNER", "T0PARTNER"
NUMBERS = payloads.Numbering()
_people = itertools.count(1)


@pytest.fixture(scope="module")
def standing(standing_on_either: Standing) -> Standing:
    """Return the bot on each database."""
    return standing_on_either


@pytest.fixture
def partner() -> str:
    """Return the id of a person of a partner's organisation, of the test's own."""
    return f"W0PARTNER{next(_people)}"


def mention(text: str, user: str, **fields: Any) -> dict[str, Any]:
    said = {"user": user, "team": TEAM, "user_team": ORGANISATION, "source_team": ORGANISATION, **fields}
    return payloads.mention(NUMBERS, text, **said) | {"is_ext_shared_channel": True}


def pressing(user: str, workspace: str = WORKSPACE) -> dict[str, Any]:
    """Return the fields of a press that say who pressed."""
    return {
        "user": {"id": user, "team_id": workspace},
        "team": {"id": workspace, "enterprise_id": ORGANISATION},
        "enterprise": {"id": ORGANISATION},
        "is_enterprise_install": False,
    }


def asked(talk: Talk, text: str, user: str) -> dict[str, Any]:
    before = len(talk.posts)
    talk.slack.event(mention(text, user, channel=talk.channel, ts=talk.slack.numbers.ts()))
    return talk.wait_for_post(before + 1)


def press(talk: Talk, action_id: str, message: dict[str, Any], user: str, **chosen: Any) -> None:
    place = payloads.container(message)
    talk.slack.click(element(message, action_id) | chosen, **place, **pressing(user))


def test_a_mention_and_a_press_are_of_the_same_person(partner: str) -> None:
    pressed = payloads.click(NUMBERS, {"action_id": "more"}, **pressing(partner))
    assert person(mention(QUESTION, partner)) == person(pressed) == Asker(ORGANISATION, partner)


@pytest.mark.parametrize(
    ("body", "team"),
    [
        (payloads.mention(NUMBERS, "x") | {"enterprise_id": "E0OWN"}, "E0OWN"),
        (payloads.mention(NUMBERS, "x", user_team="T0OTHER") | {"is_ext_shared_channel": False}, "T0OTHER"),
        (
            payloads.mention(NUMBERS, "x", user_team="T0OTHER")
            | {"is_ext_shared_channel": False, "enterprise_id": "E0OWN"},
            "E0OWN",
        ),
        (
            payloads.mention(NUMBERS, "x", user_team="T0STRANGER")
            | {"is_ext_shared_channel": True, "enterprise_id": "E0OWN"},
            "T0STRANGER",
        ),
        (payloads.command(NUMBERS, "x", "y", enterprise_id="E0OWN"), "E0OWN"),
        # A colleague of another workspace, and the forms of an org-wide installation.
        (payloads.click(NUMBERS, {}, user={"id": "U0", "team_id": "T0OTHER"}, enterprise={"id": "E0OWN"}), "E0OWN"),
        (payloads.click(NUMBERS, {}, team=None, user={"id": "U0"}, enterprise={"id": "E0OWN"}), "E0OWN"),
        (
            payloads.click(NUMBERS, {}, team=None, user={"id": "U0", "team_id": "T0ONE"}, enterprise={"id": "E0OWN"}),
            "E0OWN",
        ),
        # In a shared channel who is not named is nobody of ours.
        (payloads.mention(NUMBERS, "x", team=None) | {"is_ext_shared_channel": True, "enterprise_id": "E0OWN"}, ""),
        (
            payloads.mention(NUMBERS, "x", team=None, user_profile={"team": "T0STRANGER"})
            | {"is_ext_shared_channel": True},
            "T0STRANGER",
        ),
        (payloads.mention(NUMBERS, "x", team="T0STRANGER") | {"enterprise_id": "E0OWN"}, "T0STRANGER"),
        (payloads.click(NUMBERS, {}), TEAM),
    ],
    ids=[
        "own",
        "own, elsewhere",
        "own organisation",
        "stranger",
        "command",
        "colleague's press",
        "press org-wide",
        "press org-wide, with a workspace",
        "nobody",
        "stranger by profile",
        "stranger, not said to be shared",
        "press",
    ],
)
def test_a_person_stands_under_their_organisation_else_their_workspace(body: dict[str, Any], team: str) -> None:
    assert person(body).team == team


@pytest.mark.parametrize("listed", [ORGANISATION, WORKSPACE])
def test_a_press_is_allowed_where_either_id_is_listed(partner: str, listed: str) -> None:
    access = Access([TEAM, listed], lambda _: 0, 10, RateLimit(0))
    assert access.refusal(payloads.click(NUMBERS, {}, **pressing(partner)), None) is None


def test_a_mention_is_allowed_where_the_organisation_is_listed(partner: str) -> None:
    body = mention(QUESTION, partner)
    assert Access([TEAM, ORGANISATION], lambda _: 0, 10, RateLimit(0)).refusal(body, inquiry(body)) is None
    assert Access([TEAM], lambda _: 0, 10, RateLimit(0)).refusal(body, inquiry(body)) is not None


def test_the_buttons_of_one_s_own_answer_are_one_s_own(talk: Talk, partner: str) -> None:
    message = asked(talk, QUESTION, partner)
    press(talk, "more", message, partner)
    assert talk.edit()["ts"] == message["posted_ts"]
    press(talk, "delete_answer", message, partner)
    assert talk.deleted() == [message["posted_ts"]]


def test_the_municipality_that_was_picked_in_a_press_holds_in_the_next_mention(talk: Talk, partner: str) -> None:
    message = asked(talk, "うちの区は採用をどうしている？", partner)
    block = next(block for block in message["blocks"] if block.get("block_id", "").startswith("own-"))
    chosen = {"text": {"type": "plain_text", "text": "風待区"}, "value": "風待区"}
    place = payloads.container(message)
    talk.slack.click(
        block["accessory"] | {"block_id": block["block_id"], "selected_option": chosen}, **place, **pressing(partner)
    )
    assert "風待区" in talk.edit()["text"]
    assert "風待区" in asked(talk, "うちの区の研修は？", partner)["text"]


def test_who_has_no_commands_can_be_forgotten_by_a_mention(talk: Talk, partner: str) -> None:
    message = asked(talk, QUESTION, partner)
    asker = Asker(ORGANISATION, partner)
    talk.bot.delivery.memory.people.remember(asker, "風待区")
    talk.slack.event(mention("忘れてください", partner, channel=talk.channel, ts=talk.slack.numbers.ts()))
    assert wording.FORGOTTEN_LEAD in talk.ephemeral()["text"]
    assert talk.bot.delivery.memory.people.municipality(asker) is None
    press(talk, "more", message, partner)
    assert wording.FORGOTTEN in talk.ephemeral(2)["text"]


def test_forget_in_one_workspace_of_an_organisation_finds_what_was_asked_in_another(talk: Talk, partner: str) -> None:
    installed = [{"enterprise_id": ORGANISATION, "team_id": None, "is_enterprise_install": True}]
    first = payloads.mention(NUMBERS, QUESTION, user=partner, team="T0ONE", channel=talk.channel)
    talk.slack.event(first | {"authorizations": installed, "team_id": "T0ONE", "enterprise_id": ORGANISATION})
    assert has(talk.wait_for_post(), "more")
    around = {"team_id": "T0TWO", "enterprise_id": ORGANISATION, "is_enterprise_install": "true", "user_id": partner}
    talk.slack.command("forget", **around)
    talk.slack.wait_until(
        lambda: talk.bot.delivery.memory.conversations.latest(talk.channel, first["event"]["ts"]) is None,
        10,
        "the end of the question",
    )


def test_a_note_that_somebody_was_asked_does_not_hide_the_municipality_of_their_workspace(
    talk: Talk, partner: str
) -> None:
    people = talk.bot.delivery.memory.people
    people.remember(Asker(WORKSPACE, partner), "風待区")
    people.first_time(Asker(ORGANISATION, partner))
    assert people.municipality(Asker(ORGANISATION, partner, WORKSPACE)) == "風待区"


def test_what_an_earlier_release_stored_under_the_workspace_is_found_and_forgotten(talk: Talk, partner: str) -> None:
    memory = talk.bot.delivery.memory
    memory.people.remember(Asker(WORKSPACE, partner), "風待区")
    now = person(payloads.click(NUMBERS, {}, **pressing(partner)))
    assert memory.people.municipality(now) == "風待区"
    memory.conversations.begin(Asker(WORKSPACE, partner), talk.channel, None, QUESTION)
    memory.missed.note(Asker(WORKSPACE, partner), ["蝸牛"])
    assert memory.conversations.forget_person(now) == 1
    assert memory.missed.forget_person(now) == 1
