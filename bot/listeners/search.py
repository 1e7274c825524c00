"""座談会を検索, the global shortcut: a form, and the answer in its place, for who searches alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot import wording
from bot.answers.quote import MODAL
from bot.browsing.lobby import Lobby
from bot.conversation.answering import Place
from bot.desk import Desk
from bot.memory.people import Person
from bot.slack.admission import person
from bot.slack.modals import show
from bot.views.pickers import municipality_options, person_options
from bot.views.reply import Reply
from bot.views.search import (
    MUNICIPALITIES_ACTION,
    PERSONS_ACTION,
    SEARCH_FORM,
    WORDS_BLOCK,
    Wanted,
    filled_in,
    found,
    search_form,
)

Payload = Mapping[str, Any]

#: As the manifest names it.
SHORTCUT: Final = "search_roundtables"


def register(app: App, desk: Desk, lobby: Lobby) -> None:
    """Listen to the shortcut, to what is typed in its pickers, and to the form."""

    @app.shortcut({"type": "shortcut", "callback_id": SHORTCUT})
    def pressed(ack: Ack, body: Payload, client: WebClient) -> None:
        ack()
        own = desk.memory.people.municipality(person(body))
        show(client, body, search_form(desk.library.surroundings(own)))

    @app.options(MUNICIPALITIES_ACTION)
    def places(ack: Ack, payload: Payload) -> None:
        offered = municipality_options(desk.library.gazetteer, str(payload.get("value") or ""))
        ack(options=[option.to_dict() for option in offered])

    @app.options(PERSONS_ACTION)
    def persons(ack: Ack, payload: Payload) -> None:
        offered = person_options(desk.library.surroundings().people, str(payload.get("value") or ""))
        ack(options=[option.to_dict() for option in offered])

    @app.view(SEARCH_FORM)
    def sent(ack: Ack, body: Payload, view: Payload) -> None:
        wanted = filled_in(view)
        if wanted.is_empty:
            ack(response_action="errors", errors={WORDS_BLOCK: wording.SEARCH_EMPTY})
        else:
            # The answer is the ack: one that came afterwards could be overtaken by an ack that says 「お待ちください」.
            ack(response_action="update", view=found(_answer(desk, wanted, person(body))))
            if wanted.own:
                lobby.redraw(desk.client, person(body))


def _answer(desk: Desk, wanted: Wanted, asker: Person) -> Reply:
    people = desk.memory.people
    if wanted.own:
        desk.remember(asker, wanted.own)
    question = wanted.question(people.municipality(asker))
    return desk.answering.question(question, asker, Place("", None, MODAL)).reply
