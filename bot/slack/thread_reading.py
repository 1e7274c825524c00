"""Reading the thread in which the bot was asked about これ: once, and nothing of it is stored or logged.

It needs a scope that the manifest does not ask for by default (``zadankai manifest --threads``); without it, Slack
refuses and the answer says how else to ask.
"""

from __future__ import annotations

import logging
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.slack.message_text import ThreadWords, words
from bot.slack.transport.outcomes import NO_ANSWER, error_name
from bot.state.inbox import Inquiry, Surface

log = logging.getLogger(__name__)

#: Messages that one call asks for, and calls for one thread: what comes after them stays unread.
_MOST, _PAGES = 200, 5
#: Besides the first message of a thread, so many of the last ones say what it is about now,
_LAST = 5
#: in so many characters each.
_LONGEST = 400


def read_thread(client: WebClient, inquiry: Inquiry) -> ThreadWords | None:
    """Return what people said in a channel's thread before an inquiry; None where the bot may not read it."""
    if inquiry.surface is not Surface.MENTION or not inquiry.running or not inquiry.thread_ts:
        return None
    try:
        messages = _messages(client, inquiry.channel, inquiry.thread_ts)
    except SlackApiError as error:
        log.info("a thread is not read: %s", error_name(error))
        return None
    except NO_ANSWER as error:
        log.warning("a thread was not read: %s", type(error).__name__)
        return None
    said = [words(each)[:_LONGEST] for each in messages if _counts(each, inquiry)]
    kept = [each for each in [*said[:1], *said[1:][-_LAST:]] if each]
    return ThreadWords("。".join(kept), len(kept)) if kept else None


def _messages(client: WebClient, channel: str, ts: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    cursor = None
    for _ in range(_PAGES):
        answer = client.conversations_replies(channel=channel, ts=ts, limit=_MOST, cursor=cursor)
        found += answer.get("messages") or ()
        cursor = (answer.get("response_metadata") or {}).get("next_cursor")
        if not cursor:
            break
    return found


def _counts(message: dict[str, Any], inquiry: Inquiry) -> bool:
    """Tell whether a message is somebody's, before the question and not to the bot."""
    before = str(message.get("ts") or "") < (inquiry.ts or "~")
    # Of bots, the first may be what is talked about: a feed's article.
    root = message.get("ts") == inquiry.thread_ts
    to_bot = bool(inquiry.bot_user) and f"<@{inquiry.bot_user}>" in str(message.get("text"))
    return before and message.get("subtype") != "tombstone" and not to_bot and (root or not message.get("bot_id"))
