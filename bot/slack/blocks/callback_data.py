"""Callback data: the value of a button or an option, or the ``private_metadata`` of a form.

It is packed as a JSON list that begins with the kind's tag: ``["quote","n0123456789ab-abc-1","k3",0,12]``. The forms of
release 0.1.0 are read, too, because old messages stay. A single id or name is the value itself and is not packed. Data
that was read is well formed, but may be forged or outdated: its users check ownership and existence.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cache
from typing import Any, ClassVar, Self, TypeVar, dataclass_transform

from pydantic import TypeAdapter
from pydantic_core import ArgsKwargs, from_json

from bot.answers.quote import Quote
from bot.state.askers import Asker
from bot.state.feedback import Verdict
from corpus.model import Passage, Span
from corpus.text import UNWRITABLE
from index.excerpts.excerpts import Excerpt, excerpt, is_cut
from index.library import Library

#: Slack's limits of a button's value, an option's value and ``private_metadata``, in characters.
LONGEST_BUTTON = 2000
LONGEST_OPTION = 150
LONGEST_METADATA = 3000
#: Approximate characters of a quote if the data does not say which part of the passage is meant.
LONGEST_QUOTE = 400

_POINTER = r"(?P<passage_id>[^|]+)(?:\|(?P<conversation>[^|]*))?(?:\|(?P<start>-?\d{1,6})\|(?P<length>\d{1,6}))?"

Data = TypeVar("Data", bound="CallbackData")
Choice = TypeVar("Choice", bound=StrEnum)


class StaleCallback(ValueError):
    """A value cannot be read: it is of another release, or was never sent."""


@dataclass(frozen=True, slots=True)
class CallbackData:
    """The base of all kinds, each of which is made by ``callback``."""

    #: The kind's name in the packed form.
    tag: ClassVar[str]
    #: Slack's limit for the place, in characters.
    longest: ClassVar[int]
    #: Pattern of the form of 0.1.0, a group for each field; None: JSON.
    old: ClassVar[str | None]

    @property
    def packed(self) -> str:
        """The value for Slack. Raises ValueError if it is too long for its place.

        >>> Retry("k3", word="研修").packed
        '["retry","k3",[],"研修"]'
        """
        value = json.dumps([self.tag, *asdict(self).values()], ensure_ascii=False, separators=(",", ":"))
        if len(value) > self.longest:
            raise ValueError(f"{type(self).__name__} has {len(value)} characters, Slack takes {self.longest}")
        return value

    @classmethod
    def of_0_1_0(cls, value: str) -> Any:
        """Return the fields of a value that release 0.1.0 wrote; for any other value None, or raise ValueError."""
        if cls.old is None:
            return from_json(value)
        # A list is a packed value of another kind.
        found = None if value.startswith('["') else re.fullmatch(cls.old, value, re.DOTALL)
        return {name: said for name, said in found.groupdict().items() if said is not None} if found else None


@dataclass_transform(frozen_default=True)
def callback(tag: str, longest: int = LONGEST_BUTTON, old: str | None = None) -> Callable[[type[Data]], type[Data]]:
    """Make a class a kind of callback data: a frozen dataclass whose fields are JSON values or other kinds."""

    def made(cls: type[Data]) -> type[Data]:
        kind = dataclass(frozen=True, slots=True)(cls)
        kind.tag, kind.longest, kind.old = tag, longest, old
        return kind

    return made


def read(value: str, kind: type[Data]) -> Data:
    """Return the data of a value. Raises StaleCallback if it is not of this kind.

    >>> read('["page","人材",2]', PageTurn) == read("2|人材", PageTurn)
    True
    """
    try:
        packed = checked(value).startswith(f'["{kind.tag}",')
        fields = ArgsKwargs(tuple(from_json(value)[1:])) if packed else kind.of_0_1_0(value)
        found: Data = _adapter(kind).validate_python(fields)
    except (TypeError, ValueError):
        # Without its cause, whose message quotes the value.
        raise StaleCallback(kind.__name__) from None
    return found


def value_of(element: object) -> str:
    """Return the value of a button, an option, or a select's chosen option. Raises StaleCallback if there is none."""
    if not isinstance(element, Mapping):
        raise StaleCallback("no value")
    return checked(element.get("value") or value_of(element.get("selected_option")))


def checked(value: object) -> str:
    """Return a value or ``private_metadata`` that can be stored. Raises StaleCallback for any other."""
    # JSON can spell a NUL.
    if not isinstance(value, str) or UNWRITABLE.search(value) or "\\u0000" in value:
        raise StaleCallback("no value")
    return value


def member(kind: type[Choice], value: str | None) -> Choice:
    """Return the member of an enumeration that was chosen. Raises StaleCallback if it has none of this value."""
    try:
        return kind(value or "")
    except ValueError:
        raise StaleCallback(kind.__name__) from None


#: Cached for each kind: building one takes a millisecond.
_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


