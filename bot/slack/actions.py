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
    push_view,
    respond,
    update_view,
    whisper,
)
from bot.state.conversations import Conversation
from bot.state.memory import Memory

log = logging.getLogger(__name__)


class Actions:
    """What answers a press. Threads share it. Methods raise StoreError where the database fails."""

    def __init__(self, client: WebClient, memory: Memory, responder: Responder) -> None:
        self._client = client
        self._memory = memory
        self._answering = responder

    def go_on(self, press: ActionContext, conversation_id: str) -> None:
        """もっと見る: the same answer grows for who asked; others get what comes next for themselves."""
        before = self._memory.conversations.get(conversation_id)
        if before is None:
            self.tell(press, sentence(wording.FORGOTTEN))
        elif is_own(before, press):
            self.put(press, self._answering.grown(before, press.person, _here(press)))
        else:
            self.tell(press, self._answering.more(before, press.person, _aside(press)).reply)

    def ask_anew(
        self, press: ActionContext, before: Conversation, question: str | None = None, taken_off: Collection[str] = ()
    ) -> None:
        """The question, changed: in the place of the answer for who asked, for themselves for others."""
        text = before.question if question is None else question
        if is_own(before, press):
            here = replace(_here(press), after=before)
            self.put(press, self._answering.question(text, press.person, here, taken_off))
        else:
            aside = replace(_aside(press), after=before)
            self.tell(press, self._answering.question(text, press.person, aside, taken_off).reply)

    def put(self, press: ActionContext, answer: Response) -> None:
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

    def tell(self, press: ActionContext, reply: Reply) -> None:
        """Something that only the presser sees."""
        outcome = self._told(press, reply)
        if not isinstance(outcome, Posted):
            log.warning("a presser was not told: %s", outcome)

    def _told(self, press: ActionContext, reply: Reply) -> Outcome:
        if press.view_id:
            return push_view(self._client, press.trigger_id, found(reply))
        ways = (self._by_press, self._by_name) if press.private else (self._by_name, self._by_press)
        outcome = ways[0](press, reply)
        # Where the bot is no member only the press itself leads to the presser; but its address expires.
        return ways[1](press, reply) if isinstance(outcome, Refused) else outcome

    def _by_press(self, press: ActionContext, reply: Reply) -> Outcome:
        return respond(self._client, press.response_url, reply)

    def _by_name(self, press: ActionContext, reply: Reply) -> Outcome:
        return whisper(self._client, press.channel, press.person.user, reply, press.thread_ts)


def is_own(before: Conversation, press: ActionContext) -> bool:
    """Whether somebody pressed in the answer to their own question: a button's value alone may be another answer's.

    Where the answer stands may not be known (Slack did not say, or is just saying): then its thread must be the one.
    """
    if before.person != press.person:
        return False
    if press.view_id or press.private:
        return True
    here = (press.channel, press.message_ts if before.message_ts else press.thread_ts)
    return here == (before.channel, before.message_ts or before.thread_ts)


def _here(press: ActionContext) -> ReplyPlace:
    return ReplyPlace(press.channel, press.thread_ts, press.room, message_ts=press.message_ts or None)


def _aside(press: ActionContext) -> ReplyPlace:
    return ReplyPlace(press.channel, None, COMMAND)
