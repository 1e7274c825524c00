"""What is to be tried again is counted by conversation, and handed back in its time."""

from __future__ import annotations

import threading

from bot.inbox import Inquiry, Surface
from bot.slack.postponed import Postponed


def asked(name: str, channel: str) -> Inquiry:
    return Inquiry(name, Surface.MENTION, channel, None, "T1", "U1", "研修は？")


def test_a_conversation_counts_its_own_and_is_empty_when_all_were_handed_back() -> None:
    back, two = [], threading.Event()

    def take(inquiry: Inquiry) -> None:
        back.append(inquiry.event_id)
        if len(back) == 2:
            two.set()

    postponed = Postponed(take)
    postponed.put(asked("Ev1", "C1"), 0.3)
    postponed.put(asked("Ev2", "C1"), 0.1)
    postponed.put(asked("Ev3", "C2"), 60)
    assert (postponed.count("C1"), postponed.count("C2"), postponed.count("C3")) == (2, 1, 0)
    assert two.wait(5)
    # In the order of asking: the later one must not overtake a channel's wait.
    assert back == ["Ev1", "Ev2"]
    assert (postponed.count("C1"), postponed.count("C2")) == (0, 1)
    postponed.close()
