"""The way out: which proxy leads to an address, and whom TLS trusts. Read from the environment when it is opened.

slack_sdk knows HTTPS_PROXY but neither NO_PROXY nor further authorities; so every client of Slack is told by this.
"""

from __future__ import annotations

import ssl
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPSConnection
from typing import Self
from urllib.parse import SplitResult, unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from bot.settings import SettingsError

#: A web socket goes where its https twin would go.
_TWIN = {"wss": "https", "ws": "http"}


@dataclass(frozen=True, slots=True)
class Network:
    """What every connection to Slack is made with."""

    #: The system's authorities, and those of ZADANKAI_CA_FILE.
    trust: ssl.SSLContext
    #: Scheme → proxy, as the environment had them.
    proxies: Mapping[str, str]

    @classmethod
    def open(cls, ca_file: str | None = None) -> Self:
        """By the environment (HTTPS_PROXY, NO_PROXY, SSL_CERT_FILE) and further authorities (PEM).

        Raises SettingsError where ``ca_file`` cannot be read.
        """
        trust = ssl.create_default_context()
        try:
            if ca_file:
                trust.load_verify_locations(ca_file)
        except (OSError, ssl.SSLError) as error:
            raise SettingsError("ZADANKAI_CA_FILE", f"no certificates (PEM) in it: {type(error).__name__}") from error
        return cls(trust, getproxies())

    def proxy_for(self, address: str) -> str | None:
        """The proxy that leads to an address (http, https, ws or wss), or None; with its password, not to be shown."""
        parts = urlsplit(address)
        scheme = _TWIN.get(parts.scheme, parts.scheme)
        proxy = self.proxies.get(scheme) or self.proxies.get("all")
        if not proxy or proxy_bypass(parts.hostname or ""):
            return None
        return proxy if "://" in proxy else f"http://{proxy}"

    def connection(self, address: str, timeout: float) -> HTTPConnection:
        """A connection to an address's host (http, https, ws or wss), by its proxy; not opened yet."""
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
