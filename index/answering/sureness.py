"""How sure an answer is: the share of the question's weight that the best passages cover, never a height of score.

A score says which passage is better; it cannot say that none is good. The share can: each word of the question weighs
its rarity, and a passage covers the words that its own text, speaker or heading holds.
"""

from __future__ import annotations

from index.model import Sureness

#: Best passages that are looked at: one further down may cover more by chance.
BEST = 5

#: The most telling words that a question is weighed by: a message of three sentences says much that no answer repeats.
TELLING = 8

#: From this share on, a passage speaks of what was asked.
FOUND = 0.5

#: Below this share, the transcripts say nothing on it: read off the curve of ``python -m tests.relevance.sureness``.
NOTHING = 0.25


def judge(share: float) -> Sureness:
    """Return how sure an answer is whose best passages cover at most this share of the question.

    >>> judge(0.8), judge(0.3), judge(0.0)
    (<Sureness.FOUND: 'found'>, <Sureness.NEAR: 'near'>, <Sureness.NOTHING: 'nothing'>)
    """
    if share < NOTHING:
        return Sureness.NOTHING
    return Sureness.FOUND if share >= FOUND else Sureness.NEAR
