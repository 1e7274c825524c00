"""A loopback note: pages and robots.txt, and whatever can go wrong with them.

``FakeNote`` answers plain http on 127.0.0.1; ``FakeProxy`` is a proxy with its own authority, behind which the same
note stands for any host. Both run in threads and keep a record of what they were asked.
"""

from __future__ import annotations

import contextlib
import hashlib
import socketserver
import ssl
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import trustme

#: What a path may do once instead of answering: a status, one of these, or an address to redirect to.
SLOW = "slow"
SILENT = "silent"
ENDLESS = "endless"
#: A header line, or an interim answer (1xx), now and then, and never the end of the headers.
HEADERS = "headers"
INTERIM = "interim"
#: What such a path sends first, and then again and again.
_OK = b"HTTP/1.1 200 OK\r\n"
_DRAGS = {
    SLOW: (_OK + b"\r\n", b"x"),
    SILENT: (b"", b""),
    ENDLESS: (_OK + b"\r\n", b"x" * 65536),
    HEADERS: (_OK, b"X-More: 1\r\n"),
    INTERIM: (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
}


@dataclass(slots=True)
class FakeNote:
    """What it serves, and what it was asked."""

    #: Path → what is there.
    pages: dict[str, str] = field(default_factory=dict)
    robots: str | None = "User-agent: *\nDisallow: /api/\n"
    #: Path → what to do instead, the next answer first; the last one stays where it stands alone in ``always``.
    troubles: dict[str, list[int | str]] = field(default_factory=dict)
    always: dict[str, int | str] = field(default_factory=dict)
    #: Path → Content-Encoding and the body as it is sent.
    encoded: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    #: Value of Retry-After beside 429 and 503, or None.
    retry_after: str | None = None
    #: Paths in the order in which they were asked, and the headers of each request.
    asked: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    #: Status of each answer that was given, in order.
    answered: list[int] = field(default_factory=list)
    address: str = ""
    stopping: threading.Event = field(default_factory=threading.Event)

    def publish(self, path: str, page: str) -> str:
        """Put an article (or anything) at a path; returns its address."""
        self.pages[path] = page
        return self.address + path

    def trouble(self, path: str) -> int | str | None:
        """What the path does this time instead of answering."""
        waiting = self.troubles.get(path)
        return waiting.pop(0) if waiting else self.always.get(path)


class _Server(socketserver.ThreadingTCPServer):
    """A server that knows the note for which it answers."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, handler: type[socketserver.BaseRequestHandler], note: FakeNote) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        self.note = note

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over connections that the other side broke: it was killed, or had enough."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    @property
    def note(self) -> FakeNote:
        """The note that answers."""
        return self.server.note

    def log_message(self, *_: Any) -> None:
        """Say nothing: what was asked is in ``asked``."""

    def do_GET(self) -> None:
        self.note.asked.append(self.path)
        self.note.headers.append({name.lower(): value for name, value in self.headers.items()})
        with contextlib.suppress(ConnectionError, ssl.SSLError):
            self._answer()

    def _answer(self) -> None:
        if self.path == "/robots.txt" and self.path not in self.note.always:
            self._page(self.note.robots)
            return
        trouble = self.note.trouble(self.path)
        if self.path in self.note.encoded:
            coding, content = self.note.encoded[self.path]
            self._status(200, content, **{"Content-Encoding": coding})
        elif trouble is None:
            self._page(self.note.pages.get(self.path))
        elif isinstance(trouble, int):
            self._status(trouble)
        elif trouble in _DRAGS:
            self._drag(trouble)
        else:
            self._status(302, Location=trouble)

    def _page(self, page: str | None) -> None:
        if page is None:
            self._status(404)
            return
        content = page.encode()
        etag = f'"{hashlib.sha256(content).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == etag:
            self._status(304, ETag=etag)
            return
        self._status(200, content, ETag=etag)

    def _status(self, status: int, content: bytes = b"", **headers: str) -> None:
        self.note.answered.append(status)
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status in {429, 503} and self.note.retry_after:
            self.send_header("Retry-After", self.note.retry_after)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _drag(self, trouble: str) -> None:
        """Answer a byte at a time, or for ever, or not at all, until the other side has had enough."""
        self.close_connection = True
        first, next_ = _DRAGS[trouble]
        self.wfile.write(first)
        while not self.note.stopping.wait(0 if trouble == ENDLESS else 0.05):
            self.wfile.write(next_)


@contextmanager
def running() -> Iterator[FakeNote]:
    """A note that answers until the block ends."""
    note = FakeNote()
    server = _Server(_Handler, note)
    note.address = server.address
    with _serving(server):
        yield note
        note.stopping.set()


@dataclass(slots=True)
class FakeProxy:
    """A proxy that opens every connection with certificates of its own authority, as offices have them."""

    address: str
    #: The authority's certificate (PEM).
    ca_file: Path
    #: 「note.com:443」, as it was asked to connect.
    connected: list[str]


@contextmanager
def proxied(note: FakeNote, folder: Path) -> Iterator[FakeProxy]:
    """A proxy behind which the note stands, under whatever name it is asked for."""
    authority = trustme.CA()
    ca_file = folder / "office-ca.pem"
    authority.cert_pem.write_to_path(ca_file)
    connected: list[str] = []

    class Tunnel(socketserver.StreamRequestHandler):
        server: _Server

        def handle(self) -> None:
            place = self.rfile.readline().split()[1].decode()
            while self.rfile.readline().strip():
                pass
            connected.append(place)
            self.wfile.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert(place.rpartition(":")[0]).configure_cert(context)
            with contextlib.suppress(OSError), context.wrap_socket(self.connection, server_side=True) as inside:
                _Handler(inside, self.client_address, self.server)

    server = _Server(Tunnel, note)
    with _serving(server):
        yield FakeProxy(server.address, ca_file, connected)


@contextmanager
def _serving(server: socketserver.TCPServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def wait_until_asked(note: FakeNote, count: int, seconds: float = 20) -> None:
    """Wait until so many requests have come."""
    until = time.monotonic() + seconds
    while len(note.asked) < count:
        if time.monotonic() > until:
            raise TimeoutError(f"{len(note.asked)} requests, not {count}")
        time.sleep(0.005)
