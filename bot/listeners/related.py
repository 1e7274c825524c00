"""関連する発言を探す, the message shortcut: private until somebody shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.answers.quote import MODAL
from bot.desk import Desk
from bot.slack.admission import person, plain
from bot.slack.modals import show
from bot.views.related import Thread, related

#: As the manifest names it.
SHORTCUT: Final = "find_related"


def register(app: App, desk: Desk) -> None:
    """Listen to the shortcut."""

    @app.shortcut({"type": "message_action", "callback_id": SHORTCUT})
    def pressed(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        text = plain(str(body["message"].get("text") or ""))
        own = desk.memory.people.municipality(person(body))
        show(client, body, related(desk.answers.related(text, MODAL, own), Thread.of(body)))
