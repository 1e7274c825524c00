"""Reading the thread in which the bot was asked about これ: once, and nothing of it is stored or logged.

It needs a scope that the manifest does not ask for by default (``zadankai manifest --threads``); without it, Slack
refuses and the answer says how else to ask.
"""

from __future__ import annotations

import logging

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.slack.conversation import ThreadWords
from bot.slack.message_text import words
from bot.slack.transport.outcomes import error_name
from bot.state.inbox import Inquiry, Surface

log = logging.getLogger(__name__)

#: Messages of a thread that one call asks for: those after them stay unread.
_MOST = 100
#: Besides the first message of a thread, so many of the last ones say what it is about now.
_LAST = 5


def read_thread(client: WebClient, inquiry: Inquiry) -> ThreadWords | None:
    """Return what people said in a channel's thread before an inquiry; None where the bot may not read it."""
    if inquiry.surface is not Surface.MENTION or not inquiry.running or not inquiry.thread_ts:
        return None
    try:
        answer = client.conversations_replies(channel=inquiry.channel, ts=inquiry.thread_ts, limit=_MOST)
    except SlackApiError as error:
        log.info("a thread is not read: %s", error_name(error))
        return None
    except (SlackClientError, OSError) as error:
        log.warning("a thread was not read: %s", type(error).__name__)
        return None
    said = [words(each) for each in answer.get("messages") or () if _counts(each, inquiry)]
    kept = [each for each in [*said[:1], *said[1:][-_LAST:]] if each]
    return ThreadWords("。".join(kept), len(kept)) if kept else None


def _counts(message: dict[str, object], inquiry: Inquiry) -> bool:
    """Tell whether a message is somebody's, before the question and not to the bot."""
    before = str(message.get("ts") or "") < (inquiry.ts or "~")
    # Of bots, the first may be what is talked about: a feed's article.
    root = message.get("ts") == inquiry.thread_ts
    return before and (root or not message.get("bot_id"))
