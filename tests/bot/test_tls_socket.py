"""A TLS socket that one thread reads and another writes."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import closing

import pytest
import trustme

from bot.slack.transport.tls_socket import SharedTlsSocket

MEGABYTE = bytes(range(256)) * 4096


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def pair(authority: trustme.CA) -> Iterator[tuple[ssl.SSLSocket, ssl.SSLSocket]]:
    """Yield the client's and the server's end of a TLS connection (with session tickets, as everybody's)."""
    serving, trusting = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    authority.issue_cert("wss.slack.test").configure_cert(serving)
    authority.configure_trust(trusting)
    near, far = socket.socketpair()
    far.settimeout(10)
    accepted: list[ssl.SSLSocket] = []
    server = threading.Thread(target=lambda: accepted.append(serving.wrap_socket(far, server_side=True)))
    server.start()
    client = trusting.wrap_socket(near, server_hostname="wss.slack.test")
    server.join()
    with closing(client), closing(accepted[0]):
        yield client, accepted[0]


class Watched:
    """A TLS socket that remembers whether two threads were within it at once."""

    def __init__(self, inner: ssl.SSLSocket) -> None:
        self._inner = inner
        self._within = 0
        self.crowded = False

    def __getattr__(self, name: str) -> object:
        return getattr(self._inner, name)

    def recv(self, size: int) -> bytes:
        return self._alone(self._inner.recv, size)  # type: ignore[return-value]

    def send(self, content: memoryview) -> int:
        return self._alone(self._inner.send, content)  # type: ignore[return-value]

    def _alone(self, act: object, given: object) -> object:
        self._within += 1
        self.crowded |= self._within > 1
        time.sleep(0.0005)
        try:
            return act(given)  # type: ignore[operator]
        finally:
            self._within -= 1


def echo(server: ssl.SSLSocket, size: int) -> None:
    while size:
        content = server.recv(65536)
        server.sendall(content)
        size -= len(content)


def test_what_two_threads_read_and_write_at_once_arrives_whole(pair: tuple[ssl.SSLSocket, ssl.SSLSocket]) -> None:
    client, server = pair
    watched = Watched(client)
    shared = SharedTlsSocket(watched, 10)
    got = bytearray()

    def read() -> None:
        while len(got) < len(MEGABYTE):
            got.extend(shared.recv(65536))

    threads = [threading.Thread(target=echo, args=(server, len(MEGABYTE))), threading.Thread(target=read)]
    for thread in threads:
        thread.start()
    shared.sendall(MEGABYTE)
    for thread in threads:
        thread.join(20)
    assert bytes(got) == MEGABYTE
    assert not watched.crowded


def test_who_waits_for_an_answer_does_not_keep_the_writer(pair: tuple[ssl.SSLSocket, ssl.SSLSocket]) -> None:
    client, server = pair
    shared = SharedTlsSocket(client, 10)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(shared.recv(100)))
    reader.start()
    shared.sendall(b"hello")
    assert server.recv(100) == b"hello"
    server.sendall(b"goodbye")
    reader.join(10)
    assert got == [b"goodbye"]


def test_a_side_that_says_and_takes_nothing_is_waited_for_until_the_limit(
    pair: tuple[ssl.SSLSocket, ssl.SSLSocket],
) -> None:
    shared = SharedTlsSocket(pair[0], 0.2)
    with pytest.raises(TimeoutError):
        shared.recv(100)
    with pytest.raises(TimeoutError):
        shared.sendall(MEGABYTE * 8)
