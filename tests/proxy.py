"""A municipal proxy on loopback: CONNECT only, TLS opened with an authority of its own, everything led to one server.

Whoever asks it for ``https://slack.test`` or ``wss://wss.slack.test`` speaks, inside TLS, with ``upstream``.
"""

from __future__ import annotations

import asyncio
import os
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import trustme

Pipe = tuple[asyncio.StreamReader, asyncio.StreamWriter]

_ASKS = b"HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic\r\nContent-Length: 0\r\n\r\n"
_NO = b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n"


class Proxy:
    """One proxy; its attributes are what a test turns or reads."""

    def __init__(self, upstream: str) -> None:
        self._upstream = upstream
        self._authority = trustme.CA()
        #: ``hana:himitsu`` in Basic's form, or None where it asks nobody.
        self.credentials: str | None = None
        #: False: requests for a web socket are answered with 403.
        self.web_sockets = True
        #: Hosts that it leads nobody to.
        self.blocked: frozenset[str] = frozenset()
        #: Hosts that were asked for, in order.
        self.asked: list[str] = []
        self.port = 0
        self._loop = asyncio.new_event_loop()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def write_authority(self, file: Path) -> Path:
        """The certificate that its clients must trust, as PEM."""
        self._authority.cert_pem.write_to_path(str(file))
        return file

    @contextmanager
    def running(self) -> Iterator[Proxy]:
        """Ready while the block lasts."""
        thread = threading.Thread(target=self._loop.run_forever, name="proxy", daemon=True)
        thread.start()
        server = asyncio.run_coroutine_threadsafe(asyncio.start_server(self._serve, "127.0.0.1", 0), self._loop)
        self.port = server.result(10).sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            asyncio.run_coroutine_threadsafe(self._end(server.result()), self._loop).result(10)
            self._loop.call_soon_threadsafe(self._loop.stop)
            thread.join()
            self._loop.close()

    async def _end(self, server: asyncio.Server) -> None:
        server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await self._connected(reader, writer)
        writer.close()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        host = head.split()[1].rpartition(":")[0]
        self.asked.append(host)
        refusal = self._refusal(head, host)
        writer.write(refusal or b"HTTP/1.1 200 Connection established\r\n\r\n")
        await writer.drain()
        if refusal is None:
            await writer.start_tls(self._context(host))
            await self._lead((reader, writer))

    def _refusal(self, head: str, host: str) -> bytes | None:
        if self.credentials and f"Basic {self.credentials}" not in head:
            return _ASKS
        return _NO if host in self.blocked else None

    def _context(self, host: str) -> ssl.SSLContext:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._authority.issue_cert(host).configure_cert(context)
        return context

    async def _lead(self, client: Pipe) -> None:
        head = await client[0].readuntil(b"\r\n\r\n")
        if b"upgrade: websocket" in head.lower() and not self.web_sockets:
            client[1].write(_NO)
            await client[1].drain()
            return
        host, _, port = self._upstream.rpartition(":")
        server = await asyncio.open_connection(host, int(port))
        server[1].write(head)
        await asyncio.gather(_pump(client[0], server[1]), _pump(server[0], client[1]))


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while content := await reader.read(65536):
            writer.write(content)
            await writer.drain()
    finally:
        writer.close()


@contextmanager
def environment(**values: str) -> Iterator[None]:
    """The environment of a process behind a proxy: what this machine has of its own is out of the way meanwhile."""
    names = {name for name in os.environ if name.lower().endswith("_proxy")} | set(values)
    before = {name: os.environ.pop(name) for name in names if name in os.environ}
    os.environ.update(values)
    try:
        yield
    finally:
        for name in names:
            os.environ.pop(name, None)
        os.environ.update(before)
