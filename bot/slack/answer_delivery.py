"""Delivery of answers: an inquiry is taken from the inbox, answered at most once, and settled.

Listeners pass an inquiry; ``responder`` answers it, and the answer is posted. Nothing here knows Bolt. The responses to
actions below an answer are in ``actions.py``.
"""

from __future__ import annotations

import logging
from collections.abc import Collection
from concurrent.futures import Executor, Future
from functools import partial
from typing import assert_never

from slack_sdk import WebClient

from bot import wording
from bot.answers.answers import Answers
from bot.logs import request, request_id
from bot.slack.actions import Actions
from bot.slack.blocks.pickers import picked
from bot.slack.blocks.reply import sentence
from bot.slack.conversation import Responder, Response
from bot.slack.payloads import Payload, person
from bot.slack.thread_reading import read_thread
from bot.slack.transport.outcomes import NotYet, Outcome, Posted, Refused, Unknown
from bot.slack.transport.posting import edit, post, tell
from bot.slack.transport.retry_queue import RetryQueue
from bot.slack.waiting_status import waiting_status
from bot.state.askers import Asker
from bot.state.conversations import Conversation
from bot.state.inbox import Inbox, Inquiry, State, message_id
from bot.state.jobs import Jobs, note_form
from bot.state.memory import Memory
from bot.state.reasons import FAULT, OF_FORM, OF_TOKEN, known
from corpus.errors import StoreError
from index.library import Library
from index.query.parsed_question import ParsedQuestion

log = logging.getLogger(__name__)

#: Seconds added to Retry-After before a channel is posted to again.
_MARGIN = 0.1
#: Seconds after which an edited question is looked at again whose first answer is being posted.
_POSTING = 1.0
#: Seconds after which a question is answered again that met a passing fault of the database.
_PASSING = 2.0


