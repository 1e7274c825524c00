"""A question is found again by its id and by its thread, for seven days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from bot.state.askers import Asker
from bot.state.conversations import Conversations, Progress, Shown
from corpus.model import Span

WHO = Asker("T1", "U1")


@dataclass
class Clock:
    now: datetime = datetime(2026, 4, 1, 9, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def conversations(engine: Engine, clock: Clock) -> Conversations:
    return Conversations(engine, clock)


def test_what_was_begun_is_found_as_it_was(conversations: Conversations) -> None:
    shown = Shown("n0123456789ab-abc-1", (Span(0, 2), Span(4, 6)), "n0123456789ab-def-1")
    begun = conversations.begin(WHO, "C1", "1.1", "𠮷野の髙﨑さんは？", Progress(("round:0-4",), (shown,)))
    assert conversations.get(begun.id) == begun


def test_a_thread_s_last_question_is_the_latest_one(conversations: Conversations) -> None:
    conversations.begin(WHO, "C1", "1.1", "採用は？")
    second = conversations.begin(WHO, "C1", "1.1", "研修は？")
    conversations.begin(WHO, "C2", "1.1", "窓口は？")
    assert conversations.latest("C1", "1.1") == second
    assert conversations.latest("C1", "9.9") is None


def test_a_thread_below_an_answer_is_that_answer_s(conversations: Conversations) -> None:
    first = conversations.begin(WHO, "D1", None, "採用は？")
    conversations.answered(first, "2.2")
    second = conversations.begin(WHO, "D1", None, "研修は？")
    assert conversations.latest("D1", None) == second
    found = conversations.latest("D1", "2.2")
    assert found is not None
    assert (found.id, found.message_ts) == (first.id, "2.2")


def test_after_seven_days_it_is_not_found(conversations: Conversations, clock: Clock) -> None:
    begun = conversations.begin(WHO, "C1", "1.1", "採用は？")
    clock.now += timedelta(days=6, hours=23)
    assert conversations.get(begun.id) is not None
    clock.now += timedelta(hours=2)
    assert conversations.get(begun.id) is None
    assert conversations.latest("C1", "1.1") is None


SHOWN = st.builds(
    Shown,
    st.text(min_size=1),
    st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)).map(sorted).map(lambda pair: Span(*pair))).map(tuple),
    st.none() | st.text(min_size=1),
)


@given(st.builds(Progress, st.lists(st.text()).map(tuple), st.lists(SHOWN).map(tuple)))
def test_progress_is_read_as_it_was_kept(progress: Progress) -> None:
    assert Progress.read(progress.json()) == progress
