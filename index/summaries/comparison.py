"""Comparison (一覧): one question → one row per municipality, in the table's order.

A row without a quote says which of three things is the case, because they are easily confused: nothing
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
from index.model import Confidence, Coverage, Hit, Query
from index.selection.confidence import FOUND, judge
from index.selection.small_remarks import is_small_remark

#: Limits of a quote in a row: characters (about) and sentences.
LONGEST = 140
SENTENCES = 2


class RowFinding(StrEnum):
    """What was found for a row."""

    #: A quote on what was asked.
    FOUND = "found"
    #: A quote on something near it: the row says so.
    NEAR = "near"
    #: All known parts are in the corpus, and nothing in them is on what was asked.
    NOTHING = "nothing"
    #: No roundtable with this municipality is in the corpus.
    NO_ROUNDTABLE = "no roundtable"
    #: Nothing in the parts that are in the corpus, but one is missing.
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """What one municipality says."""

    #: Its full name.
    municipality: str
    finding: RowFinding
    #: Its best passage and what is shown of it; None unless found or near.
    hit: Hit | None = None
    excerpt: Excerpt | None = None
    #: What is missing of its roundtables, whatever was found.
    missing: tuple[Missing, ...] = ()

    @property
    def passage(self) -> Passage | None:
        """The quoted passage; None where nothing is quoted."""
        return self.hit.passage if self.hit else None

    @property
    def words(self) -> str:
        """The quote, verbatim; empty where there is none."""
        return self.excerpt.words(self.hit.passage) if self.hit and self.excerpt else ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """The rows for one question."""

    #: The query as searched, with the municipalities of the rows.
    query: Query
    rows: tuple[ComparisonRow, ...]
    coverage: Coverage

    @property
    def quotes(self) -> int:
        """How many rows quote something on what was asked."""
        return sum(row.finding is RowFinding.FOUND for row in self.rows)


def compare(
    library: Library,
    query: Query,
    municipalities: Collection[str] | None = None,
    *,
    leave_out: str | None = None,
) -> Comparison:
    """Return the comparison of all municipalities, or of those chosen by full name, without ``leave_out``.

    The query's own municipalities are ignored, its other filters are kept. Raises ValueError for an unknown name.
    """
    snapshot = library.snapshot
    names = _names(library.gazetteer, municipalities, leave_out)
    asked = query.of(names)
    # No name would mean no filter.
    hits = library.best_of_each(asked) if names else ()
    best = {municipality(hit.passage): hit for hit in hits}
    if unanswered := tuple(name for name in names if _finding(best.get(name)) is RowFinding.NOTHING):
        # A passage found by a word of the same family (学び直し for 研修) is never more than near.
        near = library.best_of_each(replace(asked.of(unanswered), related=True))
        best |= {municipality(hit.passage): hit for hit in near if _finding(hit) is not RowFinding.NOTHING}
    hosts = {host for transcript in snapshot.transcripts.values() for host in transcript.hosts}
    rows = (_row(name, best.get(name), hosts, snapshot.missing_of(name), library) for name in names)
    return Comparison(asked, tuple(rows), snapshot.index.coverage)


def _names(gazetteer: Gazetteer, municipalities: Collection[str] | None, leave_out: str | None) -> tuple[str, ...]:
    wanted = {_full(gazetteer, name) for name in municipalities} if municipalities is not None else None
    own = _full(gazetteer, leave_out) if leave_out else None
    return tuple(each.name for each in gazetteer if (wanted is None or each.name in wanted) and each.name != own)


def _full(gazetteer: Gazetteer, name: str) -> str:
    place = gazetteer.named(name)
    if place is None:
        raise ValueError(f"no municipality of this table: {name}")
    return place.name


def _row(
    name: str, hit: Hit | None, hosts: Collection[str], missing: tuple[Missing, ...], library: Library
) -> ComparisonRow:
    finding = _finding(hit)
    if hit and finding is not RowFinding.NOTHING:
        reach = library.reach(hit.passage)
        shown = excerpt(hit.passage, hit.highlights, LONGEST, most=SENTENCES, reach=reach)
        return ComparisonRow(name, finding, hit, shown, missing)
    # A municipality can speak in another's roundtable: then nothing was found there.
    if name not in hosts and hit is None:
        return ComparisonRow(name, RowFinding.NO_ROUNDTABLE)
    return ComparisonRow(name, RowFinding.INCOMPLETE if missing else RowFinding.NOTHING, missing=missing)


def _finding(hit: Hit | None) -> RowFinding:
    by_words = hit is not None and judge(hit.covers) is not Confidence.NOTHING
    if hit is None or not (by_words if hit.closeness is None else hit.near):
        return RowFinding.NOTHING
    return RowFinding.FOUND if hit.covers >= FOUND and not is_small_remark(hit.passage) else RowFinding.NEAR
