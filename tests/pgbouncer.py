"""PgBouncer in front of a PostgreSQL of the tests, in transaction mode: each transaction may meet another server."""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

#: Fewer than a bot's connections, so that they share them.
_SERVERS = 4


class NoPgBouncer(Exception):
    """There is none to be had here; the message says why."""


@dataclass(slots=True)
class PgBouncer:
    """One pooler; ``restart`` cuts whoever is connected."""

    address: str
    _command: list[str]
    _port: int
    _process: subprocess.Popen[bytes] | None = field(default=None, init=False)

    def start(self) -> None:
        """Start it and wait until it listens; raises NoPgBouncer."""
        self._process = subprocess.Popen(  # noqa: S603 - the program that was found
            self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        end = time.monotonic() + 20
        while time.monotonic() < end and self._process.poll() is None:
            with socket.socket() as asking:
                if asking.connect_ex(("127.0.0.1", self._port)) == 0:
                    return
            time.sleep(0.05)
        self.stop()
        raise NoPgBouncer("PgBouncer does not start here")

    def stop(self) -> None:
        """End it at once."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def restart(self, pause: float = 0.0) -> None:
        """Be gone for so many seconds."""
        self.stop()
        time.sleep(pause)
        self.start()


@contextmanager
def pooling(database: str) -> Iterator[PgBouncer]:
    """A pooler for a database of ``postgres.serving``, as long as the block; raises NoPgBouncer."""
    program = shutil.which("pgbouncer", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        raise NoPgBouncer("no pgbouncer on this machine; Debian: apt-get install pgbouncer")
    parts = urlsplit(database)
    (sockets,) = parse_qs(parts.query)["host"]
    with socket.socket() as free, tempfile.TemporaryDirectory(prefix="pgbouncer") as folder:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        settings = Path(folder) / f"{secrets.token_hex(4)}.ini"
        settings.write_text(_SETTINGS.format(sockets=sockets, user=parts.username, port=port, servers=_SERVERS))
        command = [program, "-q", str(settings)]
        if os.getuid() == 0:
            # It refuses root, and the server's socket is for the server's user only.
            owner = Path(sockets).stat().st_uid
            os.chown(folder, owner, -1)
            command = ["setpriv", f"--reuid={owner}", "--clear-groups", *command]
        bouncer = PgBouncer(f"postgresql://{parts.username}@127.0.0.1:{port}{parts.path}", command, port)
        bouncer.start()
        try:
            yield bouncer
        finally:
            bouncer.stop()


#: As Debian ships it, but for transaction mode and the way to the server.
_SETTINGS = """
[databases]
* = host={sockets} user={user}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {servers}
"""
