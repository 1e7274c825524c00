"""絞り込み: the filters that were read from a question, to be taken off or added to; and one's own municipality."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.conversation.refining import refined
from bot.desk import Desk
from bot.slack.modals import show
from bot.slack.press import Press
from bot.views.controls import NARROW_ACTION
from bot.views.narrow import NARROW_FORM, filled_in, narrow
from bot.views.reply import sentence

Payload = Mapping[str, Any]


def register(app: App, desk: Desk) -> None:
    """Listen to the button and to the form."""

    @app.action(NARROW_ACTION)
    def pressed(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        press = Press.of(body)
        before = desk.memory.conversations.get(str(action["value"]))
        if before is None:
            desk.tell(press, sentence(wording.FORGOTTEN))
            return
        asked = desk.understand(before.question, press.person)
        own = desk.memory.people.municipality(press.person)
        show(client, body, narrow(asked, before.progress.taken_off, own, press.carried(before.id)))

    @app.view(NARROW_FORM)
    def sent(ack: Ack, view: Payload) -> None:
        ack()
        conversation, press = Press.brought(view["private_metadata"])
        form, before = filled_in(view), desk.memory.conversations.get(conversation)
        if form.own:
            desk.memory.people.remember(press.person, form.own)
        if before is None:
            desk.tell(press, sentence(wording.FORGOTTEN))
            return
        asked = desk.understand(before.question, press.person)
        if form.added:
            added = desk.understand(form.added, press.person)
            text = refined(asked, added) if added.wordless else f"{before.question} {form.added}"
            desk.ask_anew(press, before, text)
        else:
            desk.ask_anew(press, before, taken_off=form.taken_off)
