"""Values and forms are checked against the database and the person; unreadable ones are answered as outdated."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from bot import wording
from bot.slack.blocks.notice import STOP_ACTION, SWITCH_ACTION
from bot.state.askers import Asker
from bot.state.tables import subscriptions
from corpus.storage.database import reading
from tests.bot.standing import COLLEAGUE, Standing, Talk, element, quoted_ids
from tests.fake_slack.limits import texts
from tests.fake_slack.payloads import ASKER, TEAM

Payload = dict[str, Any]

QUESTION = "専門人材の採用で困っていることは？"
OTHER = "職員の研修はどう進めている？"
VICTIM = "U0VICTIM"


def own_of(standing: Standing, user: str) -> str | None:
    return standing.delivery.memory.people.municipality(Asker(TEAM, user))


def told(standing: Standing) -> list[tuple[str, str]]:
    """Return the receivers of notices, and who turned them on."""
    with reading(standing.delivery.inbox.engine) as connection:
        rows = connection.execute(select(subscriptions.c.receiver, subscriptions.c.user))
        return [(row.receiver, row.user) for row in rows]


def forged(message: Payload, action_id: str, value: str) -> Payload:
    """Return a button of a message with another value."""
    return element(message, action_id) | {"value": value}


def settled(talk: Talk, envelope: Any) -> None:
    """Wait until an action is handled: one more question is answered after it."""
    talk.slack.wait_for_ack(envelope)
    talk.ask(OTHER)


# Answers


def test_the_value_of_one_s_own_answer_deletes_nobody_else_s(talk: Talk) -> None:
    mine = element(talk.ask(OTHER, by=COLLEAGUE), "delete_answer")["value"]
    theirs = talk.ask(QUESTION)
    for number, value in enumerate((mine, f"|{TEAM}|{COLLEAGUE}", element(theirs, "delete_answer")["value"]), start=1):
        talk.slack.press(forged(theirs, "delete_answer", value), theirs, by=COLLEAGUE)
        assert talk.ephemeral(number)["text"] in {wording.NOT_YOURS, wording.NOT_KNOWN_WHOSE}
    assert not [call for call in talk.slack.calls("chat.delete") if call.payload["channel"] == talk.channel]
    talk.press("delete_answer", theirs)
    assert talk.deleted() == [theirs["posted_ts"]]


def test_an_answer_whose_question_is_forgotten_is_left_to_the_operators(talk: Talk) -> None:
    post = talk.ask(QUESTION)
    talk.bot.delivery.memory.conversations.forget_person(Asker(TEAM, ASKER))
    talk.press("delete_answer", post)
    assert talk.ephemeral()["text"] == wording.NOT_KNOWN_WHOSE
    talk.press("delete_answer", post, by="U0OPERATOR")
    assert talk.deleted() == [post["posted_ts"]]


def test_the_value_of_one_s_own_answer_changes_nobody_else_s(talk: Talk) -> None:
    mine = element(talk.ask(OTHER, by=COLLEAGUE), "more")["value"]
    theirs = talk.ask(QUESTION)
    talk.slack.press(forged(theirs, "more", mine), theirs, by=COLLEAGUE)
    assert talk.ephemeral()["user"] == COLLEAGUE
    assert not [each for each in talk.slack.edits if each["channel"] == talk.channel]


def test_the_value_of_a_command_s_answer_that_only_one_saw_changes_nobody_else_s(talk: Talk) -> None:
    before = len(talk.slack.responses)
    talk.slack.command(OTHER, channel_id=talk.channel, user_id=COLLEAGUE)
    mine = element(talk.slack.wait_for_response(before + 1), "more")["value"]
    theirs = talk.ask(QUESTION)
    talk.slack.press(forged(theirs, "more", mine), theirs, by=COLLEAGUE)
    assert talk.ephemeral()["user"] == COLLEAGUE
    assert not [each for each in talk.slack.edits if each["channel"] == talk.channel]


def test_who_sends_a_form_is_the_payload_s_person_whatever_the_form_carries(talk: Talk, standing: Standing) -> None:
    form = talk.modal(talk.press("narrow", talk.ask(QUESTION), by=COLLEAGUE))
    tag, conversation, fields = json.loads(form["private_metadata"])
    forged_value = json.dumps([tag, conversation, fields | {"person": VICTIM}])
    assert ASKER not in form["private_metadata"]
    chosen = {"own": {"own_municipality": {"selected_option": {"value": "風待区"}}}}
    metadata = form | {"private_metadata": forged_value}
    settled(talk, talk.slack.submit(metadata, chosen, by=COLLEAGUE))
    talk.slack.wait_until(lambda: own_of(standing, COLLEAGUE) == "風待区", 10, "the choice")
    assert own_of(standing, VICTIM) is None


# Shares


def test_a_share_is_taken_back_by_whom_the_message_names_whatever_the_icon_says(talk: Talk) -> None:
    form = talk.modal(talk.press("share_quote", talk.ask(QUESTION)))
    where = {"where": {"where": {"selected_conversation": talk.channel}}}
    talk.turned(lambda: talk.slack.submit(form, where))
    share = talk.posts[-1]
    talk.slack.press(forged(share, "take_back_share", f"|{TEAM}|{COLLEAGUE}"), share, by=COLLEAGUE)
    assert talk.ephemeral()["text"] == wording.NOT_YOUR_SHARE
    talk.press("take_back_share", share)
    assert talk.deleted() == [share["posted_ts"]]


# Notices


def test_nobody_is_subscribed_or_unsubscribed_by_a_third_person(talk: Talk, standing: Standing) -> None:
    home: Payload = {"user": {"id": COLLEAGUE, "team_id": TEAM}, "view": {"type": "home", "id": "V0"}, "channel": None}
    button = {"type": "button", "action_id": f"{SWITCH_ACTION}:0"}
    settled(talk, talk.slack.click(button | {"value": f"on|{VICTIM}"}, **home))
    settled(talk, talk.slack.click(button | {"value": "on|C0ELSEWHERE"}, **home))
    assert told(standing) == []
    settled(talk, talk.slack.click(button | {"value": f"on|{COLLEAGUE}"}, **home))
    talk.slack.wait_until(lambda: told(standing) == [(COLLEAGUE, COLLEAGUE)], 10, "a subscription")
    theirs = home | {"user": {"id": "U0OTHER", "team_id": TEAM}}
    settled(talk, talk.slack.click(button | {"value": f"off|{COLLEAGUE}"}, **theirs))
    url = f"http://{talk.slack.web.address}/respond/forged"
    stop = {"type": "button", "action_id": STOP_ACTION, "value": COLLEAGUE}
    settled(talk, talk.slack.click(stop, **theirs, response_url=url))
    assert told(standing) == [(COLLEAGUE, COLLEAGUE)]


# One's own municipality


def test_only_a_municipality_of_the_table_is_kept_as_one_s_own(talk: Talk, standing: Standing) -> None:
    who, strange = "U0NEWCOMER", "内緒の言葉"
    person = Asker(TEAM, who)
    chosen = {"selected_option": {"value": strange}}
    post = talk.ask("他の区の専門人材の採用は？", by=who)
    settled(talk, talk.pick_own(strange, post, by=who))
    form = talk.modal(talk.press("narrow", post, by=who))
    settled(talk, talk.slack.submit(form, {"own": {"own_municipality": chosen}}, by=who))
    search = {"callback_id": "search", "type": "modal", "blocks": [], "private_metadata": ""}
    words = {"words": {"words": {"value": "研修"}}, "own": {"own_municipality": chosen}}
    settled(talk, talk.slack.submit(search, words, by=who))
    assert own_of(standing, who) is None
    assert standing.delivery.remember(person, "風待区") == own_of(standing, who) == "風待区"


# What nobody can read

#: Of a release to come.
UNREADABLE = '["of_another_release",1]'


def said(view: Payload | None) -> str:
    assert view is not None
    return "".join(texts(view["blocks"]))


@pytest.mark.parametrize("action_id", ["share_quote", "quote_menu", "take_back_share", "retry-1"])
def test_who_presses_below_a_message_what_cannot_be_read_is_told_so(talk: Talk, action_id: str) -> None:
    post = talk.ask(QUESTION)
    pressed = {"type": "button", "action_id": action_id, "value": UNREADABLE}
    if action_id == "quote_menu":
        pressed = element(post, action_id) | {"selected_option": {"value": UNREADABLE}}
    talk.slack.press(pressed, post, by=COLLEAGUE)
    assert (talk.ephemeral()["text"], talk.ephemeral()["user"]) == (wording.STALE, COLLEAGUE)


@pytest.mark.parametrize(
    "action_id", ["share_quote", "read_around", "more", "narrow", "show_listing", "delete_answer", "open_municipality"]
)
def test_a_button_without_a_value_is_answered_too(talk: Talk, action_id: str) -> None:
    talk.slack.press({"type": "button", "action_id": action_id}, talk.ask(QUESTION))
    assert talk.ephemeral()["text"] == wording.STALE


def test_a_municipality_that_is_no_more_of_the_table_is_answered_too(talk: Talk) -> None:
    post = talk.ask("他の区の専門人材の採用は？", by="U0SOMEBODY")
    talk.pick_own("消えた区", post, by="U0SOMEBODY")
    assert talk.ephemeral()["text"] == wording.STALE


#: What neither JSON in UTF-8 nor a database takes, and what is no option.
UNSTORABLE = [{"value": "\ud83d"}, {"value": "k\x003"}, {"value": '["retry","\\u0000"]'}, {"selected_option": "x"}]


@pytest.mark.parametrize("chosen", UNSTORABLE)
@pytest.mark.parametrize("action_id", ["more", "narrow", "show_listing", "delete_answer", "retry-1", "read_around"])
def test_a_value_that_cannot_be_stored_is_answered_too(talk: Talk, action_id: str, chosen: Payload) -> None:
    talk.slack.press({"type": "button", "action_id": action_id, **chosen}, talk.ask(QUESTION))
    assert talk.ephemeral()["text"] == wording.STALE


@pytest.mark.parametrize(
    ("action_id", "value"),
    [
        ("open_municipality", "区" * 300),
        ("open_municipality", "消えた区"),
        ("open_municipality", '["page","",1]'),
        ("try_question", "研" * 2000),
        ("open_theme_later", '["page","人材",2]'),
        ("open_municipality_earlier", '["page","風待区",1]'),
        ("listing_page_later", '["page","",2]'),
        ("listing_table", "listing_table"),
    ],
)
def test_a_message_s_button_that_was_never_posted_is_answered_too(talk: Talk, action_id: str, value: str) -> None:
    talk.slack.press({"type": "button", "action_id": action_id, "value": value}, talk.ask(QUESTION))
    assert talk.ephemeral()["text"] == wording.STALE


def test_a_comparison_keeps_only_a_municipality_of_the_table_and_misses_no_tick(talk: Talk) -> None:
    comparison = talk.modal(talk.press("show_listing", talk.ask(QUESTION, by=COLLEAGUE), by=COLLEAGUE))
    strange = {"type": "external_select", "action_id": "listing_own", "selected_option": {"value": "消えた区"}}
    assert said(talk.modal(talk.slack.press_in(comparison, strange, by=COLLEAGUE))) == wording.STALE
    unticked = {"type": "checkboxes", "action_id": "listing_leave_own_out"}
    assert said(talk.turned(lambda: talk.slack.press_in(comparison, unticked, by=COLLEAGUE))) == said(comparison)


def test_nothing_is_kept_of_a_quote_that_is_gone(talk: Talk) -> None:
    post, before = talk.ask(QUESTION), len(talk.reports())
    value = json.dumps(["menu", "report", "n0123456789ab-abc-1", element(post, "more")["value"]])
    assert said(talk.modal(talk.press("quote_menu", post, selected_option={"value": value}))) == wording.GONE
    assert len(talk.reports()) == before


@pytest.mark.parametrize("value", ['["judgement","gone","useful"]', '["judgement","gone","perhaps"]', "useful"])
def test_a_verdict_on_no_answer_is_not_kept(talk: Talk, value: str) -> None:
    post, before = talk.ask(QUESTION), len(talk.bot.delivery.memory.feedback.verdicts())
    forged = {"type": "feedback_buttons", "action_id": "answer_feedback", "value": value}
    talk.slack.press(forged, post)
    assert talk.ephemeral()["text"] in (wording.FORGOTTEN, wording.STALE)
    assert len(talk.bot.delivery.memory.feedback.verdicts()) == before


@pytest.mark.parametrize(
    ("passage", "words"), [("n0123456789ab-abc-1", wording.GONE), ("\ud83d", wording.STALE), ("a\x00", wording.STALE)]
)
def test_a_report_of_a_quote_that_is_gone_is_not_kept(talk: Talk, passage: str, words: str) -> None:
    form = {"type": "modal", "callback_id": "report", "blocks": [], "private_metadata": passage}
    envelope = talk.slack.submit(form, {"fault": {"fault": {"selected_option": {"value": "speaker"}}}})
    talk.slack.wait_for_ack(envelope)
    assert envelope.response is not None
    assert said(envelope.response["view"]) == words
    assert passage not in [reported for reported, _ in talk.reports()]


@pytest.mark.parametrize("option", [{"value": "\ud83d"}, {"value": '["person","\ud83d",""]'}, "x"])
@pytest.mark.parametrize("action_id", ["search_persons", "search_municipalities"])
def test_the_search_form_refuses_an_option_that_cannot_be_stored(talk: Talk, action_id: str, option: Any) -> None:
    form = {"type": "modal", "callback_id": "search", "blocks": [], "private_metadata": ""}
    envelope = talk.slack.submit(form, {"field": {action_id: {"selected_options": [option]}}})
    talk.slack.wait_for_ack(envelope)
    assert envelope.response is not None
    assert said(envelope.response["view"]) == wording.STALE


@pytest.mark.parametrize(
    ("action_id", "chosen"),
    [
        ("listing_scope", {"selected_option": {"value": "all"}}),
        ("listing_leave_own_out", {"selected_options": []}),
        ("listing_own", {"selected_option": {"value": "風待区"}}),
        ("listing_choose", {"value": "listing_choose"}),
        ("listing_table", {"value": "listing_table"}),
        ("listing_page_later", {"value": "2|"}),
    ],
)
def test_a_modal_that_carries_what_cannot_be_read_says_so_on_top(talk: Talk, action_id: str, chosen: Payload) -> None:
    view = {"type": "modal", "callback_id": "", "blocks": [], "private_metadata": UNREADABLE}
    pressed = talk.slack.press_in(view, {"type": "button", "action_id": action_id, **chosen}, by="U0MODAL")
    assert said(talk.modal(pressed)) == wording.STALE


@pytest.mark.parametrize(
    ("action_id", "value"),
    [("listing_scope", "galaxy"), ("listing_page_later", UNREADABLE), ("open_theme:x", UNREADABLE)],
)
def test_a_value_of_a_modal_that_cannot_be_read_says_so_on_top(talk: Talk, action_id: str, value: str) -> None:
    comparison = talk.modal(talk.press("show_listing", talk.ask(QUESTION)))
    chosen = {"selected_option": {"value": value}} if action_id == "listing_scope" else {"value": value}
    pressed = talk.slack.press_in(comparison, {"type": "button", "action_id": action_id, **chosen})
    assert said(talk.modal(pressed)) == wording.STALE


def test_the_third_modal_gives_way_to_what_cannot_be_read(talk: Talk) -> None:
    view = {"type": "modal", "callback_id": "related", "blocks": [], "private_metadata": UNREADABLE}
    third = view | {"id": "V3", "root_view_id": "V1", "previous_view_id": "V2"}
    share = {"type": "button", "action_id": "share_quote", "value": "n0123456789ab-abc-1"}
    assert said(talk.turned(lambda: talk.slack.press_in(third, share))) == wording.STALE


@pytest.mark.parametrize(
    ("action_id", "value"),
    [(f"{SWITCH_ACTION}:0", "perhaps|U0ASKER"), ("home_own_municipality", "消えた区"), ("home_any_municipality", "")],
)
def test_app_home_says_so_in_a_modal(talk: Talk, action_id: str, value: str) -> None:
    home = {"view": {"type": "home", "id": "V0"}, "channel": None}
    pressed = talk.slack.click({"type": "button", "action_id": action_id, "value": value}, **home)
    assert said(talk.modal(pressed)) == wording.STALE


@pytest.mark.parametrize("callback_id", ["narrow", "listing_choose", "report", "search"])
def test_a_form_that_carries_what_cannot_be_read_says_so_in_its_place(talk: Talk, callback_id: str) -> None:
    form = {"type": "modal", "callback_id": callback_id, "blocks": [], "private_metadata": UNREADABLE}
    unknown = {"value": UNREADABLE}
    values = {
        "fault": {"fault": {"selected_option": unknown}},
        "chosen": {"listing_chosen": {"selected_options": [unknown]}},
        "persons": {"search_persons": {"selected_options": [unknown]}},
    }
    envelope = talk.slack.submit(form, values)
    talk.slack.wait_for_ack(envelope)
    assert envelope.response is not None
    assert envelope.response["response_action"] == "update"
    assert said(envelope.response["view"]) == wording.STALE


@pytest.mark.parametrize("metadata", [UNREADABLE, '{"pointer": 1}', '{"pointer": "a|b|c", "thread": null}'])
def test_the_form_of_a_share_says_so_where_it_said_that_it_is_sending(talk: Talk, metadata: str) -> None:
    form = {"type": "modal", "callback_id": "share", "id": "V9", "blocks": [], "private_metadata": metadata}
    values = {"where": {"where": {"selected_conversation": talk.channel}}}
    assert said(talk.turned(lambda: talk.slack.submit(form, values))) == wording.STALE
    assert talk.posts == []


# What release 0.1.0 posted


def test_a_form_of_0_1_0_shares_what_its_button_meant(talk: Talk) -> None:
    passage = quoted_ids(talk.ask(QUESTION))[0]
    form = {"type": "modal", "callback_id": "share", "id": "V9", "blocks": []}
    metadata = {"private_metadata": json.dumps({"pointer": passage, "thread": None})}
    values = {"where": {"where": {"selected_conversation": talk.channel}}}
    done = talk.turned(lambda: talk.slack.submit(form | metadata, values))
    assert said(done) == wording.SHARE_SENT
    assert passage in quoted_ids(talk.posts[-1])


def test_a_menu_of_0_1_0_still_cites(talk: Talk) -> None:
    post = talk.ask(QUESTION)
    conversation = element(post, "more")["value"]
    chosen = {"value": f"cite|{quoted_ids(post)[0]}|{conversation}|0|12"}
    assert wording.CITE_HOW in said(talk.modal(talk.press("quote_menu", post, selected_option=chosen)))
