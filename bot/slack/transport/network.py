"""Network access: the proxy of an address, the authorities that TLS trusts, the diagnosis of errors.

slack_sdk knows HTTPS_PROXY but neither NO_PROXY nor further authorities, so every client of Slack is configured here.
Behind a municipal proxy three faults look alike in a log: the proxy requires authentication (407), it intercepts TLS
with a certificate of its own, or it passes HTTPS but no web sockets.
"""

from __future__ import annotations

import re
import ssl
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from socket import gaierror
from typing import Self
from urllib.error import URLError
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from bot.settings import SettingsError

#: A web socket uses the proxy of the HTTP scheme.
_TWIN = {"wss": "https", "ws": "http"}
#: Seconds for one attempt.
_PATIENCE = 8
#: http.client's message for a proxy that answers CONNECT with another status than 200.
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")
_WHO_ASKS = 407
_SWITCHING = 101


@dataclass(frozen=True, slots=True)
class Network:
    """The TLS context and the proxies of every connection to Slack."""

    #: Trusts the system's authorities and those of ZADANKAI_CA_FILE.
    trust: ssl.SSLContext
    #: Scheme → proxy, from the environment.
    proxies: Mapping[str, str]

    @classmethod
    def open(cls, ca_file: str | None = None) -> Self:
        """Read the environment (HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE) and further authorities (PEM).

        Raises SettingsError if ``ca_file`` cannot be read.
        """
        trust = ssl.create_default_context()
        try:
            if ca_file:
                trust.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError) as error:
            raise SettingsError("ZADANKAI_CA_FILE", f"no certificates (PEM) in it: {type(error).__name__}") from error
        return cls(trust, getproxies())

    def proxy_for(self, address: str) -> str | None:
        """Return the proxy for an address (http, https, ws or wss), or None. It may hold a password."""
        parts = urlsplit(address)
        scheme = _TWIN.get(parts.scheme, parts.scheme)
        proxy = self.proxies.get(scheme) or self.proxies.get("all")
        if not proxy or proxy_bypass(parts.hostname or ""):
            return None
        return proxy if "://" in proxy else f"http://{proxy}"

    def connection(self, address: str, timeout: float) -> HTTPConnection:
        """Return an unopened connection to the host of an address (http, https, ws or wss), by its proxy."""
        parts, proxy = urlsplit(address), self.proxy_for(address)
        host, secure = parts.hostname or "", parts.scheme in ("https", "wss")
        port = parts.port or (443 if secure else 80)
        way = urlsplit(proxy) if proxy else None
        first, first_port = (way.hostname or "", way.port or 80) if way else (host, port)
        connection = (
            HTTPSConnection(first, first_port, timeout=timeout, context=self.trust)
            if secure
            else HTTPConnection(first, first_port, timeout=timeout)
        )
        if way:
            connection.set_tunnel(host, port, _credentials(way))
        return connection


def _credentials(proxy: SplitResult) -> dict[str, str]:
    if proxy.username is None:
        return {}
    pair = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": f"Basic {b64encode(pair.encode()).decode()}"}


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A network fault and its remedy; neither holds a password."""

    what: str
    fix: str


def obstacle(error: OSError | HTTPException) -> Obstacle:
    """Return the fault that a network error means.

    >>> obstacle(OSError("Tunnel connection failed: 407 Proxy Authentication Required")).what
    'the proxy asks for a name and a password (407)'
    """
    cause = error.reason if isinstance(error, URLError) and isinstance(error.reason, OSError) else error
    if isinstance(cause, ssl.SSLCertVerificationError):
        return Obstacle(
            f"a foreign certificate: {cause.verify_message}",
            "where a proxy opens TLS, put its authority's certificate (PEM) into a file and set ZADANKAI_CA_FILE",
        )
    if tunnel := _TUNNEL.search(str(cause)):
        return _at_the_proxy(int(tunnel[1]))
    if isinstance(cause, gaierror):
        return Obstacle(
            "the name of Slack's host or of the proxy is not found",
            "check DNS; where only a proxy leads out, set HTTPS_PROXY",
        )
    if isinstance(cause, TimeoutError):
        return Obstacle("no answer in time", "check firewall and proxy (HTTPS_PROXY, NO_PROXY)")
    return Obstacle(f"it cannot be reached: {type(cause).__name__}", "check network, proxy and firewall")


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
    parts = urlsplit(address)
    connection = network.connection(address, _PATIENCE)
    asking = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        # The example of RFC 6455, section 1.3: the answer to it is not checked here.
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version": "13",
    }
    try:
        connection.request("GET", f"{parts.path}?{parts.query}", headers=asking)
        status = connection.getresponse().status
    except (OSError, HTTPException) as error:
        return _of_web_sockets(obstacle(error))
    finally:
        connection.close()
    return None if status == _SWITCHING else _of_web_sockets(Obstacle(f"answered with HTTP {status}", ""))


def _of_web_sockets(found: Obstacle) -> Obstacle:
    fix = "have proxy and firewall let web sockets (wss, port 443) to wss-primary.slack.com through"
    return Obstacle(f"web sockets are blocked: {found.what}", found.fix or fix)
