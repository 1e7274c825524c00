"""Terms in a text, as printed: what defines themes, what the glossary explains, what nobody speaks of.

Not the index's words: they leave out affixes, so that 見える化 is 見える there and 書かない窓口 is 書く窓口. That helps
questions and spoils definitions. Width and case are set aside; everything else is compared as printed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.model import Span
from index.answering.highlights import joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    start = text.find(form)
    while start >= 0:
        end = start + len(form)
        if _is_word(form, text[start - 1 : start], text[end : end + 1]):
            yield Span(start, end)
        start = text.find(form, end)


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
