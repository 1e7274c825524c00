"""Overview: themes, counts, roundtables and notes of one snapshot, for Home and its pages; made once a snapshot.

Its passages are not checked against the store: fetch what is shown by ``Library.passage``, which checks.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Self

from bot.answers.quote import Quote
from corpus.model import Passage, Span, Transcript
from corpus.municipalities import Gazetteer
from corpus.text import narrowed
from index.library import Library
from index.phrases import occurrences
from index.snapshot import Snapshot
from index.summaries import theme_counts
from index.summaries.roundtables import (
    ForumNote,
    MunicipalityProfile,
    Recommendation,
    Roundtable,
    forum_notes,
    municipality_profile,
    read_first,
    roundtables,
)
from index.summaries.theme_counts import ThemeCounts, ThemeRow, Topic
from index.themes import Member

#: Characters of a quote, about: a page is for browsing; 前後を読む shows more.
LONGEST = 200


@dataclass(frozen=True, slots=True)
class Overview:
    """All that Home and its pages show of one snapshot of the articles."""

    snapshot: Snapshot
    gazetteer: Gazetteer
    #: Theme × municipality.
    theme_counts: ThemeCounts
    #: Topics that people ask for and nobody speaks of.
    absent: tuple[Topic, ...]
    #: The newest first.
    roundtables: tuple[Roundtable, ...]
    #: The forum's notes on itself.
    notes: tuple[ForumNote, ...]

    @classmethod
    def of(cls, snapshot: Snapshot, gazetteer: Gazetteer) -> Self:
        """Make the overview of a snapshot."""
        transcripts = snapshot.transcripts.values()
        return cls(
            snapshot=snapshot,
            gazetteer=gazetteer,
            theme_counts=theme_counts.counts(snapshot.index, snapshot.membership),
            absent=theme_counts.absent(theme_counts.topics(), snapshot.index.passages),
            roundtables=roundtables(transcripts),
            notes=forum_notes(transcripts),
        )

    @property
    def municipalities(self) -> tuple[str, ...]:
        """The hosts of the roundtables, in the gazetteer's order."""
        hosts = {host for talk in self.roundtables for host in talk.hosts}
        return tuple(sorted(hosts, key=lambda name: (self.gazetteer.position(name), name)))

    @property
    def without(self) -> tuple[str, ...]:
        """The municipalities without a roundtable, in the gazetteer's order."""
        there = set(self.municipalities)
        return tuple(place.name for place in self.gazetteer if place.name not in there)

    def profile(self, name: str) -> MunicipalityProfile:
        """Return the counts and roundtables of a municipality."""
        snapshot = self.snapshot
        return municipality_profile(
            name, snapshot.transcripts.values(), snapshot.index.passages, self.snapshot.membership
        )

    def read_first(self, own: str | None) -> tuple[Recommendation, ...]:
        """Return the roundtables to read first, for a reader of the municipality *own*."""
        return read_first(self.snapshot.transcripts.values(), self.snapshot.membership, self.gazetteer, own)

    def telling(self, transcript: Transcript, limit: int) -> tuple[Passage, ...]:
        """Return the most typical passage of each theme in an article, at most *limit*, the hosts' first."""
        members = self.snapshot.membership.members
        of_theme = (self._hosts_first(members[theme.name], transcript) for theme in self.snapshot.membership.themes)
        firsts = {ranked[0].passage.id: ranked[0] for ranked in of_theme if ranked}
        return tuple(member.passage for member in self._hosts_first(firsts.values(), transcript))[:limit]

    def row(self, theme: str) -> ThemeRow | None:
        """Return the counts of a theme, or None where there is no theme of this name."""
        return next((row for row in self.theme_counts.rows if row.theme.name == theme), None)

    @staticmethod
    def _hosts_first(members: Iterable[Member], transcript: Transcript) -> list[Member]:
        own = (member for member in members if member.passage.transcript.key == transcript.key)
        return sorted(own, key=lambda member: (member.passage.affiliation not in transcript.hosts, -member.weight))


class Overviews:
    """The overview of the library's current snapshot. Threads share it: replacing it is one assignment."""

    def __init__(self, library: Library) -> None:
        """Make no overview yet: the first call of ``current`` does."""
        #: Checks passages against the store.
        self.library = library
        self._latest: Overview | None = None

    def current(self) -> Overview:
        """Return the overview of the current snapshot."""
        snapshot, latest = self.library.snapshot, self._latest
        if latest is None or latest.snapshot is not snapshot:
            latest = self._latest = Overview.of(snapshot, self.library.gazetteer)
        return latest

    def quotes(
        self, passages: Iterable[Passage], limit: int, *, first: int = 1, theme: str | None = None
    ) -> tuple[Quote, ...]:
        """Return the first *limit* passages that their articles still contain, cut and numbered from *first*.

        They are cut to what they say of *theme*, by default the theme that they mostly speak of.
        """
        checked = (found for passage in passages if (found := self.library.passage(passage.id)) is not None)
        return tuple(
            self.cut(number, passage, self._telling(passage, theme))
            for number, passage in enumerate(islice(checked, limit), start=first)
        )

    def cut(self, number: int, passage: Passage, telling: Sequence[Span]) -> Quote:
        """Return a passage as a page shows it: we chose it, no question did, so nothing is bold."""
        return Quote.cut(number, passage, telling, LONGEST, reach=self.library.reach(passage))

    def _telling(self, passage: Passage, theme: str | None) -> tuple[Span, ...]:
        overview = self.current()
        names = overview.snapshot.membership.themes_of.get(passage.id, ())[:1] if theme is None else (theme,)
        phrases = (phrase for name in names if (row := overview.row(name)) for phrase in row.theme.query)
        return occurrences(map(narrowed, phrases), narrowed(passage.text))

    def notes(self, overview: Overview) -> Sequence[ForumNote]:
        """Return the forum's notes on itself that their articles still contain, each checked."""
        return [note for note in overview.notes if self.library.says(note.transcript, note.text)]
