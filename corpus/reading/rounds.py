"""Articles → transcripts, the two parts of a round read together.

A round that was published in two parts prints its participants in each, but introduces a speaker only once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.errors import NotATranscript, UnreadableTranscript
from corpus.markup import canonical
from corpus.people import read_participants
from corpus.reading.head import read_head
from corpus.transcript import hosts_of, read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from datetime import date

    from corpus.model import Article, Transcript
    from corpus.municipalities import Gazetteer


def lacking(parts: Collection[int], counts: Iterable[int | None]) -> tuple[int, ...]:
    """The parts that are not there of a round of which these are; ``counts``: how many its articles speak of.

    >>> lacking({2}, [None]), lacking({1, 2}, [3, None]), lacking(set(), [2])
    ((1,), (3,), ())
    """
    # A numbered part has at least one beside it, even where nobody says how many there are.
    count = max(2, *parts, *(number or 0 for number in counts)) if parts else 0
    return tuple(part for part in range(1, count + 1) if part not in parts)


class _Round(NamedTuple):
    """What both parts of a round print alike; hosts in any order."""

    number: int | None
    held_on: date | None
    hosts: frozenset[str]


def read_all(
    articles: Iterable[Article], gazetteer: Gazetteer, *, sample: bool = False
) -> Iterator[tuple[Article, Transcript | NotATranscript | UnreadableTranscript]]:
    """Each article, in the given order, with its transcript or the reason why there is none."""
    kept = list(articles)
    companions = companions_of(kept, gazetteer)
    for article in kept:
        try:
            yield article, read(article, gazetteer, companion=companions.get(article.key), sample=sample)
        except (NotATranscript, UnreadableTranscript) as error:
            yield article, error


def companions_of(articles: Iterable[Article], gazetteer: Gazetteer) -> Mapping[str, Article]:
    """Article key → the same round's other part.

    Only where it is certain: part 1 and part 2, one of each, with the same hosts and the same date and number.
    """
    rounds: dict[_Round, list[tuple[int, Article]]] = {}
    for article in articles:
        if claim := _claim(article, gazetteer):
            this_round, part = claim
            rounds.setdefault(this_round, []).append((part, article))
    found: dict[str, Article] = {}
    for parts in rounds.values():
        if sorted(part for part, _ in parts) == [1, 2]:
            one, other = (article for _, article in parts)
            found |= {one.key: other, other.key: one}
    return found


def _claim(article: Article, gazetteer: Gazetteer) -> tuple[_Round, int] | None:
    head = read_head(canonical(article))
    people = read_participants([line.text for line in head.participant_lines], gazetteer)
    hosts = frozenset(hosts_of(head, people, gazetteer))
    if head.part is None or not hosts or (head.round is None and head.held_on is None):
        return None
    return _Round(head.round, head.held_on, hosts), head.part
