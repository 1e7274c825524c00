"""Listeners below an answer: もっと見る, retries, 絞り込み, the own municipality, 回答を消す."""

from __future__ import annotations

import re

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.answers.follow_ups import extended, refined
from bot.slack.action_context import ActionContext, show
from bot.slack.actions import is_own
from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.blocks.answer import (
    DELETE_ACTION,
    FEEDBACK_ACTION,
    MORE_ACTION,
    NARROW_ACTION,
    RETRY_ACTION,
    SHOW_ALL_ACTION,
)
from bot.slack.blocks.callback_data import Judgement, Retry, checked, read, value_of
from bot.slack.blocks.narrow import NARROW_FORM, NarrowInput, narrow, submitted
from bot.slack.blocks.pickers import OWN_ACTION, OWN_BLOCK
from bot.slack.blocks.reply import sentence
from bot.slack.payloads import Payload
from bot.state.conversations import Conversation


def register(app: App, delivery: AnswerDelivery) -> None:
    """Register the listeners of the buttons, of the form of 絞り込み, and of the picker."""
    _going_on(app, delivery)
    _narrowing(app, delivery)

    @app.action(OWN_ACTION)
    def own(body: Payload, action: Payload) -> None:
        # In a form the choice takes effect when the form is submitted.
        if not body.get("view"):
            _keep_own(delivery, ActionContext.of(body), action)

    @app.action(DELETE_ACTION)
    def take_back(body: Payload, action: Payload) -> None:
        context = ActionContext.of(body)
        refused = None if delivery.is_operator(context.person) else _refused(delivery, context, value_of(action))
        if refused:
            delivery.actions.tell(context, sentence(refused))
        elif not delivery.actions.take_back(context):
            delivery.actions.tell(context, sentence(wording.NOT_DELETED))

    @app.action(FEEDBACK_ACTION)
    def judged(body: Payload, action: Payload) -> None:
        context = ActionContext.of(body)
        given = _judged(delivery, context, read(value_of(action), Judgement))
        delivery.actions.tell(context, sentence(wording.FEEDBACK_THANKS if given else wording.FORGOTTEN))

    @app.action(SHOW_ALL_ACTION)
    def shown_to_all(body: Payload, action: Payload) -> None:
        context = ActionContext.of(body)
        if (before := _before(delivery, context, value_of(action))) is not None:
            delivery.actions.show_all(context, before)


def _going_on(app: App, delivery: AnswerDelivery) -> None:
    @app.action(MORE_ACTION)
    def more(body: Payload, action: Payload) -> None:
        delivery.actions.show_more(ActionContext.of(body), value_of(action))

    @app.action(re.compile(f"^{RETRY_ACTION}-"))
    def retried(body: Payload, action: Payload) -> None:
        retry, context = read(value_of(action), Retry), ActionContext.of(body)
        before = _before(delivery, context, retry.conversation)
        if before is not None and retry.word:
            delivery.actions.ask_again(context, before, retry.word)
        elif before is not None:
            delivery.actions.ask_again(context, before, taken_off=(*before.progress.taken_off, *retry.without))


def _narrowing(app: App, delivery: AnswerDelivery) -> None:
    @app.action(NARROW_ACTION)
    def pressed(body: Payload, action: Payload, client: WebClient) -> None:
        context = ActionContext.of(body)
        if (before := _before(delivery, context, value_of(action))) is not None:
            asked = delivery.responder.understood(before.question, context.person)
            own = delivery.own(context.person)
            show(client, body, narrow(asked, before.progress.taken_off, own, context.pack(before.id)))

    @app.view(NARROW_FORM)
    def sent(ack: Ack, body: Payload, view: Payload) -> None:
        # Read before the ack, which closes the form: an error message is shown in it.
        conversation, context = ActionContext.unpack(view["private_metadata"], body)
        ack()
        form = submitted(view)
        if form.own:
            delivery.remember(context.person, form.own)
        if (before := _before(delivery, context, conversation)) is not None:
            _ask_narrowed(delivery, context, before, form)


def _before(delivery: AnswerDelivery, context: ActionContext, conversation: str) -> Conversation | None:
    """Return the conversation of an action; if it was deleted, tell the person and return None."""
    before = delivery.memory.conversations.get(conversation)
    if before is None:
        delivery.actions.tell(context, sentence(wording.FORGOTTEN))
    return before


def _judged(delivery: AnswerDelivery, context: ActionContext, judgement: Judgement) -> bool:
    """Store a verdict on an answer; False where its question was deleted."""
    before = delivery.memory.conversations.get(judgement.conversation)
    if before is not None:
        terms = delivery.library.query(delivery.asked(before, context.person)).words
        delivery.memory.feedback.give(context.person, judgement.verdict, terms, before.progress.passages)
    return before is not None


def _ask_narrowed(delivery: AnswerDelivery, context: ActionContext, before: Conversation, form: NarrowInput) -> None:
    if not form.added:
        delivery.actions.ask_again(context, before, taken_off=form.taken_off)
        return
    asked, added = (delivery.responder.understood(text, context.person) for text in (before.question, form.added))
    off = form.taken_off
    text = refined(asked, added, off) if added.wordless else extended(asked, form.added, off)
    delivery.actions.ask_again(context, before, text)


def _keep_own(delivery: AnswerDelivery, context: ActionContext, action: Payload) -> None:
    """Store the chosen municipality; if the question is the person's own, answer it again."""
    name = delivery.remember(context.person, value_of(action))
    before = delivery.memory.conversations.get(checked(action.get("block_id")).removeprefix(OWN_BLOCK))
    if before is not None and is_own(before, context):
        delivery.actions.ask_again(context, before, taken_off=before.progress.taken_off)
    else:
        delivery.actions.tell(context, sentence(wording.own_kept(name)))


def _refused(delivery: AnswerDelivery, context: ActionContext, value: str) -> str | None:
    """Return why the person may not delete an answer, or None. The icon is hidden, but a value can be forged."""
    before = delivery.memory.conversations.get(value)
    if before is None:
        return wording.NOT_KNOWN_WHOSE
    return None if is_own(before, context) else wording.NOT_YOURS
