"""No call follows a redirect: no token, answer or question reaches a host that is not Slack."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.blocks.reply import sentence
from bot.slack.transport.outcomes import Refused
from bot.slack.transport.posting import post_to, respond
from bot.slack.transport.web_client import web_client


@dataclass
class Stranger:
    """A foreign host, to which another one redirects."""

    address: str = ""
    status: int = 302
    #: The Authorization header of each request.
    seen: list[str | None] = field(default_factory=list)


class _Listening(BaseHTTPRequestHandler):
    stranger: Stranger

    def do_GET(self) -> None:
        self.stranger.seen.append(self.headers.get("Authorization"))
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(b'{"ok": true, "url": "ws://127.0.0.1:1/"}')

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


class _Leading(_Listening):
    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.send_response(self.stranger.status)
        self.send_header("Location", f"http://{self.stranger.address}/elsewhere")
        self.end_headers()


@contextmanager
def serving(kind: type[_Listening], stranger: Stranger) -> Iterator[str]:
    handler = type(kind.__name__, (kind,), {"stranger": stranger})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(params=[301, 302, 303, 307, 308])
def stranger(request: pytest.FixtureRequest) -> Iterator[Stranger]:
    found = Stranger(status=request.param)
    with serving(_Listening, found) as found.address:
        yield found


@pytest.fixture
def client(stranger: Stranger) -> Iterator[WebClient]:
    """Yield a client whose Web API redirects to the foreign host."""
    with ExitStack() as stack:
        leading = stack.enter_context(serving(_Leading, stranger))
        yield web_client("xoxb-secret", f"http://{leading}/api/")


def test_an_answer_that_is_redirected_is_refused_and_goes_nowhere(client: WebClient, stranger: Stranger) -> None:
    assert post_to(client, "C1", sentence("こんにちは")) == Refused("redirected")
    assert stranger.seen == []


def test_a_hook_that_redirects_is_refused_and_the_answer_goes_nowhere(client: WebClient, stranger: Stranger) -> None:
    hook = client.base_url.replace("/api/", "/commands/1")
    assert respond(client, hook, sentence("こんにちは")) == Refused("redirected")
    assert stranger.seen == []


def test_the_app_s_token_is_not_taken_along_by_a_redirect_either(client: WebClient, stranger: Stranger) -> None:
    with pytest.raises(SlackApiError):
        client.apps_connections_open(app_token="xapp-secret")  # noqa: S106 - no secret
    assert stranger.seen == []
