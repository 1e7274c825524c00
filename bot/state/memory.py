"""The tables of what is remembered of people: own municipality, questions of a week, verdicts, reports, misses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from bot.state.askers import Askers
from bot.state.conversations import Conversations
from bot.state.feedback import Feedback, Reports
from bot.state.missed_terms import MissedTerms


class Memory:
    """These tables in one database."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime], secret: bytes | None = None) -> None:
        """Open the tables in ``engine``'s database; without a ``secret`` no verdict and no miss is stored."""
        self.people = Askers(engine, clock)
        self.conversations = Conversations(engine, clock)
        self.feedback = Feedback(engine, clock, secret)
        self.reports = Reports(engine, clock)
        self.missed = MissedTerms(engine, clock, secret)
