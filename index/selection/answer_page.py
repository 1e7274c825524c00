"""AnswerPage: which of the ranked hits are shown together, and how many are left for もっと見る.

An answer has at most one passage of a speech and says nothing twice (by the pairs of characters that two texts share);
a page has different bodies, unless one clearly has the best. What was shown on earlier pages counts, so that going on
after a change of the articles repeats nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from operator import add
from typing import Self

from corpus.model import Passage
from corpus.text import narrowed
from index.filters import whose
from index.model import Hit
from index.selection.confidence import FOUND
from index.selection.small_remarks import is_small_remark

#: From this similarity on, two passages say the same: a recap, an article that was published twice and edited.
DUPLICATE = 0.8
#: A text of so many characters inside another is repeated there; a shorter one may be there by chance.
_LONG_ENOUGH = 20


@dataclass(frozen=True, slots=True)
class Shape:
    """A text as it is compared: in one width and case, without spaces."""

    text: str
    #: Each two adjacent characters.
    pairs: frozenset[str]

    @classmethod
    def of(cls, text: str) -> Self:
        """Prepare a text once, to compare it often."""
        plain = "".join(narrowed(text).split())
        return cls(plain, frozenset(map(add, plain, plain[1:])))

    def similarity(self, other: Shape) -> float:
        """Return the share of pairs that both have, 0 to 1 (Dice's coefficient).

        >>> Shape.of("窓口業務").similarity(Shape.of("窓口")), Shape.of("窓").similarity(Shape.of("窓"))
        (0.5, 0.0)
        """
        total = len(self.pairs) + len(other.pairs)
        return 2 * len(self.pairs & other.pairs) / total if total else 0.0

    def repeats(self, other: Shape) -> bool:
        """Tell whether both say the same, or one all that the other says.

        >>> Shape.of("窓口で書類を書かなくてよくなりました。").repeats(Shape.of("窓口で書類を書かずによくなりました。"))
        True
        """
        short, long = (self, other) if len(self.text) <= len(other.text) else (other, self)
        if short.text in long.text:
            return len(short.text) >= _LONG_ENOUGH or short.text == long.text
        # What differs much in length cannot be so alike: most comparisons end here.
        fewer, more = sorted((len(short.pairs), len(long.pairs)))
        return 2 * fewer >= DUPLICATE * (fewer + more) and self.similarity(other) >= DUPLICATE


#: Tells whether a passage may be quoted; called for those only that are about to be shown.
IsQuotable = Callable[[Passage], bool]


#: A second passage of one body is clearly better from so many times the score of the best of another body.
CLEARLY = 1.5


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """The hits that are shown together, in the order of the ranking."""

    hits: tuple[Hit, ...]
    #: How many would follow under the same rules.
    more: int


def page(hits: Sequence[Hit], limit: int, *, shown: Iterable[Passage] = (), is_quotable: IsQuotable) -> AnswerPage:
    """Return the next ``limit`` of ``hits`` (the best first) after those ``shown`` already."""
    before = [_Said.of(passage) for passage in shown]
    said = ((hit, _Said.of(hit.passage)) for hit in hits if hit.near)
    left = [(hit, own) for hit, own in said if not any(own.repeats(other) for other in before)]
    chosen: list[Hit] = []
    while left and len(chosen) < limit:
        hit, own = left.pop(_next([hit for hit, _ in left], {whose(each.passage) for each in chosen}))
        if is_quotable(hit.passage):
            chosen.append(hit)
            left = [(each, other) for each, other in left if not other.repeats(own)]
    ranks = {hit.passage.id: rank for rank, hit in enumerate(hits)}
    chosen.sort(key=lambda hit: ranks[hit.passage.id])
    return AnswerPage(tuple(chosen), _count_distinct([own for _, own in left]))


def page_of_bodies(
    best: Sequence[Hit], limit: int, *, shown: Iterable[Passage] = (), instead: Callable[[Hit], Hit | None]
) -> AnswerPage:
    """Return the next ``limit`` of the ``best`` hits of each body, without bodies ``shown`` already.

    ``instead`` returns the hit itself, or the next of its body that may be quoted, or None.
    """
    shown_names = {whose(passage) for passage in shown}
    left = [hit for hit in best if hit.near and whose(hit.passage) not in shown_names]
    chosen: list[Hit] = []
    while left and len(chosen) < limit:
        if (hit := instead(left.pop(0))) is not None:
            chosen.append(hit)
    return AnswerPage(tuple(chosen), len(left))


@dataclass(frozen=True, slots=True)
class _Said:
    """A passage as it is compared with others."""

    speech: tuple[str, int, int]
    shape: Shape

    @classmethod
    def of(cls, passage: Passage) -> Self:
        speech = (passage.transcript.key, passage.section_index, passage.speech_index)
        return cls(speech, Shape.of(passage.text))

    def repeats(self, other: _Said) -> bool:
        return self.speech == other.speech or self.shape.repeats(other.shape)


def _next(left: Sequence[Hit], shown_bodies: Collection[str | None]) -> int:
    """Return the index of the next hit: the best of a body not shown yet, unless the first is clearly better."""
    fresh = next((place for place, hit in enumerate(left) if whose(hit.passage) not in shown_bodies), 0)
    return 0 if _is_clearly_better(left[0], left[fresh]) else fresh


def _is_clearly_better(one: Hit, other: Hit) -> bool:
    return (
        one.score > CLEARLY * other.score
        or one.covers >= FOUND > other.covers
        or (is_small_remark(other.passage) and not is_small_remark(one.passage))
    )


def _count_distinct(said: Sequence[_Said]) -> int:
    kept: list[_Said] = []
    for each in said:
        if not any(each.repeats(other) for other in kept):
            kept.append(each)
    return len(kept)
