"""App Home under Slack's rate limit: every opening is answered in the end, in turn, the newest of a person only."""

from __future__ import annotations

import pytest
from slack_sdk.models.views import View

from bot.slack.home import HomePages
from bot.state.askers import Asker
from tests.bot.conftest import Running
from tests.fake_slack import FakeSlack

PEOPLE = [f"U{number}" for number in range(30)]


def published(slack: FakeSlack) -> list[str]:
    return [call.payload["user_id"] for call in slack.calls("views.publish")]


def open_all(slack: FakeSlack, bot: Running) -> None:
    slack.limit("views.publish", 1.5)
    for person in PEOPLE:
        slack.wait_for_ack(slack.open_home("home", user=person))
    for _ in range(3):
        slack.wait_for_ack(slack.open_home("home", user=PEOPLE[-1]))
    slack.wait_until(lambda: len(slack.web.told) == 1, 10, "a 429")
    assert bot.runtime.ready


def test_homes_that_slack_limits_are_published_in_turn_and_once_a_person(slack: FakeSlack, bot: Running) -> None:
    open_all(slack, bot)
    slack.wait_until(lambda: bool(published(slack)), 20, "the first home")
    slack.limit("views.publish", 1.0)
    slack.wait_until(lambda: set(published(slack)) == set(PEOPLE), 30, "all homes")
    assert sorted(published(slack)) == sorted(PEOPLE)
    assert slack.web.faults == []
    slack.wait_for_ack(slack.open_home("home", user="U99"))
    slack.wait_until(lambda: published(slack)[-1] == "U99", 10, "a home without a limit")


def test_a_home_that_cannot_be_made_keeps_none_after_it_waiting(
    slack: FakeSlack, bot: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = HomePages.home

    def home(pages: HomePages, person: Asker) -> View:
        if person.user == PEOPLE[3] and slack.calls("views.publish"):
            raise RuntimeError
        return made(pages, person)

    monkeypatch.setattr(HomePages, "home", home)
    open_all(slack, bot)
    slack.wait_until(lambda: set(published(slack)) >= {*PEOPLE} - {PEOPLE[3]}, 30, "the others' homes")
