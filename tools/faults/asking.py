"""What is asked during a fault run: questions of every surface, again, and what is none; and whose answer is whose."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from bot.state.inbox import message_id
from tests.fake_slack import Call, Envelope, FakeSlack

Payload = Mapping[str, Any]

QUESTIONS = (
    "専門人材の採用で困っていることは？",
    "職員の研修は？",
    "標準化・共通化",
    "ドローンの騒音",
    "高齢者のデジタルデバイド",
)
#: Every so many questions one is delivered a second time, although it was acked.
AGAIN = 7
#: Every so many, something comes that is no question.
MALFORMED = 10


@dataclass(slots=True)
class Asking:
    """All that was asked."""

    slack: FakeSlack
    chance: random.Random
    questions: list[Envelope] = field(default_factory=list)
    again: list[Envelope] = field(default_factory=list)
    malformed: list[Envelope] = field(default_factory=list)

    def ask(self) -> None:
        """One question, and now and then what comes with it."""
        number = len(self.questions)
        text = QUESTIONS[number % len(QUESTIONS)]
        match number % 5:
            case 0:
                self.questions.append(self.slack.direct_message(text, channel=f"D{number}"))
            case 1:
                self.questions.append(self.slack.command(text))
            case _:
                self.questions.append(self.slack.mention(text, channel=f"C{self.chance.randrange(8)}"))
        if number % AGAIN == AGAIN - 1:
            old = self.chance.choice(self.questions[-20:])
            self.again.append(self.slack.send(old.kind, old.payload))
        if number % MALFORMED == MALFORMED - 1:
            self.malformed.append(self.slack.event(malformed(self.slack, number // MALFORMED)))

    @property
    def acked(self) -> int:
        """Questions that were acked at least once."""
        return sum(question.acked_at is not None for question in self.questions)

    @property
    def not_acked(self) -> list[Payload]:
        """What still waits for an ack."""
        everything = (*self.questions, *self.again, *self.malformed)
        return [each.payload for each in everything if each.acked_at is None]


def malformed(slack: FakeSlack, number: int) -> dict[str, Any]:
    """An event that no answer can be given to."""
    whole = slack.numbers
    event: dict[str, Any] = {"type": "app_mention", "user": "U1", "text": "研修は？", "channel": "C1", "ts": whole.ts()}
    outer: dict[str, Any] = {"type": "event_callback", "event_id": whole.event_id(), "team_id": "T0ZADANKAI"}
    broken: tuple[dict[str, Any], ...] = (
        outer | {"event": {name: value for name, value in event.items() if name != "channel"}},
        outer | {"event": {name: value for name, value in event.items() if name != "user"}},
        {name: value for name, value in (outer | {"event": event}).items() if name != "event_id"},
        outer | {"event": event | {"user": None, "text": None}},
        outer | {"event": {"type": "message", "channel_type": "im", "subtype": "message_changed", "message": None}},
        outer | {"event": {"type": "of another year", "user": {"id": "U1"}}},
        outer | {"event": event | {"bot_id": "B1", "blocks": "\x00\ud800"}},
        outer | {"event": {}},
    )
    return broken[number % len(broken)]


def key_of(question: Envelope) -> str:
    """Where its answer goes, and no other's."""
    if question.kind == "slash_commands":
        return urlsplit(question.payload["response_url"]).path
    event: Payload = question.payload["event"]
    return str(event["ts"] if event["type"] == "app_mention" else event["channel"])


def answered_key(call: Call) -> str:
    """Whose answer this is: the same key."""
    return str(call.path or call.payload.get("thread_ts") or call.payload["channel"])


def id_of(question: Envelope) -> str:
    """As the inbox knows it."""
    if question.kind == "slash_commands":
        return f"command:{question.payload['trigger_id']}"
    event: Payload = question.payload["event"]
    return message_id(event["channel"], event["ts"])
