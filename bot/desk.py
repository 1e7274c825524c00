"""What stands around every listener: a question is taken from the inbox, answered once, and accounted for.

A listener says which inquiry it was; the desk looks up, words, posts and settles. Nothing here knows Bolt.
"""

from __future__ import annotations

import logging
from concurrent.futures import Executor, Future
from typing import assert_never

from slack_sdk import WebClient

from bot import wording
from bot.courtesy import courtesy
from bot.inbox import Inbox, Inquiry, State, Surface
from bot.posting import NotYet, Outcome, Posted, Refused, Unknown, post
from bot.postponed import Postponed
from bot.views.answer import answer
from bot.views.reply import CHANNEL, COMMAND, DIRECT, Reply, Room, sentence
from index.library import Library

log = logging.getLogger(__name__)

#: Quotes of an answer.
QUOTES = 3
#: An answer's pace is given by its channel, so a limited one is asked again with this much to spare (seconds).
_SPARE = 0.1


def room_of(surface: Surface) -> Room:
    """How an answer is shown where the question was asked."""
    return {Surface.MENTION: CHANNEL, Surface.DIRECT: DIRECT, Surface.COMMAND: COMMAND}[surface]


class Desk:
    """Where questions become answers. Threads share it."""

    def __init__(
        self, library: Library, inbox: Inbox, client: WebClient, executor: Executor, contact: str | None = None
    ) -> None:
        """Answer from ``library`` through ``client``; what is tried again runs in ``executor``."""
        self._library = library
        self._inbox = inbox
        self._client = client
        self._executor = executor
        self._contact = contact
        self._postponed = Postponed(self._again)

    @property
    def library(self) -> Library:
        """What questions are asked of."""
        return self._library

    @property
    def inbox(self) -> Inbox:
        """Where questions are written down."""
        return self._inbox

    def answer(self, inquiry: Inquiry | None) -> None:
        """Answer an inquiry that is in the inbox; None (no question) is nothing to do."""
        if inquiry is not None and not self._too_early(inquiry):
            self._deliver(inquiry, self.reply(inquiry))

    def reply(self, inquiry: Inquiry) -> Reply:
        """What is answered, before it is sent."""
        friendly = courtesy(inquiry.text)
        if friendly is not None:
            return sentence(friendly)
        return answer(self._library.ask(inquiry.text, QUOTES), room_of(inquiry.surface), self._contact)

    def resume(self) -> int:
        """After a start: answer what was written down and not answered; returns how many are taken up."""
        inquiries = self._inbox.recover()
        for inquiry in inquiries:
            self._again(inquiry)
        return len(inquiries)

    def failed(self, inquiry: Inquiry, error: BaseException) -> None:
        """An error that nobody expected: the asker is told, the event is settled, the operator finds it in the log."""
        log.error("event %s failed", inquiry.event_id, exc_info=error)
        if self._inbox.take(inquiry.event_id):
            post(self._client, inquiry, sentence(wording.NOT_ANSWERED))
            self._inbox.settle(inquiry.event_id, State.DROPPED, type(error).__name__)
        else:
            self._inbox.settle(inquiry.event_id, State.UNCERTAIN, type(error).__name__)

    def close(self) -> None:
        """Try nothing again: it stays in the inbox for the next start."""
        self._postponed.close()

    def _too_early(self, inquiry: Inquiry) -> bool:
        wait = self._postponed.wait_for(inquiry.channel)
        if wait:
            self._postponed.put(inquiry, wait)
        return bool(wait)

    def _deliver(self, inquiry: Inquiry, reply: Reply) -> None:
        # Committed before Slack is asked: after a crash it cannot be told whether it was posted.
        if not self._inbox.take(inquiry.event_id):
            return
        # Asked again here: the channel may have been limited while the answer was being found.
        wait = self._postponed.wait_for(inquiry.channel)
        self._account(inquiry, NotYet(wait) if wait else post(self._client, inquiry, reply))

    def _account(self, inquiry: Inquiry, outcome: Outcome) -> None:
        match outcome:
            case Posted():
                self._inbox.settle(inquiry.event_id, State.SENT)
            case Refused(reason):
                log.warning("event %s: Slack refused the answer: %s", inquiry.event_id, reason)
                self._inbox.settle(inquiry.event_id, State.DROPPED, reason)
            case Unknown(reason):
                log.warning("event %s: nobody knows whether the answer was posted: %s", inquiry.event_id, reason)
                self._inbox.settle(inquiry.event_id, State.UNCERTAIN, reason)
            case NotYet(seconds):
                self._later(inquiry, seconds + _SPARE)
            case _:
                assert_never(outcome)

    def _later(self, inquiry: Inquiry, seconds: float) -> None:
        self._inbox.give_back(inquiry.event_id)
        if self._inbox.answerable(inquiry.event_id):
            self._postponed.put(inquiry, seconds)
        else:
            self._inbox.settle(inquiry.event_id, State.DROPPED, "late")

    def _again(self, inquiry: Inquiry) -> None:
        def done(future: Future[None]) -> None:
            error = None if future.cancelled() else future.exception()
            if error is not None:
                self.failed(inquiry, error)

        self._executor.submit(self.answer, inquiry).add_done_callback(done)
