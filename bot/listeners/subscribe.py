"""Notices turned on and off: on App Home, by ``/zadankai 通知`` (``personal.py``), and on the notice itself."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.browsing.lobby import Lobby
from bot.slack.admission import person
from bot.slack.posting import respond
from bot.views.callback_data import Switch, read, value_of
from bot.views.notice import STOP_ACTION, SWITCH_ACTION
from bot.views.reply import sentence

Payload = Mapping[str, Any]


def register(app: App, lobby: Lobby) -> None:
    """Listen to the switches and to the button below a notice."""

    @app.action(re.compile(rf"^{SWITCH_ACTION}:"))
    def switched(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        who = person(body)
        wanted = read(value_of(action), Switch)
        # A value that comes back turns nothing on for a third person.
        there = wanted.receiver in _here(body)
        remark = lobby.switch(client, who, wanted.receiver, on=wanted.on) if there else None
        if url := body.get("response_url"):
            respond(client, url, lobby.setting(who, _channel(body), remark), replace=True)
        lobby.publish(client, who)

    @app.action(STOP_ACTION)
    def stopped(ack: Ack, body: Payload, action: Payload, client: WebClient) -> None:
        ack()
        respond(client, body["response_url"], sentence(lobby.stop(*_here(body) & {value_of(action)})))
        lobby.publish(client, person(body))


def _here(body: Payload) -> set[str]:
    """Who can be told by a press: the presser, and the channel that was pressed in."""
    return {person(body).user, _channel(body)} - {""}


def _channel(body: Payload) -> str:
    return str((body.get("channel") or {}).get("id") or "")
