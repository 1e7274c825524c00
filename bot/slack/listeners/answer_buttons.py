"""Below an answer: もっと見る, another try, 絞り込み, one's own municipality, 回答を消す."""

from __future__ import annotations

import re

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.answers.follow_ups import extended, refined
from bot.slack.action_context import ActionContext, show
from bot.slack.actions import is_own
from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.blocks.answer import DELETE_ACTION, MORE_ACTION, NARROW_ACTION, RETRY_ACTION
from bot.slack.blocks.callback_data import Retry, StaleCallback, read, value_of
from bot.slack.blocks.narrow import NARROW_FORM, Narrowed, filled_in, narrow
from bot.slack.blocks.pickers import OWN_ACTION, question_of
from bot.slack.blocks.reply import sentence
from bot.slack.payloads import Payload
from bot.slack.transport.posting import Posted, delete
from bot.state.conversations import Conversation


def register(app: App, delivery: AnswerDelivery) -> None:
    """Listen to the buttons, to the form of 絞り込み, and to the picker."""
    _going_on(app, delivery)
    _narrowing(app, delivery)

    @app.action(OWN_ACTION)
    def own(body: Payload, action: Payload) -> None:
        # In a form the choice counts when the form is sent.
        if not body.get("view"):
            _keep_own(delivery, ActionContext.of(body), action)

    @app.action(DELETE_ACTION)
    def take_back(body: Payload, action: Payload) -> None:
        press = ActionContext.of(body)
        refused = None if delivery.is_operator(press.person) else _refused(delivery, press, value_of(action))
        if refused:
            delivery.actions.tell(press, sentence(refused))
        elif not isinstance(delete(delivery.client, press.channel, press.message_ts), Posted):
            delivery.actions.tell(press, sentence(wording.NOT_DELETED))


def _going_on(app: App, delivery: AnswerDelivery) -> None:
    @app.action(MORE_ACTION)
    def more(body: Payload, action: Payload) -> None:
        delivery.actions.go_on(ActionContext.of(body), value_of(action))

    @app.action(re.compile(f"^{RETRY_ACTION}-"))
    def retried(body: Payload, action: Payload) -> None:
        retry, press = read(value_of(action), Retry), ActionContext.of(body)
        before = _before(delivery, press, retry.conversation)
        if before is not None and retry.word:
            delivery.actions.ask_anew(press, before, retry.word)
        elif before is not None:
            delivery.actions.ask_anew(press, before, taken_off=(*before.progress.taken_off, *retry.without))


def _narrowing(app: App, delivery: AnswerDelivery) -> None:
    @app.action(NARROW_ACTION)
    def pressed(body: Payload, action: Payload, client: WebClient) -> None:
        press = ActionContext.of(body)
        if (before := _before(delivery, press, value_of(action))) is not None:
            asked = delivery.understand(before.question, press.person)
            own = delivery.memory.people.municipality(press.person)
            show(client, body, narrow(asked, before.progress.taken_off, own, press.carried(before.id)))

    @app.view(NARROW_FORM)
    def sent(ack: Ack, body: Payload, view: Payload) -> None:
        # Before the ack, which would close the form: a stale one says so in it.
        conversation, press = ActionContext.brought(view["private_metadata"], body)
        ack()
        form = filled_in(view)
        if form.own:
            delivery.remember(press.person, form.own)
        if (before := _before(delivery, press, conversation)) is not None:
            _ask_narrowed(delivery, press, before, form)


def _before(delivery: AnswerDelivery, press: ActionContext, conversation: str) -> Conversation | None:
    """The conversation that was pressed in; where it is forgotten, who pressed is told."""
    before = delivery.memory.conversations.get(conversation)
    if before is None:
        delivery.actions.tell(press, sentence(wording.FORGOTTEN))
    return before


def _ask_narrowed(delivery: AnswerDelivery, press: ActionContext, before: Conversation, form: Narrowed) -> None:
    if not form.added:
        delivery.actions.ask_anew(press, before, taken_off=form.taken_off)
        return
    asked, added = (delivery.understand(text, press.person) for text in (before.question, form.added))
    off = form.taken_off
    text = refined(asked, added, off) if added.wordless else extended(asked, form.added, off)
    delivery.actions.ask_anew(press, before, text)


def _keep_own(delivery: AnswerDelivery, press: ActionContext, action: Payload) -> None:
    """Kept for who chose; the answer is given anew for who asked."""
    name = delivery.remember(press.person, value_of(action))
    if name is None:
        raise StaleCallback("no municipality of the table")
    before = delivery.memory.conversations.get(question_of(str(action["block_id"])))
    if before is not None and is_own(before, press):
        delivery.actions.ask_anew(press, before, taken_off=before.progress.taken_off)
    else:
        delivery.actions.tell(press, sentence(wording.own_kept(name)))


def _refused(delivery: AnswerDelivery, press: ActionContext, value: str) -> str | None:
    """Why who pressed may not; None: they may. Slack shows the icon to those who may; what comes back is checked."""
    before = delivery.memory.conversations.get(value)
    if before is None:
        return wording.NOT_KNOWN_WHOSE
    return None if is_own(before, press) else wording.NOT_YOURS
