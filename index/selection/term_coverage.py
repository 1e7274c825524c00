"""Term coverage: the share of a question's weight that each passage covers.

Each word of the question weighs its idf; a passage covers the words in its own text or its speaker's name, and a part
of one that is only in a heading above it. Part of a compound is not the compound: アドレス is no フリーアドレス.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from index.fields import Terms
from index.model import Field, Query, Token
from index.query.folding import runs
from index.query.light_words import LIGHT
from index.ranking import Ranking, positive_idf
from index.selection.confidence import FOUND
from index.synonyms import Synonyms

#: The most telling words that a question is weighed by: a message of three sentences says much that no answer repeats.
TELLING = 8

Shares = NDArray[np.float64]
#: One row per word, one column per passage.
Held = NDArray[np.float64]
Marks = NDArray[np.bool_]


#: How much of a word is covered where only a part of its compound is there or, for a word that the corpus lacks,
#: only its family: less than half, so that nothing is found by it alone.
PART = 0.45

#: What was typed in kana from where a word can begin, and a piece of it that says nothing.
_KANA = re.compile(r"(?<![^\s\W])[ぁ-んー]+")
_ENDING = re.compile(r"[一-鿿々ァ-ヺー][ぁ-ん]+$")
_PIECE = re.compile(r"[ぁ-んー]{1,2}")

#: How much of a word is covered where it is only in a heading above the passage.
ABOVE = 0.75

#: The most that one word of several covers.
BELOW_FOUND = FOUND - 0.01

#: A verb or an adjective in its dictionary form, and what is all kana: slips and colloquial words.
_INFLECTED = re.compile("[ぁ-ん]$|^[ぁ-んー]+$")
_KATAKANA = re.compile("[ァ-ヺー]+")
_KANJI = re.compile("[一-鿿々]+")


# No slots: cached_property keeps what is held in the instance's __dict__.
@dataclass(frozen=True)
class TermCoverage:
    """How much of one query each passage of an index covers."""

    query: Query
    terms: Mapping[Field, Terms]
    rankings: Mapping[Field, Ranking]
    synonyms: Synonyms

    def shares(self) -> Shares:
        """Return each passage's share of the question's weight, 0 to 1."""
        weights = self.weights()
        held = self._held_words
        shares = np.minimum(weighted_sum(weights.values(), held) / self._total(weights), 1.0)
        high = np.flatnonzero(shares >= FOUND)
        insufficient = high[~self._is_sufficient(weights, held[:, high])]
        shares[insufficient] = BELOW_FOUND
        return shares

    def _is_sufficient(self, weights: Mapping[str, float], held: Held) -> Marks:
        """Return whether each passage has more than one of several words, and one in its own text.

        Of two words the rarer alone is more than half of the question, and says nothing of both. A word in a heading
        counts, but not where it is the telling half of a compound: what is said under 業務改革 of 窓口 is not 窓口改革.
        """
        words = list(weights)
        own = np.count_nonzero(held >= 1.0, axis=0)
        is_above = held == ABOVE
        runs = [[words.index(word) for word in run] for run in self._runs(words)]
        heaviest = held[words.index(max(words, key=weights.__getitem__))] >= 1.0
        whole = sum((is_above[run].all(axis=0) for run in runs), np.zeros(held.shape[1], dtype=np.intp))
        above = np.where(heaviest, np.count_nonzero(is_above, axis=0), whole)
        sufficient: Marks = (own > 0) & (own + above >= min(2, len(words)))
        return sufficient

    def _runs(self, words: Collection[str]) -> Iterator[tuple[str, ...]]:
        """Yield the question's words in runs that touch: most are alone."""
        for run in runs((token for token in self.query.tokens if token.term in words), _adjoin):
            yield tuple(token.term for token in run)

    def missing(self) -> tuple[str, ...]:
        """Return the question's telling words, as typed, that no passage has: neither itself nor another name of it."""
        absent = (token for token in self.query.tokens if token.term in self._absent_words)
        # In kana behind a kanji, what the analyzer takes for a word is no word: 「言ったのどの話」.
        apart = (token for token in absent if not _ENDING.search(self.query.source[: token.span.end]))
        return tuple(dict.fromkeys(self._as_typed(run) for run in runs(apart, _adjoin)))

    def _as_typed(self, run: Sequence[Token]) -> str:
        """Return the words of a run; of a piece of what was typed in kana (ごそう|しん), all of it."""
        said = "".join(token.surface for token in run)
        place = run[0].span.start
        typed = (found for found in _KANA.finditer(self.query.source) if found.start() <= place < found.end())
        return next((found[0] for found in typed), said) if _PIECE.fullmatch(said) else said

    def lacks(self) -> float:
        """Return the share of the question's weight in words that no passage has."""
        weights = self.weights()
        return sum(weights[word] for word in self._absent_words) / (sum(weights.values()) or 1.0)

    @property
    def _absent_words(self) -> frozenset[str]:
        # One of its family is near it, and not it; nor is a part of a compound that nobody says whole.
        holders = (self._held_words > PART).sum(axis=1).tolist()
        return frozenset(word for word, count in zip(self.weights(), holders, strict=True) if not count)

    @functools.cached_property
    def _held_words(self) -> Held:
        return self._held(self.weights())

    def weights(self) -> dict[str, float]:
        """Return the weight of each word of the question, without light words if there is another."""
        words = self.terms[Field.TEXT]
        telling = [word for word in words if word not in LIGHT and not self._is_mere(word)] or words
        return {word: min(self._text.rarity(word), self._absent(len(telling))) for word in telling}

    def _is_mere(self, word: str) -> bool:
        """Tell whether a word is a verb or an adjective that the corpus lacks: what it says is said in other words."""
        return (
            _INFLECTED.search(word) is not None
            and word not in self._text.numbers
            and not any(self._is_held(field, self._groups_of(word, field)) for field in (Field.NAMES, Field.FAMILIES))
        )

    def _is_held(self, field: Field, terms: Iterable[str]) -> bool:
        return field in self.rankings and any(term in self.rankings[field].numbers for term in terms)

    def _absent(self, count: int) -> float:
        """Return the weight of a word that the corpus lacks: in a long message, that of the rarest that it has."""
        rarest = positive_idf(self._size, 1)
        return rarest if count > TELLING else (rarest + positive_idf(self._size, 0)) / 2

    def _total(self, weights: Mapping[str, float]) -> float:
        """Return the weight of a passage that covers all: in a long message, all of its most telling words."""
        known = sorted((weights[word] for word in weights if word in self._text.numbers), reverse=True)[:TELLING]
        absent = [weights[word] for word in weights if word not in self._text.numbers]
        return sum(known) + sum(absent[: TELLING - len(known)])

    @property
    def _text(self) -> Ranking:
        return self.rankings[Field.TEXT]

    @property
    def _size(self) -> int:
        return self._text.size

    def _held(self, words: Iterable[str]) -> Held:
        """Return how much each passage holds of each word."""
        rows = {word: row for row, word in enumerate(words)}
        held = np.zeros((len(rows), self._size))
        for word, row in rows.items():
            self._hold(held[row], word)
        for together, whole in self._compounds():
            for word in rows.keys() & set(together):
                held[rows[word]] *= np.where(whole, 1.0, PART)
        return held

    def _hold(self, held: Shares, word: str) -> None:
        if word not in self._text.numbers or self.query.related:
            self._put(held, PART, Field.FAMILIES, self._groups_of(word, Field.FAMILIES))
        named = tuple(self._groups_of(word, Field.NAMES))
        self._put(held, ABOVE, Field.HEADING, (word, *(f"={group}" for group in named)))
        self._put(held, 1.0, Field.TEXT, (word,))
        self._put(held, 1.0, Field.SPEAKER, (name for name in self.terms[Field.SPEAKER] if word in name))
        self._put(held, 1.0, Field.NAMES, named)

    def _put(self, held: Shares, value: float, field: Field, terms: Iterable[str]) -> None:
        if field in self.rankings:
            for term in terms:
                held[self.rankings[field].postings(term)[0]] = value

    def _groups_of(self, word: str, field: Field) -> Iterator[str]:
        if not self.terms[field]:
            return
        tokens, source = self.query.tokens, self.query.source
        named = self.synonyms.names(tokens, source) if field is Field.NAMES else self.synonyms.families(tokens, source)
        for each in named:
            if word in {token.term for token in tokens[each.start : each.end]}:
                yield each.group

    def _compounds(self) -> Iterator[tuple[Collection[str], Marks]]:
        """Yield the words of each compound of the question, and True for each passage that holds it whole."""
        tokens, inside = self.query.tokens, set[int]()
        for each in self.synonyms.names(tokens, self.query.source) if Field.NAMES in self.rankings else ():
            if each.end - each.start > 1 or each.stop > tokens[each.start].span.end:
                inside.update(range(each.start, each.end))
                words = [token.term for token in tokens[each.start : each.end]]
                yield words, self._mark(Field.NAMES, (each.group,)) | self._above(words)
        for places in compounds(tokens):
            if inside.isdisjoint(places):
                words = [tokens[place].term for place in places]
                yield words, self._together(words)

    def _together(self, words: Sequence[str]) -> Marks:
        if Field.PAIRS not in self.rankings:
            return np.ones(self._size, dtype=np.bool_)
        pairs = (self._mark(Field.PAIRS, (f"{one} {other}",)) for one, other in pairwise(words))
        whole: Marks = np.logical_and.reduce(list(pairs)) | self._above(words)
        return whole

    def _above(self, words: Iterable[str]) -> Marks:
        """Return True for each passage that has all of the words in the headings above it."""
        above: Marks = np.logical_and.reduce([self._mark(Field.HEADING, (word,)) for word in words])
        return above

    def _mark(self, field: Field, terms: Iterable[str]) -> Marks:
        held = np.zeros(self._size, dtype=np.bool_)
        if field in self.rankings:
            self.rankings[field].mark(held, terms)
        return held


def weighted_sum(weights: Iterable[float], rows: Held) -> Shares:
    """Return each column's sum of the rows times their weights, added row by row.

    A matrix product adds in another order for another number of columns: one passage's share would depend on how many
    others there are, in its last bit, and just below half it would be near and not found.
    """
    summed = np.zeros(rows.shape[1])
    for weight, row in zip(weights, rows, strict=True):
        summed += weight * row
    return summed


def compounds(tokens: Sequence[Token]) -> Iterator[list[int]]:
    """Yield the positions of adjacent words that form one compound.

    Katakana (フリー|アドレス), and a single kanji with its neighbour (公|会計).
    """
    joined = runs(range(len(tokens)), lambda one, other: _belong(tokens[one], tokens[other]))
    return (places for places in joined if len(places) > 1)


def _adjoin(one: Token, other: Token) -> bool:
    return one.span.end == other.span.start


def _belong(one: Token, other: Token) -> bool:
    if not _adjoin(one, other):
        return False
    if _KATAKANA.fullmatch(one.surface) and _KATAKANA.fullmatch(other.surface):
        return True
    kanji = _KANJI.fullmatch(one.surface) and _KANJI.fullmatch(other.surface)
    return bool(kanji) and 1 in (len(one.surface), len(other.surface))
