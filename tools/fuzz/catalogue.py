"""Every kind of payload: events from Slack's documentation, interactions from what the bot itself sent.

The bot is asked and pressed; each button, picker and form that comes back becomes a payload, whatever it is called.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from slack_bolt import BoltRequest

from bot.slack.transport import manifest
from tests.fake_slack import Call, payloads
from tests.fake_slack.limits import parts
from tools.fuzz.stage import MARK, Stage

Payload = dict[str, Any]

ASKED = (
    "専門人材の採用は？",
    "ドローンの騒音",
    "他の区の研修は？",
    "区:星見区 窓口",
    "BPRとは？",
    "こんにちは",
    "標準化を一覧で",
)
#: Who did not ask, and presses.
ANOTHER = "U0COLLEAGUE"


@dataclass(slots=True)
class Catalogue:
    """Name → payloads of that kind."""

    stage: Stage
    #: Elements of one kind that are pressed.
    each: int = 2
    kinds: dict[str, list[Payload]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    _came: list[Call] = field(default_factory=list)

    @classmethod
    def of(cls, stage: Stage, asked: Sequence[str] = ASKED, *, depth: int = 2, each: int = 2) -> Catalogue:
        """All kinds; ``wrong``: what went wrong while they were found.

        ``depth`` times all is pressed that the last round brought, ``each`` of a kind.
        """
        catalogue = cls(stage, each)
        for kind, payload in (*_events(stage, asked), *_commands(stage, asked), *_shortcuts(stage)):
            catalogue.add(kind, payload)
        for _ in range(depth):
            for kind, payload in catalogue.offered():
                catalogue.add(kind, payload)
        return catalogue

    def add(self, kind: str, payload: Payload) -> None:
        """Keep it, and send it, for what comes back."""
        if len(self.kinds.setdefault(kind, [])) < self.each:
            self.kinds[kind].append(payload)
            self.wrong += [f"{kind}: {each}" for each in self.stage.send(payload)]
            self._came += self.stage.came

    def offered(self) -> list[tuple[str, Payload]]:
        """What can be pressed, chosen and sent in what came since the last time."""
        calls, self._came = self._came, []
        found: list[tuple[str, Payload]] = []
        for call in calls:
            if view := call.payload.get("view"):
                found += _of_view(self.stage, {"id": "V0", "root_view_id": "V0", **view})
            elif call.payload.get("blocks"):
                found += _of_message(self.stage, call.payload, private=call.method != "chat.postMessage")
        return found


def _events(stage: Stage, asked: Sequence[str]) -> Iterator[tuple[str, Payload]]:
    numbers = stage.slack.numbers
    for text in asked:
        yield f"mention {text}", payloads.mention(numbers, f"{text} {MARK}"[:40], team="T0ZADANKAI")
        yield f"direct message {text}", payloads.direct_message(numbers, text)
    yield "mention in a thread", payloads.mention(numbers, "練馬区は？", thread_ts="1660000000.000100")
    yield "direct message in a thread", payloads.direct_message(numbers, "もっと", thread_ts="1660000000.000100")
    yield "home", payloads.home_opened(numbers, "home")
    yield "messages tab", payloads.home_opened(numbers, "messages")
    for subtype in ("message_changed", "message_deleted", "bot_message", "file_share", "thread_broadcast"):
        nested = {"message": {"text": MARK, "user": "U1", "ts": "1.2"}, "previous_message": {"text": MARK}}
        yield subtype, payloads.direct_message(numbers, MARK, subtype=subtype, files=[{"id": "F1"}], **nested)
    for kind in ("member_joined_channel", "reaction_added", "link_shared", "app_uninstalled", "tokens_revoked"):
        yield kind, payloads.event(numbers, {"type": kind, "user": "U1", "channel": "C1", "links": [{"url": MARK}]})


def _commands(stage: Stage, asked: Sequence[str]) -> Iterator[tuple[str, Payload]]:
    url = f"http://{stage.slack.web.address}/respond/1"
    for text in (*asked, "通知", "お知らせ", "止める", ""):
        yield f"command {text}", payloads.command(stage.slack.numbers, text, url)
    forgetful = {"user_id": "U0FORGETFUL"}
    yield "command forget", payloads.command(stage.slack.numbers, "forget", url, **forgetful)


def _shortcuts(stage: Stage) -> Iterator[tuple[str, Payload]]:
    around = {
        "team": {"id": payloads.TEAM},
        "user": {"id": payloads.ASKER, "team_id": payloads.TEAM},
        "is_enterprise_install": False,
    }
    for shortcut in json.loads(manifest.text())["features"].get("shortcuts", []):
        common = {**around, "callback_id": shortcut["callback_id"], "trigger_id": stage.slack.numbers.trigger()}
        if shortcut["type"] == "message":
            message = {"type": "message", "text": f"職員の研修 {MARK}", "user": "U1", "ts": "1660000000.000100"}
            place = {"channel": {"id": "C1"}, "message": message, "message_ts": message["ts"]}
            url = f"http://{stage.slack.web.address}/respond/2"
            yield shortcut["name"], {"type": "message_action", "response_url": url, **place, **common}
        else:
            yield shortcut["name"], {"type": "shortcut", **common}


def _of_message(stage: Stage, message: Payload, *, private: bool) -> Iterator[tuple[str, Payload]]:
    place = payloads.container(message, private=private)
    url = f"http://{stage.slack.web.address}/respond/3"
    for element, block in _elements(message["blocks"]):
        for pressed in _pressed(stage, element):
            action = {"block_id": block.get("block_id", "b"), **pressed}
            yield _name(action), payloads.click(stage.slack.numbers, action, response_url=url, **place)
            by = {"user": {"id": ANOTHER, "team_id": payloads.TEAM}}
            pressed_by_another = payloads.click(stage.slack.numbers, action, response_url=url, **place, **by)
            yield f"{_name(action)} by another", pressed_by_another
        yield from _typed(element, {})


def _of_view(stage: Stage, view: Payload) -> Iterator[tuple[str, Payload]]:
    container = {"container": {"type": "view", "view_id": view["id"]}, "view": view, "channel": None}
    state: dict[str, Payload] = {}
    for element, block in _elements(view["blocks"]):
        block_id = block.get("block_id", "b")
        for pressed in _pressed(stage, element):
            action = {"block_id": block_id, **pressed}
            yield f"{view['type']} {_name(action)}", payloads.click(stage.slack.numbers, action, **container)
            if block["type"] == "input":
                state.setdefault(block_id, {}).setdefault(element["action_id"], pressed)
        yield from _typed(element, {"view": view})
    if view["type"] == "modal":
        yield f"form {view.get('callback_id')}", payloads.submission(stage.slack.numbers, view, state)
        yield f"empty form {view.get('callback_id')}", payloads.submission(stage.slack.numbers, view, {})
        yield (
            f"closed {view.get('callback_id')}",
            payloads.submission(stage.slack.numbers, view, state) | {"type": "view_closed", "is_cleared": False},
        )


def _elements(blocks: list[Payload]) -> Iterator[tuple[Payload, Payload]]:
    for block in blocks:
        yield from ((part, block) for part in parts(block) if "action_id" in part)


def _pressed(stage: Stage, element: Payload) -> Iterator[Payload]:
    """The element as Slack sends it back; one for each option of a menu."""
    options = [*element.get("options", [])]
    match element["type"]:
        case "overflow" | "static_select" | "radio_buttons":
            yield from (element | {"selected_option": option} for option in options)
        case "external_select":
            yield from (element | {"selected_option": option} for option in _offered(stage, element))
        case "multi_external_select":
            yield element | {"selected_options": _offered(stage, element)[:1]}
        case "checkboxes":
            yield element | {"selected_options": options}
        case "conversations_select":
            yield element | {"selected_conversation": "C0DXROOM"}
        case "plain_text_input":
            yield element | {"value": f"研修 {MARK}"}
        case _:
            yield element


def _typed(element: Payload, around: Payload) -> Iterator[tuple[str, Payload]]:
    if element["type"] in ("external_select", "multi_external_select"):
        yield f"typing in {element['action_id']}", payloads.suggestion(element["action_id"], "ねりま", **around)


def _offered(stage: Stage, element: Payload) -> list[Payload]:
    """The first option of a picker, and one of another release."""
    response = stage.app.dispatch(BoltRequest(mode="socket_mode", body=payloads.suggestion(element["action_id"], "")))
    offered: list[Payload] = json.loads(response.body or "{}").get("options", [])
    return [*offered[:1], {"text": {"type": "plain_text", "text": "練馬区"}, "value": "練馬区"}]


def _name(action: Payload) -> str:
    # An option of a quote's menu says first what it does.
    option = "".join((action.get("selected_option") or {}).get("value", "").split(",")[:2])
    return f"{action['action_id']} {option}".strip()
