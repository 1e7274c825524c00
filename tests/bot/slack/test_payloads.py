"""Which payloads are questions, and what they say."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.answers import LONGEST_QUESTION, typed
from bot.slack.payloads import inquiry
from bot.state.inbox import Inquiry, Surface, message_id
from tests.fake_slack import payloads

NUMBERS = payloads.Numbering()


def test_a_mention_becomes_an_inquiry_without_the_bot_s_name() -> None:
    expected = Inquiry(
        message_id("C0DXROOM", "1.000100"),
        Surface.MENTION,
        "C0DXROOM",
        "1.000100",
        "T0ZADANKAI",
        "U0ASKER",
        "研修は？",
        workspace="T0ZADANKAI",
        ts="1.000100",
        bot_user="U0BOT",
    )
    assert inquiry(payloads.mention(NUMBERS, "研修は？", ts="1.000100")) == expected
    in_thread = payloads.mention(NUMBERS, "研修は？", ts="1.000100", thread_ts="1.000001")
    assert inquiry(in_thread) == replace(expected, thread_ts="1.000001", running=True)


def test_a_message_that_has_replies_is_no_thread_of_others() -> None:
    found = inquiry(payloads.mention(NUMBERS, "研修は？", ts="1.000100", thread_ts="1.000100"))
    assert found is not None
    assert (found.running, found.thread_ts) == (False, "1.000100")
    direct = inquiry(payloads.direct_message(NUMBERS, "研修は？", ts="1.000100", thread_ts="1.000100"))
    assert direct is not None
    assert direct.thread_ts is None


def test_an_edit_of_a_message_is_another_question_about_the_same() -> None:
    edited = inquiry(payloads.mention(NUMBERS, "研修は？", ts="1.000100", edited={"user": "U0ASKER", "ts": "2.0"}))
    assert edited is not None
    assert (edited.ts, edited.edited) == ("1.000100", True)
    assert edited.event_id != message_id("C0DXROOM", "1.000100")


def test_a_user_of_another_organisation_is_known_by_their_own_team() -> None:
    found = inquiry(payloads.mention(NUMBERS, "研修は？", user_team="T0OTHER"))
    assert found is not None
    assert found.team == "T0OTHER"


def test_an_organisation_wide_command_has_no_team() -> None:
    body = payloads.command(NUMBERS, "研修は？", "https://respond.example/1", team_id=None, enterprise_id="E0ORG")
    found = inquiry(body)
    assert found is not None
    assert (found.team, found.response_url) == ("E0ORG", "https://respond.example/1")


def test_a_message_with_a_file_is_still_a_question() -> None:
    assert inquiry(payloads.direct_message(NUMBERS, "この件は？", subtype="file_share")) is not None


def test_a_message_in_a_channel_is_no_question_even_if_it_arrives() -> None:
    assert inquiry(payloads.direct_message(NUMBERS, "研修は？", channel_type="channel")) is None


def test_clicks_and_openings_are_no_questions() -> None:
    assert inquiry(payloads.home_opened(NUMBERS)) is None
    assert inquiry(payloads.click(NUMBERS, {"action_id": "x"})) is None


def test_a_payload_without_what_an_answer_needs_is_no_question() -> None:
    body = payloads.mention(NUMBERS, "研修は？")
    assert inquiry({key: value for key, value in body.items() if key != "event_id"}) is None
    assert inquiry(payloads.mention(NUMBERS, "研修は？", channel=None)) is None
    assert inquiry(payloads.command(NUMBERS, "研修は？", "")) is None
    assert inquiry({"event": "nonsense"}) is None


def test_half_a_surrogate_pair_and_nul_are_left_out() -> None:
    assert typed("研修\ud83d は\x00？") == "研修 は ？"


@given(st.text())
def test_a_question_is_always_writable_and_bounded(text: str) -> None:
    words = typed(text)
    words.encode("utf-8")
    assert len(words) <= LONGEST_QUESTION
    assert "\x00" not in words
