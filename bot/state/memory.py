"""The tables of what is remembered of people: own municipality, questions of a week, verdicts, reports, misses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine

from bot.state.askers import Askers
from bot.state.conversations import Conversations
from bot.state.feedback import Feedback, Reports
from bot.state.missed_terms import MissedTerms


@dataclass(frozen=True, slots=True)
class Memory:
    """These tables in one database."""

    people: Askers
    conversations: Conversations
    feedback: Feedback
    reports: Reports
    missed: MissedTerms

    @classmethod
    def of(cls, engine: Engine, clock: Callable[[], datetime], secret: bytes | None = None) -> Memory:
        """Open the tables in ``engine``'s database; without a ``secret`` no verdict and no miss is stored."""
        return cls(
            Askers(engine, clock),
            Conversations(engine, clock),
            Feedback(engine, clock, secret),
            Reports(engine, clock),
            MissedTerms(engine, clock, secret),
        )
