"""Page: which of the ranked hits are shown together, and how many stay for もっと見る.

An answer has at most one passage of a speech and says nothing twice; a page has different bodies, unless one clearly
has the best. What was shown on earlier pages counts, so that going on after a change of the articles repeats nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Self

from corpus.model import Passage
from index.answering.covering import FOUND, judge
from index.answering.likeness import Shape
from index.answering.replies import asks, is_reply
from index.filters import municipality, whose
from index.model import Hit, Sureness

#: Tells whether a passage may be quoted; asked of those only that are about to be shown.
Stands = Callable[[Passage], bool]


#: A second passage of one body is clearly better from so many times the score of the best of another body.
CLEARLY = 1.5


@dataclass(frozen=True, slots=True)
class Page:
    """What is shown together, in the order of the ranking."""

    hits: tuple[Hit, ...]
    #: How many would follow under the same rules.
    more: int


def page(hits: Sequence[Hit], limit: int, *, shown: Iterable[Passage] = (), stands: Stands) -> Page:
    """Return the next ``limit`` of ``hits`` (the best first) after those ``shown`` already."""
    before = [_Said.of(passage) for passage in shown]
    said = ((hit, _Said.of(hit.passage)) for hit in hits if is_near(hit))
    left = [(hit, own) for hit, own in said if not any(own.repeats(other) for other in before)]
    chosen: list[Hit] = []
    while left and len(chosen) < limit:
        hit, own = left.pop(_next([hit for hit, _ in left], {whose(each.passage) for each in chosen}))
        if stands(hit.passage):
            chosen.append(hit)
            left = [(each, other) for each, other in left if not other.repeats(own)]
    ranks = {hit.passage.id: rank for rank, hit in enumerate(hits)}
    chosen.sort(key=lambda hit: ranks[hit.passage.id])
    return Page(tuple(chosen), _different([own for _, own in left]))


def page_of_municipalities(
    best: Sequence[Hit], limit: int, *, shown: Iterable[Passage] = (), instead: Callable[[Hit], Hit | None]
) -> Page:
    """Return the next ``limit`` of the ``best`` of each municipality; those of whom something was shown are left out.

    ``instead``: the hit itself, or the next of its municipality that may be quoted, or None.
    """
    heard = {municipality(passage) for passage in shown}
    left = [hit for hit in best if is_near(hit) and municipality(hit.passage) not in heard]
    chosen: list[Hit] = []
    while left and len(chosen) < limit:
        if (hit := instead(left.pop(0))) is not None:
            chosen.append(hit)
    return Page(tuple(chosen), len(left))


def is_near(hit: Hit) -> bool:
    """Tell whether a hit says anything on what was asked: beside better ones, it would be the worst of the answer."""
    return judge(hit.covers) is not Sureness.NOTHING


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


def _next(left: Sequence[Hit], heard: Collection[str | None]) -> int:
    """Return which is shown next: the best of a body that was not heard, unless the first is clearly better."""
    fresh = next((place for place, hit in enumerate(left) if whose(hit.passage) not in heard), 0)
    return 0 if _is_clearly_better(left[0], left[fresh]) else fresh


def _is_clearly_better(one: Hit, other: Hit) -> bool:
    return (
        one.score > CLEARLY * other.score
        or one.covers >= FOUND > other.covers
        or (_only_speaks(other) and not _only_speaks(one))
    )


def _only_speaks(hit: Hit) -> bool:
    return is_reply(hit.passage.text) or asks(hit.passage.text)


def _different(said: Sequence[_Said]) -> int:
    kept: list[_Said] = []
    for each in said:
        if not any(each.repeats(other) for other in kept):
            kept.append(each)
    return len(kept)
