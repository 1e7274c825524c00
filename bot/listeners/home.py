"""App Home: made anew whenever somebody opens it, or changes something of theirs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.browsing.lobby import Lobby
from bot.slack.admission import person
from bot.slack.modals import show, turn
from bot.views.callback_data import StaleCallback, value_of
from bot.views.home import BROWSE_ACTION, OWN_ACTION
from bot.views.pickers import municipality_options

Payload = Mapping[str, Any]


def register(app: App, lobby: Lobby) -> None:
    """Listen to the opening of the home tab, and to its two pickers, wherever they stand."""

    @app.event("app_home_opened", matchers=[_on_home])
    def opened(body: Payload, client: WebClient) -> None:
        lobby.publish(client, person(body))

    @app.options(OWN_ACTION)
    @app.options(BROWSE_ACTION)
    def typed(ack: Ack, payload: Payload) -> None:
        ack(options=municipality_options(lobby.overviews.library.gazetteer, str(payload.get("value") or "")))

    @app.action(OWN_ACTION)
    def chosen(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        lobby.memory.people.remember(person(body), _picked(lobby, action))
        if (body.get("view") or {}).get("type") == "modal":
            # はじめての方へ offers the picker, too.
            turn(client, body, lobby.welcome(person(body)))
        lobby.publish(client, person(body))

    @app.action(BROWSE_ACTION)
    def looked_up(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        show(client, body, lobby.municipality(_picked(lobby, action), 1))


def _on_home(event: Payload) -> bool:
    return event.get("tab") == "home"


def _picked(lobby: Lobby, action: Payload) -> str:
    place = lobby.overviews.library.gazetteer.named(value_of(action))
    if place is None:
        raise StaleCallback("no municipality of the table")
    return place.name
