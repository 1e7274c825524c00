"""received → sending → sent | dropped | uncertain: nothing is answered twice, nothing is forgotten, no text stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.state.inbox import Inbox, Inquiry, State, Surface
from bot.state.retention import purge
from bot.state.tables import connect
from bot.state.tables import inbox as table
from tests.clock import Clock

INQUIRY = Inquiry(
    "Ev1", Surface.MENTION, "C1", "1.2", "T1", "U1", "研修はどう進めている？", "https://respond.example/1"
)


@pytest.fixture
def inbox(tmp_path: Path, clock: Clock) -> Inbox:
    return Inbox(connect(f"sqlite:///{tmp_path / 'inbox.sqlite3'}"), clock)


def bodies(inbox: Inbox) -> list[str | None]:
    with inbox.engine.connect() as connection:
        return list(connection.execute(select(table.c.body)).scalars())


def test_an_event_is_received_once(inbox: Inbox) -> None:
    assert [inbox.receive(INQUIRY), inbox.receive(INQUIRY)] == [True, False]
    assert inbox.counts()[State.RECEIVED] == 1


def test_only_one_takes_an_event(inbox: Inbox) -> None:
    inbox.receive(INQUIRY)
    assert [inbox.take("Ev1"), inbox.take("Ev1")] == [True, False]


def test_an_event_that_is_too_old_to_be_answered_is_not_taken(inbox: Inbox, clock: Clock) -> None:
    inbox.receive(INQUIRY)
    clock.now += timedelta(minutes=11)
    assert not inbox.take("Ev1")


def test_an_unknown_event_is_not_taken(inbox: Inbox) -> None:
    assert not inbox.take("Ev9")


def test_what_is_given_back_can_be_taken_again(inbox: Inbox) -> None:
    inbox.receive(INQUIRY)
    inbox.take("Ev1")
    assert inbox.give_back("Ev1")
    assert inbox.waiting() == (INQUIRY,)
    assert inbox.take("Ev1")


@pytest.mark.parametrize("state", [State.SENT, State.DROPPED, State.UNCERTAIN])
def test_a_settled_event_keeps_its_id_and_loses_its_text(inbox: Inbox, state: State) -> None:
    inbox.receive(INQUIRY)
    inbox.take("Ev1")
    inbox.settle("Ev1", state, "why")
    assert bodies(inbox) == [None]
    assert not inbox.receive(INQUIRY)


def test_what_was_sent_cannot_become_uncertain(inbox: Inbox) -> None:
    inbox.receive(INQUIRY)
    inbox.take("Ev1")
    inbox.settle("Ev1", State.SENT)
    assert not inbox.settle("Ev1", State.UNCERTAIN, "late doubt")
    assert inbox.counts()[State.SENT] == 1


def test_what_another_process_called_uncertain_may_still_be_known_as_sent(inbox: Inbox, clock: Clock) -> None:
    inbox.receive(INQUIRY)
    inbox.take("Ev1")
    clock.now += timedelta(minutes=3)
    inbox.recover()
    assert inbox.counts()[State.UNCERTAIN] == 1
    assert inbox.settle("Ev1", State.SENT)
    assert inbox.counts()[State.UNCERTAIN] == 0


def test_after_a_crash_the_received_is_answerable_and_the_sending_is_uncertain_two_minutes_later(
    inbox: Inbox, clock: Clock
) -> None:
    inbox.receive(INQUIRY)
    inbox.receive(replace(INQUIRY, event_id="Ev2"))
    inbox.take("Ev2")
    # Another process may be sending it at this very moment, and may yet hear that it was not posted.
    assert inbox.recover() == (INQUIRY,)
    assert inbox.counts()[State.SENDING] == 1
    clock.now += timedelta(seconds=121)
    assert inbox.settle_abandoned() == 1
    assert inbox.counts()[State.UNCERTAIN] == 1
    assert inbox.reasons() == {"restart": 1}
    assert not inbox.take("Ev2")


def test_a_question_that_waited_long_before_it_was_taken_is_not_called_abandoned(inbox: Inbox, clock: Clock) -> None:
    inbox.receive(INQUIRY)
    clock.now += timedelta(minutes=9)
    inbox.take("Ev1")
    clock.now += timedelta(minutes=1)
    assert inbox.settle_abandoned() == 0
    assert inbox.give_back("Ev1")


def test_no_text_of_an_unanswered_question_outlives_an_hour(inbox: Inbox, clock: Clock) -> None:
    inbox.receive(INQUIRY)
    inbox.receive(replace(INQUIRY, event_id="Ev2"))
    inbox.take("Ev2")
    clock.now += timedelta(hours=1)
    assert inbox.settle_abandoned() == 2
    assert bodies(inbox) == [None, None]


def test_what_a_clock_of_the_future_wrote_down_is_settled_by_the_right_one(inbox: Inbox, clock: Clock) -> None:
    clock.now += timedelta(days=3650)
    inbox.receive(INQUIRY)
    inbox.receive(replace(INQUIRY, event_id="Ev2"))
    inbox.take("Ev2")
    clock.now -= timedelta(days=3650)
    assert inbox.settle_abandoned() == 2
    assert bodies(inbox) == [None, None]


def test_a_question_of_eleven_minutes_ago_is_dropped_as_late(inbox: Inbox, clock: Clock) -> None:
    inbox.receive(INQUIRY)
    clock.now += timedelta(minutes=9)
    inbox.receive(replace(INQUIRY, event_id="Ev2"))
    clock.now += timedelta(minutes=2)
    assert [inquiry.event_id for inquiry in inbox.recover()] == ["Ev2"]
    assert inbox.reasons() == {"late": 1}
    assert [inbox.take("Ev1"), inbox.take("Ev2")] == [False, True]


def test_the_id_of_a_settled_event_is_kept_for_a_day(inbox: Inbox, clock: Clock) -> None:
    inbox.receive(INQUIRY)
    inbox.settle("Ev1", State.DROPPED, "not_in_channel")
    clock.now += timedelta(hours=23)
    assert purge(inbox.engine, clock.now)["inbox"] == 0
    clock.now += timedelta(hours=2)
    assert purge(inbox.engine, clock.now)["inbox"] == 1
    assert sum(inbox.counts().values()) == 0


def test_an_unsettled_event_is_settled_before_it_is_forgotten(inbox: Inbox, clock: Clock) -> None:
    inbox.receive(INQUIRY)
    clock.now += timedelta(days=9)
    assert purge(inbox.engine, clock.now)["inbox"] == 0
    assert inbox.reasons() == {"late": 1}
