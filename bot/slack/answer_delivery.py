"""What stands around every listener: a question is taken from the inbox, answered once, and accounted for.

A listener says which inquiry it was; it is answered by ``responder``, posted and settled. Nothing here knows Bolt.
What is pressed below an answer is in ``actions.py``.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Executor, Future
from typing import assert_never

from slack_sdk import WebClient

from bot import wording
from bot.answers.answers import Answers
from bot.logs import request
from bot.slack.actions import Actions
from bot.slack.blocks.reply import sentence
from bot.slack.conversation import Responder, Response
from bot.slack.transport.posting import NotYet, Outcome, Posted, Refused, Unknown, post
from bot.slack.transport.retry_queue import RetryQueue
from bot.state.askers import Asker
from bot.state.conversations import Conversation
from bot.state.inbox import Inbox, Inquiry, State
from bot.state.memory import Memory
from index.library import Library
from index.query.parsed_question import ParsedQuestion

log = logging.getLogger(__name__)

#: An answer's pace is given by its channel, so a limited one is asked again with this much to spare (seconds).
_MARGIN = 0.1


class AnswerDelivery:
    """Where questions become answers. Threads share it."""

    def __init__(  # noqa: PLR0913 - what is around a bot: all but the first four are options
        self,
        library: Library,
        inbox: Inbox,
        client: WebClient,
        executor: Executor,
        contact: str | None = None,
        *,
        secret: bytes | None = None,
        operators: Collection[str] = (),
        home: Collection[str] = (),
        missed: Callable[[Sequence[str]], object] | None = None,
    ) -> None:
        """Answer from ``library`` through ``client``; what is tried again runs in ``executor``.

        ``secret`` hides who gave feedback, and without it none is kept; ``operators``, who are of ``home`` (workspaces
        and organisations; empty: of any), may delete answers; ``missed`` is told the terms of a question that finds
        nothing.
        """
        #: What questions are asked of.
        self.library = library
        #: Where questions are written down.
        self.inbox = inbox
        #: How Slack is spoken to.
        self.client = client
        #: What is to be tried again.
        self.retry_queue = RetryQueue(self._again)
        self._executor = executor
        #: Whom to ask about the bot, or None.
        self.contact = contact
        #: Slack ids of those who run it.
        self.operators = frozenset(operators)
        self._home = frozenset(home)
        #: What people asked to be remembered.
        self.memory = Memory.of(inbox.engine, inbox.clock, secret)
        #: Questions → answers.
        self.answers = Answers(library, contact=contact)
        #: The same as people converse: what was asked before counts.
        self.responder = Responder(self.answers, self.memory, operators=operators, missed=missed)
        #: What is pressed below an answer.
        self.actions = Actions(client, self.memory, self.responder)

    def is_operator(self, person: Asker) -> bool:
        """Whether somebody is one: a user's id alone may be somebody else's in a partner's workspace."""
        at_home = not self._home or not self._home.isdisjoint({person.team, person.enterprise})
        return person.user in self.operators and at_home

    # Questions

    def understand(self, question: str, person: Asker) -> ParsedQuestion:
        """A question as this person means it: うちの区 is theirs."""
        return self.responder.understood(question, person)

    def asked(self, conversation: Conversation, person: Asker) -> ParsedQuestion:
        """A conversation's question as this person means it, without the filters that were taken off."""
        return self.responder.understood(conversation.question, person, conversation.progress.taken_off)

    def remember(self, person: Asker, municipality: str) -> str | None:
        """Keep whose municipality is theirs; returns its full name, or None where the table has no such one."""
        place = self.library.gazetteer.named(municipality)
        if place is None:
            return None
        self.memory.people.remember(person, place.name)
        return place.name

    def answer(self, inquiry: Inquiry | None) -> None:
        """Answer an inquiry that is in the inbox; None (no question) is nothing to do."""
        if inquiry is not None and not self._too_early(inquiry):
            self._deliver(inquiry, self.responder.first(inquiry))

    def decline(self, inquiry: Inquiry, words: str) -> None:
        """Say why an inquiry is not answered; it is settled already, so nothing is tried again."""
        self._executor.submit(post, self.client, inquiry, sentence(words))

    def resume(self) -> int:
        """After a start: answer what was written down and not answered; returns how many are taken up."""
        inquiries = self.inbox.recover()
        for inquiry in inquiries:
            self._again(inquiry)
        return len(inquiries)

    def failed(self, inquiry: Inquiry, error: BaseException) -> None:
        """An error that nobody expected: the asker is told, the event is settled, the operator finds it in the log."""
        log.error("event %s failed", inquiry.event_id, exc_info=error)
        if self.inbox.take(inquiry.event_id):
            post(self.client, inquiry, sentence(wording.NOT_ANSWERED))
            self.inbox.settle(inquiry.event_id, State.DROPPED, type(error).__name__)
        else:
            self.inbox.settle(inquiry.event_id, State.UNCERTAIN, type(error).__name__)

    def close(self) -> None:
        """Try nothing again: it stays in the inbox for the next start."""
        self.retry_queue.close()

    # Delivery

    def _too_early(self, inquiry: Inquiry) -> bool:
        wait = self.retry_queue.wait_for(inquiry.channel)
        if wait:
            self.retry_queue.put(inquiry, wait)
        return bool(wait)

    def _deliver(self, inquiry: Inquiry, answer: Response) -> None:
        # Committed before Slack is asked: after a crash it cannot be told whether it was posted.
        if not self.inbox.take(inquiry.event_id):
            return
        # Asked again here: the channel may have been limited while the answer was being found.
        wait = self.retry_queue.wait_for(inquiry.channel)
        outcome = NotYet(wait) if wait else post(self.client, inquiry, answer.reply)
        self._account(inquiry, outcome)
        if isinstance(outcome, Posted) and outcome.ts and answer.conversation:
            self.memory.conversations.answered(answer.conversation, outcome.ts)

    def _account(self, inquiry: Inquiry, outcome: Outcome) -> None:
        match outcome:
            case Posted():
                self.inbox.settle(inquiry.event_id, State.SENT)
                log.info("answered in a %s", inquiry.surface)
            case Refused(reason):
                log.warning("event %s: Slack refused the answer: %s", inquiry.event_id, reason)
                self.inbox.settle(inquiry.event_id, State.DROPPED, reason)
            case Unknown(reason):
                log.warning("event %s: nobody knows whether the answer was posted: %s", inquiry.event_id, reason)
                self.inbox.settle(inquiry.event_id, State.UNCERTAIN, reason)
            case NotYet(seconds):
                self._later(inquiry, seconds + _MARGIN)
            case _:
                assert_never(outcome)

    def _later(self, inquiry: Inquiry, seconds: float) -> None:
        self.inbox.give_back(inquiry.event_id)
        if self.inbox.answerable(inquiry.event_id):
            self.retry_queue.put(inquiry, seconds)
        else:
            self.inbox.settle(inquiry.event_id, State.DROPPED, "late")

    def _again(self, inquiry: Inquiry) -> None:
        def done(future: Future[None]) -> None:
            error = None if future.cancelled() else future.exception()
            if error is not None:
                self.failed(inquiry, error)

        with request(inquiry.event_id):
            self._executor.submit(self.answer, inquiry).add_done_callback(done)
