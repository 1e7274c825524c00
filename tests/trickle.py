"""A loopback server that says something now and then, and never comes to an end."""

from __future__ import annotations

import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any


@contextmanager
def trickling(first: bytes, again: bytes, trust: ssl.SSLContext | None = None) -> Iterator[str]:
    """Answer every connection with *first*, and then with a byte of *again* every 20 ms, if any.

    Yields host and port; with *trust*, over TLS.
    """
    ending = threading.Event()

    class Trickle(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                connection: Any = trust.wrap_socket(self.request, server_side=True) if trust else self.request
                with connection:
                    connection.recv(65536)
                    connection.sendall(first)
                    for at in range(1_000_000 if again else 0):
                        if ending.wait(0.02):
                            break
                        connection.sendall(again[at % len(again) :][:1])

    server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Trickle)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_address[1]}"
    finally:
        ending.set()
        server.shutdown()
        server.server_close()
