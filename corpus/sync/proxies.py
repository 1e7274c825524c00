"""The proxy of an address, as the environment names it: one answer for Slack and for note."""

from __future__ import annotations

from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

#: A web socket uses the proxy of the HTTP scheme.
_TWIN = {"wss": "https", "ws": "http"}


def proxy_of(address: str) -> str | None:
    """Return the proxy for an address (http, https, ws or wss), or None. It may hold a password."""
    parts = urlsplit(address)
    proxies = getproxies()
    proxy = proxies.get(_TWIN.get(parts.scheme, parts.scheme)) or proxies.get("all")
    if not proxy or proxy_bypass(parts.hostname or ""):
        return None
    return proxy if "://" in proxy else f"http://{proxy}"
