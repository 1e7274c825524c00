"""``/zadankai forget``: all that is kept of one person goes, nothing of anybody else, and it is said what it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine, select

from bot.slack.blocks.notice import forgotten
from bot.state.askers import Asker
from bot.state.feedback import Verdict
from bot.state.forgetting import Forgotten, forget
from bot.state.inbox import Inbox, Inquiry, State, Surface
from bot.state.memory import Memory
from bot.state.notice_queue import NoticeQueue
from bot.state.retention import purge
from bot.state.subscriptions import Subscriptions
from bot.state.tables import METADATA, connect

WHO = Asker("T1", "U0ASKER")
OTHER = Asker("T1", "U0OTHER")


def now() -> datetime:
    return datetime(2026, 4, 1, 9, tzinfo=UTC)


@pytest.fixture
def memory(engine: Engine) -> Memory:
    return Memory(engine, now, b"a secret of a test")


def fill(engine: Engine, memory: Memory, who: Asker, event: str) -> None:
    memory.people.remember(who, "灯台市")
    memory.conversations.begin(who, f"D{who.user}", None, "研修は？")
    memory.missed.note(who, ["水族"])
    memory.feedback.give(who, Verdict.USEFUL, ("研修",), ("n1-abc-1",))
    subscriptions = Subscriptions(engine, now)
    subscriptions.add(who.user, who)
    subscriptions.add(f"C{who.user}", who)
    NoticeQueue(engine, now).arrive(["n1"], {})
    inbox = Inbox(engine, now)
    inbox.receive(Inquiry(event, Surface.DIRECT, f"D{who.user}", "17.5", who.team, who.user, "研修は？"))
    inbox.settle(event, State.SENT)


def kept(engine: Engine, who: Asker) -> list[str]:
    """The tables in which a person's id stands."""
    with engine.connect() as connection:
        return [
            name
            for name, table in METADATA.tables.items()
            if any(who.user in str(value) for row in connection.execute(select(table)) for value in row)
        ]


def test_everything_of_one_person_goes_and_nothing_of_another(engine: Engine, memory: Memory) -> None:
    fill(engine, memory, WHO, "Ev1")
    fill(engine, memory, OTHER, "Ev2")
    NoticeQueue(engine, now).arrive(["n1", "n2"], {})
    before = kept(engine, OTHER)
    assert forget(engine, memory, WHO, now) == Forgotten(
        municipality="灯台市", asked=True, questions=1, missed=1, feedback=1, notices=True, channels=1, events=1
    )
    # A channel's notices are the channel's: its id stays where its members asked for them.
    assert kept(engine, WHO) == ["subscriptions", "notices"]
    assert not Subscriptions(engine, now).is_on(WHO.user)
    assert Subscriptions(engine, now).is_on(f"C{WHO.user}")
    assert kept(engine, OTHER) == before
    assert not memory.feedback.forget_person(WHO)
    assert memory.feedback.forget_person(OTHER)


def test_of_a_settled_event_nothing_stays_that_leads_to_its_place(engine: Engine, memory: Memory) -> None:
    fill(engine, memory, WHO, "Ev1")
    forget(engine, memory, WHO, now)
    with engine.connect() as connection:
        (row,) = connection.execute(select(METADATA.tables["inbox"])).all()
    assert (row.team, row.user, row.channel, row.thread_ts, row.body) == ("", "", "", None, None)


def test_what_a_colleague_went_on_with_is_forgotten_with_the_asker_s_question(engine: Engine, memory: Memory) -> None:
    asked = memory.conversations.begin(WHO, "C1", "1.1", "私の課の困りごと")
    copy = memory.conversations.begin(OTHER, "C1", None, asked.question, after=asked)
    again = memory.conversations.begin(OTHER, "C1", None, asked.question, after=copy)
    own = memory.conversations.begin(OTHER, "C1", "1.1", "採用は？")
    further = memory.conversations.begin(OTHER, "C1", "1.1", "採用は？ 霧浜市", after=own)
    assert forget(engine, memory, WHO, now).questions == 1
    kept = [memory.conversations.get(each.id) is not None for each in (asked, copy, again, own, further)]
    assert kept == [False, False, False, True, True]


def test_a_colleague_who_asks_to_be_forgotten_takes_nothing_from_the_asker(engine: Engine, memory: Memory) -> None:
    asked = memory.conversations.begin(WHO, "C1", "1.1", "私の課の困りごと")
    memory.conversations.begin(OTHER, "C1", None, asked.question, after=asked)
    assert forget(engine, memory, OTHER, now).questions == 1
    assert memory.conversations.get(asked.id) == asked


def test_neither_the_file_nor_its_log_holds_the_words_that_were_forgotten(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{(tmp_path / 'zadankai.sqlite3').as_posix()}")
    memory = Memory(engine, now, b"a secret of a test")
    for number in range(200):
        memory.conversations.begin(WHO, "D1", None, f"内緒の質問 その{number}")
    held = [file.name for file in tmp_path.iterdir() if "内緒の質問".encode() in file.read_bytes()]
    assert held
    assert forget(engine, memory, WHO, now).questions == 200
    assert [file.name for file in tmp_path.iterdir() if "内緒の質問".encode() in file.read_bytes()] == []


def test_a_purge_leaves_no_word_of_an_answered_question_in_the_file_or_its_log(tmp_path: Path) -> None:
    engine = connect(f"sqlite:///{(tmp_path / 'zadankai.sqlite3').as_posix()}")
    inbox = Inbox(engine, now)
    inbox.receive(Inquiry("Ev1", Surface.DIRECT, "D1", None, WHO.team, WHO.user, "内緒の質問"))
    inbox.settle("Ev1", State.SENT)
    purge(engine, now())
    assert [file.name for file in tmp_path.iterdir() if "内緒の質問".encode() in file.read_bytes()] == []


def test_a_second_time_there_is_nothing(engine: Engine, memory: Memory) -> None:
    fill(engine, memory, WHO, "Ev1")
    forget(engine, memory, WHO, now)
    assert forget(engine, memory, WHO, now).nothing


def test_a_question_that_is_being_answered_stays_until_it_is(engine: Engine, memory: Memory) -> None:
    inbox = Inbox(engine, now)
    inbox.receive(Inquiry("Ev1", Surface.DIRECT, "D1", None, WHO.team, WHO.user, "研修は？"))
    forget(engine, memory, WHO, now)
    assert [inquiry.user for inquiry in inbox.waiting()] == [WHO.user]


NOTHING = Forgotten(
    municipality=None, asked=False, questions=0, missed=0, feedback=0, notices=False, channels=0, events=0
)


def test_the_answer_names_each_thing_that_was_kept() -> None:
    counted = replace(NOTHING, questions=3, missed=5, feedback=2, channels=1, events=4)
    said = forgotten(replace(counted, municipality="灯台市", asked=True, notices=True)).text
    things = ("灯台市", "質問 3件", "記録 5件", "記録 2件", "お知らせの宛先", "チャンネル", "1日")
    assert all(words in said for words in things)


def test_that_somebody_was_only_asked_is_said_too() -> None:
    assert "うかがった" in forgotten(replace(NOTHING, asked=True)).text


def test_nothing_kept_is_said_plainly() -> None:
    assert forgotten(NOTHING).text == "あなたについて保存しているものはありません。"
