"""Readings: a question's words in kana or with a slip in a loan word → the corpus's own words.

じんざいさいよう is read as 人材 and 採用, テレワク as テレワーク. How the corpus's words are read is looked up when the
first question needs it: most need none of it.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from corpus.model import Span
from corpus.text import katakana
from index.analysis import Analyzer
from index.model import Field, Token
from index.query.folding import touch
from index.search import Index

_KANA = re.compile(r"[ぁ-んー]{2,}")
_LOAN_WORD = re.compile(r"[ァ-ヺー]{4,}")
#: Between words in kana: 「じんざいのさいようについて」.
_PARTICLE = re.compile(
    "|".join(map(katakana, ("について", "に関して", "とか", "では", "には", *"のはをがもでにとかやへ")))
)
#: What no word goes on from.
_APART = re.compile(r"[\s\W]")
#: A word ends before one of these, before another word of three characters, or with the run.
_BOUND = re.compile(rf"$|{_PARTICLE.pattern}|ヲ|...")
#: Ordinary words that sound like others: 「担当者がいない」 (以内), 「けんしゅうをしない」 (市内), 「いるか」.
_ORDINARY = frozenset({"イナイ", "シナイ", "シタイ", "イタイ", "ミタイ", "イルカ", "ヨウニ", "ヨウナ"})
#: Readings of fewer characters are endings of others.
_SHORTEST = 3
_FULL_SIZE = str.maketrans("ァィゥェォャュョッヮ", "アイウエオヤユヨツワ")
_ALONE = re.compile(r"(?<!\w)[一-鿿](?![一-鿿々ァ-ヺー])")
#: Words that one kanji stands for, at most.
_MOST_LONGER = 3
#: A slip in a loan word: so many changes of a character, from so many characters on.
_SLIPS = ((8, 2), (4, 1))


# No slots: cached_property keeps the readings in the instance's __dict__.
@dataclass(frozen=True, eq=False)
class Readings:
    """The words of an index by how they are read and written."""

    index: Index
    analyzer: Analyzer

    def read(self, tokens: tuple[Token, ...], source: str) -> tuple[Token, ...]:
        """Return the tokens of a question with those in kana, or misspelt, as the corpus's words where it has some."""
        found = [*self._of_kana(source), *self._beside(tokens, source), *self._of_loan_words(tokens, source)]
        found += self._of_short(tokens, source)
        kept = [token for token in tokens if not any(touch(token.span, each.span) for each in found)]
        return tuple(sorted((*kept, *found), key=lambda token: token.span.start)) if found else tokens

    def _of_kana(self, source: str) -> Iterator[Token]:
        for run in _KANA.finditer(source):
            # After a kanji it begins with that word's ending: 聞きたい is no 期待.
            ends_a_word = run.start() > 0 and not _APART.match(source[run.start() - 1])
            for start, end, term in self._segmented(katakana(run[0]), bounded=not ends_a_word):
                span = Span(run.start() + start, run.start() + end)
                yield Token(span.of(source), term, span)

    def _of_short(self, tokens: tuple[Token, ...], source: str) -> Iterator[Token]:
        """Yield the words of the corpus that begin with a kanji that stands alone and is no word of it: 税務 for 税."""
        text = self.index.rankings[Field.TEXT]
        alone = {match.start() for match in _ALONE.finditer(source)}
        for token in tokens:
            if token.span.start in alone and token.term not in text.numbers:
                longer = (term for term in text.numbers if term.startswith(token.term))
                for term in sorted(longer, key=lambda term: -len(text.postings(term)[0]))[:_MOST_LONGER]:
                    yield Token(token.surface, term, token.span)

    def _beside(self, tokens: tuple[Token, ...], source: str) -> Iterator[Token]:
        """Yield words in kana that are known by the word written after them: まち時間."""
        pairs = self.index.rankings[Field.PAIRS].numbers
        after = {token.span.start: token.term for token in tokens}
        for run in _KANA.finditer(source):
            for term in self._terms.get(katakana(run[0]), ()):
                if f"{term} {after.get(run.end())}" in pairs:
                    yield Token(run[0], term, Span(*run.span()))
                    break

    def _segmented(self, reading: str, *, bounded: bool) -> list[tuple[int, int, str]]:
        """Return the words of a run of kana with their places: the longest at each place, bounded by particles."""
        words, at = list[tuple[int, int, str]](), 0
        while at < len(reading):
            longest = range(min(len(reading), at + self._longest), at + _SHORTEST - 1, -1) if bounded else ()
            ends = (
                end
                for end in longest
                if reading[at:end] in self._terms and reading[at:end] not in _ORDINARY and _BOUND.match(reading, end)
            )
            if end := next(ends, None):
                words.append((at, end, self._term(reading[at:end], words)))
                at = end
            else:
                particle = _PARTICLE.match(reading, at)
                bounded, at = particle is not None, particle.end() if particle else at + 1
        return words

    def _term(self, reading: str, before: list[tuple[int, int, str]]) -> str:
        """Return the term that is read so: of several the one that follows the word before, or the commonest."""
        pairs, text = self.index.rankings[Field.PAIRS].numbers, self.index.rankings[Field.TEXT]
        terms = self._terms[reading]
        follows = (term for term in terms if before and f"{before[-1][2]} {term}" in pairs)
        return next(follows, max(terms, key=lambda term: len(text.postings(term)[0])))

    def _of_loan_words(self, tokens: tuple[Token, ...], source: str) -> Iterator[Token]:
        known = self.index.rankings[Field.TEXT].numbers
        for run in _LOAN_WORD.finditer(source):
            span = Span(*run.span())
            own = [token for token in tokens if span.start <= token.span.start < span.end]
            if own and not all(token.term in known for token in own) and (meant := self._nearest(run[0])):
                for token in self.analyzer.tokens(meant):
                    yield Token(span.of(source), token.term, span)

    def _nearest(self, word: str) -> str | None:
        most = next((slips for length, slips in _SLIPS if len(word) >= length), 0)
        near = {other: distance(word, other) for other in self._loan_words if abs(len(other) - len(word)) <= most}
        best = min(near, key=lambda other: near[other], default=None)
        return best if best and near[best] <= most else None

    @functools.cached_property
    def _terms(self) -> dict[str, tuple[str, ...]]:
        """Reading in katakana → the terms that are read so."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        own = ((token.surface, token.term) for cut in self.index.tokens for token in cut)
        for surface, term in dict.fromkeys((*own, *((word, word) for word in self.index.synonyms.words))):
            found[self.analyzer.reading(surface)][term] = None
        return {reading: tuple(terms) for reading, terms in found.items()}

    @functools.cached_property
    def _longest(self) -> int:
        return max(map(len, self._terms), default=0)

    @functools.cached_property
    def _loan_words(self) -> Collection[str]:
        return {word for passage in self.index.passages for word in _LOAN_WORD.findall(passage.text)}


def _plain(char: str) -> str:
    """Return a character of katakana in full size and without its sound mark."""
    return unicodedata.normalize("NFD", char.translate(_FULL_SIZE))[0]


def distance(one: str, other: str) -> int:
    """Return the number of characters to add, drop or change to make one word of the other (Levenshtein's distance).

    Only what looks or sounds alike (ィ and イ, ト and ド) is changed in one step: オフライン is no slip for オンライン.

    >>> distance("テレワク", "テレワーク"), distance("オフライン", "オンライン")
    (1, 2)
    """
    row = list(range(len(other) + 1))
    for place, char in enumerate(one, start=1):
        before, row[0] = row[0], place
        for column, against in enumerate(other, start=1):
            changed = before + (0 if char == against else 1 if _plain(char) == _plain(against) else 2)
            before, row[column] = row[column], min(row[column] + 1, row[column - 1] + 1, changed)
    return row[-1]
