"""Delivered twice, rate-limited, refused, disconnected: each question is answered at most once and settled."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from bot.state.inbox import Inbox, Inquiry, State, Surface
from bot.state.tables import connect, inbox
from tests.bot.conftest import QUICK, Running, Start
from tests.fake_slack import FakeSlack
from tests.fake_slack.limits import quotes

QUESTION = "職員の研修はどう進めている？"


def states(bot: Running) -> dict[str, int]:
    return {state.value: count for state, count in bot.runtime.inbox.counts().items() if count}


def settled(slack: FakeSlack, bot: Running, **counts: int) -> None:
    slack.wait_until(lambda: states(bot) == counts, 10, f"{counts}, found {states(bot)}")


def test_three_deliveries_of_one_event_get_one_answer(slack: FakeSlack, bot: Running) -> None:
    envelope = slack.mention(QUESTION)
    again = [slack.event(envelope.payload) for _ in range(2)]
    slack.wait_for_ack(envelope, *again)
    slack.direct_message("ありがとう")
    assert len(slack.wait_for_posts(2)) == 2
    settled(slack, bot, sent=2)


def test_a_redelivery_after_the_answer_is_acked_and_not_answered(slack: FakeSlack, bot: Running) -> None:
    envelope = slack.direct_message(QUESTION)
    slack.wait_for_posts()
    slack.wait_for_ack(slack.event(envelope.payload))
    settled(slack, bot, sent=1)
    assert len(slack.posts) == 1


def test_an_event_that_cannot_be_written_down_is_not_acked_and_is_answered_when_it_can(
    slack: FakeSlack, bot: Running
) -> None:
    engine = bot.runtime.inbox.engine
    with engine.connect() as connection:
        connection.exec_driver_sql("ALTER TABLE inbox RENAME TO elsewhere")
        connection.commit()
        envelope = slack.direct_message(QUESTION)
        slack.wait_until(lambda: envelope.attempts >= 2, 10, "a second delivery")
        assert envelope.acked_at is None
        connection.exec_driver_sql("ALTER TABLE elsewhere RENAME TO inbox")
        connection.commit()
    slack.wait_for_posts()
    slack.wait_for_ack(envelope)
    settled(slack, bot, sent=1)


def test_a_limited_channel_waits_while_other_conversations_go_on(slack: FakeSlack, bot: Running) -> None:
    # Long enough for a machine on which other tests run.
    slack.limit("C0BUSY", 5.0)
    # More of them than there are listener threads: a thread that slept would be missed below.
    for _ in range(25):
        slack.mention(QUESTION, channel="C0BUSY")
    slack.direct_message(QUESTION)
    first = slack.wait_for_posts()[0]
    assert first["channel"] == "D0ASKER"
    slack.wait_for_posts(26, 30)
    settled(slack, bot, sent=26)


def test_an_answer_that_slack_refuses_is_dropped_with_its_reason(slack: FakeSlack, bot: Running) -> None:
    slack.web.refused["C0DXROOM"] = "not_in_channel"
    slack.mention(QUESTION)
    settled(slack, bot, dropped=1)
    assert bot.runtime.inbox.reasons() == {"not_in_channel": 1}


@pytest.mark.parametrize("status", [500, 503, 200])
def test_an_answer_of_which_nobody_knows_is_uncertain_and_not_sent_again(
    slack: FakeSlack, bot: Running, status: int
) -> None:
    slack.web.broken["chat.postMessage"] = status
    slack.mention(QUESTION)
    settled(slack, bot, uncertain=1)
    assert len([call for call in slack.web.calls if call.method == "chat.postMessage"]) == 1


@pytest.mark.usefixtures("bot")
def test_a_dropped_connection_is_replaced_and_what_came_meanwhile_is_answered(slack: FakeSlack) -> None:
    slack.drop_sockets()
    slack.mention(QUESTION)
    slack.wait_for_posts()
    assert slack.sockets.connections == 2


@pytest.mark.usefixtures("bot")
def test_a_connection_that_slack_refreshes_is_replaced(slack: FakeSlack) -> None:
    slack.say_goodbye()
    slack.wait_for_connection(2)
    slack.mention(QUESTION)
    assert slack.wait_for_posts()


@pytest.mark.usefixtures("bot")
def test_a_silent_connection_is_replaced(slack: FakeSlack) -> None:
    slack.fall_silent()
    slack.wait_for_connection(2)
    slack.mention(QUESTION)
    assert slack.wait_for_posts()


def test_three_failures_in_a_row_end_the_process_with_a_code(slack: FakeSlack, bot: Running) -> None:
    slack.web.failing_opens = 3
    slack.drop_sockets()
    assert bot.join() == 1


def test_a_token_that_is_refused_three_times_in_a_row_ends_a_connected_process_with_2(
    slack: FakeSlack, bot: Running
) -> None:
    slack.web.denied["apps.connections.open"] = "token_revoked"
    before = len(slack.calls("apps.connections.open"))
    slack.drop_sockets()
    assert bot.join() == 2
    assert len(slack.calls("apps.connections.open")) - before == 3


@pytest.mark.usefixtures("bot")
@pytest.mark.parametrize("error", ["internal_error", "invalid_auth"])
def test_two_failures_in_a_row_are_survived(slack: FakeSlack, error: str) -> None:
    slack.web.failing_opens, slack.web.open_error = 2, error
    slack.drop_sockets()
    slack.wait_for_connection(2)
    slack.mention(QUESTION)
    assert slack.wait_for_posts()


def test_a_reply_under_way_is_finished_before_the_end(slack: FakeSlack, bot: Running) -> None:
    slack.web.slow["chat.postMessage"] = 1.0
    slack.mention(QUESTION)
    slack.wait_for_posts()
    assert bot.end() == 0
    assert states(bot) == {"sent": 1}


def test_a_reply_that_takes_too_long_is_given_up_and_its_late_end_is_still_the_truth(
    slack: FakeSlack, start: Start
) -> None:
    first = start(replace(QUICK, farewell=0.5))
    slack.wait_for_connection()
    slack.web.slow["chat.postMessage"] = 3.0
    slack.mention(QUESTION)
    slack.wait_for_posts()
    assert first.end() == 0
    assert first.runtime.unfinished
    second = start()
    # The next start leaves it to whoever is sending it.
    assert states(second) == {"sending": 1}
    settled(slack, second, sent=1)
    assert len(slack.posts) == 1


def test_a_second_process_that_starts_takes_no_answer_from_the_first_that_slack_then_limits(
    slack: FakeSlack, start: Start, database: str
) -> None:
    first = start()
    slack.wait_for_connection()
    slack.web.slow["chat.postMessage"] = 1.5
    slack.limit("C0DXROOM", 1.0)
    slack.mention(QUESTION)
    slack.wait_until(lambda: any(call.status == 429 for call in slack.web.calls), 10, "a 429 that is under way")
    # What a start does first, here and now: the whole of one may take longer than the slow answer.
    second = Inbox(connect(database), lambda: datetime.now(UTC))
    assert second.recover() == ()
    assert second.counts()[State.SENDING] == 1
    second.engine.dispose()
    slack.web.slow.clear()
    start()
    slack.wait_for_posts()
    settled(slack, first, sent=1)
    assert len(slack.posts) == 1


def test_what_a_dead_process_was_sending_is_settled_by_one_that_runs_and_loses_its_text(
    slack: FakeSlack, start: Start
) -> None:
    bot = start(replace(QUICK, abandoned=0.2))
    slack.wait_for_connection()
    engine, hour = bot.runtime.inbox.engine, timedelta(hours=1)
    dead = Inbox(engine, lambda: datetime.now(UTC) - hour)
    dead.receive(Inquiry("Ev0", Surface.MENTION, "C1", None, "T1", "U1", QUESTION))
    dead.take("Ev0")
    settled(slack, bot, uncertain=1)
    with engine.connect() as connection:
        assert connection.execute(select(inbox.c.body)).scalar_one() is None


def test_what_was_received_and_not_answered_is_answered_after_the_next_start(slack: FakeSlack, start: Start) -> None:
    first = start()
    slack.wait_for_connection()
    slack.limit("C0DXROOM", 2.0)
    slack.mention(QUESTION)
    slack.wait_until(lambda: any(call.status == 429 for call in slack.web.calls), 10, "a 429")
    assert first.end() == 0
    assert states(first) == {"received": 1}
    slack.wait_until(lambda: slack.limit_over("C0DXROOM"), 10, "the end of the limit")
    second = start(QUICK)
    slack.wait_for_posts()
    settled(slack, second, sent=1)


@pytest.mark.usefixtures("bot")
def test_twenty_slow_answers_leave_the_next_question_acked_at_once(slack: FakeSlack) -> None:
    slack.web.slow["chat.postMessage"] = 1.5
    for number in range(20):
        slack.mention(QUESTION, channel=f"C0ROOM{number}")
    slack.wait_for_posts(20)
    envelope = slack.mention(QUESTION)
    slack.wait_for_ack(envelope, seconds=1)
    assert len(slack.wait_for_posts(21)) == 21


def test_a_command_that_slack_limits_is_answered_later(slack: FakeSlack, bot: Running) -> None:
    slack.limit("", 1.0)
    slack.command(QUESTION)
    assert quotes(slack.wait_for_response()["blocks"])
    settled(slack, bot, sent=1)
