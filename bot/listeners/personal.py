"""``/zadankai forget`` and ``/zadankai 通知``: answered in the ack itself, to the person alone.

Nothing of them goes through the inbox: what deletes a person's record must not write another one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.browsing.lobby import Lobby
from bot.browsing.subcommands import Subcommand, subcommand
from bot.slack.admission import person
from bot.views.notice import forgotten
from bot.views.reply import Reply, sentence

Payload = Mapping[str, Any]
COMMAND = "/zadankai"


def register(app: App, lobby: Lobby) -> None:
    """Listen to the command where it is no question; to be registered before the listener of questions."""

    @app.command(COMMAND, matchers=[_is(Subcommand.FORGET)])
    def forget(ack: Ack, body: Payload, client: WebClient) -> None:
        _answer(ack, forgotten(lobby.forget(person(body))))
        lobby.publish(client, person(body))

    @app.command(COMMAND, matchers=[_is(Subcommand.NOTICES)])
    def notices(ack: Ack, body: Payload) -> None:
        _answer(ack, lobby.setting(person(body), str(body.get("channel_id") or "")))

    @app.command(COMMAND, matchers=[_is(Subcommand.STOP)])
    def stop(ack: Ack, body: Payload, client: WebClient) -> None:
        who = person(body)
        _answer(ack, sentence(lobby.stop(who.user, str(body.get("channel_id") or ""))))
        lobby.publish(client, who)


def _is(wanted: Subcommand) -> Callable[[Payload], bool]:
    def matches(body: Payload) -> bool:
        return subcommand(str(body.get("text") or "")) is wanted

    return matches


def _answer(ack: Ack, reply: Reply) -> None:
    ack(
        text=reply.text,
        blocks=reply.blocks,
        response_type="ephemeral",
        unfurl_links=False,
        unfurl_media=False,
    )
