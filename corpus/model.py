"""Values that the whole project shares: articles, speeches, transcripts and passages, all frozen.

The modules beside this one make them; values of searching (Token, Query, Hit, Results) are in ``index/model.py``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Self

#: The metropolitan government: an affiliation of speakers, not one of the 62 municipalities.
METROPOLIS = "東京都"


class Source(StrEnum):
    """Where an article's text came from, the most trusted first."""

    #: The publisher's own export file (WXR).
    EXPORT = "export"
    #: The published page.
    PAGE = "page"
    #: A plain-text copy made by hand: quotes from it say 転記.
    COPY = "copy"

    @property
    def trust(self) -> int:
        """0 for a copy, 1 for a page, 2 for the export: an article replaces one of lower trust."""
        return (Source.COPY, Source.PAGE, Source.EXPORT).index(self)


class MediaType(StrEnum):
    """The form of an article's body."""

    TEXT = "text/plain"
    HTML = "text/html"


class BlockKind(StrEnum):
    """What a block of an article is; every character of an article is in exactly one block."""

    TITLE = "title"
    LEAD = "lead"
    ROUND = "round"
    NOTE = "note"
    PARTICIPANTS = "participants"
    AGENDA = "agenda"
    HEADING = "heading"
    SUBHEADING = "subheading"
    LABEL = "label"
    SPEECH = "speech"
    MODERATOR = "moderator"
    CAPTION = "caption"
    LINK = "link"
    FOOTER = "footer"
    #: Not recognised: never quoted, never attributed, listed for the operator.
    STRAY = "stray"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points in a text."""

    #: First code point.
    start: int
    #: One past the last code point.
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"no span: {self.start}..{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """Return the slice of ``text`` that this span names; raises ValueError if it reaches past the end.

        >>> Span(1, 3).of("座談会")
        '談会'
        """
        if self.end > len(text):
            raise ValueError(f"span {self.start}..{self.end} outside a text of {len(text)} characters")
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Article:
    """An article as received: only articles are stored, all else is derived from them."""

    #: note's key (``n`` + 12 hex digits), or ``local-`` + 12 hex digits where no address is known.
    key: str
    #: The public address without query and fragment, or None.
    url: str | None
    #: The title if the source gives it beside the body; empty if it is in the body (plain text).
    title: str
    #: When note published it, or None if the source does not say.
    published: datetime | None
    #: When it was last changed, or None if the source does not say.
    modified: datetime | None
    #: The body as received: HTML or plain text.
    body: str
    #: The form of ``body``.
    media_type: MediaType
    #: Where it came from.
    source: Source
    #: When it was fetched or copied (UTC).
    retrieved: datetime

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of address, title, media type, source and body: equal if nothing has changed."""
        parts = (self.url or "", self.title, self.media_type, self.source, self.body)
        return hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of a transcript's text and what it is."""

    kind: BlockKind
    #: Its range, with the closing newline: blocks tile the text.
    span: Span
    #: Heading level (2, 3) if the source marks one, else 0.
    level: int = 0


@dataclass(frozen=True, slots=True)
class Participant:
    """An entry of one roundtable's list of participants."""

    #: The name as printed: ``森田 泰子``.
    name: str
    #: The first word of the name; the whole name if it has no space.
    surname: str
    #: All that precedes the name, as printed: ``練馬区企画部長``.
    role: str
    #: A municipality's name, ``東京都``, or None if the list does not tell.
    affiliation: str | None


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of one speaker below one label."""

    #: The label as printed: ``森田`` or ``東京都デジタルサービス局…担当部長:小澤``.
    label: str
    #: The speaker, or None if the article does not tell.
    speaker: Participant | None
    #: The paragraphs, as spans of the transcript's text.
    paragraphs: tuple[Span, ...]
    #: Of an unknown speaker: the body that the label names, empty if it is none of Tokyo, None if it does not tell.
    body: str | None = None

    @property
    def span(self) -> Span:
        """The span from the first paragraph's start to the last one's end."""
        return Span(self.paragraphs[0].start, self.paragraphs[-1].end)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading, its sub-heading, and the speeches below them."""

    #: The heading as printed; empty for speeches before any heading.
    heading: str
    #: The line below it, or None.
    subheading: str | None
    #: In reading order.
    speeches: tuple[Speech, ...]