class AnswerDelivery:
    """Answers inquiries and accounts for each; safe to share between threads."""

    def __init__(  # noqa: PLR0913 - all but the first four are options
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
    ) -> None:
        """Answer from ``library`` through ``client``; retries run in ``executor``.

        ``secret`` pseudonymises who gave feedback or missed a term; without it neither is kept. ``operators`` may
        delete answers if they belong to ``home`` (ids of workspaces and organisations; empty: any).
        """
        self.library = library
        self.inbox = inbox
        self.client = client
        #: Inquiries that are tried again later.
        self.retry_queue = RetryQueue(self._again)
        self._executor = executor
        self._jobs = Jobs(inbox.engine, inbox.clock)
        #: Answers that Slack has refused since the start.
        self.refused = 0
        #: Slack's reason, while it accepts nothing with the bot's token; else None.
        self.unauthorized: str | None = None
        #: The contact for questions about the bot, or None.
        self.contact = contact
        #: Slack ids of the people who operate the bot.
        self.operators = frozenset(operators)
        self._home = frozenset(home)
        #: What the bot stores about people and conversations.
        self.memory = Memory(inbox.engine, inbox.clock, secret)
        #: Answers to questions, without regard to conversations.
        self.answers = Answers(library, contact=contact)
        #: Answers within conversations: earlier questions count.
        self.responder = Responder(
            self.answers, self.memory, operators=operators, read_thread=partial(read_thread, client)
        )
        #: The overview of the articles, for App Home, its pages and notices.
        self.overviews = self.answers.overviews
        #: Responses to the actions below an answer.
        self.actions = Actions(client, self.memory, self.responder)

    def is_operator(self, person: Asker) -> bool:
        """Return whether *person* is an operator: the user's id alone may be another's in a partner's workspace."""
        at_home = not self._home or not self._home.isdisjoint(person.teams)
        return person.user in self.operators and at_home

    # Questions

    def asked(self, conversation: Conversation, person: Asker) -> ParsedQuestion:
        """Return a conversation's question, parsed for *person*, without the filters that were taken off."""
        return self.responder.understood(conversation.question, person, conversation.progress.taken_off)

    def own(self, person: Asker) -> str | None:
        """Return the full name of the person's own municipality; None if unknown or not in the table."""
        name = self.memory.people.municipality(person)
        return name if name and self.library.gazetteer.named(name) else None

    def remember(self, person: Asker, municipality: str) -> str:
        """Store the person's own municipality and return its full name. Raises StaleCallback for no such name."""
        name = picked(self.library.gazetteer, municipality)
        self.memory.people.remember(person, name)
        return name

    def answer(self, inquiry: Inquiry | None) -> None:
        """Answer an inquiry of the inbox; do nothing for None (no question)."""
        if inquiry is not None and not self._too_early(inquiry):
            with waiting_status(self.client, inquiry):
                self._deliver(inquiry, self.responder.first(inquiry))

    def decline(self, inquiry: Inquiry, words: str) -> None:
        """Post why an inquiry is not answered; it is settled already, so failures are not tried again."""
        self._executor.submit(post, self.client, inquiry, sentence(words))

    def resume(self) -> int:
        """Answer the inquiries that an earlier process stored and did not answer; returns their number."""
        inquiries = self.inbox.recover()
        for inquiry in inquiries:
            self._again(inquiry)
        return len(inquiries)

    def failed(self, inquiry: Inquiry, error: BaseException) -> None:
        """Account for an unexpected error: log it, and try again later, or tell the person who asked and settle it."""
        log.error("event %s failed", request_id(inquiry.event_id), exc_info=error)
        if isinstance(error, StoreError) and error.passing:
            # If it was taken already it is not taken again; nobody knows then whether it was posted.
            self.retry_queue.put(inquiry, _PASSING)
        elif self.inbox.take(inquiry.event_id):
            post(self.client, inquiry, sentence(wording.NOT_ANSWERED))
            self.inbox.settle(inquiry.event_id, State.DROPPED, _fault(error))
        else:
            self.inbox.settle(inquiry.event_id, State.UNCERTAIN, _fault(error))

    def not_shown(self, outcome: Refused | NotYet | Unknown, body: Payload) -> None:
        """Account for a modal that was not shown: tell the person, also if another press would fail as well."""
        log.warning("a modal was not shown: %s", outcome)
        self.actions.tell_aside(person(body), str(body.get("response_url") or ""), wording.NOT_OPENED)
        if isinstance(outcome, Refused) and outcome.reason in OF_FORM:
            self._note_form(outcome)

    def deleted(self, channel: str, ts: str) -> None:
        """Answer no more, and forget, what a direct message asked that its writer has deleted. Raises StoreError."""
        self.inbox.withdraw(message_id(channel, ts))
        self.memory.conversations.forget_message(channel, ts)

    def close(self) -> None:
        """Stop retries: the inquiries stay in the inbox for the next start."""
        self.retry_queue.close()

    # Delivery

    def _too_early(self, inquiry: Inquiry) -> bool:
        wait = self.retry_queue.wait_for(inquiry.channel)
        if first := inquiry.first_event:
            # The edit asks instead of it; if its answer is being posted, that is to be corrected.
            self.inbox.withdraw(first)
            wait = wait or (_POSTING if self.inbox.is_sending(first) else 0.0)
        if wait:
            self.retry_queue.put(inquiry, wait)
        return bool(wait)

    def _deliver(self, inquiry: Inquiry, answer: Response) -> None:
        # Committed before Slack is called: after a crash nobody can tell whether the answer was posted.
        if not self.inbox.take(inquiry.event_id):
            self.responder.settle(answer, None)
            return
        # Checked again: the channel may have been limited while the answer was being found.
        wait = self.retry_queue.wait_for(inquiry.channel)
        outcome = NotYet(wait) if wait else self._post(inquiry, answer)
        self._account(inquiry, outcome)
        self.responder.settle(answer, outcome)

    def _post(self, inquiry: Inquiry, answer: Response) -> Outcome:
        if answer.replaces:
            outcome = edit(self.client, inquiry.channel, answer.replaces, answer.reply)
            if not isinstance(outcome, Refused):
                return outcome
            # It may have been deleted: the corrected question is answered all the same.
            log.info("an answer was not edited: %s", outcome.reason)
        return post(self.client, inquiry, answer.reply)

    def _account(self, inquiry: Inquiry, outcome: Outcome) -> None:
        match outcome:
            case Posted():
                self.inbox.settle(inquiry.event_id, State.SENT)
                self.unauthorized = None
                log.info("answered in a %s", inquiry.surface)
                if outcome.unformed:
                    self._note_form(outcome.unformed)
            case Refused(reason):
                log.warning("Slack refused the answer: %s", reason)
                self.inbox.settle(inquiry.event_id, State.DROPPED, reason)
                self._refused(inquiry, reason)
            case Unknown(reason):
                log.warning("nobody knows whether the answer was posted: %s", reason)
                self.inbox.settle(inquiry.event_id, State.UNCERTAIN, reason)
            case NotYet(seconds):
                self.inbox.give_back(inquiry.event_id)
                self.retry_queue.put(inquiry, seconds + _MARGIN)
            case _:
                assert_never(outcome)

    def _refused(self, inquiry: Inquiry, reason: str) -> None:
        self.refused += 1
        if reason in OF_TOKEN:
            # Nothing else is accepted either.
            self.unauthorized = reason
            return
        words = sentence(wording.answer_refused(reason))
        told = tell(self.client, inquiry.channel, inquiry.user, words, inquiry.thread_ts if inquiry.running else None)
        if not isinstance(told, Posted):
            log.warning("the asker was not told: %s", told)

    def _note_form(self, refused: Refused) -> None:
        """Store for ``zadankai check`` and the operators that Slack did not take a form."""
        note_form(self._jobs, refused.reason, refused.pointer)

    def _again(self, inquiry: Inquiry) -> None:
        def done(future: Future[None]) -> None:
            error = None if future.cancelled() else future.exception()
            if error is not None:
                self.failed(inquiry, error)

        with request(inquiry.event_id):
            self._executor.submit(self.answer, inquiry).add_done_callback(done)


def _fault(error: BaseException) -> str:
    """Return the reason of an unexpected error: its name if that is on the list, else one of ours, not of Slack's."""
    name = type(error).__name__
    return name if known(name) == name else FAULT
