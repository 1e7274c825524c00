"""関連する発言を探す, the message shortcut: private until somebody shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.models.views import View

from bot.answers.quote import MODAL, Quote
from bot.desk import Desk
from bot.memory.people import Person
from bot.slack.admission import person, plain
from bot.slack.modals import show
from bot.views.callback_data import Thread
from bot.views.related import related
from index.asking.model import ClauseKind
from index.asking.understanding import without

#: As the manifest names it.
SHORTCUT: Final = "find_related"


def register(app: App, desk: Desk) -> None:
    """Listen to the shortcut."""

    @app.shortcut({"type": "message_action", "callback_id": SHORTCUT})
    def pressed(ack: Ack, body: Mapping[str, Any], client: WebClient) -> None:
        ack()
        text = plain(str(body["message"].get("text") or ""))
        show(client, body, _found(desk, text, person(body), Thread.of(body)))


def _found(desk: Desk, text: str, finder: Person, thread: Thread) -> View:
    asked = desk.understand(text, finder)
    # Names in a message tell of a situation: only 「他の区は？」 says whose words are wanted.
    told = (clause for clause in asked.filters if clause.kind is not ClauseKind.OTHERS)
    results = desk.library.answer(without(asked, *told), MODAL.quotes)
    numbered = enumerate(results.hits, start=1)
    quotes = [Quote.of(number, hit, MODAL, desk.library.reach(hit.passage)) for number, hit in numbered]
    return related(results, quotes, thread)
