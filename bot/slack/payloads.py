"""Reading of Slack's payloads: the inquiry, the person, the subcommand, the text. Pure functions.

Messages of bots, this one included, edits, deletions and joins are no questions: they are acked only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bot.answers.answers import typed
from bot.state.askers import Asker
from bot.state.inbox import Inquiry, Surface
from corpus.text import caseless

Payload = Mapping[str, Any]

#: A message with a file, and a thread's reply that is also sent to the channel, are messages of people.
_SUBTYPES_OF_PEOPLE = (None, "file_share", "thread_broadcast")


class Subcommand(StrEnum):
    """Arguments of ``/zadankai`` that are no question."""

    #: Delete what is stored about the person.
    FORGET = "forget"
    #: Show the setting of notices.
    NOTICES = "notices"
    #: Stop notices here.
    STOP = "stop"


_POLITE = r"(?:ください|下さい|して|お願いします)*"
_FORGET = re.compile(rf"(?:forget|(?:記録を)?(?:忘れて|わすれて|忘れる|消して|削除)){_POLITE}")
_NOTICES = re.compile(rf"(?:通知|お知らせ|notices?)(?:の?設定)?{_POLITE}")
_STOP = re.compile(rf"(?:通知|お知らせ|notices?)[をは]?(?:オフ|off|停止|止めて|とめて|やめて|不要|いらない){_POLITE}")
#: What may mean the bot's answer, where there is one.
_DELETE = re.compile(rf"(?:消して|削除){_POLITE}")
_ALL = ((_FORGET, Subcommand.FORGET), (_NOTICES, Subcommand.NOTICES), (_STOP, Subcommand.STOP))
_SIGNS = re.compile(r"[\s。．.!！]+")


def inquiry(body: Payload) -> Inquiry | None:
    """Return the question of a payload; None if there is none, or it lacks a field that the answer needs."""
    if "command" in body:
        return _command(body)
    event = body.get("event")
    if not isinstance(event, Mapping) or not _by_a_person(event):
        return None
    if event.get("type") == "app_mention":
        return _message(body, event, Surface.MENTION, event.get("thread_ts") or event.get("ts"))
    if event.get("type") == "message" and event.get("channel_type") == "im":
        return _message(body, event, Surface.DIRECT, event.get("thread_ts"))
    return None


def person(body: Payload) -> Asker:
    """Return the person who caused an event, a command, an action, a form or a choice in a picker.

    >>> person({"user_id": "U1", "team_id": "T1", "enterprise_id": "E1", "is_enterprise_install": "true"})
    Asker(enterprise='E1', team='T1', user='U1')
    """
    event, user = body.get("event"), body.get("user")
    if isinstance(event, Mapping):
        return Asker(enterprise(body), _team(body, event), str(event.get("user") or ""))
    if isinstance(user, Mapping):
        return Asker(enterprise(body), str(user.get("team_id") or _installation(body)), str(user.get("id") or ""))
    return Asker(enterprise(body), _installation(body), str(body.get("user_id") or ""))


def enterprise(body: Payload) -> str:
    """Return the id of the organisation, if the bot is installed for all of it; else an empty string."""
    given = next(iter(body.get("authorizations") or ()), body)
    # A command is form-encoded: its flag is a string.
    if str(given.get("is_enterprise_install")).lower() != "true":
        return ""
    around = body.get("enterprise")
    return str(given.get("enterprise_id") or (around.get("id") if isinstance(around, Mapping) else "") or "")


def subcommand(text: str) -> Subcommand | None:
    """Return the subcommand that *text* as a whole is, or None if it is a question.

    >>> subcommand("忘れてください"), subcommand(" ＦＯＲＧＥＴ"), subcommand("通知")
    (<Subcommand.FORGET: 'forget'>, <Subcommand.FORGET: 'forget'>, <Subcommand.NOTICES: 'notices'>)
    >>> subcommand("通知 オフ"), subcommand("通知書の電子化は？")
    (<Subcommand.STOP: 'stop'>, None)
    """
    words = _SIGNS.sub("", caseless(text))
    return next((meaning for pattern, meaning in _ALL if pattern.fullmatch(words)), None)


def said_subcommand(body: Payload) -> Subcommand | None:
    """Return the subcommand that a message to the bot is as a whole, said in words (忘れて, 通知), or None.

    消して alone is none: it may mean an answer.
    """
    event = body.get("event")
    if not isinstance(event, Mapping) or not _by_a_person(event):
        return None
    to_bot = event.get("type") == "app_mention" or event.get("channel_type") == "im"
    words = typed(str(event.get("text") or ""))
    return subcommand(words) if to_bot and _DELETE.fullmatch(_SIGNS.sub("", caseless(words))) is None else None


def _by_a_person(event: Payload) -> bool:
    edited_or_automatic = event.get("bot_id") or event.get("edited") or event.get("hidden")
    return bool(event.get("user")) and not edited_or_automatic and event.get("subtype") in _SUBTYPES_OF_PEOPLE


def _message(body: Payload, event: Payload, surface: Surface, thread_ts: str | None) -> Inquiry | None:
    event_id, channel = body.get("event_id"), event.get("channel")
    if not event_id or not channel or said_subcommand(body) is not None:
        return None
    return Inquiry(
        event_id=str(event_id),
        surface=surface,
        channel=str(channel),
        thread_ts=thread_ts,
        team=_team(body, event),
        user=str(event["user"]),
        text=typed(str(event.get("text") or "")),
        enterprise=enterprise(body),
        running=bool(event.get("thread_ts")),
    )


def _command(body: Payload) -> Inquiry | None:
    trigger, channel, user, url = (body.get(name) for name in ("trigger_id", "channel_id", "user_id", "response_url"))
    if not (trigger and channel and user and url) or subcommand(str(body.get("text") or "")) is not None:
        return None
    return Inquiry(
        event_id=f"command:{trigger}",
        surface=Surface.COMMAND,
        channel=str(channel),
        thread_ts=None,
        team=_installation(body),
        user=str(user),
        text=typed(str(body.get("text") or "")),
        response_url=str(url),
        enterprise=enterprise(body),
    )


def _team(body: Payload, event: Payload) -> str:
    # A user of a shared channel may be of another organisation; an org-wide installation has no team id.
    return str(event.get("user_team") or event.get("team") or _installation(body))


def _installation(body: Payload) -> str:
    team = body.get("team")
    given = team.get("id") if isinstance(team, Mapping) else body.get("team_id")
    return str(given or body.get("enterprise_id") or "")
