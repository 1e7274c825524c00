"""Messages to the operators: at most one direct message a day, and none while nothing is wrong."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta

from slack_sdk import WebClient
from sqlalchemy import Engine

from bot import wording
from bot.slack.blocks.reply import Reply, fallback, paragraph
from bot.slack.transport.outcomes import Posted
from bot.slack.transport.posting import post_to
from bot.state.feedback import Report, Reports
from bot.state.inbox import Inbox
from bot.state.jobs import Jobs, refused_form, sync_failures
from corpus.errors import NotATranscript
from corpus.store.catalogue import changes
from corpus.store.store import Store
from index.library import Library

log = logging.getLogger(__name__)

#: Failed runs of ``zadankai sync`` in a row from which operators are told.
SYNC_FAILURES = 3
#: An index that is behind the articles for longer than this is stale.
STALE = timedelta(minutes=10)
#: How often operators are told.
DAILY = timedelta(hours=24)
#: Reports that are listed one by one.
_NAMED = 10
_JOB = "operators"


class OperatorMessages:
    """The operators, and what they should know."""

    def __init__(
        self, ids: Collection[str], library: Library, engine: Engine, client: WebClient, clock: Callable[[], datetime]
    ) -> None:
        """Write to the members *ids* through *client*; without any, nothing is checked."""
        self._ids = sorted(ids)
        self._library = library
        self._store = Store(engine)
        self._client = client
        self._jobs = Jobs(engine, clock)
        self._reports = Reports(engine, clock)
        self._inbox = Inbox(engine, clock)

    def tell(self, behind: timedelta) -> bool:
        """Send the day's message if something is wrong; *behind* is how long the index has not been current.

        Returns True where it was sent. Raises StoreError.
        """
        untold = self._reports.untold() if self._ids else ()
        lines = self.troubles(behind, untold) if self._ids else ()
        # Claimed before it is sent: only one of several processes writes, and none writes twice after a crash.
        if not lines or not self._jobs.claim(_JOB, DAILY):
            return False
        outcomes = [post_to(self._client, operator, message(lines)) for operator in self._ids]
        for outcome in outcomes:
            if not isinstance(outcome, Posted):
                log.error("an operator was not told: %s", outcome)
        told = any(isinstance(outcome, Posted) for outcome in outcomes)
        if told:
            self._reports.tell(untold)
        return told

    def troubles(self, behind: timedelta, untold: Sequence[Report] = ()) -> tuple[str, ...]:
        """Return a sentence for each problem, none while nothing is wrong. Raises StoreError."""
        failures = sync_failures(self._jobs)
        refusals, form = self._inbox.refusals(), refused_form(self._jobs, DAILY)
        edited = changes(self._store)
        broken = [error for error in self._library.snapshot.troubles.values() if not isinstance(error, NotATranscript)]
        return (
            *((wording.answers_refused(dict(refusals)),) if refusals else ()),
            *((wording.form_refused(form),) if form else ()),
            *((wording.sync_failed(failures),) if failures >= SYNC_FAILURES else ()),
            *((wording.articles_unreadable(len(broken)),) if broken else ()),
            *((wording.hidden_edited(len(edited)),) if edited else ()),
            *((wording.index_stale(int(behind.total_seconds() // 60)),) if behind > STALE else ()),
            *((wording.reports_came(dict(Counter(report.kind for report in untold))),) if untold else ()),
            *(wording.reported(report.passage) for report in untold[:_NAMED]),
        )


def message(lines: Sequence[str]) -> Reply:
    """Return the day's message."""
    whole = (wording.OPERATORS_HEAD, *(f"・{line}" for line in lines), wording.OPERATORS_TAIL)
    return Reply(fallback(whole), (paragraph("\n".join(whole)),))
