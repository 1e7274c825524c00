"""What operators are told: at most one direct message a day, and none while all is well."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from slack_sdk import WebClient
from sqlalchemy import Engine, select, update

from bot import wording
from bot.memory.chores import Chores, sync_failures
from bot.slack.posting import Posted, post_to
from bot.views.reply import Reply, fallback, paragraph
from corpus.errors import NotATranscript
from corpus.keeping.database import reading, writing
from corpus.schema import reports
from index.library import Library

log = logging.getLogger(__name__)

#: Runs of ``zadankai sync`` in a row that may fail unsaid.
SYNC_FAILURES = 3
#: An index that is behind the articles for longer than this is stale.
STALE = timedelta(minutes=10)
#: How often operators are told.
DAILY = timedelta(hours=24)
#: Reports that are named one by one.
_NAMED = 10
_CHORE = "operators"


@dataclass(frozen=True, slots=True)
class Report:
    """Somebody's この引用について知らせる that nobody was told of."""

    id: str
    passage: str
    kind: str


class Operators:
    """Those who run it, and what they should know."""

    def __init__(
        self, ids: Collection[str], library: Library, engine: Engine, client: WebClient, clock: Callable[[], datetime]
    ) -> None:
        """Write to ``ids`` through ``client``; without any nothing is looked at."""
        self._ids = sorted(ids)
        self._library = library
        self._engine = engine
        self._client = client
        self._clock = clock
        self._chores = Chores(engine, clock)

    def tell(self, behind: timedelta) -> bool:
        """Send the day's message if there is something to say; ``behind``: since when the index is not the newest.

        True where it was sent. Raises StoreError.
        """
        untold = self._untold() if self._ids else ()
        lines = self.troubles(behind, untold) if self._ids else ()
        # Claimed before it is sent: of several processes one writes, and after a crash none writes twice.
        if not lines or not self._chores.claim(_CHORE, DAILY):
            return False
        outcomes = [post_to(self._client, operator, message(lines)) for operator in self._ids]
        for outcome in outcomes:
            if not isinstance(outcome, Posted):
                log.error("an operator was not told: %s", outcome)
        told = any(isinstance(outcome, Posted) for outcome in outcomes)
        if told:
            self._told(untold)
        return told

    def troubles(self, behind: timedelta, untold: Sequence[Report] = ()) -> tuple[str, ...]:
        """One sentence each; none while all is well. Raises StoreError."""
        failures = sync_failures(self._chores)
        broken = [error for error in self._library.edition.troubles.values() if not isinstance(error, NotATranscript)]
        return (
            *((wording.sync_failed(failures),) if failures >= SYNC_FAILURES else ()),
            *((wording.articles_unreadable(len(broken)),) if broken else ()),
            *((wording.index_stale(int(behind.total_seconds() // 60)),) if behind > STALE else ()),
            *((wording.reports_came(dict(Counter(report.kind for report in untold))),) if untold else ()),
            *(wording.reported(report.passage) for report in untold[:_NAMED]),
        )

    def _untold(self) -> tuple[Report, ...]:
        query = select(reports).where(reports.c.told_at.is_(None)).order_by(reports.c.reported_at, reports.c.id)
        with reading(self._engine) as connection:
            return tuple(Report(row.id, row.passage, row.kind) for row in connection.execute(query))

    def _told(self, told: Sequence[Report]) -> None:
        ids = [report.id for report in told]
        with writing(self._engine) as connection:
            connection.execute(update(reports).where(reports.c.id.in_(ids)).values(told_at=self._clock()))


def message(lines: Sequence[str]) -> Reply:
    """The day's message."""
    whole = (wording.OPERATORS_HEAD, *(f"・{line}" for line in lines), wording.OPERATORS_TAIL)
    return Reply(fallback(whole), (paragraph("\n".join(whole)),))