@dataclass(frozen=True, slots=True)
class TalkKey:
    """The identity of a talk: equal for all parts of one talk, different for any two talks.

    Two talks may claim one number, so number, day and hosts must all be equal. A value that one article does not print
    equals only that of an article that does not print it either: a wrong match would attribute words to the wrong
    people. Compare ``(talk, part)`` for the same part of the same talk.

    >>> TalkKey.of("n1", 22, None, ("練馬区", "足立区")) == TalkKey.of("n2", 22, None, ("足立区", "練馬区"))
    True
    >>> TalkKey.of("n1", None, None, ("練馬区",)) == TalkKey.of("n2", None, None, ("練馬区",))
    False
    """

    #: The round's number, or None.
    round: int | None
    #: The day, or None.
    held_on: date | None
    #: The municipalities; their order does not count.
    hosts: frozenset[str]
    #: The article's key if it prints neither number nor day, and so is a talk by itself; else empty.
    alone: str = ""

    @classmethod
    def of(cls, key: str, number: int | None, held_on: date | None, hosts: Iterable[str]) -> Self:
        """Return the talk of the article with this key."""
        return cls(number, held_on, frozenset(hosts), key if number is None and held_on is None else "")


@dataclass(frozen=True, slots=True)
class Transcript:
    """A parsed roundtable article."""

    #: The article's key.
    key: str
    #: The article's address, or None.
    url: str | None
    #: The article's title.
    title: str
    #: Where the article came from: quotes from a copy say so.
    source: Source
    #: The round's number (第N回), or None if none is printed.
    round: int | None
    #: The different round numbers that the article prints, in reading order: more than one are reported.
    round_claims: tuple[int, ...]
    #: Which part of the round this is, counting from 1, or None for an article that is not split.
    part: int | None
    #: How many parts there are, or None if the article does not say.
    parts: int | None
    #: The day of the talk, or None.
    held_on: date | None
    #: The municipalities that the round was held with.
    hosts: tuple[str, ...]
    #: In the order of the list.
    participants: tuple[Participant, ...]
    #: The agenda's items, without their numbers.
    agenda: tuple[str, ...]
    #: In reading order.
    sections: tuple[Section, ...]
    #: The blocks, which tile ``text``.
    blocks: tuple[Block, ...]
    #: The canonical text, which all spans refer to.
    text: str = field(repr=False)
    #: True for the invented articles of the sample.
    sample: bool = False
    #: True if some of its passages are hidden: context around a quote is checked before it is shown.
    partly_hidden: bool = False
    #: The keys of the talk's other parts that were read with it, by part.
    read_with: tuple[str, ...] = ()

    @property
    def talk(self) -> TalkKey:
        """The talk, the same for all its parts."""
        return TalkKey.of(self.key, self.round, self.held_on, self.hosts)

    @property
    def speeches(self) -> Iterator[Speech]:
        """The speeches, in reading order."""
        return (speech for section in self.sections for speech in section.speeches)

    @property
    def stray(self) -> int:
        """The number of characters in stray blocks."""
        return sum(len(block.span) for block in self.blocks if block.kind is BlockKind.STRAY)

    def above(self, start: int) -> str:
        """Return the text up to ``start``, as context for a link; empty if some of the article is hidden."""
        return "" if self.partly_hidden else self.text[:start]


@dataclass(frozen=True, slots=True)
class Passage:
    """A quotable span of one speaker's words."""

    #: Article key, hash of the folded text, occurrence: survives re-parsing and edits elsewhere.
    id: str
    #: The transcript that contains it.
    transcript: Transcript = field(repr=False)
    #: Index into ``transcript.sections``.
    section_index: int
    #: Index into that section's speeches.
    speech_index: int
    #: Its range in ``transcript.text``.
    span: Span

    @property
    def text(self) -> str:
        """The words: a slice of the transcript's text."""
        return self.span.of(self.transcript.text)

    @property
    def section(self) -> Section:
        """The section that contains it."""
        return self.transcript.sections[self.section_index]

    @property
    def speech(self) -> Speech:
        """The speech that contains it."""
        return self.section.speeches[self.speech_index]

    @property
    def affiliation(self) -> str | None:
        """The speaker's affiliation; None if it or the speaker is unknown."""
        return self.speech.speaker.affiliation if self.speech.speaker else None

    @property
    def hosts(self) -> tuple[str, ...]:
        """The municipalities of the round."""
        return self.transcript.hosts
