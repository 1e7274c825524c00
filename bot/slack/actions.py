"""What is pressed below an answer: it grows, is asked anew, or says something to the presser alone. Knows no Bolt."""

from __future__ import annotations

import logging
from collections.abc import Collection
from dataclasses import replace

from slack_sdk import WebClient

from bot import wording
from bot.answers.quote import COMMAND
from bot.slack.action_context import ActionContext
from bot.slack.blocks.reply import Reply, sentence
from bot.slack.blocks.search import found
from bot.slack.conversation import ReplyPlace, Responder, Response
from bot.slack.transport.posting import (
    NotYet,
    Outcome,
    Posted,
    Refused,
    Unknown,
    edit,
    post_ephemeral,
    push_view,
    respond,
    update_view,
)
from bot.state.conversations import Conversation
from bot.state.memory import Memory

log = logging.getLogger(__name__)


class Actions:
    """What answers a context. Threads share it. Methods raise StoreError where the database fails."""

    def __init__(self, client: WebClient, memory: Memory, responder: Responder) -> None:
        self._client = client
        self._memory = memory
        self._answering = responder

    def show_more(self, context: ActionContext, conversation_id: str) -> None:
        """もっと見る: the same answer grows for who asked; others get what comes next for themselves."""
        before = self._memory.conversations.get(conversation_id)
        if before is None:
            self.tell(context, sentence(wording.FORGOTTEN))
        elif is_own(before, context):
            self.replace_answer(context, self._answering.grown(before, context.person, _same_place(context)))
        else:
            self.tell(context, self._answering.more(before, context.person, _ephemeral_place(context)).reply)

    def ask_again(
        self, context: ActionContext, before: Conversation, question: str | None = None, taken_off: Collection[str] = ()
    ) -> None:
        """The question, changed: in the place of the answer for who asked, for themselves for others."""
        text = before.question if question is None else question
        if is_own(before, context):
            place = replace(_same_place(context), after=before)
            self.replace_answer(context, self._answering.question(text, context.person, place, taken_off))
        else:
            place = replace(_ephemeral_place(context), after=before)
            self.tell(context, self._answering.question(text, context.person, place, taken_off).reply)

    def replace_answer(self, context: ActionContext, answer: Response) -> None:
        """An answer in the place of the one that was pressed in; for the presser alone where Slack does not take it."""
        # A sentence (there is no more) must not wipe the quotes away.
        if answer.conversation is None or not (context.channel or context.view_id):
            self.tell(context, answer.reply)
            return
        if context.view_id:
            outcome = update_view(self._client, context.view_id, found(answer.reply))
        elif context.private:
            outcome = respond(self._client, context.response_url, answer.reply, replace=True)
        else:
            outcome = edit(self._client, context.channel, context.message_ts, answer.reply)
        if isinstance(outcome, Refused | NotYet):
            log.warning("an answer was not edited: %s", outcome)
            self.tell(context, answer.reply)
        elif isinstance(outcome, Unknown):
            log.warning("nobody knows whether an answer was edited: %s", outcome.reason)

    def tell(self, context: ActionContext, reply: Reply) -> None:
        """Something that only the presser sees."""
        outcome = self._told(context, reply)
        if not isinstance(outcome, Posted):
            log.warning("a presser was not told: %s", outcome)

    def _told(self, context: ActionContext, reply: Reply) -> Outcome:
        if context.view_id:
            return push_view(self._client, context.trigger_id, found(reply))
        ways = (self._by_press, self._by_name) if context.private else (self._by_name, self._by_press)
        outcome = ways[0](context, reply)
        # Where the bot is no member only the context itself leads to the presser; but its address expires.
        return ways[1](context, reply) if isinstance(outcome, Refused) else outcome

    def _by_press(self, context: ActionContext, reply: Reply) -> Outcome:
        return respond(self._client, context.response_url, reply)

    def _by_name(self, context: ActionContext, reply: Reply) -> Outcome:
        return post_ephemeral(self._client, context.channel, context.person.user, reply, context.thread_ts)


def is_own(before: Conversation, context: ActionContext) -> bool:
    """Whether somebody pressed in the answer to their own question: a button's value alone may be another answer's.

    Where the answer stands may not be known (Slack did not say, or is just saying): then its thread must be the one.
    """
    if before.person != context.person:
        return False
    if context.view_id or context.private:
        return True
    here = (context.channel, context.message_ts if before.message_ts else context.thread_ts)
    return here == (before.channel, before.message_ts or before.thread_ts)


def _same_place(context: ActionContext) -> ReplyPlace:
    return ReplyPlace(context.channel, context.thread_ts, context.answer_format, message_ts=context.message_ts or None)


def _ephemeral_place(context: ActionContext) -> ReplyPlace:
    return ReplyPlace(context.channel, None, COMMAND)
