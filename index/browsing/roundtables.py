"""Roundtables: the articles of one talk taken together, and the forum's own notes on what it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from corpus.model import BlockKind, Span, Transcript
from corpus.talks import lacking, talks
from corpus.text import term_key

#: 「※CIO(情報統括責任者):組織の…」: a term that names the forum or its officers, and what it is.
NOTE = re.compile(
    r"^[ 　]*(?P<note>※\s*(?P<term>[^:：\n]*(?:CIO|ＣＩＯ|フォーラム)[^:：\n]*)[:：][^\n]*\S)", re.MULTILINE
)

#: What stands beside a term in parentheses: 「CIO(情報統括責任者)」 is the same term as 「CIO」.
GLOSS = re.compile(r"[(（][^)）]*[)）]")


@dataclass(frozen=True, slots=True)
class Roundtable:
    """One talk, in as many articles as were published and are there."""

    #: Its articles, by part; at least one.
    articles: tuple[Transcript, ...]

    @property
    def round(self) -> int | None:
        """The number (第N回), or None."""
        return self.articles[0].round

    @property
    def held_on(self) -> date | None:
        """The day of the talk, or None."""
        return self.articles[0].held_on

    @property
    def hosts(self) -> tuple[str, ...]:
        """The municipalities that it was held with."""
        return self.articles[0].hosts

    @property
    def keys(self) -> frozenset[str]:
        """The articles' keys."""
        return frozenset(article.key for article in self.articles)

    @property
    def agenda(self) -> tuple[str, ...]:
        """The agenda's items, each once; where no article prints one, its headings."""
        printed = tuple(dict.fromkeys(item for article in self.articles for item in article.agenda))
        return printed or self.headings

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings of the articles that are there, each once."""
        sections = (section for article in self.articles for section in article.sections)
        return tuple(dict.fromkeys(section.heading for section in sections if section.heading))

    @property
    def speeches(self) -> int:
        """How many there are."""
        return sum(1 for article in self.articles for _ in article.speeches)

    @property
    def missing(self) -> tuple[int, ...]:
        """The parts that are not there; empty for a talk that is whole."""
        return lacking(self.articles)


@dataclass(frozen=True, slots=True)
class ForumNote:
    """What the forum says of itself, as printed."""

    transcript: Transcript
    #: Where it stands in ``transcript.text``: one line, ※ included.
    span: Span

    @property
    def text(self) -> str:
        """The words themselves."""
        return self.span.of(self.transcript.text)


def roundtables(transcripts: Iterable[Transcript]) -> tuple[Roundtable, ...]:
    """Return the talks, the newest first (those without a day last)."""
    return tuple(sorted(map(Roundtable, talks(transcripts)), key=_age))


def forum_notes(transcripts: Iterable[Transcript]) -> tuple[ForumNote, ...]:
    """Return the forum's notes on CIO and on itself: each term once, as the newest article prints it."""
    notes: dict[str, ForumNote] = {}
    for roundtable in roundtables(transcripts):
        for article in roundtable.articles:
            for term, note in _notes(article):
                notes.setdefault(term, note)
    return tuple(notes.values())


def _notes(transcript: Transcript) -> Iterator[tuple[str, ForumNote]]:
    for block in transcript.blocks:
        if block.kind is BlockKind.NOTE:
            for at in NOTE.finditer(transcript.text, block.span.start, block.span.end):
                yield term_key(GLOSS.sub("", at["term"])), ForumNote(transcript, Span(*at.span("note")))


def _age(roundtable: Roundtable) -> tuple[int, int, str]:
    day = roundtable.held_on
    return -day.toordinal() if day else 0, -(roundtable.round or 0), roundtable.articles[0].key
