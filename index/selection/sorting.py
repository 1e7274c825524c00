"""The order of hits: by score, by date, explanations first; agreements after all that says something.

An order is a list of indices into arrays with one entry per matching passage. A term is explained and not only used in
「Xとは」「Xというのは」「X（…）」「これをXと呼んで」.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.text import any_of, narrowed
from index.model import Query, Token
from index.query.demands import NUMBER, polarity, quantity
from index.query.folding import question_key
from index.query.light_words import LIGHT
from index.ranking import best
from index.selection.confidence import FOUND

Keys = NDArray[np.float64] | NDArray[np.intp] | NDArray[np.int32] | NDArray[np.int8] | NDArray[np.bool_]


#: The share of the best score that lifts an answer over others that cover less, and over questions.
LIFTED = 0.5

#: How many tiers there are.
TIERS = 5


def tiers(
    scores: NDArray[np.float64], shares: NDArray[np.float64], asking: NDArray[np.bool_], replies: NDArray[np.bool_]
) -> NDArray[np.int8]:
    """Return each hit's tier: 0, covers most of the question; 1, other answers; 2, the rest; 3, agreements.

    Found by measuring: the first quote is right more often. Nothing is lifted over what scores twice as much: of two
    words the rarer one is most of the question, and may be the one that matters less. A question is no answer.
    """
    responder = ~(asking | replies)
    high = responder & (scores >= LIFTED * np.where(responder, scores, 0.0).max(initial=0.0))
    return np.where(replies, np.int8(3), np.where(high, np.where(shares >= FOUND, np.int8(0), np.int8(1)), np.int8(2)))


def last(asking: NDArray[np.bool_], replies: NDArray[np.bool_]) -> NDArray[np.int8]:
    """Return the tiers of an order by meaning: 0, says something; 2, only asks; 3, only agrees."""
    return np.where(replies, np.int8(3), np.where(asking, np.int8(2), np.int8(0)))


#: Characters before the end of a sentence in which what it denies is named.
_NEAR = 20
_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_DENIED = re.compile(
    r"(?:ません(?:でした)?|ない(?:です|の|と|ので|が)?|なかった(?:です|の|ので|が)?|なく|ず|無理だ.{0,6}|見送り.{0,6}|やめ(?:ました|て|た).{0,8}|断念.{0,6})[。、]?$"
)


def denies(text: str, tokens: Sequence[Token], words: Collection[str]) -> bool:
    """Tell whether a sentence says of one of ``words`` that it is not so: 「職員を採用していません」."""
    return any(
        any(token.term in words and match.end() - _NEAR <= token.span.start < match.end() for token in tokens)
        for match in _SENTENCE.finditer(text)
        if _DENIED.search(match[0].strip())
    )


def contrary(query: Query, read: Iterable[tuple[int, str, Sequence[Token]]], count: int) -> NDArray[np.int8]:
    """Return 1 for each passage that says the contrary of what is asked, or no number where one is asked for; else 0.

    ``read``: of those that are looked at, the index among ``count``, the text and the tokens.
    """
    rest = question_key(query.asked.rest)
    unit, asked = quantity(rest), polarity(rest)
    found = np.zeros(count, dtype=np.int8)
    if unit is not None:
        number = re.compile(NUMBER + re.escape(unit))
        found[[i for i, text, _ in read if not number.search(text)]] = 1
    elif asked.does or asked.does_not:
        words = set(query.words) - LIGHT
        found[[i for i, text, tokens in read if denies(text, tokens, words) is not asked.does_not]] = 1
    return found


def fitting(query: Query, read: Iterable[tuple[int, str, Sequence[Token]]], count: int) -> NDArray[np.bool_]:
    """Return True for each passage that explains or requests, where that is what the question is after.

    ``read``: as for `contrary`.
    """
    fits = np.zeros(count, dtype=np.bool_)
    if query.asked.explains or query.asked.asked_of:
        pattern = explaining(terms_of(query.subject)) if query.asked.explains else REQUESTING
        fits[[i for i, text, _ in read if pattern.search(narrowed(text))]] = True
    return fits


def by_score(scores: NDArray[np.float64], tiers: NDArray[np.int8], limit: int) -> list[int]:
    """Return the best ``limit`` by tier and score.

    >>> by_score(np.array([3.0, 1.0, 2.0]), np.array([2, 0, 0]), 3)
    [2, 1, 0]
    """
    order: list[int] = []
    for tier in range(TIERS):
        if len(order) < limit:
            own = np.flatnonzero(tiers == tier)
            order += own[best(scores[own], limit - len(order))].tolist()
    return order


def intent_keys(
    query: Query, days: NDArray[np.int32], speaks: NDArray[np.bool_], fitting: NDArray[np.bool_]
) -> list[Keys]:
    """Return the sort keys that a question's intents put before the score.

    Newer ones come first only among those that speak of what was asked: 「最近の採用」 asks for 採用 all the same.
    """
    keys: list[Keys] = [~fitting] if query.asked.explains or query.asked.asked_of else []
    return [*keys, np.where(speaks, -days, 1)] if query.asked.newest_first else keys


def first_of_each(order: NDArray[np.intp], kinds: NDArray[np.int32], nobody: int) -> list[int]:
    """Return the first of each kind in ``order``, those of kind ``nobody`` left out."""
    ranked = kinds[order]
    _, firsts = np.unique(ranked, return_index=True)
    return [int(order[place]) for place in sorted(firsts) if ranked[place] != nobody]


#: Something is asked of somebody: 「…していただきたい」, 「お願いします」.
REQUESTING = re.compile(
    r"(?:いただ|頂)(?:け|き)(?:たい|れば|ると|ますと|ないか|ましたら)|てほしい|て欲しい|お願い(?:し|でき|いた|申|です)|要望|要請|ご検討"
    r"|ありがたい|有り難い|助かる|助かり|心強い|求め(?:た|て|ま)|期待(?:し|です)|べきだと|できないか"
)

#: What follows a term in a question: 「BPRって」, 「BPRの」.
_TRAILING = re.compile(r"(?:って|とは|の|は|を|が)$")
_SIGNS = re.compile(r"[\s、。,.?？!！「」『』]+")

_CLOSED = r"[」』\"]?"
#: 「とは限らない」, 「とはいえ」, 「とは別に」 explain nothing.
_NO_EXPLANATION = r"(?!いえ|言え|いい|限|別|異な|違|ちが|関係|なら|思)"


def terms_of(subject: str) -> tuple[str, ...]:
    """Return the terms to explain: the pieces of a query's ``subject``, in one width and case.

    >>> terms_of("ＢＰＲって ？")
    ('bpr',)
    """
    pieces = (_TRAILING.sub("", piece) for piece in _SIGNS.split(narrowed(subject)))
    return tuple(piece for piece in pieces if piece)


def explaining(terms: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of an explanation of one of ``terms`` in a narrowed text; without terms, it matches nothing.

    >>> found = explaining(["bpr"])
    >>> bool(found.search("bprとは仕事の流れの見直しです。")), bool(found.search("bprとは限りません。"))
    (True, False)
    """
    term = any_of(terms)
    return re.compile(
        rf"(?<![a-z0-9])(?:{term}){_CLOSED}(?:"
        rf"とは{_NO_EXPLANATION}|というのは|っていうのは|といいますのは|と言いますのは|[(（][^)）]{{4,}}[)）]"
        rf"|は、?[^。]{{1,80}}(?:のこと|を指し|という意味|の略))"
        rf"|を[「『\"]?(?:{term}){_CLOSED}と(?:呼|言って|言い|いって|いい|称)"
    )
