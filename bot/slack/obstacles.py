"""What stands between this machine and Slack: an error of the network → its name and its mend.

Behind a municipal proxy three things go wrong and look alike in a log: the proxy wants to know who asks (407), it opens
TLS with a certificate of its own, or it lets pages through and web sockets not.
"""

from __future__ import annotations

import re
import ssl
from dataclasses import dataclass
from http.client import HTTPException
from socket import gaierror
from urllib.error import URLError
from urllib.parse import urlsplit

from bot.slack.network import Network

#: Seconds for one try.
_PATIENCE = 8
#: http.client's words for a proxy that answered a CONNECT with another status than 200.
_TUNNEL = re.compile(r"Tunnel connection failed: (\d{3})")
_WHO_ASKS = 407
_SWITCHING = 101


@dataclass(frozen=True, slots=True)
class Obstacle:
    """What is in the way, and what to do about it; neither holds an address's password."""

    what: str
    mend: str


def obstacle(error: OSError | HTTPException) -> Obstacle:
    """What an error of the network means.

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
    """Ask for a web socket at ``address`` (ws or wss) and hang up; None where it is granted.

    Nothing is read from it: what Slack would send in that moment it delivers again.
    """
    parts = urlsplit(address)
    connection = network.connection(address, _PATIENCE)
    asking = {
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        # The example of RFC 6455: what it proves is not asked here.
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
    mend = "have proxy and firewall let web sockets (wss, port 443) to wss-primary.slack.com through"
    return Obstacle(f"web sockets are blocked: {found.what}", found.mend or mend)
