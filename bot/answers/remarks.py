"""Remarks: what must be said with an answer besides its quotes; a closed set of values, and the sentence of each.

Every surface says all of them, in their order; a surface with buttons may add a button to a remark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, assert_never

from bot import wording
from bot.answers.echo import conditions
from index.query.parsed_question import Constraint


@dataclass(frozen=True, slots=True)
class SmallTalk:
    """A greeting, thanks or a request that no search answers."""

    #: The reply.
    words: str


@dataclass(frozen=True, slots=True)
class NoArticles:
    """The corpus is empty."""

    #: Whom to ask, or None.
    contact: str | None


@dataclass(frozen=True, slots=True)
class NothingAsked:
    """There is neither a word to search nor a condition."""


@dataclass(frozen=True, slots=True)
class LeansOnThread:
    """これについて他の区は？: it refers to messages that the bot cannot read."""


@dataclass(frozen=True, slots=True)
class OwnUnknown:
    """うちの区 was asked for and the asker's municipality is unknown: it is not applied."""


@dataclass(frozen=True, slots=True)
class NoMore:
    """All quotes have been shown."""


@dataclass(frozen=True, slots=True)
class Conditions:
    """Conditions of the question that were applied."""

    #: As written, each with its meaning.
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakenOff:
    """Conditions of the question that were taken off."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewestFirst:
    """Newer rounds come first, and the newest may be years old."""

    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class PeriodOutside:
    """A period outside of the corpus: it is not applied."""

    periods: tuple[str, ...]
    since: date | None
    until: date | None
    #: False where nothing else was asked.
    searched: bool = True


@dataclass(frozen=True, slots=True)
class RoundOutside:
    """Rounds that are not in the corpus: they are not applied."""

    rounds: tuple[str, ...]
    #: False where nothing else was asked.
    searched: bool = True


@dataclass(frozen=True, slots=True)
class FilterUnknown:
    """An explicit filter (区:…) with an unknown value: its words were searched."""

    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicUnspoken:
    """Topics that were asked for and that nobody speaks of."""

    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AttendedSilently:
    """Persons who were asked for and took part, without a word in the corpus."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeMeant:
    """Themes that may be meant."""

    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoRoundtable:
    """Municipalities that were asked for, without a roundtable in the corpus."""

    municipalities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PartMissing:
    """A municipality that was asked for and of whose roundtables a part is not in the corpus."""

    municipality: str
    #: The missing parts: 「第8回②」.
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Searched:
    """Nothing was found: what was searched."""

    coverage: str
    #: True where other words may help.
    rewording_helps: bool


@dataclass(frozen=True, slots=True)
class FoundWithout:
    """Nothing was found: conditions without which something would be."""

    constraints: tuple[Constraint, ...]
    quotes: int
    #: True where there may be still more.
    at_least: bool


@dataclass(frozen=True, slots=True)
class NearWords:
    """Nothing was found: words that the corpus has, near those that were asked."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sample:
    """All articles are invented."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Of a quote: its article is somebody's plain-text copy (転記)."""


@dataclass(frozen=True, slots=True)
class ListedAddress:
    """Of a quote: its article's address is from the table of known articles, not from the article."""


@dataclass(frozen=True, slots=True)
class DateMeant:
    """Of a quote: the year that 「来年度」 in it means."""

    words: str


#: Each is the whole answer: there are no quotes beside it.
Alone = SmallTalk | NoArticles | NothingAsked | LeansOnThread | NoMore
Remark = (
    Alone
    | OwnUnknown
    | Conditions
    | TakenOff
    | NewestFirst
    | PeriodOutside
    | RoundOutside
    | FilterUnknown
    | TopicUnspoken
    | AttendedSilently
    | ThemeMeant
    | NoRoundtable
    | PartMissing
    | Searched
    | FoundWithout
    | NearWords
    | Sample
    | Copy
    | ListedAddress
    | DateMeant
)


def sentence(remark: Remark, *, buttons: bool = False) -> str:  # noqa: C901, PLR0911, PLR0912 - one case a remark
    """Return the sentence of a remark; *buttons*: for a surface where a button takes conditions off."""
    match remark:
        case SmallTalk(words) | DateMeant(words):
            return words
        case NoArticles(contact):
            return wording.empty(contact)
        case NothingAsked():
            return wording.ASK_WHAT
        case LeansOnThread():
            return wording.CANNOT_READ_THREAD if buttons else wording.WHAT_IS_THIS
        case OwnUnknown():
            return wording.ASK_OWN if buttons else wording.WHICH_IS_OWN
        case NoMore():
            return wording.NO_MORE
        case Conditions(words):
            return wording.filtered(words) if buttons else wording.conditions(words)
        case TakenOff(words):
            return wording.taken_off(words)
        case NewestFirst(since, until):
            return wording.newest(since, until)
        case PeriodOutside(periods, since, until, searched):
            return wording.outside(periods, since, until, searched=searched)
        case RoundOutside(rounds, searched):
            return wording.rounds_outside(rounds, searched=searched)
        case FilterUnknown(forms):
            return wording.unknown(forms)
        case TopicUnspoken(topics):
            return wording.unspoken(topics)
        case AttendedSilently(names):
            return wording.silent(names)
        case ThemeMeant(themes):
            return wording.themes(themes)
        case NoRoundtable(municipalities):
            return wording.no_roundtable(municipalities)
        case PartMissing(municipality, parts):
            return wording.incomplete(municipality, "・".join(parts))
        case Searched(coverage, rewording_helps):
            return (wording.try_again if rewording_helps else wording.searched_in)(coverage)
        case FoundWithout(constraints, quotes, at_least):
            return wording.without_filter(conditions(constraints), wording.counted(quotes, at_least=at_least))
        case NearWords(words):
            return wording.near_words(words)
        case Sample():
            return wording.SAMPLE_NOTICE
        case Copy():
            return wording.COPY
        case ListedAddress():
            return wording.LISTED_ADDRESS
        case _:
            assert_never(remark)


def sentences(remarks: Iterable[Remark], *, buttons: bool = False) -> list[str]:
    """Return the sentences of remarks, in their order."""
    return [sentence(remark, buttons=buttons) for remark in remarks]


def as_json(remark: Remark) -> dict[str, Any]:
    """Return a remark for programs: its kind (snake case), its sentence, and its fields.

    >>> as_json(TopicUnspoken(("生成AI",)))["kind"]
    'topic_unspoken'
    """
    kind = re.sub(r"(?<=.)(?=[A-Z])", "_", type(remark).__name__).lower()
    if isinstance(remark, FoundWithout):
        fields: dict[str, Any] = {"conditions": [each.words for each in remark.constraints], "quotes": remark.quotes}
    else:
        fields = {name: _plain(value) for name, value in asdict(remark).items()}
    return {"kind": kind, "text": sentence(remark), **fields}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value
