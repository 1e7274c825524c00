"""Reply → Slack, and what came of it. The only place that translates the exceptions of slack_sdk.

The clients here never retry by themselves: slack_sdk's default handler repeats a request whose connection broke, and a
chat.postMessage that was repeated after a lost answer is a second answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from socket import gaierror
from ssl import SSLContext
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request, UnknownHandler

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.models.views import View
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.slack.blocks.reply import Reply
from bot.slack.transport.network import Network
from bot.state.inbox import Inquiry
from corpus.sync.retry_after import seconds_until

#: Seconds that one call may take: less than the ten that a stop leaves to what is under way.
TIMEOUT = 8
#: Slack names these while it may have posted all the same.
_UNDECIDED = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})
#: Slack's words for: the bot is no member, or must not even know that the channel is there.
NOT_A_MEMBER = frozenset({"not_in_channel", "channel_not_found"})
#: Where Slack takes answers to commands and presses.
_HOOKS = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})
_NAME = re.compile(r"[a-z0-9_]+")
_TOO_MANY = 429
_OK = 200
_REDIRECTED = range(300, 400)
#: Seconds to wait: where nothing readable is said, and never more than this, whatever is said.
_UNSAID = 5.0
LONGEST_WAIT = 600.0


@dataclass(frozen=True, slots=True)
class Posted:
    """Slack said that it was posted."""

    #: The message, where Slack names one.
    ts: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack said that it was not posted and will not be."""

    reason: str


@dataclass(frozen=True, slots=True)
class NotYet:
    """It was not posted and may be tried again after ``seconds``."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can say whether it was posted."""

    reason: str


Outcome = Posted | Refused | NotYet | Unknown


def web_client(token: str, api_url: str, network: Network | None = None) -> WebClient:
    """A client of the Web API that asks once; without a ``network`` by what the environment and the system say."""
    network = network or Network.open()
    client = _NoRedirectClient(token=token, base_url=api_url, timeout=TIMEOUT, ssl=network.trust, retry_handlers=[])
    # Set afterwards: slack_sdk takes None for "look into the environment", where it does not know NO_PROXY.
    client.proxy = network.proxy_for(api_url)
    return client


def post(client: WebClient, inquiry: Inquiry, reply: Reply) -> Outcome:
    """Send the reply to where the question was asked; never raises for what a network or Slack does."""
    if inquiry.response_url:
        return respond(client, inquiry.response_url, reply)
    return post_to(client, inquiry.channel, reply, inquiry.thread_ts)


def post_to(client: WebClient, channel: str, reply: Reply, thread_ts: str | None = None) -> Outcome:
    """A message of the bot's own."""
    return attempt(lambda: client.chat_postMessage(channel=channel, thread_ts=thread_ts, **_content(reply)))


def post_ephemeral(client: WebClient, channel: str, user: str, reply: Reply, thread_ts: str | None = None) -> Outcome:
    """A message that only ``user`` sees."""
    return attempt(
        lambda: client.chat_postEphemeral(channel=channel, user=user, thread_ts=thread_ts, **_content(reply))
    )


def edit(client: WebClient, channel: str, ts: str, reply: Reply) -> Outcome:
    """Put the reply in the place of a message of the bot's own."""
    return attempt(lambda: client.chat_update(channel=channel, ts=ts, **_content(reply)))


def delete(client: WebClient, channel: str, ts: str) -> Outcome:
    """Take back a message of the bot's own."""
    return attempt(lambda: client.chat_delete(channel=channel, ts=ts))


def push_view(client: WebClient, trigger_id: str, view: View) -> Outcome:
    """Put a modal on top of the one that was pressed in: Slack takes three."""
    return attempt(lambda: client.views_push(trigger_id=trigger_id, view=view))


def update_view(client: WebClient, view_id: str, view: View) -> Outcome:
    """Put a view in the place of another."""
    return attempt(lambda: client.views_update(view_id=view_id, view=view))


def respond(client: WebClient, response_url: str, reply: Reply, *, replace: bool = False) -> Outcome:
    """An answer that only the asker sees; ``replace``: in the place of the one whose button was pressed."""
    how = {"replace_original": True} if replace else {"response_type": "ephemeral"}
    return _hook(client, response_url, {**_written_out(reply), **how})


def respond_in_channel(client: WebClient, response_url: str, reply: Reply) -> Outcome:
    """A message that all see, where a form gave leave to post although the bot is no member."""
    return _hook(client, response_url, {**_written_out(reply), "response_type": "in_channel"})


def delete_original(client: WebClient, response_url: str) -> Outcome:
    """Take back the message whose button was pressed."""
    return _hook(client, response_url, {"delete_original": True})


