"""Below an answer: もっと見る, another try, 絞り込み, one's own municipality, 回答を消す."""

from __future__ import annotations

import re

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.answers.follow_ups import extended, refined
from bot.slack.action_context import Press, show
from bot.slack.actions import is_own
from bot.slack.answer_delivery import Desk
from bot.slack.blocks.answer import DELETE_ACTION, MORE_ACTION, NARROW_ACTION, RETRY_ACTION
from bot.slack.blocks.callback_data import Retry, StaleCallback, read, value_of
from bot.slack.blocks.narrow import NARROW_FORM, Narrowed, filled_in, narrow
from bot.slack.blocks.pickers import OWN_ACTION, question_of
from bot.slack.blocks.reply import sentence
from bot.slack.payloads import Payload
from bot.slack.transport.posting import Posted, delete
from bot.state.conversations import Conversation


def register(app: App, desk: Desk) -> None:
    """Listen to the buttons, to the form of 絞り込み, and to the picker."""
    _going_on(app, desk)
    _narrowing(app, desk)

    @app.action(OWN_ACTION)
    def own(body: Payload, action: Payload) -> None:
        # In a form the choice counts when the form is sent.
        if not body.get("view"):
            _keep_own(desk, Press.of(body), action)

    @app.action(DELETE_ACTION)
    def take_back(body: Payload, action: Payload) -> None:
        press = Press.of(body)
        refused = None if desk.is_operator(press.person) else _refused(desk, press, value_of(action))
        if refused:
            desk.presses.tell(press, sentence(refused))
        elif not isinstance(delete(desk.client, press.channel, press.message_ts), Posted):
            desk.presses.tell(press, sentence(wording.NOT_DELETED))


def _going_on(app: App, desk: Desk) -> None:
    @app.action(MORE_ACTION)
    def more(body: Payload, action: Payload) -> None:
        desk.presses.go_on(Press.of(body), value_of(action))

    @app.action(re.compile(f"^{RETRY_ACTION}-"))
    def retried(body: Payload, action: Payload) -> None:
        retry, press = read(value_of(action), Retry), Press.of(body)
        before = _before(desk, press, retry.conversation)
        if before is not None and retry.word:
            desk.presses.ask_anew(press, before, retry.word)
        elif before is not None:
            desk.presses.ask_anew(press, before, taken_off=(*before.progress.taken_off, *retry.without))


def _narrowing(app: App, desk: Desk) -> None:
    @app.action(NARROW_ACTION)
    def pressed(body: Payload, action: Payload, client: WebClient) -> None:
        press = Press.of(body)
        if (before := _before(desk, press, value_of(action))) is not None:
            asked = desk.understand(before.question, press.person)
            own = desk.memory.people.municipality(press.person)
            show(client, body, narrow(asked, before.progress.taken_off, own, press.carried(before.id)))

    @app.view(NARROW_FORM)
    def sent(ack: Ack, body: Payload, view: Payload) -> None:
        # Before the ack, which would close the form: a stale one says so in it.
        conversation, press = Press.brought(view["private_metadata"], body)
        ack()
        form = filled_in(view)
        if form.own:
            desk.remember(press.person, form.own)
        if (before := _before(desk, press, conversation)) is not None:
            _ask_narrowed(desk, press, before, form)


def _before(desk: Desk, press: Press, conversation: str) -> Conversation | None:
    """The conversation that was pressed in; where it is forgotten, who pressed is told."""
    before = desk.memory.conversations.get(conversation)
    if before is None:
        desk.presses.tell(press, sentence(wording.FORGOTTEN))
    return before


def _ask_narrowed(desk: Desk, press: Press, before: Conversation, form: Narrowed) -> None:
    if not form.added:
        desk.presses.ask_anew(press, before, taken_off=form.taken_off)
        return
    asked, added = (desk.understand(text, press.person) for text in (before.question, form.added))
    off = form.taken_off
    text = refined(asked, added, off) if added.wordless else extended(asked, form.added, off)
    desk.presses.ask_anew(press, before, text)


def _keep_own(desk: Desk, press: Press, action: Payload) -> None:
    """Kept for who chose; the answer is given anew for who asked."""
    name = desk.remember(press.person, value_of(action))
    if name is None:
        raise StaleCallback("no municipality of the table")
    before = desk.memory.conversations.get(question_of(str(action["block_id"])))
    if before is not None and is_own(before, press):
        desk.presses.ask_anew(press, before, taken_off=before.progress.taken_off)
    else:
        desk.presses.tell(press, sentence(wording.own_kept(name)))


def _refused(desk: Desk, press: Press, value: str) -> str | None:
    """Why who pressed may not; None: they may. Slack shows the icon to those who may; what comes back is checked."""
    before = desk.memory.conversations.get(value)
    if before is None:
        return wording.NOT_KNOWN_WHOSE
    return None if is_own(before, press) else wording.NOT_YOURS
