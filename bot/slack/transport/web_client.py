"""The client of Slack's Web API: it never retries, and follows no redirect.

slack_sdk's default handler repeats a request whose connection broke, and a chat.postMessage that is repeated after a
lost response posts a second answer.
"""

from __future__ import annotations

from functools import partial
from http.client import HTTPConnection, HTTPResponse, HTTPSConnection, IncompleteRead
from ssl import SSLContext
from typing import Any
from urllib.request import AbstractHTTPHandler, OpenerDirector, ProxyHandler, Request, UnknownHandler

from slack_sdk import WebClient

from bot.slack.transport.network import Network
from corpus.sync.deadline import Deadline
from corpus.sync.proxies import proxy_of

#: Seconds that one call may take in all: less than a stop waits (``Timings.farewell``).
TIMEOUT = 8
#: Bytes of a response at most.
LARGEST = 2**20


def web_client(token: str, api_url: str, network: Network | None = None) -> WebClient:
    """Return a client of the Web API that never retries; *network* defaults to that of the environment."""
    network = network or Network.open()
    client = _NoRedirectClient(token=token, base_url=api_url, timeout=TIMEOUT, ssl=network.trust, retry_handlers=[])
    # Set afterwards: slack_sdk reads None as "take it from the environment", and ignores NO_PROXY there.
    client.proxy = proxy_of(api_url)
    return client


class _NoRedirectClient(WebClient):
    """A WebClient that follows no redirect.

    slack_sdk's client follows redirects to any host, over plain HTTP too, and sends the bearer token along; the
    response of that host would count as Slack's. Here a redirect is a response like any other.
    """

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:  # noqa: ARG002 - its name
        # slack_sdk has no public hook for this; a test with a redirect fails if a later release changes it.
        status, headers, body = exchange(self, req)
        return {"status": status, "headers": headers, "body": body}


def exchange(client: WebClient, request: Request) -> tuple[int, Any, str]:
    """Send a request as *client* would; return the response's status, headers and body.

    Raises OSError and HTTPException, also where the client's time is over or the response is too large.
    """
    with Deadline(client.timeout) as deadline:
        opener = OpenerDirector()
        ways = {"http": client.proxy, "https": client.proxy} if client.proxy else {}
        for handler in (ProxyHandler(ways), _Handler(client.ssl, deadline), UnknownHandler()):
            opener.add_handler(handler)
        with opener.open(request, timeout=client.timeout) as answer:
            content = answer.read(LARGEST + 1)
            if answer.length or len(content) > LARGEST:
                raise IncompleteRead(b"")
    # A proxy's error page may be of any encoding; what is no JSON of Slack's is never shown.
    return answer.status, answer.headers, content.decode("utf-8", "replace")


class _Handler(AbstractHTTPHandler):
    """A handler of HTTP and HTTPS whose connections end at a deadline; there is none of redirects, files or FTP."""

    http_request = https_request = AbstractHTTPHandler.do_request_

    def __init__(self, trust: SSLContext | None, deadline: Deadline) -> None:
        super().__init__()
        self._trust = trust
        self._deadline = deadline

    def http_open(self, request: Request) -> HTTPResponse:
        return self.do_open(partial(self._connection, HTTPConnection), request)

    def https_open(self, request: Request) -> HTTPResponse:
        return self.do_open(partial(self._connection, HTTPSConnection, context=self._trust), request)

    def _connection(self, kind: type[HTTPConnection], *place: Any, **more: Any) -> HTTPConnection:
        connection = kind(*place, **more)
        # http.client has no public hook for this; a test with a trickled answer fails if a later release changes it.
        connection._create_connection = self._deadline.connect  # type: ignore[attr-defined] # noqa: SLF001 - see above
        return connection
