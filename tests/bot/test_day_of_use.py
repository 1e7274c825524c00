"""After a day of use all that is stored, logged and counted is searched for what was said, and for who said it.

What is found is what the privacy page says, also where the clock was ten years ahead for a moment.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, select

from bot import logs, runtime
from bot.operations.scheduler import purge_now
from bot.settings import LogForm
from bot.state.askers import Asker, Askers
from bot.state.feedback import Feedback
from bot.state.inbox import State
from bot.state.subscriptions import Subscriptions
from bot.state.tables import METADATA
from corpus.storage.database import reading
from tests.bot.conftest import Running, Start
from tests.bot.standing import element
from tests.fake_slack import FakeSlack
from tests.fake_slack.payloads import TEAM

HANA, TARO, JIRO = "U0HANA7890", "U0TARO7890", "U0JIRO7890"
ROOM, ARCHIVED, DIRECT = "C0ROOM7890", "C0SHUT7890", "D0HANA7890"
#: Words of questions that are answered, that two people miss, that are names, that are refused, that a proxy repeats.
ANSWERED, MISSED, NAMED, REFUSED, REPEATED = "研修", "水族", ("鷹觜", "暁坂"), "内緒話", "密談"
WORDS = (ANSWERED, MISSED, *NAMED, REFUSED, REPEATED)
IDS = (HANA, TARO, JIRO, ROOM, ARCHIVED, DIRECT, TEAM)
YEARS = timedelta(days=3650)


@pytest.fixture
def database(either_database: str) -> str:
    return either_database


@dataclass(slots=True)
class Ahead:
    """A clock that goes, and may be ahead."""

    by: timedelta = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.by


@dataclass(slots=True)
class Day:
    """A bot in use, and what is found of that."""

    slack: FakeSlack
    bot: Running
    log: io.StringIO
    folder: Path
    sent: int = field(default=0)

    @property
    def engine(self) -> Engine:
        return self.bot.runtime.inbox.engine

    def ask(self, text: str, user: str, channel: str = ROOM) -> dict[str, Any]:
        """Mention the bot; returns the answer."""
        before = len(self.slack.posts)
        self.slack.mention(text, user=user, channel=channel)
        return self.slack.wait_for_posts(before + 1)[-1]

    def settled(self, count: int) -> None:
        def done() -> bool:
            counts = self.bot.runtime.inbox.counts()
            return sum(counts[state] for state in (State.SENT, State.DROPPED, State.UNCERTAIN)) >= count

        self.slack.wait_until(done, 10, "the end of all questions")

    def places(self, *wanted: str) -> set[str]:
        """Return the columns in which one of these stands."""
        with reading(self.engine) as connection:
            return {
                f"{table.name}.{name}"
                for table in METADATA.sorted_tables
                for row in connection.execute(select(table)).mappings()
                for name, value in row.items()
                if any(each in str(value) for each in wanted)
            }

    def files(self, *wanted: str) -> list[str]:
        """Return the files of SQLite, its log included, in which one of these stands."""
        found = [file for file in self.folder.glob("zadankai.sqlite3*") if file.is_file()]
        return [file.name for file in found if any(each.encode() in file.read_bytes() for each in wanted)]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Ahead:
    ahead = Ahead()
    monkeypatch.setattr(runtime, "now", ahead)
    return ahead


@pytest.fixture
def day(slack: FakeSlack, start: Start, tmp_path: Path, clock: Ahead) -> Iterator[Day]:  # noqa: ARG001 - set before the start
    root, stream = logging.getLogger(), io.StringIO()
    handlers, level = root.handlers[:], root.level
    logs.configure(LogForm.JSON, stream)
    try:
        bot = start(ZADANKAI_PERSON_LIMIT="0")
        slack.wait_for_connection()
        yield Day(slack, bot, stream, tmp_path)
    finally:
        root.handlers[:], root.level = handlers, level


def use(day: Day) -> None:
    """Use everything that stores something; Jirō asks to be forgotten."""
    slack, clock = day.slack, day.bot.runtime.inbox.clock
    answered = day.ask(f"{ANSWERED}は？", HANA)
    buttons = element(answered, "answer_feedback")
    slack.press(buttons | {"value": buttons["positive_button"]["value"]}, answered, by=HANA)
    slack.press(element(answered, "more"), answered, by=TARO)
    for user in (HANA, TARO, JIRO):
        day.ask(f"{MISSED}館を{NAMED[0]}さんと{NAMED[1]}区に建てる", user)
    slack.web.refused[ARCHIVED] = "is_archived"
    slack.mention(f"{REFUSED}の{ANSWERED}", user=HANA, channel=ARCHIVED)
    slack.direct_message("ありがとう", user=HANA, channel=DIRECT)
    slack.web.broken["response_url"] = 403
    slack.command(f"{REPEATED}の{ANSWERED}", user_id=TARO, channel_id=ROOM)
    day.settled(7)
    slack.web.broken["response_url"] = 200
    slack.command(f"{REPEATED}と{ANSWERED}", user_id=TARO, channel_id=ROOM)
    day.settled(8)
    slack.wait_until(lambda: bool(Feedback(day.engine, clock, None).verdicts()), 10, "the verdict")
    slack.wait_until(lambda: "conversations.user" in day.places(TARO), 10, "the copy of a colleague")
    slack.command("通知", user_id=TARO, channel_id=ROOM)
    Subscriptions(day.engine, clock).add(TARO, Asker(TEAM, TARO))
    Askers(day.engine, clock).remember(Asker(TEAM, HANA), "練馬区")
    slack.command("forget", user_id=JIRO, channel_id=ROOM)
    slack.wait_until(lambda: not day.places(JIRO), 10, "the end of all that was kept of one person")


#: Where the page says that a person's or a place's id stands.
OF_PEOPLE = {"people.user", "people.team", "subscriptions.user", "subscriptions.team", "subscriptions.receiver"}
OF_A_DAY = {"inbox.user", "inbox.team", "inbox.channel"}
OF_A_WEEK = {"conversations.user", "conversations.team", "conversations.channel"}


def counted(day: Day) -> str:
    return day.bot.runtime.metrics.text().decode()


def test_what_is_found_after_a_day_is_what_the_privacy_page_says(day: Day, clock: Ahead) -> None:
    use(day)
    purge_now(day.engine, clock)
    # Only of answers that were posted and can be continued; of what was missed the common word alone.
    assert day.places(ANSWERED) == {"conversations.question", "feedback.terms"}
    assert day.places(MISSED) == {"conversations.question", "misses.term"}
    assert day.places(*NAMED) == {"conversations.question"}
    assert day.places(REFUSED) == set()
    # Nobody knows whether the page that said 200 was Slack's: its buttons may be there.
    assert day.places(REPEATED) == {"conversations.question"}
    assert day.places(*IDS) == OF_PEOPLE | OF_A_DAY | OF_A_WEEK
    assert day.bot.runtime.inbox.reasons() == {"is_archived": 1, "other": 1, "no answer of Slack's": 1}
    assert day.files(REFUSED, JIRO) == []
    assert not [each for each in (*WORDS, *IDS, "forged") if each in day.log.getvalue() or each in counted(day)]
    assert 'reason="other"' in counted(day)
    assert "Slack refused the answer: is_archived" in day.log.getvalue()

    clock.by = timedelta(days=1, hours=1)
    purge_now(day.engine, clock)
    assert day.places(*IDS) == OF_PEOPLE | OF_A_WEEK
    clock.by = timedelta(days=7, hours=1)
    purge_now(day.engine, clock)
    assert day.places(*IDS) == OF_PEOPLE
    assert day.places(*WORDS) == {"feedback.terms", "misses.term"}
    assert day.files(*NAMED, REPEATED) == []
    clock.by = timedelta(days=182)
    purge_now(day.engine, clock)
    assert day.places(*WORDS) == set()
    assert day.places(*IDS) == OF_PEOPLE
    assert day.files(*WORDS, ROOM, DIRECT) == []


def test_of_a_clock_that_was_ten_years_ahead_nothing_is_left_but_what_was_to_be_remembered(
    day: Day, clock: Ahead
) -> None:
    clock.by = YEARS
    use(day)
    assert day.places(ANSWERED) == {"conversations.question", "feedback.terms"}
    clock.by = timedelta()
    purge_now(day.engine, clock)
    assert day.places(*WORDS) == set()
    assert day.places(*IDS) == OF_PEOPLE
    assert day.files(*WORDS, ROOM, DIRECT) == []
    assert not [each for each in (*WORDS, *IDS) if each in day.log.getvalue() or each in counted(day)]
