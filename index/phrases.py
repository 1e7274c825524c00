"""Word for word: where a phrase stands in passages and in one text, and where a term stands as a word of its own.

Not the index's words: they leave out affixes, so that 見える化 is 見える there. All passages lie folded in one string,
because asking ten thousand strings one by one takes longer than reading one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.model import Span
from corpus.text import CLUSTER, phrase_key
from index.answering.highlights import joined

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


_LATIN = re.compile("[a-z0-9]")
_KATAKANA = re.compile("[ァ-ヺー]")
_KANJI = re.compile("[一-鿿々]")


def stands(form: str, text: str) -> bool:
    """Tell whether ``form`` stands in ``text``, both narrowed, as a word of its own.

    >>> stands("ai", "生成aiは"), stands("ai", "aidは"), stands("国に", "全国に")
    (True, False, False)
    """
    return next(places(form, text), None) is not None


def places(form: str, text: str) -> Iterator[Span]:
    """Yield where ``form`` stands in ``text``, both narrowed, as a word of its own: rising and apart."""
    for start in _finds(form, text):
        end = start + len(form)
        if _is_word(form, text[start - 1 : start], text[end : end + 1]):
            yield Span(start, end)


def spoken(forms: Iterable[str], text: str) -> tuple[Span, ...]:
    """Return where any of the forms stands in ``text``, all narrowed: rising and apart.

    >>> spoken(("標準化", "システム標準化"), "システム標準化の前に")
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
