"""絞り込み: the filters that were read from a question, to be taken off or added to; and one's own municipality."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.browsing.lobby import Lobby
from bot.conversation.refining import extended, refined
from bot.desk import Desk
from bot.slack.modals import show
from bot.slack.press import Press
from bot.views.callback_data import value_of
from bot.views.controls import NARROW_ACTION
from bot.views.narrow import NARROW_FORM, filled_in, narrow
from bot.views.reply import sentence

Payload = Mapping[str, Any]


def register(app: App, desk: Desk, lobby: Lobby) -> None:
    """Listen to the button and to the form."""

    @app.action(NARROW_ACTION)
    def pressed(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        press = Press.of(body)
        before = desk.memory.conversations.get(value_of(action))
        if before is None:
            desk.presses.tell(press, sentence(wording.FORGOTTEN))
            return
        asked = desk.understand(before.question, press.person)
        own = desk.memory.people.municipality(press.person)
        show(client, body, narrow(asked, before.progress.taken_off, own, press.carried(before.id)))

    @app.view(NARROW_FORM)
    def sent(ack: Ack, body: Payload, view: Payload) -> None:
        # Before the ack, which closes the form: what cannot be read is said in it.
        conversation, press = Press.brought(view["private_metadata"], body)
        ack()
        form, before = filled_in(view), desk.memory.conversations.get(conversation)
        if form.own and desk.remember(press.person, form.own):
            lobby.redraw(desk.client, press.person)
        if before is None:
            desk.presses.tell(press, sentence(wording.FORGOTTEN))
            return
        asked = desk.understand(before.question, press.person)
        if form.added:
            added = desk.understand(form.added, press.person)
            off = form.taken_off
            text = refined(asked, added, off) if added.wordless else extended(asked, form.added, off)
            desk.presses.ask_anew(press, before, text)
        else:
            desk.presses.ask_anew(press, before, taken_off=form.taken_off)
