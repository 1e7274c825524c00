"""Callback data: what a button, an option or a form carries as one string, and what Slack brings back of it.

It is written as a JSON list that begins with the kind's tag: ``["quote","n0123456789ab-abc-1","k3",0,12]``. What
release 0.1.0 wrote is read, too: messages stay. A value that is one id or one name is just that, and is not packed.
What was read is well formed and no more: whose it is, and whether it is there, says who uses it.
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
from corpus.model import Passage, Span
from index.excerpts.excerpts import Excerpt, excerpt, is_cut
from index.library import Library

#: Slack's limits, in characters.
LONGEST_BUTTON = 2000
LONGEST_OPTION = 150
LONGEST_METADATA = 3000
#: Characters of a passage, about, where nobody says which of its words are meant.
LONGEST_QUOTE = 400

_POINTER = r"(?P<passage_id>[^|]+)(?:\|(?P<conversation>[^|]*))?(?:\|(?P<start>-?\d{1,6})\|(?P<length>\d{1,6}))?"

Data = TypeVar("Data", bound="CallbackData")


class StaleCallback(ValueError):
    """A value that cannot be read: it is of another release, or is not one that was sent."""


@dataclass(frozen=True, slots=True)
class CallbackData:
    """What all kinds have in common: each is made by ``callback``."""

    #: Names the kind in the packed form.
    tag: ClassVar[str]
    #: Characters that its place in Slack takes.
    longest: ClassVar[int]
    #: How 0.1.0 wrote it, a group a field; None: as JSON.
    old: ClassVar[str | None]

    @property
    def packed(self) -> str:
        """As Slack carries it; ValueError where it is too long for its place.

        >>> Retry("k3", word="研修").packed
        '["retry","k3",[],"研修"]'
        """
        value = json.dumps([self.tag, *asdict(self).values()], ensure_ascii=False, separators=(",", ":"))
        if len(value) > self.longest:
            raise ValueError(f"{type(self).__name__} has {len(value)} characters, Slack takes {self.longest}")
        return value

    @classmethod
    def of_0_1_0(cls, value: str) -> Any:
        """Return the fields of a value that release 0.1.0 wrote; None or ValueError for what is none."""
        if cls.old is None:
            return from_json(value)
        # What begins like a list is of another kind.
        found = None if value.startswith('["') else re.fullmatch(cls.old, value, re.DOTALL)
        return {name: said for name, said in found.groupdict().items() if said is not None} if found else None


@dataclass_transform(frozen_default=True)
def callback(tag: str, longest: int = LONGEST_BUTTON, old: str | None = None) -> Callable[[type[Data]], type[Data]]:
    """Make a class a kind of callback data: a frozen dataclass of strings, numbers, and what is made of them."""

    def made(cls: type[Data]) -> type[Data]:
        kind = dataclass(frozen=True, slots=True)(cls)
        kind.tag, kind.longest, kind.old = tag, longest, old
        return kind

    return made


def read(value: str, kind: type[Data]) -> Data:
    """Return what a value says; StaleCallback for one that is not of this kind.

    >>> read('["page","人材",2]', PageTurn) == read("2|人材", PageTurn)
    True
    """
    try:
        packed = value.startswith(f'["{kind.tag}",')
        fields = ArgsKwargs(tuple(from_json(value)[1:])) if packed else kind.of_0_1_0(value)
        found: Data = _adapter(kind).validate_python(fields)
    except ValueError:
        # Without its cause: that one holds the value.
        raise StaleCallback(kind.__name__) from None
    return found


def value_of(action: Mapping[str, Any]) -> str:
    """Return the value of a pressed button or of a chosen option; StaleCallback where there is none."""
    value = action.get("value") or (action.get("selected_option") or {}).get("value")
    if not isinstance(value, str):
        raise StaleCallback("no value")
    return value


#: Made once a kind: it takes a millisecond.
_adapter: Callable[[Any], TypeAdapter[Any]] = cache(TypeAdapter)


@callback("quote", old=_POINTER)
class Pointer(CallbackData):
    """A stretch of a passage's speech, and the answer in which it was shown.

    A passage's id survives edits elsewhere in its article; places in the text do not, so they are counted from the
    passage.
    """

    passage_id: str
    #: The id of the conversation, or empty.
    conversation: str = ""
    #: Where it begins, from the passage's beginning (negative: before it), and its length; None: nobody said.
    start: int | None = None
    length: int | None = None

    @classmethod
    def of(cls, passage: Passage, shown: Excerpt, conversation: str = "") -> Self:
        """Point at what is shown of a passage."""
        return cls(passage.id, conversation, shown.span.start - passage.span.start, len(shown.span))

    def quote(self, library: Library) -> Quote | None:
        """Return what it points at as the article stands now; None where the passage is gone."""
        passage = library.passage(self.passage_id)
        return Quote(1, passage, self.excerpt(passage, library.reach(passage))) if passage else None

    def excerpt(self, passage: Passage, reach: Span) -> Excerpt:
        """Return what it points at in *passage*, whose words may be quoted within *reach*.

        The passage's beginning where nobody said, and where it points at what is no fair cut (any more): the article
        has changed, or the value is not one that was shown.
        """
        if self.start is not None and self.length is not None:
            start = passage.span.start + self.start
            end = start + self.length
            if reach.start <= start < end <= reach.end and is_cut(passage.transcript.text, Span(start, end), reach):
                return Excerpt.of(passage, Span(start, end))
        return excerpt(passage, (), LONGEST_QUOTE, reach=reach)


class MenuKind(StrEnum):
    """What a quote's menu offers."""

    REPLY = "reply"
    CITE = "cite"
    USEFUL = "useful"
    WRONG = "wrong"
    REPORT = "report"


