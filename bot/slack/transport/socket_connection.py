"""One web socket of Socket Mode: its envelopes are dispatched to Bolt in worker threads, and acked on it.

When it is opened, replaced and given up is decided in ``socket.py``.
"""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from contextlib import AbstractContextManager, ExitStack, suppress
from typing import Any

from slack_bolt import App, BoltRequest, BoltResponse
from websockets.exceptions import ConnectionClosed
from websockets.protocol import State
from websockets.sync.client import ClientConnection

from bot.state.reasons import OTHER

log = logging.getLogger(__name__)

Envelope = Mapping[str, Any]

#: Slack's reasons for a ``disconnect`` message.
_REASONS = frozenset({"warning", "refresh_requested", "link_disabled", "too_many_websockets"})
_ACKED = 200


class SocketConnection:
    """A web socket that is read in a thread of its own until it ends; safe to share between threads."""

    def __init__(
        self,
        opening: AbstractContextManager[ClientConnection],
        app: App,
        workers: Executor,
        changed: Callable[[], object],
    ) -> None:
        """Open it and read from it; *changed* is called when it ends, or is to end. Raises what *opening* raises."""
        self._end = ExitStack()
        self._socket = self._end.enter_context(opening)
        self._app = app
        self._workers = workers
        self._changed = changed
        #: True when Slack has announced that it will close this connection.
        self.leaving = False
        self._deaf = False
        self._in_hand = 0
        self._lock = threading.Lock()
        threading.Thread(target=self._receive, name="socket", daemon=True).start()

    @property
    def open(self) -> bool:
        """True until either side closes it, or its pings are not answered."""
        return self._socket.state is State.OPEN

    @property
    def proven(self) -> bool:
        """True once a ping was answered."""
        return self._socket.latency > 0

    @property
    def idle(self) -> bool:
        """True if each envelope that was taken has been acked."""
        return not self._in_hand

    def take_no_more(self) -> None:
        """Leave what comes from now on to Slack, which delivers it again."""
        self._deaf = True

    def close(self) -> None:
        """Close it; takes up to a second, in which the other side may say goodbye."""
        self._end.close()

    def _receive(self) -> None:
        try:
            with suppress(ConnectionClosed):
                for message in self._socket:
                    self._heard(message)
        finally:
            self._changed()

    def _heard(self, message: str | bytes) -> None:
        try:
            envelope = json.loads(message)
        except (ValueError, RecursionError):
            envelope = None
        if not isinstance(envelope, dict):
            log.warning("a message of %d characters that is none of Slack's", len(message))
        elif envelope.get("type") == "disconnect":
            reason = envelope.get("reason")
            log.info("Slack closes the connection: %s", reason if reason in _REASONS else OTHER)
            self.leaving = True
            self._changed()
        elif isinstance(envelope.get("payload"), dict) and not self._deaf:
            self._take(envelope)

    def _take(self, envelope: Envelope) -> None:
        self._count(1)
        try:
            work = self._workers.submit(self._answer, envelope)
        except RuntimeError:
            # The workers have been shut down: Slack delivers it again.
            self._count(-1)
        else:
            work.add_done_callback(self._answered)

    def _answer(self, envelope: Envelope) -> None:
        """Dispatch an envelope and ack it; what is not acked is delivered again."""
        response = dispatched(self._app, envelope["payload"])
        if response.status == _ACKED:
            self._socket.send(json.dumps({"envelope_id": envelope.get("envelope_id"), **_payload(response)}))
        else:
            log.warning("an envelope was not acked: %d", response.status)

    def _answered(self, work: Future[None]) -> None:
        self._count(-1)
        error = work.exception()
        if isinstance(error, ConnectionClosed):
            log.info("the connection ended before an ack")
        elif error is not None:
            log.error("an envelope failed", exc_info=error)

    def _count(self, change: int) -> None:
        with self._lock:
            self._in_hand += change


def dispatched(app: App, payload: dict[str, Any]) -> BoltResponse:
    """Give a payload to an app's middleware and listeners; returns what is acked."""
    unread = "an event that is no object"
    if isinstance(payload.get("event", {}), dict):
        try:
            return app.dispatch(BoltRequest(mode="socket_mode", body=payload))
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            # Bolt's own, of a legacy type or without a field that it takes for given.
            unread = type(error).__name__
    # Sent again, it would fail again.
    log.warning("a payload that Bolt cannot read: %s", unread)
    return BoltResponse(status=_ACKED)


def _payload(response: BoltResponse) -> dict[str, Any]:
    """Return what an ack carries besides its envelope's id: Bolt's response, which is empty, JSON or a text."""
    if not response.body:
        return {}
    kind = response.first_headers().get("content-type", "")
    return {"payload": json.loads(response.body) if kind.startswith("application/json") else {"text": response.body}}
