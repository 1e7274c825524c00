"""A TLS socket for two threads: one that reads and one that writes."""

from __future__ import annotations

import ssl
import threading
import time
from selectors import EVENT_READ, EVENT_WRITE, DefaultSelector
from typing import Any


class SharedTlsSocket:
    """A TLS socket that only one thread at a time uses; safe to share between threads.

    OpenSSL's connections are not: what one thread writes while another reads a session's ticket is lost now and
    then, and its answer never comes. ``ssl`` locks them itself from Python 3.13 on. Here the lock is not held while
    one waits, so a reader never keeps a writer.
    """

    def __init__(self, socket: Any, seconds: float) -> None:
        """Take over a TLS socket; *seconds* is the limit of one reading or writing, as in ``settimeout``."""
        socket.settimeout(0)
        self._socket = socket
        self._seconds = seconds
        self._lock = threading.Lock()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)

    def settimeout(self, seconds: float | None) -> None:
        """Change the limit; None keeps it, since nothing is waited for without one."""
        self._seconds = self._seconds if seconds is None else seconds

    def recv(self, size: int) -> bytes:
        """Read up to *size* bytes; raises TimeoutError and OSError."""
        content: bytes = self._use(self._socket.recv, size, self._deadline())
        return content

    def sendall(self, content: bytes | bytearray | memoryview) -> None:
        """Write all of it within one limit; raises TimeoutError and OSError."""
        deadline = self._deadline()
        left = memoryview(content)
        while left:
            left = left[self._use(self._socket.send, left, deadline) :]

    def _deadline(self) -> float:
        return time.monotonic() + self._seconds

    def _use(self, act: Any, given: Any, deadline: float) -> Any:
        while True:
            try:
                with self._lock:
                    return act(given)
            except ssl.SSLWantReadError:
                awaited = EVENT_READ
            except ssl.SSLWantWriteError:
                awaited = EVENT_WRITE
            with DefaultSelector() as selector:
                selector.register(self._socket, awaited)
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise TimeoutError("a TLS socket that is not ready in time")
