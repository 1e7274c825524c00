"""Inquiries are counted by channel and handed back in time."""

from __future__ import annotations

import math
import threading
import time

import pytest

from bot.slack.transport.retry_queue import RetryQueue
from bot.state.inbox import Inquiry, Surface


def asked(name: str, channel: str) -> Inquiry:
    return Inquiry(name, Surface.MENTION, channel, None, "T1", "U1", "研修は？")


def test_a_conversation_counts_its_own_and_is_empty_when_all_were_handed_back() -> None:
    back, two = [], threading.Event()

    def take(inquiry: Inquiry) -> None:
        back.append(inquiry.event_id)
        if len(back) == 2:
            two.set()

    retry_queue = RetryQueue(take)
    retry_queue.put(asked("Ev1", "C1"), 0.3)
    retry_queue.put(asked("Ev2", "C1"), 0.1)
    retry_queue.put(asked("Ev3", "C2"), 60)
    assert (retry_queue.count("C1"), retry_queue.count("C2"), retry_queue.count("C3")) == (2, 1, 0)
    assert two.wait(5)
    # In the order of asking: the later one must not overtake a channel's wait.
    assert back == ["Ev1", "Ev2"]
    assert (retry_queue.count("C1"), retry_queue.count("C2")) == (0, 1)
    retry_queue.close()


@pytest.mark.parametrize("seconds", [math.inf, math.nan, 1e11, -math.inf])
def test_no_wait_however_odd_keeps_others_from_being_handed_back(seconds: float) -> None:
    handed, one = [], threading.Event()

    def take(inquiry: Inquiry) -> None:
        handed.append(inquiry.event_id)
        if inquiry.event_id == "Ev2":
            one.set()

    retry_queue = RetryQueue(take)
    retry_queue.put(asked("Ev1", "C1"), seconds)
    retry_queue.put(asked("Ev2", "C2"), 0.05)
    assert one.wait(5)
    assert retry_queue.turning
    assert retry_queue.wait_for("C1") <= 600
    retry_queue.close()
    assert retry_queue.turning


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_who_cannot_hand_anything_back_any_more_says_so() -> None:
    failing = threading.Event()

    def fail(_: Inquiry) -> None:
        failing.set()
        raise SystemExit

    retry_queue = RetryQueue(fail)
    retry_queue.put(asked("Ev1", "C1"), 0.0)
    assert failing.wait(5)
    end = time.monotonic() + 5
    while retry_queue.turning and time.monotonic() < end:
        time.sleep(0.01)
    assert not retry_queue.turning
