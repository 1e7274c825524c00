"""Remarks: what must be said with an answer besides its quotes; a closed set of values, and the sentence of each.

Every surface says all of them, in their order; a surface with buttons may add a button to a remark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, ClassVar, TypeVar, dataclass_transform

from bot import wording
from bot.answers.echo import conditions
from index.query.parsed_question import Constraint

Kind = TypeVar("Kind", bound="Remark")
Say = str | Callable[..., str]


@dataclass(frozen=True, slots=True)
class Remark:
    """The base of all remarks, each of which is made by ``said``."""

    #: Its sentence, or what makes it of the remark's fields, by their names.
    plain: ClassVar[Say]
    #: The same for a surface where a button takes conditions off.
    with_buttons: ClassVar[Say]


class Alone(Remark):
    """The base of those that are the whole answer: there are no quotes beside one."""

    __slots__ = ()


@dataclass_transform(frozen_default=True)
def said(plain: Say, *, with_buttons: Say | None = None) -> Callable[[type[Kind]], type[Kind]]:
    """Make a class a remark: a frozen dataclass with its sentence."""

    def made(cls: type[Kind]) -> type[Kind]:
        kind = dataclass(frozen=True, slots=True)(cls)
        kind.plain, kind.with_buttons = plain, with_buttons or plain
        return kind

    return made


def _without(constraints: tuple[Constraint, ...], quotes: int, *, at_least: bool) -> str:
    return wording.without_filter(conditions(constraints), wording.counted(quotes, at_least=at_least))


@said("{words}".format)
class SmallTalk(Alone):
    """A greeting, thanks, a request that no search answers, or a question about the bot itself."""

    #: The reply.
    words: str


@said(wording.empty)
class NoArticles(Alone):
    """The corpus is empty."""

    #: Whom to ask, or None.
    contact: str | None


@said(wording.ask_what)
class NothingAsked(Alone):
    """There is neither a word that says what is asked nor a condition: a question back, with examples."""

    #: Themes of which something is said.
    themes: tuple[str, ...] = ()


@said(wording.WHAT_IS_THIS, with_buttons=wording.CANNOT_READ_THREAD)
class LeansOnThread(Alone):
    """これについて他の区は？: it refers to messages that the bot cannot read."""


@said(wording.read_thread)
class ReadThread(Remark):
    """これについて他の区は？ in a thread: its messages were read, and their words searched."""

    #: Messages that were read.
    messages: int


@said(wording.READ_FORWARDED)
class ReadForwarded(Remark):
    """これについて他の区は？ with a forwarded message: the words of that were searched."""


@said(wording.WHICH_IS_OWN, with_buttons=wording.ASK_OWN)
class OwnUnknown(Remark):
    """うちの区 was asked for and the asker's municipality is unknown: it is not applied."""


@said(wording.NO_MORE)
class NoMore(Alone):
    """All quotes have been shown."""


@said(wording.conditions, with_buttons=wording.filtered)
class Conditions(Remark):
    """Conditions of the question that were applied."""

    #: As written, each with its meaning.
    words: tuple[str, ...]


@said(wording.taken_off)
class TakenOff(Remark):
    """Conditions of the question that were taken off."""

    words: tuple[str, ...]


@said(wording.round_is)
class RoundIs(Remark):
    """One round was asked for, and nothing of it in particular: what it was about."""

    #: Its number, day and hosts.
    talk: str
    agenda: tuple[str, ...]


@said(wording.newest)
class NewestFirst(Remark):
    """Newer rounds come first, and the newest may be years old."""

    since: date | None
    until: date | None


@said(wording.outside)
class PeriodOutside(Remark):
    """A period outside of the corpus: it is not applied."""

    periods: tuple[str, ...]
    since: date | None
    until: date | None
    #: False where nothing else was asked.
    searched: bool = True


@said(wording.rounds_outside)
class RoundOutside(Remark):
    """Rounds that are not in the corpus: they are not applied."""

    rounds: tuple[str, ...]
    #: Public addresses of their articles, as far as they are known.
    addresses: tuple[str, ...] = ()
    #: False where nothing else was asked.
    searched: bool = True


