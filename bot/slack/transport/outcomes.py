"""Outcomes of calls of Slack's Web API. The only place that translates the exceptions of slack_sdk."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException
from socket import gaierror
from typing import Any
from urllib.error import URLError

from slack_sdk.errors import SlackApiError, SlackClientError

from bot.state.reasons import NOT_SLACK, OTHER, known
from corpus.sync.retry_after import seconds_until

#: Errors after which Slack may have posted all the same.
_UNDECIDED = frozenset({"internal_error", "fatal_error", "request_timeout", "service_unavailable"})
#: Errors that mean that the bot is not in the channel, or must not know of it.
NOT_A_MEMBER = frozenset({"not_in_channel", "channel_not_found"})
#: In a refusal of blocks or a view: 「[json-pointer:/blocks/0/text]」, 「"pointer": "/view/blocks/3"」.
_POINTER = re.compile(r'(?:json-pointer:|"pointer": ")((?:/(?:[a-z_]{1,30}|\d{1,3})){1,12})')
_TOO_MANY = 429
_REDIRECTED = range(300, 400)
OK = 200
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


#: What reading an answer of a proxy's raises: JSON that is no object (slack_sdk fails), or that is too deep.
_NO_OBJECT = (AttributeError, RecursionError)
#: What a call raises that Slack did not answer.
NO_ANSWER = (SlackClientError, OSError, HTTPException, *_NO_OBJECT)

Outcome = Posted | Refused | NotYet | Unknown


def attempt(call: Callable[[], Any]) -> Outcome:
    """Return the outcome of a call of slack_sdk; one that ``call`` itself returns is passed on."""
    try:
        answer = call()
    except SlackApiError as error:
        return _api_outcome(error)
    except SlackClientError as error:
        return Unknown(known(type(error).__name__))
    except _NO_OBJECT:
        return Unknown(NOT_SLACK)
    except (OSError, HTTPException) as error:
        return network_outcome(error)
    return answer if isinstance(answer, Outcome) else Posted(answer.get("ts"))


def status_outcome(status: int, headers: Any, reason: str) -> Outcome:
    """Return what an HTTP status other than 200 means; *reason* is that of a refusal."""
    if status == _TOO_MANY:
        return NotYet(seconds_to_wait(headers))
    if status in _REDIRECTED:
        # Whoever sends us elsewhere did not post, and we do not go there.
        return Refused("redirected")
    return Unknown(known(f"http {status}")) if status >= 500 else Refused(reason)  # noqa: PLR2004 - HTTP's own border


def _api_outcome(error: SlackApiError) -> Outcome:
    status, headers = error.response.status_code, error.response.headers
    if status != OK:
        return status_outcome(status, headers, known(f"http {status}"))
    return error_outcome(error.response.data)


def error_outcome(said: Any) -> Outcome:
    """Return what a response means that is not ok."""
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


def network_outcome(error: OSError | HTTPException) -> Outcome:
    """Return what an error of the network means."""
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
