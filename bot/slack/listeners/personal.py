"""Listeners of personal settings: ``/zadankai forget``, and notices, by command, by word, on App Home or by button.

Commands are answered in the ack. They bypass the inbox: deleting a person's data must not store a new record of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.slack.blocks.callback_data import Switch, read, value_of
from bot.slack.blocks.notice import STOP_ACTION, SWITCH_ACTION, forgotten
from bot.slack.blocks.reply import Reply, sentence
from bot.slack.home import HomePages
from bot.slack.payloads import Payload, Subcommand, person, said_subcommand, subcommand
from bot.slack.transport.posting import post_ephemeral, post_to, respond

COMMAND = "/zadankai"


def register(app: App, home_pages: HomePages) -> None:
    """Register the listeners of the subcommands, which must come before that of questions, and of notices' buttons."""

    @app.command(COMMAND, matchers=[_is(Subcommand.FORGET)])
    def forget(ack: Ack, body: Payload, client: WebClient) -> None:
        _answer(ack, forgotten(home_pages.forget(person(body))))
        home_pages.publish(client, person(body))

    @app.command(COMMAND, matchers=[_is(Subcommand.NOTICES)])
    def notices(ack: Ack, body: Payload) -> None:
        _answer(ack, home_pages.setting(person(body), str(body.get("channel_id") or "")))

    @app.command(COMMAND, matchers=[_is(Subcommand.STOP)])
    def stop(ack: Ack, body: Payload, client: WebClient) -> None:
        who = person(body)
        _answer(ack, sentence(home_pages.stop(who.user, str(body.get("channel_id") or ""))))
        home_pages.publish(client, who)

    # Said to the bot in words; Slack delivers a mention as two events, of which one is the other's shadow.
    @app.event("app_mention", matchers=[_is_said])
    @app.event("message", matchers=[_is_said])
    def said(body: Payload, client: WebClient) -> None:
        who, event = person(body), body["event"]
        match said_subcommand(body):
            case Subcommand.FORGET:
                reply = forgotten(home_pages.forget(who))
            case Subcommand.NOTICES:
                reply = home_pages.setting(who, str(event["channel"]))
            case _:
                reply = sentence(home_pages.stop(who.user, str(event["channel"])))
        if event.get("channel_type") == "im":
            post_to(client, str(event["channel"]), reply)
        else:
            post_ephemeral(client, str(event["channel"]), who.user, reply, event.get("thread_ts"))
        if said_subcommand(body) is not Subcommand.NOTICES:
            home_pages.publish(client, who)

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


def _is(wanted: Subcommand) -> Callable[[Payload], bool]:
    def matches(body: Payload) -> bool:
        return subcommand(str(body.get("text") or "")) is wanted

    return matches


def _is_said(body: Payload) -> bool:
    return said_subcommand(body) is not None


def _answer(ack: Ack, reply: Reply) -> None:
    ack(text=reply.text, blocks=reply.blocks, response_type="ephemeral", unfurl_links=False, unfurl_media=False)
