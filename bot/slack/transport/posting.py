"""Calls of Slack's Web API and their outcomes. The only place that translates the exceptions of slack_sdk.

The clients never retry: slack_sdk's default handler repeats a request whose connection broke, and a chat.postMessage
that is repeated after a lost response posts a second answer.
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
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

from bot.slack.blocks.reply import Reply
from bot.slack.transport.network import Network
from bot.state.inbox import Inquiry
from bot.state.reasons import NOT_SLACK, OF_FORM, OTHER, known
from corpus.sync.retry_after import seconds_until

log = logging.getLogger(__name__)

#: Seconds that one call may take: less than the ten for which a stop waits (``Timings.farewell``).
TIMEOUT = 8
#: Errors after which Slack may have posted all the same.
_UNDECIDED = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})
#: Errors that mean that the bot is not in the channel, or must not know of it.
NOT_A_MEMBER = frozenset({"not_in_channel", "channel_not_found"})
#: Hosts of a response_url.
_HOOKS = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})
#: In a refusal of blocks or a view: 「[json-pointer:/blocks/0/text]」, 「"pointer": "/view/blocks/3"」.
_POINTER = re.compile(r'(?:json-pointer:|"pointer": ")((?:/(?:[a-z_]{1,30}|\d{1,3})){1,12})')
_BLOCK = re.compile(r"(?:/view)?/blocks/(\d+)")
_TOO_MANY = 429
_OK = 200
_REDIRECTED = range(300, 400)
#: Seconds to wait without a readable Retry-After, and at most.
_UNSAID = 5.0
LONGEST_WAIT = 600.0


@dataclass(frozen=True, slots=True)
class Posted:
    """Slack confirmed the call."""

    #: The message's ts, if Slack returned one.
    ts: str | None = None
    #: Why Slack did not take its blocks, so that it was posted as plain text, or None.
    unformed: Refused | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Slack refused the call for good."""

    #: One of ``bot.state.reasons``.
    reason: str
    #: The place of a form that Slack does not take: ``/blocks/3/text``; empty where it names none.
    pointer: str = ""

    def __str__(self) -> str:
        return f"refused: {self.reason} {self.pointer}".rstrip()


@dataclass(frozen=True, slots=True)
class NotYet:
    """The call had no effect and may be repeated after ``seconds``."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Unknown:
    """The call may or may not have had its effect."""

    #: One of ``bot.state.reasons``.
    reason: str


Outcome = Posted | Refused | NotYet | Unknown


def web_client(token: str, api_url: str, network: Network | None = None) -> WebClient:
    """Return a client of the Web API that never retries; *network* defaults to that of the environment."""
    network = network or Network.open()
    client = _NoRedirectClient(token=token, base_url=api_url, timeout=TIMEOUT, ssl=network.trust, retry_handlers=[])
    # Set afterwards: slack_sdk reads None as "take it from the environment", and ignores NO_PROXY there.
    client.proxy = network.proxy_for(api_url)
    return client


def post(client: WebClient, inquiry: Inquiry, reply: Reply) -> Outcome:
    """Post the reply to the place of the inquiry; errors of the network or of Slack become outcomes."""
    if inquiry.response_url:
        return respond(client, inquiry.response_url, reply)
    return post_to(client, inquiry.channel, reply, inquiry.thread_ts)


def post_to(client: WebClient, channel: str, reply: Reply, thread_ts: str | None = None) -> Outcome:
    """Post a message."""
    return _formed(reply, lambda content: client.chat_postMessage(channel=channel, thread_ts=thread_ts, **content))


def post_ephemeral(client: WebClient, channel: str, user: str, reply: Reply, thread_ts: str | None = None) -> Outcome:
    """Post a message that only ``user`` sees."""
    post_here = partial(client.chat_postEphemeral, channel=channel, user=user, thread_ts=thread_ts)
    return _formed(reply, lambda content: post_here(**content))


def tell(client: WebClient, channel: str, user: str, reply: Reply, thread_ts: str | None = None) -> Outcome:
    """Post a message that only ``user`` sees: in the channel, or where Slack refuses that, as a direct message."""
    outcome = post_ephemeral(client, channel, user, reply, thread_ts)
    return post_to(client, user, reply) if isinstance(outcome, Refused) else outcome


def edit(client: WebClient, channel: str, ts: str, reply: Reply) -> Outcome:
    """Replace one of the bot's messages."""
    return _formed(reply, lambda content: client.chat_update(channel=channel, ts=ts, **content))


def delete(client: WebClient, channel: str, ts: str) -> Outcome:
    """Delete one of the bot's messages."""
    return attempt(lambda: client.chat_delete(channel=channel, ts=ts))


