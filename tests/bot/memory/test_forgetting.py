"""``/zadankai forget``: all that is kept of one person goes, nothing of anybody else, and it is said what it was."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine, select

from bot.browsing.notices import Notices
from bot.inbox import Inbox, Inquiry, State, Surface
from bot.memory import Memory
from bot.memory.feedback import Verdict
from bot.memory.forgetting import Forgotten, forget
from bot.memory.people import Person
from bot.memory.subscriptions import Subscriptions
from bot.views.forgotten import forgotten
from corpus.schema import metadata

WHO = Person("", "T1", "U0ASKER")
OTHER = Person("", "T1", "U0OTHER")


def now() -> datetime:
    return datetime(2026, 4, 1, 9, tzinfo=UTC)


@pytest.fixture
def memory(engine: Engine) -> Memory:
    return Memory.of(engine, now, b"a secret of a test")


def fill(engine: Engine, memory: Memory, who: Person, event: str) -> None:
    memory.people.remember(who, "灯台市")
    memory.conversations.begin(who, f"D{who.user}", None, "研修は？")
    memory.feedback.give(who, Verdict.USEFUL, ("研修",), ("n1-abc-1",))
    subscriptions = Subscriptions(engine, now)
    subscriptions.add(who.user, who)
    subscriptions.add(f"C{who.user}", who)
    Notices(engine, now).arrive(["n1"], {})
    inbox = Inbox(engine, now)
    inbox.receive(Inquiry(event, Surface.DIRECT, f"D{who.user}", None, who.team, who.user, "研修は？"))
    inbox.settle(event, State.SENT)


def kept(engine: Engine, who: Person) -> list[str]:
    """The tables in which a person's id stands."""
    with engine.connect() as connection:
        return [
            name
            for name, table in metadata.tables.items()
            if any(who.user in str(value) for row in connection.execute(select(table)) for value in row)
        ]


def test_everything_of_one_person_goes_and_nothing_of_another(engine: Engine, memory: Memory) -> None:
    fill(engine, memory, WHO, "Ev1")
    fill(engine, memory, OTHER, "Ev2")
    Notices(engine, now).arrive(["n1", "n2"], {})
    before = kept(engine, OTHER)
    assert forget(engine, memory, WHO, now) == Forgotten(
        municipality="灯台市", asked=True, questions=1, feedback=1, notices=True, channels=1, events=1
    )
    # A channel's notices are the channel's: its id stays where its members asked for them.
    assert kept(engine, WHO) == ["subscriptions", "notices"]
    assert not Subscriptions(engine, now).is_on(WHO.user)
    assert Subscriptions(engine, now).is_on(f"C{WHO.user}")
    assert kept(engine, OTHER) == before
    assert not memory.feedback.forget_person(WHO)
    assert memory.feedback.forget_person(OTHER)


def test_a_second_time_there_is_nothing(engine: Engine, memory: Memory) -> None:
    fill(engine, memory, WHO, "Ev1")
    forget(engine, memory, WHO, now)
    assert forget(engine, memory, WHO, now).nothing


def test_a_question_that_is_being_answered_stays_until_it_is(engine: Engine, memory: Memory) -> None:
    inbox = Inbox(engine, now)
    inbox.receive(Inquiry("Ev1", Surface.DIRECT, "D1", None, WHO.team, WHO.user, "研修は？"))
    forget(engine, memory, WHO, now)
    assert [inquiry.user for inquiry in inbox.waiting()] == [WHO.user]


def test_the_answer_names_each_thing_that_was_kept() -> None:
    said = forgotten(
        Forgotten(municipality="灯台市", asked=True, questions=3, feedback=2, notices=True, channels=1, events=4)
    ).text
    assert all(words in said for words in ("灯台市", "質問 3件", "記録 2件", "お知らせの宛先", "チャンネル", "1日"))


def test_that_somebody_was_only_asked_is_said_too() -> None:
    assert (
        "うかがった"
        in forgotten(
            Forgotten(municipality=None, asked=True, questions=0, feedback=0, notices=False, channels=0, events=0)
        ).text
    )


def test_nothing_kept_is_said_plainly() -> None:
    assert (
        forgotten(
            Forgotten(municipality=None, asked=False, questions=0, feedback=0, notices=False, channels=0, events=0)
        ).text
        == "あなたについて保存しているものはありません。"
    )
