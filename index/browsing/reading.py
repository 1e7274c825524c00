"""The reading list: the few roundtables that together speak of the most themes, for somebody who begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum

from corpus.model import Transcript
from corpus.municipalities import Gazetteer, Kind
from index.browsing.roundtables import Roundtable, roundtables
from index.themes import Membership

#: How many to read first.
FIRST = 5

#: Passages that make a theme one of a roundtable's, and how many they must be a speech: remarks in passing are no talk
#: about it, and a long talk passes by more.
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
    #: Its themes that those chosen before it lack, in the table's order: why it was chosen. Empty where none is left.
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

    Each adds the most themes to those chosen before it; of equal ones the nearest was taken, of these the newest.
    """
    talks = roundtables(transcripts)
    candidates = [
        Recommendation(talk, _nearness(talk, gazetteer, own), (), _themes(talk, membership)) for talk in talks
    ]
    return tuple(sorted(_cover(candidates, limit), key=lambda each: each.nearness))


def _cover(newest_first: Sequence[Recommendation], limit: int) -> Iterator[Recommendation]:
    """Choose greedily: the best cover takes a search that nobody could retrace, and is rarely one theme better."""
    left, covered = list(newest_first), set[str]()
    for _ in range(min(limit, len(left))):
        # The first of equal ones is taken, so the newest wins.
        at, best = min(enumerate(left), key=lambda each: (-len(set(each[1].themes) - covered), each[1].nearness))
        yield replace(best, adds=tuple(name for name in best.themes if name not in covered))
        covered.update(best.themes)
        del left[at]


def _themes(talk: Roundtable, membership: Membership) -> tuple[str, ...]:
    """Return what a roundtable talks about, in the table's order."""
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


def _kind(name: str, gazetteer: Gazetteer) -> Kind | None:
    place = gazetteer.named(name)
    # Towns and villages are few and alike: 町村 is one kind in the forum's talk.
    return None if place is None else Kind.TOWN if place.kind is Kind.VILLAGE else place.kind
