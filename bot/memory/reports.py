"""この引用について知らせる: what somebody found wrong with a quote. Not who it was, and no words of theirs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Engine, insert

from corpus.keeping.database import writing
from corpus.schema import reports as table


class Fault(StrEnum):
    """What can be wrong with a quote."""

    SPEAKER = "speaker"
    CONTEXT = "context"
    REMOVAL = "removal"


class Reports:
    """The table of reports. Every method raises StoreError where the database fails."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        """Keep them in ``engine``'s database; ``clock`` gives the time with its zone."""
        self._engine = engine
        self._clock = clock

    def make(self, passage: str, fault: Fault) -> None:
        """Keep a report on the passage of this id; the operator is told later."""
        row = {"id": secrets.token_hex(8), "passage": passage, "kind": fault, "reported_at": self._clock()}
        with writing(self._engine) as connection:
            connection.execute(insert(table).values(row))
