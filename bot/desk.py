"""What stands around every listener: a question is taken from the inbox, answered once, and accounted for.

A listener says which inquiry or press it was; the desk asks ``answering``, posts and settles. Nothing here knows Bolt.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Executor, Future
from typing import assert_never

from slack_sdk import WebClient

from bot import wording
from bot.conversation.answering import Answer, Answering, Place
from bot.conversation.turns import Turns
from bot.inbox import Inbox, Inquiry, State
from bot.memory import Memory
from bot.memory.conversations import Conversation
from bot.memory.people import Person
from bot.operating.logs import request
from bot.slack.posting import (
    NotYet,
    Outcome,
    Posted,
    Refused,
    Unknown,
    edit,
    post,
    push_view,
    respond,
    update_view,
    whisper,
)
from bot.slack.postponed import Postponed
from bot.slack.press import Press
from bot.views.reply import COMMAND, Reply, sentence
from bot.views.search import found
from index.asking.model import Asked
from index.glossary import Glossary
from index.library import Library

log = logging.getLogger(__name__)

#: An answer's pace is given by its channel, so a limited one is asked again with this much to spare (seconds).
_SPARE = 0.1
#: Answers of one conversation that are under way at once: a quarter of the threads.
_AT_ONCE = 5
#: Seconds after which a question looks again whether it is its turn.
_SHORTLY = 0.5


class Desk:
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
        missed: Callable[[Sequence[str]], object] | None = None,
    ) -> None:
        """Answer from ``library`` through ``client``; what is tried again runs in ``executor``.

        ``secret`` hides who gave feedback, and without it none is kept; ``operators`` may delete answers; ``missed`` is
        told the terms of a question that finds nothing.
        """
        self._library = library
        self._inbox = inbox
        self._client = client
        self._executor = executor
        self._postponed = Postponed(self._again)
        self._turns = Turns(_AT_ONCE)
        #: Whom to ask about the bot, or None.
        self.contact = contact
        #: Slack ids of those who run it.
        self.operators = frozenset(operators)
        #: What people asked to be remembered.
        self.memory = Memory.of(inbox.engine, inbox.clock, secret)
        #: Questions → answers.
        self.answering = Answering(
            library, self.memory, Glossary.read(), contact=contact, operators=operators, missed=missed
        )

    @property
    def library(self) -> Library:
        """What questions are asked of."""
        return self._library

    @property
    def inbox(self) -> Inbox:
        """Where questions are written down."""
        return self._inbox

    @property
    def client(self) -> WebClient:
        """How Slack is spoken to."""
        return self._client

    # Questions

    def understand(self, question: str, person: Person) -> Asked:
        """A question as this person means it: うちの区 is theirs."""
        return self.answering.understood(question, person)

    def asked(self, conversation: Conversation, person: Person) -> Asked:
        """A conversation's question as this person means it, without the filters that were taken off."""
        return self.answering.understood(conversation.question, person, conversation.progress.taken_off)

    def answer(self, inquiry: Inquiry | None) -> None:
        """Answer an inquiry that is in the inbox; None (no question) is nothing to do."""
        if inquiry is None or self._too_early(inquiry):
            return
        with self._turns.taken(inquiry.channel) as taken:
            if taken:
                self._deliver(inquiry, self.answering.first(inquiry))
            else:
                self._put_off(inquiry)

    def waiting(self, channel: str) -> int:
        """How many questions of a channel are to be tried again."""
        return self._postponed.count(channel)

    def decline(self, inquiry: Inquiry, words: str) -> None:
        """Say why an inquiry is not answered; it is settled already, so nothing is tried again."""
        self._executor.submit(post, self._client, inquiry, sentence(words))

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

    # Presses

    def go_on(self, press: Press, conversation_id: str) -> None:
        """もっと見る: the same answer grows for who asked; others get what comes next for themselves."""
        before = self.memory.conversations.get(conversation_id)
        if before is None:
            self.tell(press, sentence(wording.FORGOTTEN))
        elif before.person == press.person:
            self.put(press, self.answering.grown(before, press.person, _here(press)))
        else:
            self.tell(press, self.answering.more(before, press.person, _aside(press)).reply)

    def ask_anew(
        self, press: Press, before: Conversation, question: str | None = None, taken_off: Collection[str] = ()
    ) -> None:
        """The question, changed: in the place of the answer for who asked, for themselves for others."""
        text = before.question if question is None else question
        if before.person == press.person:
            self.put(press, self.answering.question(text, press.person, _here(press), taken_off))
        else:
            self.tell(press, self.answering.question(text, press.person, _aside(press), taken_off).reply)

    def put(self, press: Press, answer: Answer) -> None:
        """An answer in the place of the one that was pressed in; for the presser alone where Slack does not take it."""
        # A sentence (there is no more) must not wipe the quotes away.
        if answer.conversation is None or not (press.channel or press.view_id):
            self.tell(press, answer.reply)
            return
        if press.view_id:
            outcome = update_view(self._client, press.view_id, found(answer.reply))
        elif press.private:
            outcome = respond(self._client, press.response_url, answer.reply, replace=True)
        else:
            outcome = edit(self._client, press.channel, press.message_ts, answer.reply)
        if isinstance(outcome, Refused | NotYet):
            log.warning("an answer was not edited: %s", outcome)
            self.tell(press, answer.reply)
        elif isinstance(outcome, Unknown):
            log.warning("nobody knows whether an answer was edited: %s", outcome.reason)

    def tell(self, press: Press, reply: Reply) -> None:
        """Something that only the presser sees."""
        if press.view_id:
            outcome = push_view(self._client, press.trigger_id, found(reply))
        elif press.private and press.response_url:
            outcome = respond(self._client, press.response_url, reply)
        else:
            outcome = whisper(self._client, press.channel, press.person.user, reply, press.thread_ts)
            # What was shared to where the bot is no member can be pressed there, too.
            if isinstance(outcome, Refused) and press.response_url:
                outcome = respond(self._client, press.response_url, reply)
        if not isinstance(outcome, Posted):
            log.warning("a presser was not told: %s", outcome)

    # Delivery

    def _too_early(self, inquiry: Inquiry) -> bool:
        wait = self._postponed.wait_for(inquiry.channel)
        if wait:
            self._postponed.put(inquiry, wait)
        return bool(wait)

    def _deliver(self, inquiry: Inquiry, answer: Answer) -> None:
        # Committed before Slack is asked: after a crash it cannot be told whether it was posted.
        if not self._inbox.take(inquiry.event_id):
            return
        # Asked again here: the channel may have been limited while the answer was being found.
        wait = self._postponed.wait_for(inquiry.channel)
        outcome = NotYet(wait) if wait else post(self._client, inquiry, answer.reply)
        self._account(inquiry, outcome)
        if isinstance(outcome, Posted) and outcome.ts and answer.conversation:
            self.memory.conversations.answered(answer.conversation, outcome.ts)

    def _account(self, inquiry: Inquiry, outcome: Outcome) -> None:
        match outcome:
            case Posted():
                self._inbox.settle(inquiry.event_id, State.SENT)
                log.info("answered in a %s", inquiry.surface)
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

    def _put_off(self, inquiry: Inquiry) -> None:
        # Not given back: it was not taken by us, and somebody else may have taken it.
        if self._inbox.answerable(inquiry.event_id):
            self._postponed.put_off(inquiry, _SHORTLY)
        elif self._inbox.take(inquiry.event_id):
            self._inbox.settle(inquiry.event_id, State.DROPPED, "late")

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

        with request(inquiry.event_id):
            self._executor.submit(self.answer, inquiry).add_done_callback(done)


def _here(press: Press) -> Place:
    return Place(press.channel, press.thread_ts, press.room, message_ts=press.message_ts or None)


def _aside(press: Press) -> Place:
    return Place(press.channel, None, COMMAND)
