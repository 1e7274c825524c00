"""The client of Slack's Web API: it never retries, and follows no redirect.

slack_sdk's default handler repeats a request whose connection broke, and a chat.postMessage that is repeated after a
lost response posts a second answer.
"""

from __future__ import annotations

from ssl import SSLContext
from typing import Any
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request, UnknownHandler

from slack_sdk import WebClient

from bot.slack.transport.network import Network

#: Seconds that one call may take: less than the ten for which a stop waits (``Timings.farewell``).
TIMEOUT = 8


def web_client(token: str, api_url: str, network: Network | None = None) -> WebClient:
    """Return a client of the Web API that never retries; *network* defaults to that of the environment."""
    network = network or Network.open()
    client = _NoRedirectClient(token=token, base_url=api_url, timeout=TIMEOUT, ssl=network.trust, retry_handlers=[])
    # Set afterwards: slack_sdk reads None as "take it from the environment", and ignores NO_PROXY there.
    client.proxy = network.proxy_for(api_url)
    return client


class _NoRedirectClient(WebClient):
    """A WebClient that follows no redirect.

    slack_sdk's client follows redirects to any host, over plain HTTP too, and sends the bearer token along; the
    response of that host would count as Slack's. Here a redirect is a response like any other.
    """

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:  # noqa: ARG002 - its name
        # slack_sdk has no public hook for this; a test with a redirect fails if a later release changes it.
        with opener(self.ssl, self.proxy).open(req, timeout=self.timeout) as answer:
            return {"status": answer.status, "headers": answer.headers, "body": text_of(answer)}


def opener(trust: SSLContext | None, proxy: str | None) -> OpenerDirector:
    """Return an opener for HTTP and HTTPS, without handlers of redirects, files or FTP."""
    opener = OpenerDirector()
    ways = {"http": proxy, "https": proxy} if proxy else {}
    for handler in (ProxyHandler(ways), HTTPHandler(), HTTPSHandler(context=trust), UnknownHandler()):
        opener.add_handler(handler)
    return opener


def text_of(answer: Any) -> str:
    """Return the body of a response as text."""
    # A proxy's error page may be of any encoding; what is no JSON of Slack's is never shown.
    text: str = answer.read().decode("utf-8", "replace")
    return text
