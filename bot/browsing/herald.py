"""Herald: sends the notices that are due, one after the other, in a thread of its own.

A notice is in no hurry, so one that Slack limits holds up all the others, and no conversation waits for them.
"""

from __future__ import annotations

import logging
import threading
from typing import assert_never

from slack_sdk import WebClient

from bot.browsing.notices import Notice, Notices
from bot.browsing.overview import Overviews
from bot.inbox import State
from bot.slack.posting import NotYet, Outcome, Posted, Refused, Unknown, post_to
from bot.views.notice import notice as notice_message
from bot.views.reply import Reply
from corpus.errors import CorpusError

log = logging.getLogger(__name__)

#: Quotes of a notice.
QUOTES = 2
#: Seconds after which the database is asked again when it failed.
_PATIENCE = 30.0
#: Beyond Retry-After.
_SPARE = 0.1


class Herald:
    """Notices from being due to being accounted for."""

    def __init__(self, overviews: Overviews, notices: Notices, client: WebClient) -> None:
        """Nothing is sent before ``start``."""
        self._overviews = overviews
        self._notices = notices
        self._client = client
        self._news = threading.Event()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="herald", daemon=True)

    @property
    def notices(self) -> Notices:
        """What became of them."""
        return self._notices

    def start(self) -> None:
        """Account for the last run, look at what came since, and begin to send. Raises StoreError."""
        self._notices.recover()
        self.look()
        self._thread.start()

    def look(self) -> int:
        """To be called when the articles may have changed: what is new becomes due. Raises StoreError."""
        library = self._overviews.library
        # The sample's articles are invented: they are news to nobody.
        due = 0 if library.sample else self._notices.arrive(library.edition.transcripts, library.edition.aliases)
        if due:
            log.info("%d notices are due", due)
        self._news.set()
        return due

    def close(self) -> None:
        """Send no other one; what is due stays for the next start."""
        self._closed.set()
        self._news.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._closed.is_set():
            self._news.clear()
            try:
                wait = self._send_all()
            except CorpusError as error:
                log.error("notices wait: %s", error)  # noqa: TRY400 - the message says all
                wait = _PATIENCE
            if wait:
                self._closed.wait(wait)
            else:
                self._news.wait()

    def _send_all(self) -> float:
        """Send until nothing is due (0) or something must wait (seconds)."""
        while not self._closed.is_set() and (due := self._notices.next()) is not None:
            wait = self._send(due)
            if wait:
                return wait
        return 0.0

    def _send(self, due: Notice) -> float:
        message = self._message(due)
        if message is None:
            self._notices.settle(due, State.DROPPED, "gone")
            return 0.0
        # Committed before Slack is asked: after a crash it cannot be told whether it was posted.
        if not self._notices.take(due):
            return 0.0
        return self._account(due, post_to(self._client, due.receiver, message))

    def _message(self, due: Notice) -> Reply | None:
        overview = self._overviews.current()
        transcript = overview.edition.transcripts.get(due.article)
        if transcript is None:
            return None
        shown = self._overviews.quotes(overview.telling(transcript, QUOTES * 2), QUOTES)
        return notice_message(transcript, shown, due.receiver)

    def _account(self, due: Notice, outcome: Outcome) -> float:
        match outcome:
            case Posted():
                self._notices.settle(due, State.SENT)
            case Refused(reason):
                log.warning("a notice was refused: %s", reason)
                self._notices.settle(due, State.DROPPED, reason)
            case Unknown(reason):
                log.warning("nobody knows whether a notice was posted: %s", reason)
                self._notices.settle(due, State.UNCERTAIN, reason)
            case NotYet(seconds):
                self._notices.give_back(due)
                return seconds + _SPARE
            case _:
                assert_never(outcome)
        return 0.0
