"""Calls of Slack's Web API: messages, views, a status; and what is sent to a response_url."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request

from slack_sdk import WebClient
from slack_sdk.models.views import View

from bot.slack.blocks.reply import Reply
from bot.slack.transport.outcomes import (
    NOT_A_MEMBER,
    OK,
    Outcome,
    Posted,
    Refused,
    attempt,
    error_outcome,
    status_outcome,
)
from bot.slack.transport.web_client import exchange
from bot.state.inbox import Inquiry
from bot.state.reasons import OF_FORM, known

log = logging.getLogger(__name__)

#: Hosts of a response_url.
_HOOKS = frozenset({"hooks.slack.com", "hooks.slack-gov.com"})
_BLOCK = re.compile(r"(?:/view)?/blocks/(\d+)")


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
    """Post a message that only ``user`` sees: in the channel, or where Slack does not do that, as a direct message."""
    outcome = post_ephemeral(client, channel, user, reply, thread_ts)
    return outcome if isinstance(outcome, Posted) else post_to(client, user, reply)


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
        request = Request(response_url, body, kind)  # noqa: S310 - it is Slack's, and only http and https are known
        status, headers, answer = exchange(client, request)
        return _hook_outcome(status, headers, answer.strip())

    return attempt(send)


def _hook_outcome(status: int, headers: Any, body: str) -> Outcome:
    """Return the outcome of a hook, which says ``ok`` or an error's name, bare or in JSON; all else is a proxy's."""
    try:
        said = json.loads(body)
    except ValueError:
        said = {"ok": True} if body == "ok" else {"error": body}
    said = said if isinstance(said, dict) else {}
    if status != OK:
        return status_outcome(status, headers, known(str(said.get("error"))))
    return Posted() if said.get("ok") is True else error_outcome(said)


def _written_out(content: dict[str, Any]) -> dict[str, Any]:
    return {**content, "blocks": [block.to_dict() for block in content["blocks"]]}
