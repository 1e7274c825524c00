"""Positions in texts of a query's terms, of exact phrases, and of terms as whole words.

A query's terms are located by their tokens; nothing is tokenized again. Phrases are not, because the index's terms
leave out affixes, so that 見える化 is 見える there: they are searched in all passages, folded into one string, because
searching ten thousand strings one by one takes longer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.model import Span
from corpus.text import CLUSTER, phrase_key
from index.model import Query, Token
from index.synonyms import SynonymMatch, Synonyms

#: A verb's token ends on kana: what follows it is no affix (使い続ける).
_ENDS_LIKE_A_NOUN = re.compile("[一-鿿々ァ-ヺーA-Za-zＡ-Ｚａ-ｚ]")
_AFFIX = re.compile("[一-鿿々]{1,3}(?:(?<=付)き)?")


def term_spans(  # noqa: PLR0913, PLR0917 - what was asked, and the tokenized passage
    wanted: Collection[str],
    names: Collection[str],
    text: str,
    tokens: Sequence[Token],
    terms: Sequence[str],
    synonyms: Synonyms,
) -> tuple[Span, ...]:
    """Return the spans of the ``wanted`` terms among ``tokens``, and of any form of the synonym groups ``names``.

    ``terms`` are those of ``tokens``. The spans are rising and disjoint, none ending inside a word: 標準化, not 標準.
    """
    held = (place for place, term in enumerate(terms) if term in wanted)
    spans = [Span(tokens[place].span.start, _end(text, tokens, place)) for place in held]
    if names:
        named = (each for each in synonyms.names(tokens, text, terms) if each.group in names)
        spans += (_of_name(text, tokens, each) for each in named)
        spans.sort(key=lambda span: span.start)
    return joined(spans)


def _of_name(text: str, tokens: Sequence[Token], name: SynonymMatch) -> Span:
    return Span(tokens[name.start].span.start, max(name.stop, _end(text, tokens, name.end - 1)))


def highlight_terms(query: Query, synonyms: Synonyms) -> tuple[str, ...]:
    """Return the terms of a query that are highlighted wherever they occur, each once, in order.

    Not the verb of a name that has other characters beside its words: 書く alone is not 書かない窓口.
    """
    named = [each for each in synonyms.names(query.tokens, query.source) if _has_more(query, each)]
    inside = (token for each in named for token in query.tokens[each.start : each.end])
    verbs = {token.term for token in inside if not _ENDS_LIKE_A_NOUN.match(token.surface[-1])}
    return tuple(dict.fromkeys(word for word in query.words if word not in verbs))


def _has_more(query: Query, named: SynonymMatch) -> bool:
    letters = sum(len(token.span) for token in query.tokens[named.start : named.end])
    return letters < named.stop - query.tokens[named.start].span.start


def _end(text: str, tokens: Sequence[Token], place: int) -> int:
    """Return the end of the word that a token is a part of: affixes (化, 官, 付) are no tokens and belong to it."""
    end = tokens[place].span.end
    if not _ENDS_LIKE_A_NOUN.match(text, end - 1):
        return end
    limit = tokens[place + 1].span.start if place + 1 < len(tokens) else len(text)
    affix = _AFFIX.match(text, end, limit)
    return affix.end() if affix else end


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return rising spans with those that touch or overlap merged.

    >>> joined([Span(0, 2), Span(2, 4), Span(6, 7)])
    (Span(start=0, end=4), Span(start=6, end=7))
    """
    apart: list[Span] = []
    for span in spans:
        if apart and span.start <= apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(span.end, apart[-1].end))
        else:
            apart.append(span)
    return tuple(apart)


#: Marks the end of a text; removed from the texts themselves.
_END = "\0"


@dataclass(frozen=True, slots=True, eq=False)
class Texts:
    """The texts of all passages, folded."""

    #: The texts, each followed by ``_END``.
    joined: str
    #: The start of each text, and the end of the last.
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Self:
        """Fold the texts once."""
        every = [_key(text) + _END for text in texts]
        return cls("".join(every), np.cumsum([0, *map(len, every)], dtype=np.int64))

    def holding(self, phrase: str) -> NDArray[np.bool_]:
        """Return True for each text that contains ``phrase``; every text contains one without a character."""
        sought = _key(phrase)
        held = np.full(len(self.starts) - 1, not sought, dtype=np.bool_)
        if sought:
            held[np.searchsorted(self.starts, list(_finds(sought, self.joined)), side="right") - 1] = True
        return held


def phrase_spans(phrases: Iterable[str], text: str) -> Iterator[Span]:
    """Yield the spans of the phrases in ``text``, in its own code points; not sorted.

    >>> list(phrase_spans(["書かない窓口"], "「書かない　窓口」"))
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


_LATIN = re.compile("[a-z0-9]")
_KATAKANA = re.compile("[ァ-ヺー]")
_KANJI = re.compile("[一-鿿々]")


def occurs(form: str, text: str) -> bool:
    """Tell whether ``form`` occurs in ``text``, both narrowed, as a whole word.

    >>> occurs("ai", "生成aiは"), occurs("ai", "aidは"), occurs("国に", "全国に")
    (True, False, False)
    """
    return next(places(form, text), None) is not None


def places(form: str, text: str) -> Iterator[Span]:
    """Yield the spans of ``form`` in ``text``, both narrowed, as a whole word: rising and disjoint."""
    for start in _finds(form, text):
        end = start + len(form)
        if _is_word(form, text[start - 1 : start], text[end : end + 1]):
            yield Span(start, end)


def occurrences(forms: Iterable[str], text: str) -> tuple[Span, ...]:
    """Return the spans of any of the forms in ``text``, all narrowed: rising and disjoint.

    >>> occurrences(("標準化", "システム標準化"), "システム標準化の前に")
    (Span(start=0, end=7),)
    """
    found = (span for form in forms for span in places(form, text))
    return joined(sorted(found, key=lambda span: (span.start, span.end)))


def _is_word(form: str, before: str, after: str) -> bool:
    """Tell whether no neighbour makes another word of it: AI in AID, データ in データベース, 国に in 全国に."""
    for script in (_LATIN, _KATAKANA):
        if (script.match(form) and script.match(before)) or (script.match(form[-1]) and script.match(after)):
            return False
    # A single kanji before kana is a word that another kanji would compound; two are a compound already.
    return not (_KANJI.match(form) and not _KANJI.match(form[1:]) and _KANJI.match(before))
