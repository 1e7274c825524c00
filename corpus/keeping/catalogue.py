"""What is stored, article by article, as the operator wants to see it: how it was read, and what is missing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from itertools import groupby

from corpus.errors import CorpusError
from corpus.model import Article, BlockKind, Source, Transcript
from corpus.reading.rounds import lacking, read_all
from corpus.store import Shelf, Store


class Standing(StrEnum):
    """Whether an article is asked."""

    ASKED = "asked"
    #: Kept out by the operator.
    HIDDEN = "hidden"
    #: Taken down by its publisher.
    WITHDRAWN = "withdrawn"
    #: Stored, but no speech can be found in it (by this version's parser).
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored article; all that comes from its transcript is empty where it cannot be read."""

    key: str
    url: str | None
    title: str
    source: Source
    published: datetime | None
    modified: datetime | None
    standing: Standing
    #: Why it is hidden or unreadable, or None.
    reason: str | None
    round: int | None = None
    part: int | None = None
    parts: int | None = None
    held_on: date | None = None
    hosts: tuple[str, ...] = ()
    speeches: int = 0
    #: Labels whose speaker the article does not settle, each once, as printed.
    unresolved: tuple[str, ...] = ()
    #: The share of its characters that could not be told (0 to 1).
    stray: float = 0.0


@dataclass(frozen=True, slots=True)
class Hole:
    """A part that is missing beside the others of its round, or (without a part) a whole round between the others."""

    round: int | None
    part: int | None
    #: The hosts of the parts that are there; none where the whole round is missing.
    hosts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All stored articles, by round, part and day; those without a number last."""

    entries: tuple[Entry, ...]
    holes: tuple[Hole, ...]
    #: True where they are the invented ones.
    sample: bool


def catalogue(shelf: Shelf) -> Catalogue:
    """Read all that is on a shelf, and of a store what is withheld, too; raises StoreError."""
    hidden: dict[str, str] = {}
    withdrawn: Mapping[str, datetime] = {}
    kept = shelf.articles()
    if isinstance(shelf, Store):
        hidden = {what.key: what.reason for what in shelf.hidden() if what.words is None}
        withdrawn, kept = shelf.withdrawn(), shelf.stored()
    understood = read_all(kept, shelf.gazetteer, sample=shelf.sample)
    entries = sorted((_entry(*pair, *_standing(pair[0].key, hidden, withdrawn)) for pair in understood), key=_place)
    return Catalogue(tuple(entries), holes(entries), shelf.sample)


def holes(entries: Sequence[Entry]) -> tuple[Hole, ...]:
    """② without ①, and the rounds between the first and the last one seen that are not there at all."""
    rounds = {entry.round for entry in entries if entry.round is not None}
    between = set(range(1, max(rounds, default=0))) - rounds
    missing = [Hole(number, None) for number in between]
    return tuple(sorted([*missing, *_missing_parts(entries)], key=lambda hole: (hole.round or 0, hole.part or 0)))


def _missing_parts(entries: Iterable[Entry]) -> Iterator[Hole]:
    told = sorted((entry for entry in entries if entry.part is not None), key=_talk)
    for _, group in groupby(told, key=_talk):
        there = list(group)
        for part in lacking({entry.part for entry in there if entry.part}, (entry.parts for entry in there)):
            yield Hole(there[0].round, part, there[0].hosts)


def _talk(entry: Entry) -> tuple[int, str, tuple[str, ...]]:
    """What the parts of one round have in common."""
    if entry.round is not None:
        return entry.round, "", ()
    return 0, str(entry.held_on), entry.hosts


def _place(entry: Entry) -> tuple[bool, int, str, int, str]:
    return entry.round is None, entry.round or 0, str(entry.held_on or ""), entry.part or 0, entry.key


def _entry(article: Article, found: Transcript | CorpusError, standing: Standing, reason: str | None) -> Entry:
    if isinstance(found, Transcript):
        return _understood(article, found, standing, reason)
    about = (article.key, article.url, article.title, article.source, article.published, article.modified)
    return Entry(*about, Standing.UNREADABLE, found.reason)


def _standing(key: str, hidden: Mapping[str, str], withdrawn: Mapping[str, datetime]) -> tuple[Standing, str | None]:
    if key in hidden:
        return Standing.HIDDEN, hidden[key]
    return (Standing.WITHDRAWN, f"since {withdrawn[key]:%Y-%m-%d}") if key in withdrawn else (Standing.ASKED, None)


def _understood(article: Article, transcript: Transcript, standing: Standing, reason: str | None) -> Entry:
    speeches = [speech for section in transcript.sections for speech in section.speeches]
    stray = sum(len(block.span) for block in transcript.blocks if block.kind is BlockKind.STRAY)
    return Entry(
        key=article.key,
        url=article.url,
        title=transcript.title,
        source=article.source,
        published=article.published,
        modified=article.modified,
        standing=standing,
        reason=reason,
        round=transcript.round,
        part=transcript.part,
        parts=transcript.parts,
        held_on=transcript.held_on,
        hosts=transcript.hosts,
        speeches=len(speeches),
        unresolved=tuple(dict.fromkeys(speech.label for speech in speeches if speech.speaker is None)),
        stray=stray / max(len(transcript.text), 1),
    )
