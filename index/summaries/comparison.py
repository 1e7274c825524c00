"""一覧: one question → one row a municipality, in the table's order, ready for a memo.

A row without a quote says which of three things is the case, because they are easily taken for each other: nothing
was found, no roundtable is in the corpus, or a part of one is missing.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.missing_parts import Missing
from corpus.model import Passage
from corpus.municipalities import Gazetteer
from index.excerpts.excerpts import Excerpt, excerpt
from index.filters import municipality
from index.library import Library
from index.model import Coverage, Hit, Query, Sureness
from index.selection.small_remarks import only_speaks
from index.selection.term_coverage import judge

#: Of a quote in a row: characters, about, and sentences.
LONGEST = 140
SENTENCES = 2


class Finding(StrEnum):
    """What a row says."""

    #: A quote on what was asked.
    FOUND = "found"
    #: A quote on something near it: the row says so.
    NEAR = "near"
    #: All that is known is there, and nothing of it is on what was asked.
    NOTHING = "nothing"
    #: No roundtable with this municipality is in the corpus.
    NO_ROUNDTABLE = "no roundtable"
    #: Nothing in what is there, but a part is missing.
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Row:
    """What one municipality says."""

    #: Its full name.
    municipality: str
    finding: Finding
    #: Its best passage and what is shown of it; None unless found or near.
    hit: Hit | None = None
    excerpt: Excerpt | None = None
    #: What is missing of its roundtables, whatever was found.
    missing: tuple[Missing, ...] = ()

    @property
    def passage(self) -> Passage | None:
        """What is quoted from: speaker, role, round, date and address are its transcript's."""
        return self.hit.passage if self.hit else None

    @property
    def words(self) -> str:
        """The quote, verbatim; empty where there is none."""
        return self.excerpt.words(self.hit.passage) if self.hit and self.excerpt else ""


@dataclass(frozen=True, slots=True)
class Listing:
    """One question's rows."""

    #: As it was searched: its municipalities are the rows'.
    query: Query
    rows: tuple[Row, ...]
    coverage: Coverage

    @property
    def quotes(self) -> int:
        """How many rows quote something on what was asked."""
        return sum(row.finding is Finding.FOUND for row in self.rows)


def listing(
    library: Library,
    query: Query,
    municipalities: Collection[str] | None = None,
    *,
    leave_out: str | None = None,
) -> Listing:
    """The rows of all municipalities, or of those chosen by full name; ``leave_out`` is one's own.

    The query's own municipalities are not asked, its other filters are. ValueError for an unknown name.
    """
    edition = library.edition
    names = _names(library.gazetteer, municipalities, leave_out)
    asked = query.of(names)
    # No name would mean no filter.
    hits = library.best_of_each(asked) if names else ()
    best = {municipality(hit.passage): hit for hit in hits}
    if unheard := tuple(name for name in names if _finding(best.get(name)) is Finding.NOTHING):
        # What is near by a word of the same family (学び直し for 研修): never more than near.
        near = library.best_of_each(replace(asked.of(unheard), kin=True))
        best |= {municipality(hit.passage): hit for hit in near if _finding(hit) is not Finding.NOTHING}
    there = {host for transcript in edition.transcripts.values() for host in transcript.hosts}
    rows = (_row(name, best.get(name), there, edition.missing_of(name), library) for name in names)
    return Listing(asked, tuple(rows), edition.index.coverage)


def _names(gazetteer: Gazetteer, municipalities: Collection[str] | None, leave_out: str | None) -> tuple[str, ...]:
    wanted = {_full(gazetteer, name) for name in municipalities} if municipalities is not None else None
    own = _full(gazetteer, leave_out) if leave_out else None
    return tuple(each.name for each in gazetteer if (wanted is None or each.name in wanted) and each.name != own)


def _full(gazetteer: Gazetteer, name: str) -> str:
    place = gazetteer.named(name)
    if place is None:
        raise ValueError(f"no municipality of this table: {name}")
    return place.name


def _row(name: str, hit: Hit | None, hosts: Collection[str], gone: tuple[Missing, ...], library: Library) -> Row:
    finding = _finding(hit)
    if hit and finding is not Finding.NOTHING:
        reach = library.reach(hit.passage)
        shown = excerpt(hit.passage, hit.highlights, LONGEST, most=SENTENCES, reach=reach)
        return Row(name, finding, hit, shown, gone)
    # Who spoke in somebody else's roundtable has been heard, too: nothing was found there.
    if name not in hosts and hit is None:
        return Row(name, Finding.NO_ROUNDTABLE)
    return Row(name, Finding.INCOMPLETE if gone else Finding.NOTHING, missing=gone)


def _finding(hit: Hit | None) -> Finding:
    if hit is None or (sureness := judge(hit.covers)) is Sureness.NOTHING:
        return Finding.NOTHING
    return Finding.FOUND if sureness is Sureness.FOUND and not only_speaks(hit.passage) else Finding.NEAR