def attempt(call: Callable[[], Any]) -> Outcome:
    """What came of a call of slack_sdk; an outcome that ``call`` itself returns stays."""
    try:
        answer = call()
    except SlackApiError as error:
        return _api_outcome(error)
    except SlackClientError as error:
        return Unknown(type(error).__name__)
    except (OSError, HTTPException) as error:
        return _network_outcome(error)
    return answer if isinstance(answer, Outcome) else Posted(answer.get("ts"))


def _content(reply: Reply) -> dict[str, Any]:
    return {"text": reply.text, "blocks": reply.blocks, "unfurl_links": False, "unfurl_media": False}


def is_slacks(address: str, api_url: str) -> bool:
    """Whether a hook's address is Slack's, or of the host that stands in for Slack: nothing else is ever asked.

    >>> is_slacks("https://hooks.slack.com/commands/T1", "https://slack.com/api/")
    True
    >>> is_slacks("https://hooks.slack.com.evil.example/", "https://slack.com/api/")
    False
    """
    asked, api = urlsplit(address), urlsplit(api_url)
    return (asked.scheme, asked.netloc) == (api.scheme, api.netloc) or (
        asked.scheme == "https" and asked.netloc in _HOOKS
    )


def _hook(client: WebClient, response_url: str, content: dict[str, Any]) -> Outcome:
    if not is_slacks(response_url, client.base_url):
        return Refused("foreign_address")

    def send() -> Outcome:
        # Proxy and authorities are the client's; a hook's address needs no token.
        webhook = _NoRedirectWebhook(response_url, timeout=TIMEOUT, ssl=client.ssl, retry_handlers=[])
        webhook.proxy = client.proxy
        answer = webhook.send_dict(content)
        return _status_outcome(answer.status_code, answer.headers, answer.body or "")

    return attempt(send)


def _written_out(reply: Reply) -> dict[str, Any]:
    return {**_content(reply), "blocks": [block.to_dict() for block in reply.blocks]}


def _status_outcome(status: int, headers: Any, reason: str) -> Outcome:
    if status == _OK:
        return Posted()
    if status == _TOO_MANY:
        return NotYet(seconds_to_wait(headers))
    if status in _REDIRECTED:
        # Whoever sends us elsewhere did not post, and we do not go there.
        return Refused("redirected")
    return Unknown(f"http {status}") if status >= 500 else Refused(reason[:60])  # noqa: PLR2004 - HTTP's own border


def _api_outcome(error: SlackApiError) -> Outcome:
    status, headers, data = error.response.status_code, error.response.headers, error.response.data
    if status != _OK:
        return _status_outcome(status, headers, f"http {status}")
    name = str(data.get("error", "")) if isinstance(data, dict) else ""
    # slack_sdk puts a sentence there where the body was no JSON: a proxy spoke, not Slack.
    if not _NAME.fullmatch(name):
        return Unknown("no answer of Slack's")
    return Unknown(name) if name in _UNDECIDED else Refused(name)


def _network_outcome(error: OSError | HTTPException) -> Outcome:
    cause = error.reason if isinstance(error, URLError) else error
    # Nobody was reached, so nothing was posted.
    if isinstance(cause, ConnectionRefusedError | gaierror):
        return NotYet(5)
    return Unknown(type(cause).__name__)


def seconds_to_wait(headers: Any) -> float:
    """What an answer's Retry-After says, between a second and ten minutes.

    >>> seconds_to_wait({"Retry-After": "30"}), seconds_to_wait({"retry-after": ["99999999999"]})
    (30.0, 600.0)
    """
    waits = {str(name).lower(): value for name, value in dict(headers).items()}
    wait = waits.get("retry-after")
    # slack_sdk gives header values as they came or as lists, depending on how the answer was read.
    written = wait[0] if isinstance(wait, list) and wait else wait
    said = seconds_until(str(written), datetime.now(UTC))
    return min(max(1.0, _UNSAID if said is None else said), LONGEST_WAIT)


class _NoRedirectClient(WebClient):
    """The Web API, at the address that it was given.

    As they come, slack_sdk's clients follow redirects to any host, over plain http too, and take the bearer token
    along; what that host answers would count as Slack's. Here a redirect is an answer like any other.
    """

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:  # noqa: ARG002 - its name
        # slack_sdk has no other place for this; a test with a redirect fails where a later release has another.
        with _opener(self.ssl, self.proxy).open(req, timeout=self.timeout) as answer:
            return {"status": answer.status, "headers": answer.headers, "body": _text(answer)}


class _NoRedirectWebhook(WebhookClient):
    """A response_url, no other."""

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