@callback("menu", LONGEST_OPTION)
class MenuChoice(CallbackData):
    """An option of a quote's menu."""

    kind: MenuKind
    #: Of ``Pointer``: which words of which passage.
    passage_id: str
    conversation: str = ""
    start: int | None = None
    length: int | None = None
    #: The id of 東京都's reply, with ``MenuKind.REPLY``.
    answered_by: str = ""

    @property
    def pointer(self) -> Pointer:
        """The words that the menu belongs to."""
        return Pointer(self.passage_id, self.conversation, self.start, self.length)

    @classmethod
    def of_0_1_0(cls, value: str) -> Any:
        """Return the fields of ``cite|`` and a pointer; of a reply the pointer's second part was the reply's id."""
        kind, _, pointer = value.partition("|")
        fields = {"kind": kind, **(Pointer.of_0_1_0(pointer) or {})}
        if kind == MenuKind.REPLY:
            fields["answered_by"] = fields.pop("conversation", "")
        return fields


@callback("thread", LONGEST_METADATA)
class Thread(CallbackData):
    """The thread of a message: what 関連する発言を探す opens carries it."""

    channel: str
    ts: str

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """Return a message's own thread, or the one that it stands in; of a message shortcut."""
        message = body["message"]
        return cls(str(body["channel"]["id"]), str(message.get("thread_ts") or message["ts"]))


@callback("share", LONGEST_METADATA)
class ShareForm(CallbackData):
    """What the form of 共有 carries: which words, and into which thread (None: the sharer chooses)."""

    #: A Pointer's value, as it was pressed.
    pointer: str
    thread: Thread | None = None


@callback("sharer", old=r"(?P<enterprise>[^|]*)\|(?P<team>[^|]*)\|(?P<user>[^|]*)")
class Sharer(CallbackData):
    """Whose share it is."""

    enterprise: str
    team: str
    user: str

    @classmethod
    def of(cls, person: Asker) -> Self:
        """Return what says that a share is this person's."""
        return cls(person.enterprise, person.team, person.user)


@callback("retry")
class Retry(CallbackData):
    """What is tried where nothing was found: the question without some filters, or another word."""

    conversation: str
    #: Names of filters.
    without: tuple[str, ...] = ()
    #: Asked instead, or empty.
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
    """What the form of 絞り込み carries: which question, and where it was pressed (``Press``), but not by whom."""

    conversation: str
    press: dict[str, str | bool | None]


@callback("page", old=r"(?:(?P<number>\d{1,6})\|)?(?P<name>.*)")
class PageTurn(CallbackData):
    """A page of a theme, a municipality or a listing; a bare name leads to its first page."""

    name: str
    #: Counting from 1.
    number: int = 1


@callback("notice", old=r"(?P<on>on|off)\|(?P<receiver>.*)")
class Switch(CallbackData):
    """Turns notices to somebody, or to a channel, on or off."""

    receiver: str
    on: bool


@callback("person", LONGEST_OPTION, old=r"(?P<name>[^|]*)\|(?P<body>.*)")
class PersonChoice(CallbackData):
    """A person who speaks; two of one name are told apart by their bodies."""

    name: str
    #: Empty where none is known.
    body: str = ""
