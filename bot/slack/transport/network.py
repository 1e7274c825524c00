"""Network access: the proxy of an address, the authorities that TLS trusts, the diagnosis of errors.

slack_sdk knows HTTPS_PROXY but neither NO_PROXY nor further authorities, so every client of Slack is configured here.
Behind a municipal proxy three faults look alike in a log: the proxy requires authentication (407), it intercepts TLS
with a certificate of its own, or it passes HTTPS but no web sockets.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPException
from socket import gaierror
from typing import Any, Self
from urllib.error import URLError

from websockets.client import ClientProtocol
from websockets.exceptions import InvalidProxyStatus, InvalidStatus, WebSocketException
from websockets.sync.client import ClientConnection, reconnect

from bot.outgoing import trust
from bot.slack.transport.tls_socket import SharedTlsSocket
from corpus.sync.deadline import Deadline
from corpus.sync.proxies import proxy_of

#: Seconds in which a web socket must be open: way through the proxy, TLS and handshake together.
_PATIENCE = 8
#: Seconds for the closing handshake.
_GOODBYE = 1
#: Bytes of a web socket's message at most.
MESSAGE_SIZE = 2**20
#: http.client's message for a proxy that answers CONNECT with another status than 200.
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")
_WHO_ASKS = 407
_LET_THROUGH = "have proxy and firewall let web sockets (wss, port 443) to wss-primary.slack.com through"


@dataclass(frozen=True, slots=True)
class Network:
    """The TLS context of every connection to Slack, and its web sockets."""

    #: Trusts the system's authorities and those of ZADANKAI_CA_FILE.
    trust: ssl.SSLContext

    @classmethod
    def open(cls, ca_file: str | None = None) -> Self:
        """Read the environment (HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE) and further authorities (PEM).

        Raises SettingsError where they cannot be used.
        """
        return cls(trust(ca_file))

    @contextmanager
    def web_socket(self, address: str, *, ping: float = 20.0, silence: float = 40.0) -> Iterator[ClientConnection]:
        """Yield a web socket (ws or wss) that is opened by its proxy within a deadline, and close it afterwards.

        It pings every *ping* seconds and ends after *silence* without a pong. A message that is larger than
        ``MESSAGE_SIZE`` ends it, too. Raises OSError and WebSocketException.
        """
        proxy = proxy_of(address)
        opening = _DirectOpening(
            address,
            ssl=self.trust if address.startswith("wss:") else None,
            proxy=proxy,
            proxy_ssl=self.trust if proxy and proxy.startswith("https:") else None,
            open_timeout=_PATIENCE,
            ping_interval=ping,
            ping_timeout=silence - ping,
            close_timeout=_GOODBYE,
            max_size=MESSAGE_SIZE,
            # A compressed message would be small until it is read.
            compression=None,
            create_connection=_TimedConnection,
        )
        with opening as opened:
            opened.socket.settimeout(silence)
            yield opened


class _TimedConnection(ClientConnection):
    """A web socket that is never read without a time limit, not even for the answer to its opening.

    A socket that dies within a TLS record, or has a TLS ticket to read and nothing else, would hold its thread.
    """

    def __init__(self, socket: Any, protocol: ClientProtocol, **more: Any) -> None:
        if protocol.uri.secure:
            socket = SharedTlsSocket(socket, _PATIENCE)
        else:
            socket.settimeout(_PATIENCE)
        super().__init__(socket, protocol, **more)


class _DirectOpening(reconnect):
    """The opening of a web socket that follows no redirect, and whose TLS ends in time within a proxy's TLS, too."""

    def enable_tls(self, sock: Any, deadline: Any) -> Any:
        with Deadline(deadline.timeout()) as limit:
            limit.watch(sock)
            return super().enable_tls(sock, deadline)

    def process_redirect(self, exc: Exception) -> Exception:
        return exc


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A network fault and its remedy; neither holds a password."""

    what: str
    fix: str


def obstacle(error: OSError | HTTPException | WebSocketException) -> Obstacle:
    """Return the fault that a network error, or a failed opening of a web socket, means.

    >>> obstacle(OSError("Tunnel connection failed: 407 Proxy Authentication Required")).what
    'the proxy asks for a name and a password (407)'
    """
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, OSError) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Obstacle(
            f"a foreign certificate: {cause.verify_message}",
            "where a proxy opens TLS, put its authority's certificate (PEM) into a file and set ZADANKAI_CA_FILE",
        )
    if isinstance(cause, InvalidStatus):
        return Obstacle(f"answered with HTTP {cause.response.status_code}", _LET_THROUGH)
    if status := _status_of_proxy(cause):
        return _at_the_proxy(status)
    if isinstance(cause, gaierror):
        return Obstacle(
            "the name of Slack's host or of the proxy is not found",
            "check DNS; where only a proxy leads out, set HTTPS_PROXY",
        )
    if isinstance(cause, TimeoutError):
        return Obstacle("no answer in time", "check firewall and proxy (HTTPS_PROXY, NO_PROXY)")
    return Obstacle(f"it cannot be reached: {type(cause).__name__}", "check network, proxy and firewall")


def _status_of_proxy(error: Exception) -> int | None:
    """Return the status with which a proxy refused CONNECT, or None."""
    if isinstance(error, InvalidProxyStatus):
        return error.response.status_code
    tunnel = _TUNNEL.search(str(error))
    return int(tunnel[1]) if tunnel else None


def _at_the_proxy(status: int) -> Obstacle:
    if status == _WHO_ASKS:
        return Obstacle(
            "the proxy asks for a name and a password (407)",
            "set HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT, or have the proxy let this machine through",
        )
    return Obstacle(
        f"the proxy does not lead there ({status})",
        "have it allow slack.com, hooks.slack.com and wss-primary.slack.com, port 443",
    )


def try_web_socket(address: str, network: Network) -> Obstacle | None:
    """Open a web socket at ``address`` (ws or wss) and close it; returns None if that works.

    Nothing is read from it: what Slack sends at that moment is not acked, so it is delivered again.
    """
    try:
        with network.web_socket(address):
            pass
    except (OSError, WebSocketException) as error:
        found = obstacle(error)
        return Obstacle(f"web sockets are blocked: {found.what}", found.fix)
    return None
