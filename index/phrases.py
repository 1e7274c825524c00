"""Word for word: where a phrase stands, whatever its width, case, spaces and old forms of characters.

All texts lie folded in one string, because asking ten thousand strings one by one takes longer than reading one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

import numpy as np

from corpus.model import Span
from corpus.text import CLUSTER, phrase_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

#: Stands between texts; it is taken out of them.
_END = "\0"


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """All passages' texts, folded."""

    #: Each one's end is marked.
    joined: str
    #: Where each one begins; one more at the end.
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """Fold the texts once."""
        every = [_key(text) + _END for text in texts]
        return cls("".join(every), np.cumsum([0, *map(len, every)], dtype=np.int64))

    def holding(self, phrase: str) -> NDArray[np.bool_]:
        """Return True for each text in which ``phrase`` stands; one without a character stands everywhere."""
        sought = _key(phrase)
        held = np.full(len(self.starts) - 1, not sought, dtype=np.bool_)
        if sought:
            held[np.searchsorted(self.starts, list(_finds(sought, self.joined)), side="right") - 1] = True
        return held


def standing(phrases: Iterable[str], text: str) -> Iterator[Span]:
    """Yield where the phrases stand in ``text``, in its own code points; not sorted.

    >>> list(standing(["書かない窓口"], "「書かない　窓口」"))
    [Span(start=1, end=8)]
    """
    pairs = [(char, at) for at in CLUSTER.finditer(text) for char in _key(at[0])]
    plain = "".join(char for char, _ in pairs)
    for sought in filter(None, map(_key, phrases)):
        for start in _finds(sought, plain):
            yield Span(pairs[start][1].start(), pairs[start + len(sought) - 1][1].end())


def _finds(sought: str, text: str) -> Iterator[int]:
    place = text.find(sought)
    while place >= 0:
        yield place
        place = text.find(sought, place + len(sought))


def _key(text: str) -> str:
    return phrase_key(text).replace(_END, "")
