"""Slack's side of Socket Mode: it sends envelopes, receives acks, and redelivers what was not acked.

Everything runs on the fake Slack's event loop.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from aiohttp import ClientConnectionResetError, WSMsgType, web

Payload = dict[str, Any]


@dataclass(slots=True)
class Envelope:
    """A payload that must be acked."""

    envelope_id: str
    kind: str
    payload: Payload
    #: Deliveries so far.
    attempts: int = 0
    #: time.monotonic() of the latest delivery.
    sent_at: float = 0.0
    #: time.monotonic() of the ack, or None.
    acked_at: float | None = None
    #: What the ack carried.
    response: Payload | None = None

    def frame(self) -> str:
        body: Payload = {"envelope_id": self.envelope_id, "type": self.kind, "payload": self.payload}
        if self.kind == "events_api":
            body |= {"retry_attempt": self.attempts, "retry_reason": "timeout" if self.attempts else ""}
        return json.dumps(body | {"accepts_response_payload": self.kind != "events_api"})


@dataclass(slots=True)
class Sockets:
    """The connections of one app, and the envelopes sent on them."""

    #: Seconds without an ack after which an envelope is sent again.
    patience: float = 3.0
    #: Called with what an ack carried.
    acked: Callable[[Payload], None] = lambda _: None
    #: Maximum of deliveries of one envelope.
    attempts: int = 4
    envelopes: dict[str, Envelope] = field(default_factory=dict)
    open: list[web.WebSocketResponse] = field(default_factory=list)
    #: Number of connections so far.
    connections: int = 0
    #: False: frames and pings are read but never answered, as on a connection that died silently.
    audible: bool = True
    #: Frames of one envelope; with more than one, a ping stands between any two, as RFC 6455 allows.
    frames: int = 1
    #: Seconds before a handshake is answered, and handshakes that were asked for.
    slow: float = 0.0
    asked: int = 0
    _sending: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection, from hello to its end."""
        self.asked += 1
        await asyncio.sleep(self.slow)
        ws = web.WebSocketResponse(autoping=False)
        await ws.prepare(request)
        self.connections += 1
        # Silence ends with its connection.
        self.audible = True
        self.open.append(ws)
        await ws.send_str(json.dumps({"type": "hello", "num_connections": len(self.open)}))
        await self._flush()
        try:
            async for message in ws:
                await self._heard(ws, message.type, message.data)
        finally:
            self.open.remove(ws)
        return ws

    async def _heard(self, ws: web.WebSocketResponse, kind: WSMsgType, data: Any) -> None:
        if not self.audible:
            return
        if kind is WSMsgType.PING:
            # It may have been cut, or its process killed, while the ping was on its way.
            with suppress(ClientConnectionResetError):
                await ws.pong(data)
        elif kind is WSMsgType.TEXT:
            ack = json.loads(data)
            envelope = self.envelopes[ack["envelope_id"]]
            envelope.acked_at = envelope.acked_at or time.monotonic()
            envelope.response = ack.get("payload")
            self.acked(envelope.response or {})

    async def put(self, envelope: Envelope) -> None:
        """Deliver an envelope now, or when the app connects."""
        self.envelopes[envelope.envelope_id] = envelope
        await self.deliver(envelope)

    async def deliver(self, envelope: Envelope) -> None:
        """Send an envelope on any open connection, as Slack does."""
        usable = [ws for ws in self.open if not ws.closed]
        if not usable or not self.audible:
            return
        envelope.sent_at = time.monotonic()
        frame = envelope.frame()
        envelope.attempts += 1
        try:
            await self._send(random.choice(usable), frame)  # noqa: S311 - which connection is no secret
        except ConnectionError:
            envelope.attempts -= 1

    async def _send(self, ws: web.WebSocketResponse, text: str) -> None:
        if self.frames == 1:
            await ws.send_str(text)
            return
        # One after another: only control frames may stand between the frames of a message.
        async with self._sending:
            for frame in fragments(text, self.frames):
                _transport(ws).write(frame)
                # So that none is read together with another by chance.
                await asyncio.sleep(0.005)

    async def _flush(self) -> None:
        for envelope in list(self.envelopes.values()):
            if envelope.acked_at is None and envelope.attempts == 0:
                await self.deliver(envelope)

    async def redeliver(self) -> None:
        """Send again what was not acked in time, until cancelled."""
        while True:
            await asyncio.sleep(0.05)
            late = time.monotonic() - self.patience
            for envelope in list(self.envelopes.values()):
                if envelope.acked_at is None and envelope.sent_at < late and envelope.attempts < self.attempts:
                    await self.deliver(envelope)

    async def drop(self) -> None:
        """Cut every connection without a closing frame."""
        for ws in list(self.open):
            with suppress(ConnectionError):
                _transport(ws).abort()

    async def say_goodbye(self) -> None:
        """Announce the end of the connections, as Slack does when it refreshes them."""
        await self.say(json.dumps({"type": "disconnect", "reason": "refresh_requested"}))

    async def say(self, text: str) -> None:
        """Send a message on every connection."""
        for ws in list(self.open):
            await ws.send_str(text)


def fragments(text: str, count: int) -> list[bytes]:
    r"""The frames of a message in so many parts, cut within characters, too, and a ping after each but the last.

    >>> fragments("研", 2)
    [b'\x01\x02\xe7\xa0', b'\x89\x00', b'\x80\x01\x94']
    """
    content = text.encode()
    size = -(-len(content) // count)
    parts = [content[start : start + size] for start in range(0, len(content), size)]
    frames = []
    for number, part in enumerate(parts, 1):
        last = number == len(parts)
        opcode = 0x1 if number == 1 else 0x0
        frames.append(_frame(opcode | (0x80 if last else 0), part))
        if not last:
            frames.append(_frame(0x89, b""))
    return frames


def _frame(head: int, content: bytes) -> bytes:
    size = len(content)
    if size < 126:
        return bytes((head, size)) + content
    extended = (126, size.to_bytes(2)) if size < 1 << 16 else (127, size.to_bytes(8))
    return bytes((head, extended[0])) + extended[1] + content


def _transport(ws: web.WebSocketResponse) -> asyncio.Transport:
    """Raises ConnectionError where the connection is gone."""
    transport = ws._req.transport if ws._req else None  # noqa: SLF001 - aiohttp has no public way to cut a connection or a message
    if not isinstance(transport, asyncio.Transport):
        raise ConnectionResetError
    return transport
