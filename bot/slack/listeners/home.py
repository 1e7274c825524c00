"""Listeners of App Home, which is published at each opening and each change, and of the pages that it leads to."""

from __future__ import annotations

import re
from collections.abc import Callable

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.models.views import View

from bot.slack.action_context import show, update_modal
from bot.slack.blocks.callback_data import value_of
from bot.slack.blocks.home import BROWSE_ACTION, OWN_ACTION, PROMPTS, TRY_ACTION, WELCOME_ACTION
from bot.slack.blocks.pages import MUNICIPALITY_ACTION, THEME_ACTION, turned_to
from bot.slack.home import HomePages
from bot.slack.payloads import Payload, person
from bot.state.askers import Asker
from bot.wording import PROMPTS_TITLE


def register(app: App, home_pages: HomePages) -> None:
    """Register the listeners of the app's tabs, and of the elements of App Home and its pages."""
    _tabs(app, home_pages)
    _pickers(app, home_pages)
    _pages(app, THEME_ACTION, home_pages.theme)
    _pages(app, MUNICIPALITY_ACTION, lambda name, number, _: home_pages.municipality(name, number))

    @app.action(WELCOME_ACTION)
    def welcomed(body: Payload, client: WebClient) -> None:
        show(client, body, home_pages.welcome(person(body)))

    @app.action(TRY_ACTION)
    def tried(body: Payload, action: Payload, client: WebClient) -> None:
        show(client, body, home_pages.tried(value_of(action)))


def _tabs(app: App, home_pages: HomePages) -> None:
    @app.event("app_home_opened", matchers=[lambda event: event.get("tab") == "home"])
    def opened(body: Payload, client: WebClient) -> None:
        home_pages.publish(client, person(body))

    @app.event("app_home_opened", matchers=[lambda event: event.get("tab") == "messages" and "channel" in event])
    def messages(event: Payload, client: WebClient) -> None:
        # Without a thread_ts, with which Slack silently drops the prompts under agent_view.
        client.assistant_threads_setSuggestedPrompts(
            channel_id=event["channel"], title=PROMPTS_TITLE, prompts=list(PROMPTS)
        )


def _pickers(app: App, home_pages: HomePages) -> None:
    @app.action(OWN_ACTION)
    def own(body: Payload, action: Payload, client: WebClient) -> None:
        home_pages.delivery.remember(person(body), value_of(action))
        if (body.get("view") or {}).get("type") == "modal":
            # はじめての方へ has this picker, too.
            update_modal(client, body, home_pages.welcome(person(body)))
        home_pages.publish(client, person(body))

    @app.action(BROWSE_ACTION)
    def looked_up(body: Payload, action: Payload, client: WebClient) -> None:
        show(client, body, home_pages.municipality(value_of(action), 1))


def _pages(app: App, action_id: str, page: Callable[[str, int, Asker], View]) -> None:
    """Register the listeners that open the page of a theme or municipality and turn its pages."""

    @app.action(re.compile(rf"^{action_id}(?!_)"))
    def opened(body: Payload, action: Payload, client: WebClient) -> None:
        show(client, body, page(*turned_to(action), person(body)))

    @app.action(re.compile(rf"^{action_id}_(?:earlier|later)$"))
    def turned(body: Payload, action: Payload, client: WebClient) -> None:
        update_modal(client, body, page(*turned_to(action), person(body)))
