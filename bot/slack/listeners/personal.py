"""Listeners of personal settings: ``/zadankai forget``, and notices, by command, by word, on App Home or by button.

Commands are answered in the ack. They bypass the inbox: deleting a person's data must not store a new record of them.
"""

from __future__ import annotations

import logging
import re

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.blocks.callback_data import Switch, read, value_of
from bot.slack.blocks.notice import STOP_ACTION, SWITCH_ACTION, forgotten
from bot.slack.blocks.reply import Reply, sentence
from bot.slack.home import HomePages
from bot.slack.payloads import Payload, Subcommand, person, said_subcommand, subcommand
from bot.slack.transport.outcomes import Posted
from bot.slack.transport.posting import post_to, respond, tell
from bot.state.askers import Asker

log = logging.getLogger(__name__)

COMMAND = "/zadankai"


def register(app: App, home_pages: HomePages) -> None:
    """Register the listeners of the subcommands, which must come before that of questions, and of notices' buttons."""

    @app.command(COMMAND, matchers=[_is_commanded])
    def commanded(ack: Ack, body: Payload, client: WebClient) -> None:
        wanted = subcommand(str(body.get("text") or ""))
        _answer(ack, _done(home_pages, wanted, person(body), str(body.get("channel_id") or "")))
        _shown_on_home(home_pages, client, wanted, person(body))

    @app.event("app_mention", matchers=[_is_said])
    @app.event("message", matchers=[_is_said])
    def said(body: Payload, client: WebClient) -> None:
        who, event, wanted = person(body), body["event"], said_subcommand(body)
        channel = str(event["channel"])
        reply = _done(home_pages, wanted, who, channel)
        if event.get("channel_type") == "im":
            outcome = post_to(client, channel, reply)
        else:
            outcome = tell(client, channel, who.user, reply, event.get("thread_ts"))
        if not isinstance(outcome, Posted):
            log.warning("nobody was told that it is done: %s", outcome)
        _shown_on_home(home_pages, client, wanted, who)

    @app.action(re.compile(rf"^{SWITCH_ACTION}:"))
    def switched(body: Payload, action: Payload, client: WebClient) -> None:
        who = person(body)
        wanted = read(value_of(action), Switch)
        # A forged value must not change the notices of a third person.
        there = wanted.receiver in _here(body)
        remark = home_pages.switch(client, who, wanted.receiver, on=wanted.on) if there else None
        if url := body.get("response_url"):
            respond(client, url, home_pages.setting(who, _channel(body), remark), replace=True)
        home_pages.publish(client, who)

    @app.action(STOP_ACTION)
    def stopped(body: Payload, action: Payload, client: WebClient) -> None:
        respond(client, body["response_url"], sentence(home_pages.stop(*_here(body) & {value_of(action)})))
        home_pages.publish(client, person(body))


def _here(body: Payload) -> set[str]:
    """Return the receivers whose notices an action may change: its person and its channel."""
    return {person(body).user, _channel(body)} - {""}


def _channel(body: Payload) -> str:
    return str((body.get("channel") or {}).get("id") or "")


def _done(home_pages: HomePages, wanted: Subcommand | None, who: Asker, channel: str) -> Reply:
    """Do what a subcommand says, and return what answers it."""
    match wanted:
        case Subcommand.FORGET:
            return forgotten(home_pages.forget(who))
        case Subcommand.NOTICES:
            return home_pages.setting(who, channel)
        case _:
            return sentence(home_pages.stop(who.user, channel))


def _shown_on_home(home_pages: HomePages, client: WebClient, wanted: Subcommand | None, who: Asker) -> None:
    if wanted is not Subcommand.NOTICES:
        home_pages.publish(client, who)


def _is_commanded(body: Payload) -> bool:
    return subcommand(str(body.get("text") or "")) is not None


def _is_said(body: Payload) -> bool:
    return said_subcommand(body) is not None


def _answer(ack: Ack, reply: Reply) -> None:
    ack(text=reply.text, blocks=reply.blocks, response_type="ephemeral", unfurl_links=False, unfurl_media=False)
