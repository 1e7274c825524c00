"""Slack's side of Socket Mode: it sends envelopes, receives acks, and redelivers what was not acked.

Everything runs on the fake Slack's event loop.
"""

from __future__ import annotations

import asyncio
import json
import random
import time
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
    #: Maximum of deliveries of one envelope.
    attempts: int = 4
    envelopes: dict[str, Envelope] = field(default_factory=dict)
    open: list[web.WebSocketResponse] = field(default_factory=list)
    #: Number of connections so far.
    connections: int = 0
    #: False: frames and pings are read but never answered, as on a connection that died silently.
    audible: bool = True

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one connection, from hello to its end."""
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
            await random.choice(usable).send_str(frame)  # noqa: S311 - which connection is no secret
        except ConnectionError:
            envelope.attempts -= 1

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
            request_transport = ws._req.transport if ws._req else None  # noqa: SLF001 - aiohttp has no public way to cut
            if request_transport is not None:
                request_transport.abort()

    async def say_goodbye(self) -> None:
        """Announce the end of the connections, as Slack does when it refreshes them."""
        for ws in list(self.open):
            await ws.send_str(json.dumps({"type": "disconnect", "reason": "refresh_requested"}))
