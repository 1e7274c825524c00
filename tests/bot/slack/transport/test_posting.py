"""Answers go to Slack and nowhere else, whatever a payload says."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from bot.slack.blocks.reply import sentence
from bot.slack.transport.outcomes import Outcome, Posted, Refused, Unknown
from bot.slack.transport.posting import is_slacks, post_to, respond
from bot.slack.transport.web_client import web_client
from bot.state.reasons import NOT_SLACK, REASONS
from tests.fake_slack import FakeSlack


@pytest.fixture
def page() -> Iterator[Callable[..., str]]:
    """Serve one page for every request; returns the address for a status and a body."""
    with ExitStack() as stack:

        def serve(status: int, body: str) -> str:
            class Handler(BaseHTTPRequestHandler):
                def do_POST(self) -> None:
                    self.rfile.read(int(self.headers["Content-Length"]))
                    self.send_response(status)
                    self.end_headers()
                    self.wfile.write(body.encode())

                def log_message(self, *_: object) -> None:
                    pass

            server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
            stack.callback(server.server_close)
            stack.callback(server.shutdown)
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
            return f"http://127.0.0.1:{server.server_port}/"

        yield serve


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/hook",
        "https://hooks.slack.com@evil.example/",
        "http://hooks.slack.com/commands/T1",
        "https://hooks.slack.com:8443/commands/T1",
        "http://169.254.169.254/latest/",
        "file:///etc/passwd",
        "",
    ],
)
def test_an_address_that_is_not_slack_s_is_not_asked(address: str) -> None:
    assert not is_slacks(address, "https://slack.com/api/")
    client = web_client("xoxb-1", "https://slack.com/api/")
    assert respond(client, address, sentence("こんにちは")) == Refused("foreign_address")


@pytest.mark.parametrize("address", ["https://hooks.slack.com/commands/T1/2/3", "https://hooks.slack-gov.com/x"])
def test_slack_s_own_hooks_are(address: str) -> None:
    assert is_slacks(address, "https://slack.com/api/")


def test_so_is_the_host_that_stands_in_for_slack(slack: FakeSlack) -> None:
    hook = slack.api_url.replace("/api/", "/respond/1")
    assert isinstance(respond(web_client("xoxb-1", slack.api_url), hook, sentence("こんにちは")), Posted)


#: What may stand between the bot and Slack, and repeat what it was sent.
PAGE = "<html>内緒の研修について\n2026-04-01T00:00:00Z error bot forged</html>"


@pytest.mark.parametrize(
    ("body", "outcome"),
    [
        ("ok", Posted()),
        ('{"ok":true}', Posted()),
        ('{"ok": false, "error": "used_url"}', Refused("used_url")),
        ('{"ok": false, "error": "naisho_no_kenshu"}', Refused("other")),
        ('{"ok": "true"}', Unknown(NOT_SLACK)),
        ("", Unknown(NOT_SLACK)),
        (PAGE, Unknown(NOT_SLACK)),
        ("[]", Unknown(NOT_SLACK)),
    ],
)
def test_a_hook_has_posted_only_if_it_says_ok(body: str, outcome: Outcome, page: Callable[..., str]) -> None:
    address = page(200, body)
    assert respond(web_client("xoxb-1", address), f"{address}hook", sentence("こんにちは")) == outcome


@pytest.mark.parametrize(
    ("status", "body", "outcome"),
    [
        (404, "expired_url", Refused("expired_url")),
        (403, PAGE, Refused("other")),
        (404, '{"ok":false,"error":"used_url"}', Refused("used_url")),
        (502, PAGE, Unknown("http 502")),
    ],
)
def test_the_reason_of_a_hook_s_refusal_is_of_the_list(
    status: int, body: str, outcome: Outcome, page: Callable[..., str]
) -> None:
    address = page(status, body)
    assert respond(web_client("xoxb-1", address), f"{address}hook", sentence("こんにちは")) == outcome


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (200, PAGE),
        (200, '{"ok": false, "error": "内緒の研修"}'),
        (200, '{"ok": false, "error": "naisho_no_kenshu"}'),
        (200, '{"ok": false}'),
        (200, "[]"),
        (403, PAGE),
        (404, '{"ok": false, "error": "naisho"}'),
        (502, PAGE),
        (599, ""),
    ],
)
def test_whatever_answers_for_the_web_api_the_reason_is_of_the_list(
    status: int, body: str, page: Callable[..., str]
) -> None:
    outcome = post_to(web_client("xoxb-1", page(status, body)), "C1", sentence("こんにちは"))
    assert isinstance(outcome, Refused | Unknown)
    assert outcome.reason in REASONS
    assert "naisho" not in outcome.reason
