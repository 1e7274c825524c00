"""Listeners of App Home, which is published at each opening and each change, and of the pages that it leads to."""

from __future__ import annotations

import re
from collections.abc import Callable

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.models.views import View

from bot.slack.action_context import opens, update_modal
from bot.slack.blocks.callback_data import PageTurn, read, value_of
from bot.slack.blocks.home import BROWSE_ACTION, OWN_ACTION, PROMPTS, TRY_ACTION, WELCOME_ACTION
from bot.slack.blocks.pages import MUNICIPALITY_ACTION, THEME_ACTION
from bot.slack.home import HomePages
from bot.slack.payloads import Payload, person
from bot.state.askers import Asker
from bot.wording import PROMPTS_TITLE


def register(app: App, home_pages: HomePages) -> None:
    """Register the listeners of the app's tabs, and of the elements of App Home and its pages."""
    _pages(app, THEME_ACTION, home_pages.theme)
    _pages(app, MUNICIPALITY_ACTION, lambda name, number, _: home_pages.municipality(name, number))
    opens(app, WELCOME_ACTION, lambda body, _: home_pages.welcome(person(body)))
    opens(app, TRY_ACTION, lambda _, action: home_pages.tried(value_of(action)))
    opens(app, BROWSE_ACTION, lambda _, action: home_pages.municipality(value_of(action), 1))

    @app.event("app_home_opened", matchers=[lambda event: event.get("tab") == "home"])
    def opened(body: Payload, client: WebClient) -> None:
        home_pages.publish(client, person(body))

    @app.event("app_home_opened", matchers=[lambda event: event.get("tab") == "messages" and "channel" in event])
    def messages(event: Payload, client: WebClient) -> None:
        # Without a thread_ts, with which Slack silently drops the prompts under agent_view.
        client.assistant_threads_setSuggestedPrompts(
            channel_id=event["channel"], title=PROMPTS_TITLE, prompts=list(PROMPTS)
        )

    @app.action(OWN_ACTION)
    def own(body: Payload, action: Payload, client: WebClient) -> None:
        home_pages.delivery.remember(person(body), value_of(action))
        if (body.get("view") or {}).get("type") == "modal":
            # はじめての方へ has this picker, too.
            update_modal(client, body, home_pages.welcome(person(body)))
        home_pages.publish(client, person(body))


def _pages(app: App, action_id: str, page: Callable[[str, int, Asker], View]) -> None:
    """Register the listeners that open the page of a theme or municipality and turn its pages."""

    def view(body: Payload, action: Payload) -> View:
        turn = read(value_of(action), PageTurn)
        return page(turn.name, turn.number, person(body))

    opens(app, re.compile(rf"^{action_id}(?!_)"), view)

    @app.action(re.compile(rf"^{action_id}_(?:earlier|later)$"))
    def turned(body: Payload, action: Payload, client: WebClient) -> None:
        update_modal(client, body, view(body, action))
