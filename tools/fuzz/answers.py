"""Answers of Slack's Web API that are none: garbage, HTML, cut off, too large, trickled. Each call has one outcome."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections import Counter
from contextlib import suppress
from http import HTTPStatus
from typing import Any, get_args

from hypothesis import strategies as st

from bot.slack.blocks.reply import Reply
from bot.slack.transport.outcomes import Outcome
from bot.slack.transport.posting import post_to
from bot.slack.transport.web_client import LARGEST, web_client

#: Seconds that a call may take here instead of ``TIMEOUT``, and with all that is around it.
_PATIENCE, _LIMIT = 0.2, 2.0
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-1, 10**20) | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
_SAID = st.fixed_dictionaries(
    {},
    optional={
        "ok": st.booleans() | _JSON,
        "error": st.sampled_from(["ratelimited", "channel_not_found", "invalid_blocks", "fatal_error", ""]) | _JSON,
        "ts": st.just("1.0") | _JSON,
        "channel": st.just("C0") | _JSON,
        "response_metadata": _JSON,
        "errors": _JSON,
        "message": _JSON,
    },
)
_BODIES = st.one_of(
    _SAID.map(lambda said: json.dumps(said).encode("utf-8", "surrogatepass")),
    _JSON.map(lambda said: json.dumps(said).encode("utf-8", "surrogatepass")),
    st.binary(max_size=60),
    st.sampled_from(
        [
            b"",
            b'{"ok": true, "ts": "1.0", "channel": "C0"}',
            b"<!DOCTYPE html><title>Proxy error</title>",
            b"[" * 50_000,
            b'{"ok": true, "ts": "1.0"',
            b"\xff\xfe{\x00}\x00",
            b'{"ok": true, "pad": "' + b"x" * LARGEST + b'"}',
        ]
    ),
)
_HEADERS = st.lists(
    st.sampled_from(
        [
            "Retry-After: 1",
            "Retry-After: -1",
            "Retry-After: nan",
            "Retry-After: 99999999999999999999",
            "Retry-After: Wed, 21 Oct 2065 07:28:00 GMT",
            "Content-Type: application/json",
            "Content-Type: text/html; charset=nonsense",
            "Content-Length: 99",
            "Content-Length: -5",
            "Content-Length: x",
            "Content-Encoding: gzip",
            "Transfer-Encoding: chunked",
            "Location: http://127.0.0.1:1/",
            "no header",
        ]
    ),
    max_size=4,
)
_STATUSES = st.sampled_from([*(status.value for status in HTTPStatus), 0, 99, 999])
_FIRST = st.one_of(
    _STATUSES.map(lambda status: f"HTTP/1.1 {status} x\r\n".encode()),
    st.sampled_from([b"", b"HTTP/1.1\r\n", b"HTTP/9.9 200 OK\r\n", b"SSH-2.0-x\r\n", b"HTTP/1.1 100 Continue\r\n\r\n"]),
)


@st.composite
def answers(draw: st.DrawFn) -> tuple[bytes, int]:
    """What is sent on the connection, and in how many pieces before it is closed, with a pause behind each."""
    head = draw(_FIRST) + "".join(f"{line}\r\n" for line in draw(_HEADERS)).encode() + b"\r\n"
    return head + draw(_BODIES), draw(st.sampled_from([1] * 39 + [40]))


class Mouth:
    """A server that says the next answer to whoever connects, and the bot's client in front of it."""

    def __init__(self) -> None:
        """Listen on loopback."""
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._answer: tuple[bytes, int] = (b"", 1)
        self._client = web_client("xoxb-loopback", f"http://127.0.0.1:{self._listener.getsockname()[1]}/api/")
        self._client.timeout = _PATIENCE  # type: ignore[assignment]
        self.outcomes: Counter[str] = Counter()
        threading.Thread(target=self._serve, daemon=True).start()

    def say(self, sent: bytes, pieces: int) -> list[str]:
        """Have a message posted that is answered so; returns what is wrong with that, or nothing."""
        self._answer, begun = (sent, pieces), time.monotonic()
        try:
            outcome: Any = post_to(self._client, "C0", Reply("見本", ()))
        except Exception as error:  # noqa: BLE001 - what is looked for
            return [f"it raised {error!r}"]
        took = time.monotonic() - begun
        self.outcomes[type(outcome).__name__] += 1
        wrong = [] if isinstance(outcome, get_args(Outcome)) else [f"no outcome: {outcome!r}"]
        return wrong if took < _LIMIT else [*wrong, f"it took {took:.1f} s"]

    def close(self) -> None:
        """Listen no more."""
        self._listener.close()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                connection, _ = self._listener.accept()
                threading.Thread(target=self._speak, args=(connection, *self._answer), daemon=True).start()

    def _speak(self, connection: socket.socket, sent: bytes, pieces: int) -> None:
        with suppress(OSError), connection:
            connection.recv(65_536)
            step = max(1, len(sent) // pieces)
            for start in range(0, len(sent), step):
                connection.sendall(sent[start : start + step])
                if pieces > 1:
                    time.sleep(_PATIENCE / 8)
