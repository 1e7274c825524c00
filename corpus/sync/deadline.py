"""A limit of time for a whole exchange over the network; Slack's client uses it, too."""

from __future__ import annotations

import socket
import threading
import time
from contextlib import suppress
from typing import Any, Self


class Deadline:
    """A limit of time, a context manager: when it has passed, the connections that it watches are shut.

    A block that took longer ends with TimeoutError. A socket's own timeout limits each reading alone: a byte now and
    then would hold its thread for ever.
    """

    def __init__(self, seconds: float) -> None:
        """Give the block so many seconds from now."""
        self._seconds = seconds
        self._until = time.monotonic() + seconds
        self._timer = threading.Timer(seconds, self._shut)
        self._timer.daemon = True
        self._lock = threading.Lock()
        self._watched: list[socket.socket] = []

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        self._timer.cancel()
        with self._lock:
            for each in self._watched:
                each.close()
            self._watched.clear()
        # Without an error, too: what was cut off may look complete.
        if self.left <= 0 and (error is None or isinstance(error, Exception)):
            raise TimeoutError("not complete in time") from error

    @property
    def left(self) -> float:
        """Seconds until it passes; 0 or less when it has passed."""
        return self._until - time.monotonic()

    def watch(self, connection: Any) -> None:
        """Shut a connected socket at the deadline, whatever takes it over or reads from it."""
        with self._lock:
            # A socket of its own: that one may be wrapped for TLS, and its number may be another's when it is closed.
            self._watched.append(socket.fromfd(connection.fileno(), connection.family, connection.type))
        if self.left <= 0:
            self._shut()

    def connect(self, address: tuple[str, int], *_: object) -> socket.socket:
        """Connect, as ``socket.create_connection`` does, and watch the connection; all addresses share what is left."""
        found = socket.getaddrinfo(*address, type=socket.SOCK_STREAM)
        error = OSError("no address")
        for number, (family, kind, protocol, _name, place) in enumerate(found):
            connection = socket.socket(family, kind, protocol)
            try:
                # At least an instant: 0 would not block at all.
                connection.settimeout(max(self.left / (len(found) - number), 0.01))
                connection.connect(place)
                connection.settimeout(self._seconds)
                self.watch(connection)
            except OSError as failed:
                connection.close()
                error = failed
            else:
                return connection
        raise error

    def _shut(self) -> None:
        with self._lock:
            for each in self._watched:
                with suppress(OSError):
                    each.shutdown(socket.SHUT_RDWR)
