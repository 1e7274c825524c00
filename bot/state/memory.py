"""What the bot remembers beside the inbox: one's own municipality, questions of a week, verdicts, reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from bot.state.askers import Askers
from bot.state.conversations import Conversations
from bot.state.feedback import Feedback, Reports


@dataclass(frozen=True, slots=True)
class Memory:
    """All of it, in one database."""

    people: Askers
    conversations: Conversations
    feedback: Feedback
    reports: Reports

    @classmethod
    def of(cls, engine: Engine, clock: Callable[[], datetime], secret: bytes | None = None) -> Memory:
        """The memory in ``engine``'s database; without a ``secret`` no feedback is kept."""
        return cls(
            Askers(engine, clock),
            Conversations(engine, clock),
            Feedback(engine, clock, secret),
            Reports(engine, clock),
        )
