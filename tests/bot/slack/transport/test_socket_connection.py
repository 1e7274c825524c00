"""The web socket to Slack: messages in any number of frames, of any size, and sockets that hang or are refreshed."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import replace
from typing import Any

import pytest
import trustme
from slack_bolt import Ack, App
from websockets.exceptions import ConnectionClosed, InvalidStatus

from bot.slack.transport import network
from bot.slack.transport.network import MESSAGE_SIZE, Network
from bot.slack.transport.socket import SocketWatchdog
from bot.slack.transport.web_client import web_client
from tests.bot.conftest import QUICK
from tests.fake_slack import FakeSlack

Serve = Callable[[Callable[[socket.socket], object]], int]
FORM = {"type": "modal", "callback_id": "slow", "title": {"type": "plain_text", "text": "共有"}, "blocks": []}


@pytest.fixture
def app(slack: FakeSlack) -> App:
    """Bolt with a listener of mentions, and one of a form that acks it late."""
    app = App(client=web_client("xoxb-loopback", slack.api_url), token_verification_enabled=False)
    app.event("app_mention")(lambda: None)

    @app.view("slow")
    def sent(ack: Ack) -> None:
        time.sleep(0.6)
        ack(response_action="clear")

    return app


@pytest.fixture
def watchdog(slack: FakeSlack, app: App) -> Iterator[SocketWatchdog]:
    """Yield a watchdog that has connected."""
    watchdog = SocketWatchdog(app, "xapp-loopback", replace(QUICK, overlap=0.2), Network.open())
    watchdog.start()
    slack.wait_until(lambda: watchdog.proven, 10, "a pong")
    yield watchdog
    watchdog.close()


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve every connection by a function; returns the port."""
    with ExitStack() as stack:

        def served(handle: Callable[[socket.socket], object]) -> int:
            server = stack.enter_context(socket.create_server(("127.0.0.1", 0)))

            def accept() -> None:
                with suppress(OSError):
                    while True:
                        connection, _ = server.accept()
                        with connection, suppress(OSError):
                            handle(connection)

            thread = threading.Thread(target=accept, daemon=True)
            thread.start()
            stack.callback(thread.join, 5)
            stack.callback(server.shutdown, socket.SHUT_RDWR)
            port: int = server.getsockname()[1]
            return port

        yield served


@pytest.mark.usefixtures("watchdog")
@pytest.mark.parametrize("frames", [2, 3, 20])
def test_messages_in_several_frames_are_acked(slack: FakeSlack, frames: int) -> None:
    slack.sockets.frames = frames
    slack.wait_for_ack(*(slack.mention("研修の「予約」は？") for _ in range(10)))


def test_a_message_that_is_too_large_ends_the_connection_and_the_next_one_works(
    slack: FakeSlack, watchdog: SocketWatchdog
) -> None:
    large = slack.mention("あ" * MESSAGE_SIZE)
    slack.wait_for_connection(2)
    slack.wait_until(lambda: watchdog.proven, 10, "a pong")
    slack.sockets.envelopes.pop(large.envelope_id)
    slack.wait_for_ack(slack.mention("研修は？"))


@pytest.mark.usefixtures("watchdog")
def test_what_came_on_a_connection_that_is_refreshed_is_acked_on_it(slack: FakeSlack) -> None:
    envelope = slack.submit(FORM, {})
    slack.say_goodbye()
    slack.wait_for_connection(2)
    assert envelope.acked_at is None
    slack.wait_for_ack(envelope)
    assert (envelope.attempts, envelope.response) == (1, {"response_action": "clear"})
    slack.wait_until(lambda: len(slack.sockets.open) == 1, 10, "the end of the old connection")


def test_while_a_connection_is_refreshed_the_process_stays_ready(slack: FakeSlack, watchdog: SocketWatchdog) -> None:
    slack.say_goodbye()
    seen = []
    while slack.sockets.connections < 2:
        seen.append(watchdog.proven)
    assert all([*seen, watchdog.proven])


def test_a_closing_process_acks_what_it_has_taken(slack: FakeSlack, watchdog: SocketWatchdog) -> None:
    envelope = slack.submit(FORM, {})
    time.sleep(0.2)
    watchdog.close()
    slack.wait_for_ack(envelope)


@pytest.mark.parametrize("text", ["[" * 100_000, "研修", "[]", '{"type": "events_api"}', '{"payload": {}}'])
@pytest.mark.usefixtures("watchdog")
def test_a_message_of_no_form_of_slack_s_costs_itself_only(slack: FakeSlack, text: str) -> None:
    slack.send_text(text)
    slack.wait_for_ack(slack.mention("研修は？"))
    assert slack.sockets.connections == 1


def test_a_handshake_that_trickles_ends_at_its_deadline(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "_PATIENCE", 0.5)

    def trickle(connection: socket.socket) -> None:
        for byte in b"HTTP/1.1 101 Switching Protocols\r\n" + b"X: y\r\n" * 1000:
            connection.sendall(bytes([byte]))
            time.sleep(0.05)

    began = time.monotonic()
    with pytest.raises(TimeoutError), Network.open().web_socket(f"ws://127.0.0.1:{serve(trickle)}/"):
        pass
    assert time.monotonic() - began < 3


def test_a_redirected_handshake_is_not_followed(serve: Serve) -> None:
    asked: list[bytes] = []
    elsewhere = serve(lambda connection: asked.append(connection.recv(9999)))

    def redirect(connection: socket.socket) -> None:
        connection.recv(9999)
        connection.sendall(f"HTTP/1.1 302 Found\r\nLocation: ws://127.0.0.1:{elsewhere}/\r\n\r\n".encode())

    with pytest.raises(InvalidStatus), Network.open().web_socket(f"ws://127.0.0.1:{serve(redirect)}/"):
        pass
    assert asked == []


def test_a_socket_that_dies_within_a_tls_record_holds_no_thread(serve: Serve, tmp_path: Any) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    over = threading.Event()

    def die(connection: socket.socket) -> None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert("localhost").configure_cert(context)
        raw = connection.dup()
        with raw, context.wrap_socket(connection, server_side=True) as secure:
            secure.sendall(_accepted(secure.recv(9999)))
            time.sleep(0.2)
            # The head of a record of 80 bytes, and nothing after it.
            raw.sendall(b"\x17\x03\x03\x00\x50")
            over.wait(10)

    before, began = threading.active_count(), time.monotonic()
    address = f"wss://localhost:{serve(die)}/"
    trusting = Network.open(str(tmp_path / "authority.pem"))
    with pytest.raises(ConnectionClosed), trusting.web_socket(address, ping=0.2, silence=1.0) as opened:
        opened.recv()
    over.set()
    # The server's own thread is the one more.
    while threading.active_count() > before + 1:
        assert time.monotonic() - began < 5


def _accepted(request: bytes) -> bytes:
    from websockets.utils import accept_key  # noqa: PLC0415 - the server's half of the library

    key = next(line.split(b": ")[1] for line in request.split(b"\r\n") if line.lower().startswith(b"sec-websocket-key"))
    heads = f"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept_key(key.decode())}\r\n\r\n"
    return b"HTTP/1.1 101 Switching Protocols\r\n" + heads.encode()
