"""No call to another host can block a thread for ever."""

from __future__ import annotations

import socket
import ssl
import time
from pathlib import Path
from typing import Any

import pytest
import trustme
from sqlalchemy import text

from bot.slack.blocks.reply import sentence
from bot.slack.transport import network
from bot.slack.transport.outcomes import Unknown
from bot.slack.transport.posting import post_to, respond
from bot.slack.transport.web_client import TIMEOUT, web_client
from bot.state.tables import connect
from tests.trickle import trickling


def test_a_statement_on_postgresql_may_take_half_a_minute(postgres_database: str) -> None:
    engine = connect(postgres_database)
    with engine.connect() as connection:
        assert connection.execute(text("SHOW statement_timeout")).scalar() == "30s"
    engine.dispose()


def test_a_slack_that_accepts_and_says_nothing_is_given_up_as_uncertain() -> None:
    assert web_client("xoxb-1", "https://slack.com/api/").timeout == TIMEOUT
    with socket.create_server(("127.0.0.1", 0)) as silent:
        client = web_client("xoxb-1", f"http://127.0.0.1:{silent.getsockname()[1]}/api/")
        client.timeout = 1
        begun = time.monotonic()
        assert isinstance(post_to(client, "C1", sentence("こんにちは")), Unknown)
        assert time.monotonic() - begun < 5


#: How an answer begins, and what comes of it a byte at a time.
TRICKLES = {
    "status": (b"HTTP", b"/"),
    "headers": (b"HTTP/1.1 200 OK\r\n", b"X-More: 1\r\n"),
    "interim": (b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    "body": (b"HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n", b" "),
    "body without an end": (b"HTTP/1.1 200 OK\r\n\r\n", b'{"ok": true}'),
    "chunks": (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\n \r\n"),
}


@pytest.mark.parametrize(("first", "again"), TRICKLES.values(), ids=TRICKLES)
@pytest.mark.parametrize("call", [post_to, respond])
def test_a_slack_that_trickles_is_given_up_as_uncertain(
    first: bytes, again: bytes, call: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.slack.transport.web_client.TIMEOUT", 0.4)
    with trickling(first, again) as place:
        client = web_client("xoxb-1", f"http://{place}/api/")
        begun = time.monotonic()
        where = f"http://{place}/commands/1" if call is respond else "C1"
        assert call(client, where, sentence("こんにちは")) == Unknown("TimeoutError")
        assert time.monotonic() - begun < 5


def test_a_proxy_that_trickles_is_given_up_as_uncertain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.slack.transport.web_client.TIMEOUT", 0.4)
    with trickling(*TRICKLES["headers"]) as place:
        monkeypatch.setenv("https_proxy", f"http://{place}")
        client = web_client("xoxb-1", "https://slack.example/api/")
        begun = time.monotonic()
        assert post_to(client, "C1", sentence("こんにちは")) == Unknown("TimeoutError")
        assert time.monotonic() - begun < 5


_OK = b"HTTP/1.1 200 OK\r\n"
_CUT_OFF = b'{"ok": true'


@pytest.mark.parametrize(
    "answer",
    [
        _OK + b"\r\n" + b" " * 2_000_000 + b'{"ok": true}',
        _OK + b"Content-Length: 2000012\r\n\r\n" + b" " * 2_000_000 + b'{"ok": true}',
        _OK + b"\r\n" + b"[" * 100_000,
        _OK + b"\r\n" + _CUT_OFF,
        _OK + b"Content-Length: 12\r\n\r\n" + _CUT_OFF,
    ],
    ids=["large", "large by its own account", "deep", "cut off", "cut off by its own account"],
)
@pytest.mark.parametrize("call", [post_to, respond])
def test_an_answer_that_is_too_large_too_deep_or_cut_off_is_uncertain(answer: bytes, call: Any) -> None:
    with trickling(answer, b"") as place:
        client = web_client("xoxb-1", f"http://{place}/api/")
        where = f"http://{place}/commands/1" if call is respond else "C1"
        assert isinstance(call(client, where, sentence("こんにちは")), Unknown)


@pytest.mark.parametrize(("first", "again"), [TRICKLES["headers"], TRICKLES["body"], (b"", b"HTTP/1.1 101 \r\n")])
def test_a_web_socket_whose_opening_trickles_is_given_up(
    first: bytes, again: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "_PATIENCE", 0.4)
    with trickling(first, again) as place:
        begun = time.monotonic()
        assert not_opened(f"ws://{place}/")
        assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("first", "again"),
    [TRICKLES["headers"], (_OK + b"\r\n", b"\x16\x03\x03\x40\x00" + bytes(16384))],
    ids=["headers", "inner TLS"],
)
def test_a_web_socket_whose_proxy_trickles_is_given_up(
    first: bytes, again: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(network, "_PATIENCE", 0.4)
    authority, trust = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(trust)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    with trickling(first, again, trust) as place:
        monkeypatch.setenv("https_proxy", f"https://{place}")
        begun = time.monotonic()
        assert not_opened("wss://slack.example/", str(tmp_path / "ca.pem"))
        assert time.monotonic() - begun < 5


def not_opened(address: str, ca_file: str | None = None) -> bool:
    return network.try_web_socket(address, network.Network.open(ca_file)) is not None
