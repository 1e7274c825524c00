"""One's own municipality is chosen below an answer: kept for who chose, and the answer is given anew for who asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App

from bot import wording
from bot.browsing.lobby import Lobby
from bot.desk import Desk
from bot.presses import is_own
from bot.slack.press import Press
from bot.views.callback_data import StaleCallback, value_of
from bot.views.pickers import OWN_ACTION, municipality_options, question_of
from bot.views.reply import sentence

Payload = Mapping[str, Any]


def register(app: App, desk: Desk, lobby: Lobby) -> None:
    """Listen to the picker: what it offers, and what was chosen."""

    @app.options(OWN_ACTION)
    def offered(ack: Ack, payload: Payload) -> None:
        found = municipality_options(desk.library.gazetteer, str(payload.get("value") or ""))
        ack(options=[option.to_dict() for option in found])

    @app.action(OWN_ACTION)
    def chosen(ack: Ack, body: Payload, action: Payload) -> None:
        ack()
        # In a form the choice counts when the form is sent.
        if body.get("view"):
            return
        press = Press.of(body)
        name = desk.remember(press.person, value_of(action))
        if name is None:
            raise StaleCallback("no municipality of the table")
        lobby.redraw(desk.client, press.person)
        before = desk.memory.conversations.get(question_of(str(action["block_id"])))
        if before is not None and is_own(before, press):
            desk.presses.ask_anew(press, before, taken_off=before.progress.taken_off)
        else:
            desk.presses.tell(press, sentence(wording.own_kept(name)))
