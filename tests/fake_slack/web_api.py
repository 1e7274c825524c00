"""The part of Slack's Web API that the bot uses: responses, errors, rate limits, and a record of every call."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from tests.fake_slack import validator
from tests.fake_slack.limits import message_faults, prompt_faults, view_faults
from tests.fake_slack.payloads import APP_ID, BOT_ID, BOT_USER, TEAM
from tests.fake_slack.shapes import unknown_shapes

Payload = dict[str, Any]
#: Called with "arrived" (nothing is posted yet) and "posted" (posted, not answered yet), and the payload.
Observer = Callable[[str, Payload], Awaitable[None]]

SCOPES = "app_mentions:read,assistant:write,chat:write,commands,im:history"


@dataclass(frozen=True, slots=True)
class Call:
    """One request of the bot."""

    method: str
    payload: Payload
    #: time.monotonic() of its arrival.
    at: float
    #: HTTP status of the response.
    status: int
    #: Path of a response_url; else empty.
    path: str = ""
    #: The token that was sent along, or empty.
    token: str = ""


async def observe_nothing(stage: str, payload: Payload) -> None:
    """Do nothing: the observer by default."""


@dataclass(slots=True)
class WebApi:
    """The methods; tests set and read its fields."""

    address: str = ""
    tokens: tuple[str, ...] = ("xoxb-loopback", "xapp-loopback")
    scopes: str = SCOPES
    calls: list[Call] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    #: True: what is sent need not be on the list of shapes that ships with the bot.
    any_shape: bool = False
    #: Texts that users sent: they must not occur in mrkdwn.
    said: list[str] = field(default_factory=list)
    #: Channel → time.monotonic() until which posts there are refused with 429; or a method that is no post.
    limited: dict[str, float] = field(default_factory=dict)
    #: The same → time of its first 429; later calls break Slack's rule.
    told: dict[str, float] = field(default_factory=dict)
    #: Channel → error with which posts there are refused.
    refused: dict[str, str] = field(default_factory=dict)
    #: Method → error with which it is refused.
    denied: dict[str, str] = field(default_factory=dict)
    #: Method → seconds before its response.
    slow: dict[str, float] = field(default_factory=dict)
    #: Methods that are not answered while they are in here.
    held: set[str] = field(default_factory=set)
    #: Method → HTTP status of its response, which repeats what was sent, as a page of a proxy may.
    broken: dict[str, int] = field(default_factory=dict)
    #: Method → JSON pointer of what it does not take of a message with blocks, or of a view.
    invalid: dict[str, str] = field(default_factory=dict)
    #: What such a response says instead.
    page: str = ""
    #: Thread's ts → its messages, for a bot with the scope to read them.
    threads: dict[str, list[Payload]] = field(default_factory=dict)
    #: Address of web sockets ("wss://HOST"); empty: this server's.
    socket_address: str = ""
    #: Calls of apps.connections.open that are still to be refused, and with which error.
    failing_opens: int = 0
    open_error: str = "internal_error"
    observer: Observer = observe_nothing

    async def handle(self, request: web.Request) -> web.Response:
        """Respond to a call of a method."""
        method = request.match_info["method"]
        try:
            payload = await _payload(request)
        except ConnectionError:
            # The calling process died in the middle of its request.
            return web.Response(status=400)
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if method != "blocks.validate" and token not in self.tokens:
            return web.json_response({"ok": False, "error": "invalid_auth"})
        return await self._answered(method, payload, token=token)

    async def respond(self, request: web.Request) -> web.Response:
        """Respond to a message to a response_url, with a bare ok."""
        return await self._answered("response_url", await _payload(request), path=request.path)

    async def _answered(self, method: str, payload: Payload, *, path: str = "", token: str = "") -> web.Response:
        at = time.monotonic()
        self.faults.extend(f"{method}: {fault}" for fault in self._faults(method, payload))
        await self.observer("arrived", payload)
        response = self._response(method, payload)
        self.calls.append(Call(method, payload, at, response.status, path, token))
        await self.observer("posted", payload)
        await asyncio.sleep(self.slow.get(method, 0))
        while method in self.held:  # noqa: ASYNC110 - a test's thread lets go of it
            await asyncio.sleep(0.01)
        return response

    def _faults(self, method: str, payload: Payload) -> list[str]:
        if payload.get("delete_original"):
            return []
        if method in ("chat.postMessage", "chat.postEphemeral", "chat.update", "response_url"):
            return [*message_faults(payload, self.said), *self._unknown(payload)]
        if method in ("views.open", "views.update", "views.push", "views.publish"):
            return [*view_faults(payload["view"], self.said), *self._unknown(payload["view"])]
        if method == "assistant.threads.setSuggestedPrompts":
            return prompt_faults(payload)
        return []

    def _unknown(self, payload: Payload) -> list[str]:
        return [] if self.any_shape else unknown_shapes(payload)

    def acked(self, payload: Payload) -> None:
        """Check what an ack carried: a view, or the answer to a command."""
        if "view" in payload:
            self.faults.extend(f"ack: {fault}" for fault in self._faults("views.update", payload))
        elif payload.get("blocks"):
            self.faults.extend(f"ack: {fault}" for fault in self._faults("response_url", payload))

    def _response(self, method: str, payload: Payload) -> web.Response:
        channel = str(payload.get("channel", ""))
        if method in self.broken:
            page = self.page or f"{json.dumps(payload, ensure_ascii=False)}\nerror bot forged"
            return web.Response(status=self.broken[method], text=page)
        limited = channel if method in ("chat.postMessage", "response_url") else method
        if wait := self._wait(limited):
            return web.json_response(
                {"ok": False, "error": "ratelimited"}, status=429, headers={"Retry-After": str(wait)}
            )
        if method == "response_url" and self._is_invalid(method, payload):
            return web.Response(status=400, text="invalid_blocks")
        body = self._refusal(method, channel, payload) or self._body(method, channel, payload)
        if "ts" in body:
            # The message's ts, which tests need for actions in it.
            payload["posted_ts"] = body["ts"]
        return web.json_response(body, headers={"x-oauth-scopes": self.scopes})

    def _is_invalid(self, method: str, payload: Payload) -> bool:
        return method in self.invalid and bool(payload.get("blocks") or payload.get("view"))

    def _refusal(self, method: str, channel: str, payload: Payload) -> Payload | None:
        if error := (self.refused.get(channel) if method == "chat.postMessage" else None) or self.denied.get(method):
            return {"ok": False, "error": error}
        if self._is_invalid(method, payload):
            return _invalid(method, self.invalid[method])
        if method == "apps.connections.open" and self.failing_opens:
            self.failing_opens -= 1
            return {"ok": False, "error": self.open_error}
        return None

    def _wait(self, channel: str) -> int:
        now = time.monotonic()
        left = self.limited.get(channel, 0) - now
        if left <= 0:
            self.told.pop(channel, None)
            return 0
        # Requests that were under way when the first 429 went out are no offence.
        if now - self.told.setdefault(channel, now) > 0.5:
            self.faults.append(f"called {channel} again {left:.1f} s before its Retry-After was over")
        return max(1, round(left + 0.5))

    def _body(self, method: str, channel: str, payload: Payload) -> Payload:
        if method == "blocks.validate":
            [(argument, given)] = payload.items()
            return validator.answer(argument, given)
        if method == "conversations.replies":
            return self._replies(payload)
        if method == "auth.test":
            return {
                "ok": True,
                "user_id": BOT_USER,
                "bot_id": BOT_ID,
                "team_id": TEAM,
                "app_id": APP_ID,
                "team": "loopback",
                "user": "zadankai",
                "url": "https://loopback.slack.test/",
            }
        if method == "apps.connections.open":
            return {
                "ok": True,
                "url": f"{self.socket_address or f'ws://{self.address}'}/link/?ticket={len(self.calls)}",
            }
        if method in ("chat.postMessage", "chat.update"):
            return {"ok": True, "channel": channel, "ts": payload.get("ts") or f"{time.time():.6f}"}
        return {"ok": True}

    def _replies(self, payload: Payload) -> Payload:
        if "channels:history" not in self.scopes:
            return {"ok": False, "error": "missing_scope", "needed": "channels:history"}
        at, size = int(payload.get("cursor") or 0), int(payload["limit"])
        messages = self.threads.get(str(payload["ts"]), [])
        more = {"response_metadata": {"next_cursor": str(at + size)}} if len(messages) > at + size else {}
        return {"ok": True, "messages": messages[at : at + size], **more}


def _invalid(method: str, pointer: str) -> Payload:
    """Return Slack's answer to a message or a view of which it does not take one part."""
    wrong = f"must be less than 3001 characters [json-pointer:{pointer}]"
    said = {"ok": False, "response_metadata": {"messages": [f"[ERROR] {wrong}"]}}
    if method.startswith("views."):
        return said | {"error": "invalid_arguments"}
    return said | {"error": "invalid_blocks", "errors": [wrong]}


async def _payload(request: web.Request) -> Payload:
    if "json" in request.content_type:
        # slack_sdk sends an empty body where a method has no parameters.
        parsed: Payload = json.loads(await request.text() or "{}")
        return parsed
    form = await request.post()
    return {key: _decoded(str(value)) for key, value in form.items()}


def _decoded(value: str) -> Any:
    return json.loads(value) if value[:1] in ("[", "{") else value
