"""Where a term is explained and not only used: 「Xとは」「Xというのは」「X（…）」「これをXと呼んで」."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.text import narrowed

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What an asked term ends on when it stands in a question: 「BPRって」, 「BPRの」.
_TRAILING = re.compile(r"(?:って|とは|の|は|を|が)$")
_SIGNS = re.compile(r"[\s、。,.?？!！「」『』]+")

_CLOSED = r"[」』\"]?"
#: 「とは限らない」, 「とはいえ」, 「とは別に」 explain nothing.
_NO_EXPLANATION = r"(?!いえ|言え|いい|限|別|異な|違|ちが|関係|なら|思)"


def terms_of(subject: str) -> tuple[str, ...]:
    """Return what a question wants explained: its remaining pieces, in one width and case.

    >>> terms_of("ＢＰＲって ？")
    ('bpr',)
    """
    pieces = (_TRAILING.sub("", piece) for piece in _SIGNS.split(narrowed(subject)))
    return tuple(piece for piece in pieces if piece)


def explaining(terms: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern that finds, in a narrowed text, where one of ``terms`` is explained; of no terms, nothing.

    >>> found = explaining(["bpr"])
    >>> bool(found.search("bprとは仕事の流れの見直しです。")), bool(found.search("bprとは限りません。"))
    (True, False)
    """
    term = "|".join(map(re.escape, terms)) or "(?!)"
    return re.compile(
        rf"(?<![a-z0-9])(?:{term}){_CLOSED}(?:"
        rf"とは{_NO_EXPLANATION}|というのは|っていうのは|といいますのは|と言いますのは|[(（][^)）]{{4,}}[)）]"
        rf"|は、?[^。]{{1,80}}(?:のこと|を指し|という意味|の略))"
        rf"|を[「『\"]?(?:{term}){_CLOSED}と(?:呼|言って|言い|いって|いい|称)"
    )
