"""Listeners of the shortcuts 座談会を検索 (a form) and 関連する発言を探す (of a message), and the options of pickers.

What a shortcut finds is private until the person shares it.
"""

from __future__ import annotations

import re
from typing import Final

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.answers.quote import MODAL
from bot.slack.action_context import show
from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.blocks import comparison, home, pickers, search
from bot.slack.blocks.callback_data import Thread
from bot.slack.blocks.reply import Reply
from bot.slack.blocks.search import related
from bot.slack.conversation import ReplyPlace
from bot.slack.message_text import words
from bot.slack.payloads import Payload, person
from bot.state.askers import Asker

#: Callback ids, as in the manifest.
SEARCH_SHORTCUT: Final = "search_roundtables"
RELATED_SHORTCUT: Final = "find_related"
#: Action ids of the pickers of municipalities, on all pages and forms.
MUNICIPALITY_PICKERS: Final = (
    pickers.OWN_ACTION,
    home.OWN_ACTION,
    home.BROWSE_ACTION,
    comparison.PICK_OWN_ACTION,
    comparison.CHOSEN_ACTION,
    search.MUNICIPALITIES_ACTION,
)


def register(app: App, delivery: AnswerDelivery) -> None:
    """Register the listeners of the shortcuts, of the pickers' options, and of the form."""
    _pickers(app, delivery)
    _form(app, delivery)

    @app.shortcut({"type": "message_action", "callback_id": RELATED_SHORTCUT})
    def pressed(body: Payload, client: WebClient) -> None:
        thread, own = Thread.of(body), delivery.own(person(body))
        show(client, body, related(delivery.answers.related(words(body["message"]), MODAL, own), thread))


def _pickers(app: App, delivery: AnswerDelivery) -> None:
    @app.options(re.compile(f"^(?:{'|'.join(MUNICIPALITY_PICKERS)})$"))
    def municipalities(ack: Ack, payload: Payload) -> None:
        offered = pickers.municipality_options(delivery.library.gazetteer, str(payload.get("value") or ""))
        ack(options=[option.to_dict() for option in offered])

    @app.options(search.PERSONS_ACTION)
    def persons(ack: Ack, payload: Payload) -> None:
        offered = pickers.person_options(delivery.library.parse_context().people, str(payload.get("value") or ""))
        ack(options=[option.to_dict() for option in offered])


def _form(app: App, delivery: AnswerDelivery) -> None:
    @app.shortcut({"type": "shortcut", "callback_id": SEARCH_SHORTCUT})
    def pressed(body: Payload, client: WebClient) -> None:
        own = delivery.own(person(body))
        show(client, body, search.search_form(delivery.library.parse_context(own)))

    @app.view(search.SEARCH_FORM)
    def sent(ack: Ack, body: Payload, view: Payload) -> None:
        submitted = search.submitted(view)
        if submitted.is_empty:
            ack(response_action="errors", errors={search.WORDS_BLOCK: wording.SEARCH_EMPTY})
        else:
            # Answered in the ack: an ack that says 「お待ちください」 could arrive after the answer's own update.
            ack(response_action="update", view=search.found(_found(delivery, submitted, person(body))))


def _found(delivery: AnswerDelivery, submitted: search.SearchInput, asker: Asker) -> Reply:
    if submitted.own:
        delivery.remember(asker, submitted.own)
    question = submitted.question(delivery.own(asker))
    return delivery.responder.question(question, asker, ReplyPlace("", None, MODAL)).reply