@callback("quote", old=_POINTER)
class Pointer(CallbackData):
    """A span of a passage's speech, and the conversation in which it was shown.

    A passage's id survives edits elsewhere in its article. Offsets in the text do not, so they are relative to the
    passage.
    """

    passage_id: str
    #: The id of the conversation, or empty.
    conversation: str = ""
    #: The start relative to the passage's (negative: before it) and the length, in characters; None: not given.
    start: int | None = None
    length: int | None = None

    @classmethod
    def of(cls, passage: Passage, shown: Excerpt, conversation: str = "") -> Self:
        """Return a pointer at an excerpt of a passage."""
        return cls(passage.id, conversation, shown.span.start - passage.span.start, len(shown.span))

    def quote(self, library: Library) -> Quote | None:
        """Return the quote from the current article; None if the passage is gone."""
        passage = library.passage(self.passage_id)
        return Quote(1, passage, self.excerpt(passage, library.reach(passage))) if passage else None

    def excerpt(self, passage: Passage, reach: Span) -> Excerpt:
        """Return the excerpt of *passage*, which may be quoted within *reach*.

        It is the passage's beginning if no span is given, or if the span is not one that would be shown: the article
        has changed, or the value is forged.
        """
        if self.start is not None and self.length is not None:
            start = passage.span.start + self.start
            end = start + self.length
            if reach.start <= start < end <= reach.end and is_cut(passage.transcript.text, Span(start, end), reach):
                return Excerpt.of(passage, Span(start, end))
        return excerpt(passage, (), LONGEST_QUOTE, reach=reach)


class MenuKind(StrEnum):
    """The choices of a quote's menu."""

    REPLY = "reply"
    CITE = "cite"
    REPORT = "report"


@callback("menu", LONGEST_OPTION)
class MenuChoice(CallbackData):
    """An option of a quote's menu."""

    kind: MenuKind
    #: This and the next three: as in ``Pointer``.
    passage_id: str
    conversation: str = ""
    start: int | None = None
    length: int | None = None
    #: The id of 東京都's reply, with ``MenuKind.REPLY``.
    answered_by: str = ""

    @property
    def pointer(self) -> Pointer:
        """The quote to which the menu belongs."""
        return Pointer(self.passage_id, self.conversation, self.start, self.length)

    @classmethod
    def of_0_1_0(cls, value: str) -> Any:
        """Return the fields of ``cite|POINTER``; with ``reply|`` the pointer's second part is the reply's id."""
        kind, _, pointer = value.partition("|")
        fields = {"kind": kind, **(Pointer.of_0_1_0(pointer) or {})}
        if kind == MenuKind.REPLY:
            fields["answered_by"] = fields.pop("conversation", "")
        return fields


@callback("thread", LONGEST_METADATA)
class Thread(CallbackData):
    """The thread of a message, as metadata of the modal of 関連する発言を探す."""

    channel: str
    ts: str
    #: The shortcut's, by which Slack posts where the bot is no member; empty in metadata of earlier releases.
    response_url: str = ""

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """Return the thread of a message shortcut's message: the one that it is in, or its own.

        Raises StaleCallback if there is no message, or it is nowhere.
        """
        message, channel = body.get("message") or {}, (body.get("channel") or {}).get("id")
        thread = message.get("thread_ts") or message.get("ts")
        if not channel or not thread:
            raise StaleCallback("no message")
        return cls(str(channel), str(thread), str(body.get("response_url") or ""))


@callback("share", LONGEST_METADATA)
class ShareForm(CallbackData):
    """Metadata of the form of 共有: the quote, and the thread to post it in (None: the sharer chooses)."""

    #: A packed Pointer.
    pointer: str
    thread: Thread | None = None


@callback("sharer", old=r"(?P<enterprise>[^|]*)\|(?P<team>[^|]*)\|(?P<user>[^|]*)")
class Sharer(CallbackData):
    """The person who shared a message."""

    #: Their organisation in messages of earlier releases, where that was known; else empty.
    enterprise: str
    #: As in ``Asker``.
    team: str
    user: str

    @property
    def person(self) -> Asker:
        """The same as an Asker."""
        return Asker(self.enterprise or self.team, self.user, self.team)


@callback("judgement")
class Judgement(CallbackData):
    """A verdict on an answer: 役に立った, 違う."""

    conversation: str
    verdict: Verdict


@callback("retry")
class Retry(CallbackData):
    """A retry of a question that found nothing: without some filters, or with another word."""

    conversation: str
    #: Names of the filters to take off.
    without: tuple[str, ...] = ()
    #: The word to ask instead, or empty.
    word: str = ""

    @classmethod
    def of_0_1_0(cls, value: str) -> Any:
        """Return the three fields of a JSON list without a tag."""
        match from_json(value):
            case [_, _, _] as fields:
                return ArgsKwargs(tuple(fields))
        return None


@callback("narrow", LONGEST_METADATA)
class NarrowForm(CallbackData):
    """Metadata of the form of 絞り込み: the conversation, and the ActionContext without its person."""

    conversation: str
    press: dict[str, str | bool | None]


@callback("page", old=r"(?:(?P<number>\d{1,6})\|)?(?P<name>.*)")
class PageTurn(CallbackData):
    """A page of a theme, a municipality or a comparison; a bare name is its first page."""

    name: str
    #: Counting from 1.
    number: int = 1


@callback("notice", old=r"(?P<on>on|off)\|(?P<receiver>.*)")
class Switch(CallbackData):
    """A switch that turns the notices to a person or a channel on or off."""

    receiver: str
    on: bool


@callback("person", LONGEST_OPTION, old=r"(?P<name>[^|]*)\|(?P<body>.*)")
class PersonChoice(CallbackData):
    """A speaker; two of one name are distinguished by their bodies."""

    name: str
    #: Empty if unknown.
    body: str = ""
