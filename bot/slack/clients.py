"""slack_sdk's two clients, made to ask exactly the address that they were given: nobody leads them elsewhere.

As they come they follow redirects to any host, over plain http too, and take the bearer token along; what that host
answers would count as Slack's. ``posting.py`` is the only one to make them.
"""

from __future__ import annotations

from ssl import SSLContext
from typing import Any
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request, UnknownHandler

from slack_sdk import WebClient
from slack_sdk.webhook import WebhookClient, WebhookResponse


class StraightClient(WebClient):
    """The Web API. A redirect is an answer like any other, and one that says nothing of what was asked."""

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:  # noqa: ARG002 - its name
        # slack_sdk has no other place for this; a test with a redirect fails where a later release has another.
        with _opener(self.ssl, self.proxy).open(req, timeout=self.timeout) as answer:
            return {"status": answer.status, "headers": answer.headers, "body": _text(answer)}


class StraightHook(WebhookClient):
    """A response_url."""

    def _perform_http_request_internal(self, url: str, req: Request) -> WebhookResponse:
        with _opener(self.ssl, self.proxy).open(req, timeout=self.timeout) as answer:
            return WebhookResponse(url=url, status_code=answer.status, body=_text(answer), headers=answer.headers)


def _opener(trust: SSLContext | None, proxy: str | None) -> OpenerDirector:
    """For http and https alone: neither a handler of redirects nor one of files or FTP."""
    opener = OpenerDirector()
    ways = {"http": proxy, "https": proxy} if proxy else {}
    for handler in (ProxyHandler(ways), HTTPHandler(), HTTPSHandler(context=trust), UnknownHandler()):
        opener.add_handler(handler)
    return opener


def _text(answer: Any) -> str:
    # A proxy's page of errors may be of any encoding; what is no JSON of Slack's is never quoted.
    text: str = answer.read().decode("utf-8", "replace")
    return text
