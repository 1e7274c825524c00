"""ConversationParts: which passages only ask, only agree, answer what was asked before them, or begin to speak."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.model import Passage
from index.filters import whose
from index.selection.small_remarks import asks, is_reply, reacts

#: The factor for the passage with which a body begins to speak below a heading that names what is asked.
BEGINNING = 1.35


@dataclass(frozen=True, slots=True, eq=False)
class ConversationParts:
    """What each passage of an index is in its conversation."""

    #: True for each passage that only agrees or thanks.
    replies: NDArray[np.bool_]
    #: True for each passage that only asks.
    asking: NDArray[np.bool_]
    #: The passages right after one that only asks: its answers, which need not repeat its words.
    answers: NDArray[np.intp]
    #: True for each passage with which a body begins to speak in its section: it says what it is about.
    begins: NDArray[np.bool_]

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> Self:
        """Read every passage once."""
        asking = np.array([asks(passage.text) for passage in passages], dtype=np.bool_)
        goes_on = np.array(
            [False, *(_section(one) == _section(other) for one, other in pairwise(passages))][: len(passages)],
            dtype=np.bool_,
        )
        return cls(
            replies=np.array([is_reply(passage.text) or reacts(passage) for passage in passages], dtype=np.bool_),
            asking=asking,
            answers=np.flatnonzero(np.array(goes_on, dtype=np.bool_) & np.roll(asking, 1)),
            begins=_begins(passages),
        )

    def with_answers(self, values: NDArray[np.float64], share: float) -> NDArray[np.float64]:
        """Return the values (one a passage) with those of each answer raised to a share of its question's."""
        raised = values.copy()
        raised[self.answers] = np.maximum(values[self.answers], share * values[self.answers - 1])
        return raised


def _section(passage: Passage) -> tuple[str, int]:
    return passage.transcript.key, passage.section_index


def _begins(passages: Sequence[Passage]) -> NDArray[np.bool_]:
    seen = set[tuple[tuple[str, int], str | None]]()
    found = np.zeros(len(passages), dtype=np.bool_)
    for place, passage in enumerate(passages):
        own = _section(passage), whose(passage)
        if own not in seen and not asks(passage.text) and not is_reply(passage.text):
            seen.add(own)
            found[place] = True
    return found
