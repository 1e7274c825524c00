"""NoticeSender: sends the due notices of new articles one after the other, in a thread of its own.

A notice is not urgent, so one that Slack rate-limits delays all others, and no conversation waits for them.
"""

from __future__ import annotations

import logging
import threading
from typing import assert_never

from slack_sdk import WebClient

from bot.answers.overview import Overviews
from bot.slack.blocks.notice import notice as notice_message
from bot.slack.blocks.reply import Reply
from bot.slack.transport.outcomes import NotYet, Outcome, Posted, Refused, Unknown
from bot.slack.transport.posting import post_to
from bot.state.inbox import State
from bot.state.notice_queue import Notice, NoticeQueue
from bot.state.reasons import FAULT
from corpus.errors import CorpusError

log = logging.getLogger(__name__)

#: Quotes of a notice.
QUOTES = 2
#: Seconds until the next attempt after the database failed.
_ERROR_PAUSE = 30.0
#: Seconds added to Retry-After.
_MARGIN = 0.1


class NoticeSender:
    """Sends the due notices and settles them."""

    def __init__(self, overviews: Overviews, notices: NoticeQueue, client: WebClient) -> None:
        """Send nothing before ``start`` is called."""
        self._overviews = overviews
        self.notices = notices
        self._client = client
        self._wake = threading.Event()
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="notices", daemon=True)

    @property
    def turning(self) -> bool:
        """False if the thread has ended without ``close``: what is due would wait for ever."""
        return self._closed.is_set() or self._thread.ident is None or self._thread.is_alive()

    def start(self) -> None:
        """Settle what the last run left, make notices of new articles due, and begin to send. Raises StoreError."""
        self.notices.recover()
        self.look()
        self._thread.start()

    def look(self) -> int:
        """Make notices of new articles due; to be called when the articles may have changed. Raises StoreError."""
        library = self._overviews.library
        # The sample's articles are invented and are not announced.
        due = 0 if library.sample else self.notices.arrive(library.snapshot.transcripts, library.snapshot.aliases)
        if due:
            log.info("%d notices are due", due)
        self._wake.set()
        return due

    def close(self) -> None:
        """Stop sending; what is due stays for the next start."""
        self._closed.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join()

    def _run(self) -> None:
        while not self._closed.is_set():
            self._wake.clear()
            try:
                wait = self._send_all()
            except CorpusError as error:
                log.error("notices wait: %s", error)  # noqa: TRY400 - the message says all
                wait = _ERROR_PAUSE
            except Exception:
                # Without this thread nobody would be told of anything any more.
                log.exception("notices wait")
                wait = _ERROR_PAUSE
            if wait:
                self._closed.wait(wait)
            else:
                self._wake.wait()

    def _send_all(self) -> float:
        """Send the due notices; returns 0 when none is left, or the seconds until the next attempt."""
        while not self._closed.is_set() and (due := self.notices.next()) is not None:
            wait = self._send(due)
            if wait:
                return wait
        return 0.0

    def _send(self, due: Notice) -> float:
        try:
            message, reason = self._message(due), "gone"
        except CorpusError:
            raise
        except Exception:
            # This article's notice must not keep back those of all others.
            log.exception("no notice can be made of article %s", due.article)
            message, reason = None, FAULT
        if message is None:
            self.notices.settle(due, State.DROPPED, reason)
            return 0.0
        # Committed before Slack is called: after a crash nobody can tell whether the notice was posted.
        if not self.notices.take(due):
            return 0.0
        return self._account(due, post_to(self._client, due.receiver, message))

    def _message(self, due: Notice) -> Reply | None:
        overview = self._overviews.current()
        transcript = overview.snapshot.transcripts.get(due.article)
        if transcript is None:
            return None
        shown = self._overviews.quotes(overview.telling(transcript, QUOTES * 2), QUOTES)
        return notice_message(transcript, shown, due.receiver)

    def _account(self, due: Notice, outcome: Outcome) -> float:
        match outcome:
            case Posted():
                self.notices.settle(due, State.SENT)
            case Refused(reason):
                log.warning("a notice was refused: %s", reason)
                self.notices.settle(due, State.DROPPED, reason)
            case Unknown(reason):
                log.warning("nobody knows whether a notice was posted: %s", reason)
                self.notices.settle(due, State.UNCERTAIN, reason)
            case NotYet(seconds):
                self.notices.give_back(due)
                return seconds + _MARGIN
            case _:
                assert_never(outcome)
        return 0.0
