"""Confidence: whether what was found speaks of what was asked, by words and, where there are vectors, by meaning.

A score says which passage is better; it cannot say that none is good. The share of the question's words that a passage
covers can, and so can how close it is in meaning: nothing is said only where both are low.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.model import Confidence
from index.ranking import best

#: Best passages that are looked at: one further down may cover more by chance.
BEST = 5

#: From this share on, a passage is looked at wherever it stands: what has another name for what is asked scores low.
WHOLE = 0.75

#: From this share on, a passage speaks of what was asked.
FOUND = 0.5

#: Below this share, words that the corpus lacks are most of what is asked.
MOSTLY = 0.46

#: Below this share, the transcripts say nothing on it: read off the curve of ``python -m tools.relevance.confidence``.
NOTHING = 0.25

#: What a question adds to that of whose words the corpus lacks all: the rest must cover more of it.
LACKING = 0.04

#: What covers less than this part of what the best covers is not shown beside it.
WEAK = 0.46

#: The share where a body, a person or a talk is asked for: it says a part of what is wanted.
NOTHING_OF_SOME = 0.12

#: What a passage's closeness adds to its share: so much for each standard deviation above this one, or takes off it.
SLOPE, LEVEL = 0.05, 1.6

#: From this closeness on, a passage is shown for its meaning alone.
CLOSE = 2.2

#: What is so much less close than the closest is not shown beside it for its meaning.
APART = 1.0

#: Passages that share no word with the question and are shown for their meaning, at most: the fourth seldom helps.
ALONE = 3

Numbers = NDArray[np.float64]
Marks = NDArray[np.bool_]


def judge(share: float, lacks: float = 0.0, *, restricted: bool = False, enough: bool | None = None) -> Confidence:
    """Return the confidence of an answer whose best passages cover at most this share of the question.

    ``lacks``: the share of its weight in words that the corpus lacks. Only they make an answer by words an approximate
    one, and only where they are most of the question: of words that it has, what holds them is found. ``restricted``: a
    body, a person or a talk is asked for. ``enough``: whether words and meaning together speak for a passage, where
    there are vectors; what only its meaning speaks for is approximate.

    >>> judge(0.3), judge(0.3, 0.4), judge(0.0)
    (<Confidence.FOUND: 'found'>, <Confidence.NEAR: 'near'>, <Confidence.NOTHING: 'nothing'>)
    >>> judge(0.0, enough=True), judge(0.3, enough=False)
    (<Confidence.NEAR: 'near'>, <Confidence.NOTHING: 'nothing'>)
    """
    least = lowest(restricted=restricted)
    if not (share >= least + LACKING * lacks if enough is None else enough):
        return Confidence.NOTHING
    return Confidence.NEAR if (lacks and share < MOSTLY) or share < least else Confidence.FOUND


def lowest(*, restricted: bool) -> float:
    """Return the share below which a passage is not shown at all."""
    return NOTHING_OF_SOME if restricted else NOTHING


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What speaks for the passages that match: one value each."""

    #: Their positions in the index.
    places: NDArray[np.intp]
    #: Whether each shares a word with the question, and is not there for its meaning alone.
    by_words: Marks
    scores: Numbers
    #: Share of the question's weight that each covers.
    shares: Numbers
    #: How close each is in meaning; None without vectors.
    closeness: Numbers | None
    #: Share of the question's weight in words that no passage has.
    lacks: float
    #: Whether a body, a person or a talk is asked for, or a message says much besides.
    restricted: bool
    #: Whether each says something, and does not only ask or agree.
    answers: Marks
    #: Whether words alone can tell that nothing is said: a person was asked for, or one word.
    words_lead: bool

    @property
    def share(self) -> float:
        """The highest share of those that score best, or of any that covers most of the question."""
        first = float(self.shares[best(self.scores, BEST)].max(initial=0.0))
        most = float(self.shares[self.answers].max(initial=0.0))
        return most if most >= WHOLE else first

    @property
    def confidence(self) -> Confidence:
        """The confidence of an answer with the best of them."""
        return judge(self.share, self.lacks, restricted=self.restricted, enough=self._is_enough)

    @property
    def near(self) -> Marks:
        """Whether each is enough to be shown beside the best."""
        least = lowest(restricted=self.restricted)
        by_words: Marks = self.shares >= max(least, self.share * WEAK)
        if self.closeness is None:
            return by_words
        enough = _enough(self.shares, self.closeness, least)
        by_meaning = enough & self._closest
        return by_meaning | (by_words if self.words_lead or self.restricted else by_words & enough)

    @property
    def speaks(self) -> Marks:
        """Whether each speaks of what was asked: in its words or, where none does, for what it means."""
        by_words: Marks = self.shares >= FOUND
        if self.closeness is None or by_words.any():
            return by_words
        return self._closest & (self.closeness >= CLOSE)

    @property
    def _closest(self) -> Marks:
        """Whether each is among the closest; of those without a word of the question, of `ALONE` at most."""
        if self.closeness is None:
            return np.zeros_like(self.answers)
        closeness = np.where(self.answers, self.closeness, -np.inf)
        closest: Marks = closeness >= closeness.max(initial=-np.inf) - APART
        wordless = np.flatnonzero(closest & (self.shares == 0))
        closest[wordless[best(closeness[wordless], len(wordless))[ALONE:]]] = False
        return closest & self.answers

    @property
    def _is_enough(self) -> bool | None:
        if self.closeness is None:
            return None
        least = lowest(restricted=self.restricted) + LACKING * self.lacks
        closeness = np.where(self.answers, self.closeness, -np.inf)
        looked = np.union1d(best(self.scores, BEST), best(closeness, BEST))
        enough = bool(_enough(self.shares[looked], closeness[looked], least).any())
        return enough or (self.words_lead and self.share >= least)


def _enough(shares: Numbers, closeness: Numbers, least: float) -> Marks:
    """Return whether words and meaning together speak for each, or its meaning alone."""
    enough: Marks = (shares + SLOPE * (closeness - LEVEL) >= least) | (closeness >= CLOSE)
    return enough
