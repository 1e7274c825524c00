"""Responses to the actions below an answer: more quotes, a changed question, an ephemeral message. Knows no Bolt."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial
from typing import assert_never

from slack_sdk import WebClient

from bot import wording
from bot.answers.quote import CHANNEL, COMMAND
from bot.slack.action_context import ActionContext
from bot.slack.blocks.answer import for_all
from bot.slack.blocks.reply import Reply, sentence
from bot.slack.blocks.search import found
from bot.slack.conversation import ReplyPlace, Responder, Response
from bot.slack.rate_limit import RateLimit
from bot.slack.transport import posting
from bot.slack.transport.outcomes import NOT_A_MEMBER, NotYet, Outcome, Posted, Refused, Unknown
from bot.state.askers import Asker
from bot.state.conversations import Conversation
from bot.state.memory import Memory

log = logging.getLogger(__name__)


class Actions:
    """Responses to block actions; safe to share between threads. Methods raise StoreError if the database fails."""

    def __init__(self, client: WebClient, memory: Memory, responder: Responder) -> None:
        self._client = client
        self._memory = memory
        self._answering = responder
        #: Each private answer is shown to all once; a second press within a minute is one of a double click.
        self._shown = RateLimit(1)

    def show_more(self, context: ActionContext, conversation_id: str) -> None:
        """Extend the answer of the person who asked (もっと見る); send anyone else the next quotes as an ephemeral."""
        before = self._memory.conversations.get(conversation_id)
        if before is None:
            self.tell(context, sentence(wording.FORGOTTEN))
        elif is_own(before, context):
            self.replace_answer(context, self._answering.grown(before, context.person, _same_place(context)))
        else:
            self._tell(context, self._answering.more(before, context.person, _ephemeral_place(context)))

    def ask_again(
        self, context: ActionContext, before: Conversation, question: str | None = None, taken_off: Collection[str] = ()
    ) -> None:
        """Ask a changed question: replace the answer of the person who asked it; send anyone else an ephemeral."""
        text = before.question if question is None else question
        own = is_own(before, context)
        place = replace(_same_place(context) if own else _ephemeral_place(context), after=before)
        answer = self._answering.question(text, context.person, place, taken_off)
        (self.replace_answer if own else self._tell)(context, answer)

    def replace_answer(self, context: ActionContext, answer: Response) -> None:
        """Replace the answer that holds the element; if Slack refuses, send the new one as an ephemeral."""
        # A mere sentence (there is no more) must not replace the quotes.
        if answer.conversation is None or not (context.channel or context.view_id):
            self._tell(context, answer)
            return
        if context.view_id:
            outcome = posting.update_view(self._client, context.view_id, found(answer.reply))
        elif context.private:
            outcome = posting.respond(self._client, context.response_url, answer.reply, replace=True)
        else:
            outcome = posting.edit(self._client, context.channel, context.message_ts, answer.reply)
        if isinstance(outcome, Refused | NotYet):
            log.warning("an answer was not edited: %s", outcome)
            self._tell(context, answer)
        elif isinstance(outcome, Unknown):
            log.warning("nobody knows whether an answer was edited: %s", outcome.reason)

    def show_all(self, context: ActionContext, private: Conversation) -> None:
        """Post a private answer where it was asked, once, as an answer that its asker can delete."""
        if not is_own(private, context):
            self.tell(context, sentence(wording.NOT_YOURS))
            return
        if not self._shown.allows(private.id):
            self.tell(context, sentence(wording.SHOWN_TO_ALL))
            return
        place = ReplyPlace(context.channel, context.thread_ts, CHANNEL, after=private)
        answer = self._answering.question(private.question, context.person, place, private.progress.taken_off)
        reply = for_all(answer.reply, context.person.user)
        outcome = posting.post_anyhow(self._client, context.channel, reply, context.thread_ts, context.response_url)
        self._answering.settle(answer, outcome)
        if isinstance(outcome, Posted):
            self.tell(context, sentence(wording.SHOWN_TO_ALL))
        else:
            log.warning("an answer was not shown to all: %s", outcome)
            self._shown.give_back(private.id)
            self.tell(context, sentence(why_not(outcome, wording.NOT_SHOWN_TO_ALL)))

    def take_back(self, context: ActionContext) -> bool:
        """Delete the bot's message that holds the element; False if Slack refuses."""
        outcome = posting.delete(self._client, context.channel, context.message_ts)
        if context.response_url and isinstance(outcome, Refused) and outcome.reason in NOT_A_MEMBER:
            outcome = posting.delete_original(self._client, context.response_url)
        return isinstance(outcome, Posted)

    def tell(self, context: ActionContext, reply: Reply) -> None:
        """Send *reply* to the person of *context* alone."""
        self._tell(context, Response(reply))

    def _tell(self, context: ActionContext, answer: Response) -> None:
        outcome = self._told(context, answer.reply)
        if not isinstance(outcome, Posted):
            log.warning("a presser was not told: %s", outcome)
        self._answering.settle(answer, outcome)

    def _told(self, context: ActionContext, reply: Reply) -> Outcome:
        client, user = self._client, context.person.user
        if context.view_id and context.third:
            return self._first_of(partial(posting.update_view, client, context.view_id, found(reply)), user, reply)
        if context.view_id:
            return self._first_of(partial(posting.push_view, client, context.trigger_id, found(reply)), user, reply)
        by_press = partial(posting.respond, client, context.response_url, reply)
        by_name = partial(posting.post_ephemeral, client, context.channel, user, reply, context.thread_ts)
        first, second = (by_press, by_name) if context.private else (by_name, by_press)
        outcome = first()
        # Where the bot is no member, only the response_url reaches the person; but it expires.
        return self._first_of(second, user, reply) if isinstance(outcome, Refused | NotYet) else outcome

    def _first_of(self, way: Callable[[], Outcome], user: str, reply: Reply) -> Outcome:
        """Go one way, and if Slack refuses, write a direct message."""
        outcome = way()
        return posting.post_to(self._client, user, reply) if isinstance(outcome, Refused) else outcome

    def tell_aside(self, person: Asker, response_url: str, words: str) -> None:
        """Say something outside of a modal: through an action's response_url, or if there is none (empty), directly."""
        reply, user = sentence(words), person.user
        by_press = partial(posting.respond, self._client, response_url, reply)
        outcome = self._first_of(by_press, user, reply)
        if not isinstance(outcome, Posted):
            log.warning("a presser was not told: %s", outcome)


def why_not(outcome: Refused | NotYet | Unknown, failed: str) -> str:
    """Return what a person is told whose message was not posted; *failed* says that it was not."""
    match outcome:
        case NotYet(seconds):
            return failed + wording.try_later(round(seconds + 0.5))
        case Unknown():
            return wording.POST_UNKNOWN
        case Refused(reason):
            return failed + wording.why_refused(reason)
        case _:
            assert_never(outcome)


def is_own(before: Conversation, context: ActionContext) -> bool:
    """Return whether an action is in the answer to the person's own question: its value may be another answer's.

    While the answer's ts is unknown (Slack has not returned one yet), its thread is compared instead.
    """
    if not before.person.is_same(context.person):
        return False
    if context.view_id or context.private:
        return True
    here = (context.channel, context.message_ts if before.message_ts else context.thread_ts)
    return here == (before.channel, before.message_ts or before.thread_ts)


def _same_place(context: ActionContext) -> ReplyPlace:
    return ReplyPlace(context.channel, context.thread_ts, context.answer_format, message_ts=context.message_ts or None)


def _ephemeral_place(context: ActionContext) -> ReplyPlace:
    return ReplyPlace(context.channel, None, COMMAND)