def set_status(client: WebClient, channel: str, thread_ts: str, status: str) -> Outcome:
    """Show a status beside the bot's name in a thread; empty: none."""
    return attempt(lambda: client.assistant_threads_setStatus(channel_id=channel, thread_ts=thread_ts, status=status))


def open_view(client: WebClient, trigger_id: str, view: View) -> Outcome:
    """Open a modal; Slack takes it within three seconds of the action."""
    return attempt(lambda: client.views_open(trigger_id=trigger_id, view=view))


def push_view(client: WebClient, trigger_id: str, view: View) -> Outcome:
    """Open a modal on top of the present one; Slack stacks three."""
    return attempt(lambda: client.views_push(trigger_id=trigger_id, view=view))


def update_view(client: WebClient, view_id: str, view: View) -> Outcome:
    """Replace the content of a view."""
    return attempt(lambda: client.views_update(view_id=view_id, view=view))


def respond(client: WebClient, response_url: str, reply: Reply, *, replace: bool = False) -> Outcome:
    """Post a message that only the person sees; with ``replace`` it replaces the message of the action."""
    how = {"replace_original": True} if replace else {"response_type": "ephemeral"}
    return _formed(reply, lambda content: _hook(client, response_url, {**_written_out(content), **how}))


def post_anyhow(client: WebClient, channel: str, reply: Reply, thread_ts: str | None, response_url: str) -> Outcome:
    """Post a message for everyone; where the bot is no member, through an action's response_url (empty: not)."""
    outcome = post_to(client, channel, reply, thread_ts)
    if response_url and isinstance(outcome, Refused) and outcome.reason in NOT_A_MEMBER:
        through = _respond_in_channel(client, response_url, reply, thread_ts)
        # The reason of the first refusal tells more than that of the response_url.
        return outcome if isinstance(through, Refused) else through
    return outcome


def _respond_in_channel(client: WebClient, response_url: str, reply: Reply, thread_ts: str | None) -> Outcome:
    how = {"response_type": "in_channel"} | ({"thread_ts": thread_ts} if thread_ts else {})
    return _formed(reply, lambda content: _hook(client, response_url, {**_written_out(content), **how}))


def delete_original(client: WebClient, response_url: str) -> Outcome:
    """Delete the message of the action."""
    return _hook(client, response_url, {"delete_original": True})


def attempt(call: Callable[[], Any]) -> Outcome:
    """Return the outcome of a call of slack_sdk; one that ``call`` itself returns is passed on."""
    try:
        answer = call()
    except SlackApiError as error:
        return _api_outcome(error)
    except SlackClientError as error:
        return Unknown(known(type(error).__name__))
    except (OSError, HTTPException) as error:
        return _network_outcome(error)
    return answer if isinstance(answer, Outcome) else Posted(answer.get("ts"))


def _formed(reply: Reply, call: Callable[[dict[str, Any]], Any]) -> Outcome:
    """Call with a message; once more with its plain text alone where Slack does not take its form."""
    content = {"text": reply.text, "blocks": reply.blocks, "unfurl_links": False, "unfurl_media": False}
    outcome = attempt(lambda: call(content))
    if not isinstance(outcome, Refused) or outcome.reason not in OF_FORM:
        return outcome
    kind = _kind_at(outcome.pointer, reply)
    log.error("Slack does not take a message: %s at %s (%s)", outcome.reason, outcome.pointer or "no place", kind)
    # Empty, not missing: an edited message would keep its former blocks.
    again = attempt(lambda: call(content | {"blocks": ()}))
    return replace(again, unformed=outcome) if isinstance(again, Posted) else again


def _kind_at(pointer: str, reply: Reply) -> str:
    """Return the type of the block that a pointer names."""
    found = _BLOCK.match(pointer)
    number = int(found[1]) if found else len(reply.blocks)
    return str(reply.blocks[number].type) if number < len(reply.blocks) else "?"