@said(wording.bodies_outside)
class BodyOutside(Remark):
    """Municipalities that are none of Tokyo's: they are not applied."""

    bodies: tuple[str, ...]
    #: False where nothing else was asked.
    searched: bool = True


@said(wording.unknown)
class FilterUnknown(Remark):
    """An explicit filter (区:…) with an unknown value: its words were searched."""

    forms: tuple[str, ...]


@said(wording.widen, with_buttons=wording.FEW_OF_KIND)
class Widen(Remark):
    """Few of the kind that was asked for (他の区) speak of it: all others may be asked."""

    #: The question that asks all others.
    question: str


@said(wording.silent)
class AttendedSilently(Remark):
    """Persons who were asked for and took part, without a word in the corpus."""

    names: tuple[str, ...]


@said(wording.themes)
class ThemeMeant(Remark):
    """Themes that may be meant."""

    themes: tuple[str, ...]


@said(wording.no_roundtable)
class NoRoundtable(Remark):
    """Municipalities that were asked for, without a roundtable in the corpus."""

    municipalities: tuple[str, ...]


@said(wording.nothing_of)
class NothingOf(Remark):
    """Of bodies that are compared, those of whom nothing was found."""

    bodies: tuple[str, ...]


@said(wording.incomplete)
class PartMissing(Remark):
    """A municipality that was asked for and of whose roundtables a part is not in the corpus."""

    municipality: str
    #: The missing parts: 「第8回②」.
    parts: tuple[str, ...]


@said(wording.searched_in)
class Searched(Remark):
    """Nothing was found: what was searched."""

    coverage: str
    #: True where other words may help.
    rewording_helps: bool


@said(_without)
class FoundWithout(Remark):
    """Nothing was found: conditions without which something would be."""

    constraints: tuple[Constraint, ...]
    quotes: int
    #: True where there may be still more.
    at_least: bool


@said(wording.near_words)
class NearWords(Remark):
    """Nothing was found: words that the corpus has, near those that were asked."""

    words: tuple[str, ...]


@said(wording.SAMPLE_NOTICE)
class Sample(Remark):
    """All articles are invented."""


@said(wording.COPY)
class Copy(Remark):
    """Of a quote: its article is somebody's plain-text copy (転記)."""


@said(wording.LISTED_ADDRESS)
class ListedAddress(Remark):
    """Of a quote: its article's address is from the table of known articles, not from the article."""


@said(wording.BY_MEANING)
class ByMeaning(Remark):
    """Of a quote: it shares no word with the question, and is close to it in meaning."""


@said("{words}".format)
class DateMeant(Remark):
    """Of a quote: the year that 「来年度」 in it means."""

    words: str


def sentence(remark: Remark, *, buttons: bool = False) -> str:
    """Return the sentence of a remark; *buttons*: for a surface where a button takes conditions off."""
    say = type(remark).with_buttons if buttons else type(remark).plain
    return say if isinstance(say, str) else say(**_fields(remark))


def sentences(remarks: Iterable[Remark], *, buttons: bool = False) -> list[str]:
    """Return the sentences of remarks, in their order."""
    return [sentence(remark, buttons=buttons) for remark in remarks]


def as_json(remark: Remark) -> dict[str, Any]:
    """Return a remark for programs: its kind (snake case), its sentence, and its fields.

    >>> as_json(NearWords(("採用",)))["kind"]
    'near_words'
    """
    kind = re.sub(r"(?<=.)(?=[A-Z])", "_", type(remark).__name__).lower()
    if isinstance(remark, FoundWithout):
        told: dict[str, Any] = {"conditions": [each.words for each in remark.constraints], "quotes": remark.quotes}
    else:
        told = {name: _plain(value) for name, value in _fields(remark).items()}
    return {"kind": kind, "text": sentence(remark), **told}


def _fields(remark: Remark) -> dict[str, Any]:
    return {field.name: getattr(remark, field.name) for field in fields(remark)}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value
