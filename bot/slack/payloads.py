"""Reading of Slack's payloads: the inquiry, the person, the subcommand, the text. Pure functions.

Messages of bots, this one included, deletions and joins are no questions: they are acked only. An edited message is
asked anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from bot.answers.answers import typed
from bot.slack.message_text import forwarded, own_text, words
from bot.state.askers import Asker
from bot.state.inbox import Inquiry, Surface, message_id
from corpus.links import article_address, web_host
from corpus.text import caseless

Payload = Mapping[str, Any]

#: How the ids of organisations begin; those of workspaces begin with T.
_ORGANISATION = "E"
#: A message with a file, and a thread's reply that is also sent to the channel, are messages of people.
_SUBTYPES_OF_PEOPLE = (None, "file_share", "thread_broadcast", "me_message")


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
    message = _message(body)
    if message is None or said_subcommand(body) is not None:
        return None
    # A message that has replies is named as their thread, also by itself.
    thread = message.get("thread_ts") if message.get("thread_ts") != message.get("ts") else None
    if message["kind"] == "app_mention":
        return _asked(body, message, Surface.MENTION, thread)
    return _asked(body, message, Surface.DIRECT, thread)


def deleted(body: Payload) -> tuple[str, str] | None:
    """Return the channel and the ts of the direct message that its writer deleted, or None."""
    event = body.get("event")
    if not isinstance(event, Mapping):
        return None
    channel, ts = event.get("channel"), event.get("deleted_ts")
    if event.get("subtype") == "message_changed" and _mapping(event.get("message")).get("subtype") == "tombstone":
        # It has replies.
        ts = event["message"].get("ts")
    return (str(channel), str(ts)) if channel and ts else None


def person(body: Payload) -> Asker:
    """Return the person who caused an event, a command, an action, a form or a choice in a picker.

    >>> person({"user_id": "U1", "team_id": "T1", "enterprise_id": "E1"})
    Asker(team='E1', user='U1', workspace='T1')
    """
    event, user = body.get("event"), body.get("user")
    if isinstance(event, Mapping):
        spoken = _message(body) or event
        team, workspace = _writers(body, spoken)
        return Asker(team, str(spoken.get("user") or ""), workspace)
    around, organisation = ids(body)
    if not isinstance(user, Mapping):
        return Asker(organisation or around, str(body.get("user_id") or ""), around)
    workspace = str(user.get("team_id") or around)
    # Both are the person's own here; those of an org-wide installation may lack the workspace.
    return Asker(organisation or workspace, str(user.get("id") or ""), workspace)


def _writers(body: Payload, message: Payload) -> tuple[str, str]:
    """Return the team of who wrote a message, as in ``Asker``, and their workspace if it is known.

    Slack names a member of another organisation by the organisation alone, in ``user_team``.
    """
    workspace, organisation = ids(body)
    shared = body.get("is_ext_shared_channel") is True
    profile = _mapping(message.get("user_profile")).get("team")
    given = message.get("user_team") or message.get("source_team") or profile or message.get("team")
    # In a shared channel who is not named is not ours.
    said = str(given or ("" if shared else workspace or organisation))
    if said.startswith(_ORGANISATION):
        return said, ""
    ours = said == workspace or body.get("is_ext_shared_channel") is False
    return (organisation if ours and organisation else said), said


def ids(body: Payload) -> tuple[str, str]:
    """Return the ids of a payload's workspace and organisation: flat in events and commands, nested in actions."""
    team, around = _mapping(body.get("team")), _mapping(body.get("enterprise"))
    listed = body.get("authorizations")
    given = _mapping(listed[0] if isinstance(listed, list) and listed else listed)
    organisation = (
        body.get("enterprise_id") or given.get("enterprise_id") or around.get("id") or team.get("enterprise_id")
    )
    return str(team.get("id") or body.get("team_id") or ""), str(organisation or "")


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
    message = _message(body)
    words = typed(own_text(message)) if message else ""
    return subcommand(words) if words and _DELETE.fullmatch(_SIGNS.sub("", caseless(words))) is None else None


def _message(body: Payload) -> Payload | None:
    """Return a message of a person to the bot, also an edited one; ``kind`` is the event's type."""
    event = body.get("event")
    if not isinstance(event, Mapping):
        return None
    kind, inner = event.get("type"), event
    if kind == "message" and event.get("channel_type") != "im":
        return None
    if kind == "message" and event.get("subtype") == "message_changed":
        inner, before = (_mapping(event.get(name)) for name in ("message", "previous_message"))
        # Slack also changes a message by itself: the preview of a link comes later.
        if not inner.get("edited") or words(before) == words(inner):
            return None
    if kind not in ("app_mention", "message") or not _by_a_person(inner):
        return None
    return {**inner, "channel": event.get("channel"), "kind": kind}


def _mapping(given: object) -> Payload:
    return given if isinstance(given, Mapping) else {}


def _by_a_person(message: Payload) -> bool:
    automatic = message.get("bot_id") or message.get("hidden")
    return bool(message.get("user")) and not automatic and message.get("subtype") in _SUBTYPES_OF_PEOPLE


def _asked(body: Payload, message: Payload, surface: Surface, thread_ts: str | None) -> Inquiry | None:
    event_id, channel, ts = body.get("event_id"), str(message.get("channel") or ""), str(message.get("ts") or "")
    if not event_id or not channel:
        return None
    edited = _mapping(message.get("edited")).get("ts")
    own, (team, workspace) = own_text(message), _writers(body, message)
    return Inquiry(
        event_id=message_id(channel, ts, str(edited or "")) if ts else str(event_id),
        surface=surface,
        channel=channel,
        thread_ts=thread_ts or (ts if surface is Surface.MENTION else None),
        team=team,
        user=str(message["user"]),
        text=typed(own),
        workspace=workspace,
        running=thread_ts is not None,
        ts=ts or None,
        edited=edited is not None,
        forwarded=forwarded(message),
        address=_address(own),
        bot_user=_bot_user(body),
    )


def _address(text: str) -> str:
    """Return the address that may be an article's: not one of Slack's own, of a message."""
    found = article_address(text)
    return "" if (web_host(found) or "").endswith(".slack.com") else found


def _bot_user(body: Payload) -> str:
    listed = body.get("authorizations")
    first = _mapping(listed[0]) if isinstance(listed, list) and listed else {}
    return str(first.get("user_id") or "") if first.get("is_bot") else ""


def _command(body: Payload) -> Inquiry | None:
    trigger, channel, user, url = (body.get(name) for name in ("trigger_id", "channel_id", "user_id", "response_url"))
    if not (trigger and channel and user and url) or subcommand(str(body.get("text") or "")) is not None:
        return None
    asker, text = person(body), str(body.get("text") or "")
    return Inquiry(
        event_id=f"command:{trigger}",
        surface=Surface.COMMAND,
        channel=str(channel),
        thread_ts=None,
        team=asker.team,
        user=asker.user,
        text=typed(text),
        response_url=str(url),
        workspace=asker.workspace,
        address=_address(text),
    )