def is_slacks(address: str, api_url: str) -> bool:
    """Return whether a response_url is Slack's, or of the host of ``api_url``: no other is called.

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
        # Proxy and TLS context are the client's; a response_url needs no token.
        body, kind = json.dumps(content).encode(), {"Content-Type": "application/json;charset=utf-8"}
        request = Request(response_url, body, kind)  # noqa: S310 - it is Slack's, and the opener knows only http and https
        with _opener(client.ssl, client.proxy).open(request, timeout=TIMEOUT) as answer:
            return _hook_outcome(answer.status, answer.headers, _text(answer).strip())

    return attempt(send)


def _hook_outcome(status: int, headers: Any, body: str) -> Outcome:
    """Return the outcome of a hook, which says ``ok`` or an error's name, bare or in JSON; all else is a proxy's."""
    try:
        said = json.loads(body)
    except ValueError:
        said = {"ok": True} if body == "ok" else {"error": body}
    said = said if isinstance(said, dict) else {}
    if status != _OK:
        return _status_outcome(status, headers, known(str(said.get("error"))))
    return Posted() if said.get("ok") is True else _error_outcome(said)


def _written_out(content: dict[str, Any]) -> dict[str, Any]:
    return {**content, "blocks": [block.to_dict() for block in content["blocks"]]}


def _status_outcome(status: int, headers: Any, reason: str) -> Outcome:
    if status == _TOO_MANY:
        return NotYet(seconds_to_wait(headers))
    if status in _REDIRECTED:
        # Whoever sends us elsewhere did not post, and we do not go there.
        return Refused("redirected")
    return Unknown(known(f"http {status}")) if status >= 500 else Refused(reason)  # noqa: PLR2004 - HTTP's own border


def _api_outcome(error: SlackApiError) -> Outcome:
    status, headers = error.response.status_code, error.response.headers
    if status != _OK:
        return _status_outcome(status, headers, known(f"http {status}"))
    return _error_outcome(error.response.data)


def _error_outcome(said: Any) -> Outcome:
    name = said.get("error") if isinstance(said, dict) else None
    # slack_sdk puts a sentence there where the body was no JSON: a proxy spoke, not Slack.
    if not isinstance(name, str) or not name.isidentifier() or not name.isascii():
        return Unknown(NOT_SLACK)
    return Unknown(name) if name in _UNDECIDED else Refused(known(name), pointer_of(said))


def pointer_of(said: Mapping[str, Any]) -> str:
    """Return the place that a refusal of Slack's names first, as a JSON pointer; empty for none.

    >>> pointer_of({"response_metadata": {"messages": ["[ERROR] too long [json-pointer:/blocks/0/text/text]"]}})
    '/blocks/0/text/text'
    """
    metadata = said.get("response_metadata")
    told = [said.get("errors"), metadata.get("messages") if isinstance(metadata, Mapping) else None]
    # Letters of names alone: whoever stands between may write anything there.
    found = _POINTER.search(json.dumps(told))
    return found[1] if found else ""


def error_name(error: SlackApiError) -> str:
    """Return Slack's name for an error, ``other`` for one that it does not have."""
    data = error.response.data
    return known(str(data.get("error"))) if isinstance(data, dict) else OTHER


def _network_outcome(error: OSError | HTTPException) -> Outcome:
    cause = error.reason if isinstance(error, URLError) else error
    # No connection was made, so nothing was posted.
    if isinstance(cause, ConnectionRefusedError | gaierror):
        return NotYet(5)
    return Unknown(known(type(cause).__name__))


def seconds_to_wait(headers: Any) -> float:
    """Return the seconds of a response's Retry-After, between 1 and 600.

    >>> seconds_to_wait({"Retry-After": "30"}), seconds_to_wait({"retry-after": ["99999999999"]})
    (30.0, 600.0)
    """
    waits = {str(name).lower(): value for name, value in dict(headers).items()}
    wait = waits.get("retry-after")
    # slack_sdk returns header values as strings or as lists, depending on how the response was read.
    written = wait[0] if isinstance(wait, list) and wait else wait
    said = seconds_until(str(written), datetime.now(UTC))
    return min(max(1.0, _UNSAID if said is None else said), LONGEST_WAIT)


class _NoRedirectClient(WebClient):
    """A WebClient that follows no redirect.

    slack_sdk's client follows redirects to any host, over plain HTTP too, and sends the bearer token along; the
    response of that host would count as Slack's. Here a redirect is a response like any other.
    """

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:  # noqa: ARG002 - its name
        # slack_sdk has no public hook for this; a test with a redirect fails if a later release changes it.
        with _opener(self.ssl, self.proxy).open(req, timeout=self.timeout) as answer:
            return {"status": answer.status, "headers": answer.headers, "body": _text(answer)}


def _opener(trust: SSLContext | None, proxy: str | None) -> OpenerDirector:
    """Return an opener for HTTP and HTTPS, without handlers of redirects, files or FTP."""
    opener = OpenerDirector()
    ways = {"http": proxy, "https": proxy} if proxy else {}
    for handler in (ProxyHandler(ways), HTTPHandler(), HTTPSHandler(context=trust), UnknownHandler()):
        opener.add_handler(handler)
    return opener


def _text(answer: Any) -> str:
    # A proxy's error page may be of any encoding; what is no JSON of Slack's is never shown.
    text: str = answer.read().decode("utf-8", "replace")
    return text
