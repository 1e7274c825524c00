"""App Home, made anew whenever somebody opens it or changes something of theirs on it; and the pages it leads to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.browsing.lobby import Lobby
from bot.slack.admission import person
from bot.slack.modals import show, turn
from bot.views.first_contact import PROMPTS
from bot.views.home import BROWSE_ACTION, OWN_ACTION, WELCOME_ACTION
from bot.views.municipality import MUNICIPALITY_ACTION
from bot.views.paging import read_value
from bot.views.theme import THEME_ACTION
from bot.views.welcome import TRY_ACTION
from bot.wording import PROMPTS_TITLE

Payload = Mapping[str, Any]


def register(app: App, lobby: Lobby) -> None:
    """Listen to the opening of the app's tabs, and to what is pressed on App Home and its pages."""
    _tabs(app, lobby)
    _pickers(app, lobby)
    _themes(app, lobby)
    _municipalities(app, lobby)

    @app.action(WELCOME_ACTION)
    def welcomed(ack: Ack, body: Payload, client: WebClient) -> None:
        ack()
        show(client, body, lobby.welcome(person(body)))

    @app.action(TRY_ACTION)
    def tried(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        show(client, body, lobby.tried(action["value"]))


def _tabs(app: App, lobby: Lobby) -> None:
    @app.event("app_home_opened", matchers=[lambda event: event.get("tab") == "home"])
    def opened(body: Payload, client: WebClient) -> None:
        lobby.publish(client, person(body))

    @app.event("app_home_opened", matchers=[lambda event: event.get("tab") == "messages" and "channel" in event])
    def messages(event: Payload, client: WebClient) -> None:
        # Without a thread_ts, which under agent_view makes Slack forget the prompts silently.
        client.assistant_threads_setSuggestedPrompts(
            channel_id=event["channel"], title=PROMPTS_TITLE, prompts=list(PROMPTS)
        )


def _pickers(app: App, lobby: Lobby) -> None:
    @app.action(OWN_ACTION)
    def own(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        if name := _picked(lobby, action):
            lobby.memory.people.remember(person(body), name)
            if (body.get("view") or {}).get("type") == "modal":
                # はじめての方へ offers the picker, too.
                turn(client, body, lobby.welcome(person(body)))
            lobby.publish(client, person(body))

    @app.action(BROWSE_ACTION)
    def looked_up(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        if name := _picked(lobby, action):
            show(client, body, lobby.municipality(name, 1))


def _picked(lobby: Lobby, action: Payload) -> str | None:
    option = action.get("selected_option")
    place = lobby.overviews.library.gazetteer.named(str(option["value"])) if option else None
    return place.name if place else None


def _themes(app: App, lobby: Lobby) -> None:
    @app.action(re.compile(rf"^{THEME_ACTION}(?!_)"))
    def opened(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        show(client, body, lobby.theme(*read_value(action["value"]), person(body)))

    @app.action(re.compile(rf"^{THEME_ACTION}_(?:earlier|later)$"))
    def turned(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        turn(client, body, lobby.theme(*read_value(action["value"]), person(body)))


def _municipalities(app: App, lobby: Lobby) -> None:
    @app.action(MUNICIPALITY_ACTION)
    def opened(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        show(client, body, lobby.municipality(*read_value(action["value"])))

    @app.action(re.compile(rf"^{MUNICIPALITY_ACTION}_(?:earlier|later)$"))
    def turned(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        turn(client, body, lobby.municipality(*read_value(action["value"])))
