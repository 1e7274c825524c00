"""Roundtables: the articles of one talk taken together, and the forum's own notes on what it is.

Also the reading list, the few that together speak of the most themes, and the profile of one municipality.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from corpus.missing_parts import lacking, talks
from corpus.model import BlockKind, Passage, Span, Transcript
from corpus.municipalities import Gazetteer, MunicipalityKind
from corpus.text import term_key
from index.filters import municipality
from index.themes import Membership, Theme

#: 「※CIO(情報統括責任者):組織の…」: a term that names the forum or its officers, and what it is.
NOTE = re.compile(
    r"^[ 　]*(?P<note>※\s*(?P<term>[^:：\n]*(?:CIO|ＣＩＯ|フォーラム)[^:：\n]*)[:：][^\n]*\S)", re.MULTILINE
)

#: A gloss in parentheses after a term: 「CIO(情報統括責任者)」 is the same term as 「CIO」.
GLOSS = re.compile(r"[(（][^)）]*[)）]")


@dataclass(frozen=True, slots=True)
class Roundtable:
    """One talk, with those of its articles that are in the corpus."""

    #: Its articles, by part; at least one.
    articles: tuple[Transcript, ...]
    #: The numbers of the missing parts; empty for a complete talk.
    missing: tuple[int, ...] = ()

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
        """The headings of its articles, each once."""
        sections = (section for article in self.articles for section in article.sections)
        return tuple(dict.fromkeys(section.heading for section in sections if section.heading))

    @property
    def speeches(self) -> int:
        """The number of speeches."""
        return sum(1 for article in self.articles for _ in article.speeches)


@dataclass(frozen=True, slots=True)
class ForumNote:
    """A note of the forum on itself, as printed."""

    transcript: Transcript
    #: Its span in ``transcript.text``: one line, ※ included.
    span: Span

    @property
    def text(self) -> str:
        """The text of the note."""
        return self.span.of(self.transcript.text)


def roundtables(transcripts: Iterable[Transcript]) -> tuple[Roundtable, ...]:
    """Return the roundtables, the newest first (those without a day last)."""
    stored = tuple(transcripts)
    return tuple(sorted((Roundtable(talk, lacking(talk, stored)) for talk in talks(stored)), key=_age))


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


#: Default length of the reading list.
FIRST = 5

#: The fewest passages, in all and per speech, that make a theme one of a roundtable's: remarks in passing are no talk
#: about it, and a long talk has more of them.
TALKED = 2
SHARE = 1 / 10


class Nearness(IntEnum):
    """How near a roundtable's hosts are to the reader's municipality; the nearest is the lowest."""

    #: The reader's own.
    OWN = 0
    #: Of the same kind: a ward for a ward, a town or village for either.
    KIND = 1
    OTHER = 2


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A roundtable to read, and why."""

    roundtable: Roundtable
    nearness: Nearness
    #: Its themes that those chosen before it lack, in the table's order: why it was chosen. Empty if there is none.
    adds: tuple[str, ...]
    #: All of its themes, in the table's order.
    themes: tuple[str, ...]


def read_first(
    transcripts: Iterable[Transcript],
    membership: Membership,
    gazetteer: Gazetteer,
    own: str | None = None,
    limit: int = FIRST,
) -> tuple[Recommendation, ...]:
    """Return the roundtables to read first: of ``own`` (a municipality's full name), of its kind, then others.

    Each adds the most themes to those chosen before it; of equal ones the nearest is taken, of these the newest.
    """
    talks = roundtables(transcripts)
    candidates = [
        Recommendation(talk, _nearness(talk, gazetteer, own), (), _themes(talk, membership)) for talk in talks
    ]
    return tuple(sorted(_cover(candidates, limit), key=lambda each: each.nearness))


def _cover(newest_first: Sequence[Recommendation], limit: int) -> Iterator[Recommendation]:
    """Yield a greedy cover: the best one takes a search that nobody could retrace, and is rarely one theme better."""
    left, covered = list(newest_first), set[str]()
    for _ in range(min(limit, len(left))):
        # The first of equal ones is taken, so the newest wins.
        at, best = min(enumerate(left), key=lambda each: (-len(set(each[1].themes) - covered), each[1].nearness))
        yield replace(best, adds=tuple(name for name in best.themes if name not in covered))
        covered.update(best.themes)
        del left[at]


def _themes(talk: Roundtable, membership: Membership) -> tuple[str, ...]:
    """Return the themes of a roundtable, in the table's order."""
    counts = {
        theme.name: sum(member.passage.transcript.key in talk.keys for member in membership.members[theme.name])
        for theme in membership.themes
    }
    enough = max(TALKED, SHARE * talk.speeches)
    return tuple(name for name, count in counts.items() if count >= enough)


def _nearness(talk: Roundtable, gazetteer: Gazetteer, own: str | None) -> Nearness:
    if own in talk.hosts:
        return Nearness.OWN
    kinds = {_kind(host, gazetteer) for host in talk.hosts}
    return Nearness.KIND if own and _kind(own, gazetteer) in kinds - {None} else Nearness.OTHER


def _kind(name: str, gazetteer: Gazetteer) -> MunicipalityKind | None:
    place = gazetteer.named(name)
    # Towns and villages are few and alike: 町村 is one kind in the forum's talk.
    return None if place is None else MunicipalityKind.TOWN if place.kind is MunicipalityKind.VILLAGE else place.kind


#: Quotes of a theme on a municipality's page.
QUOTES = 2


@dataclass(frozen=True, slots=True)
class Voice:
    """What a municipality says of a theme."""

    theme: Theme
    #: How many passages.
    passages: int
    #: The best of them; a passage of several themes is quoted under its first only, so this can be empty.
    quotes: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class MunicipalityProfile:
    """What the roundtables show of one municipality."""

    #: Its full name.
    name: str
    #: The roundtables that it hosted, the newest first.
    roundtables: tuple[Roundtable, ...]
    #: The themes that it speaks of, the most spoken of first.
    voices: tuple[Voice, ...]
    #: How many passages it speaks in all.
    passages: int


def municipality_profile(
    name: str, transcripts: Iterable[Transcript], passages: Iterable[Passage], membership: Membership
) -> MunicipalityProfile:
    """Return what the ``transcripts`` and ``passages`` show of the municipality with this full name."""
    own = [passage for passage in passages if municipality(passage) == name]
    return MunicipalityProfile(
        name=name,
        roundtables=tuple(talk for talk in roundtables(transcripts) if name in talk.hosts),
        voices=_voices(name, membership),
        passages=len(own),
    )


def _voices(name: str, membership: Membership) -> tuple[Voice, ...]:
    spoken = ((theme, membership.said_by(theme.name, name)) for theme in membership.themes)
    voices = (Voice(theme, len(said), _quotes(theme, said, membership)) for theme, said in spoken if said)
    return tuple(sorted(voices, key=lambda voice: -voice.passages))


def _quotes(theme: Theme, said: tuple[Passage, ...], membership: Membership) -> tuple[Passage, ...]:
    mostly = (passage for passage in said if membership.themes_of[passage.id][0] == theme.name)
    return tuple(mostly)[:QUOTES]
