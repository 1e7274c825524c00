"""Reply → Slack, and what came of it. The only place that translates the exceptions of slack_sdk.

The clients here never retry by themselves: slack_sdk's default handler repeats a request whose connection broke, and a
chat.postMessage that was repeated after a lost answer is a second answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from http.client import HTTPException
from socket import gaierror
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.webhook import WebhookClient

from bot.inbox import Inquiry
from bot.views.reply import Reply

#: Seconds that one call may take: less than the ten that a stop leaves to what is under way.
TIMEOUT = 8
#: Slack names these while it may have posted all the same.
_UNDECIDED = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})
_NAME = re.compile(r"[a-z0-9_]+")
_TOO_MANY = 429
_OK = 200


@dataclass(frozen=True, slots=True)
class Posted:
    """Slack said that it was posted."""


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


def web_client(token: str, api_url: str) -> WebClient:
    """A client of the Web API that asks once."""
    return WebClient(token=token, base_url=api_url, timeout=TIMEOUT, retry_handlers=[])


def post(client: WebClient, inquiry: Inquiry, reply: Reply) -> Outcome:
    """Send the reply to where the question was asked; never raises for what a network or Slack does."""
    try:
        return _to_asker(inquiry.response_url, reply) if inquiry.response_url else _to_channel(client, inquiry, reply)
    except SlackApiError as error:
        return _api_outcome(error)
    except SlackClientError as error:
        return Unknown(type(error).__name__)
    except (OSError, HTTPException) as error:
        return _network_outcome(error)


def _to_channel(client: WebClient, inquiry: Inquiry, reply: Reply) -> Outcome:
    client.chat_postMessage(
        channel=inquiry.channel,
        thread_ts=inquiry.thread_ts,
        text=reply.text,
        blocks=reply.blocks,
        unfurl_links=False,
        unfurl_media=False,
    )
    return Posted()


def _to_asker(response_url: str, reply: Reply) -> Outcome:
    webhook = WebhookClient(response_url, timeout=TIMEOUT, retry_handlers=[])
    answer = webhook.send(
        text=reply.text, blocks=reply.blocks, response_type="ephemeral", unfurl_links=False, unfurl_media=False
    )
    return _status_outcome(answer.status_code, answer.headers, answer.body or "")


def _status_outcome(status: int, headers: Any, reason: str) -> Outcome:
    if status == _OK:
        return Posted()
    if status == _TOO_MANY:
        return NotYet(seconds_to_wait(headers))
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
    """What an answer's Retry-After says, at least a second."""
    waits = {str(name).lower(): value for name, value in dict(headers).items()}
    wait = waits.get("retry-after", "1")
    # slack_sdk gives header values as they came or as lists, depending on how the answer was read.
    return max(1.0, float(wait[0] if isinstance(wait, list) else wait))
