"""Which words of a passage a question found, and where they stand: read off the tokens, nothing is cut again."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence

from corpus.model import Span
from index.model import Query, Token
from index.variants import Named, Variants

#: A verb's token ends on kana: what follows it is no affix (使い続ける).
_ENDS_LIKE_A_NOUN = re.compile("[一-鿿々ァ-ヺーA-Za-zＡ-Ｚａ-ｚ]")
_AFFIX = re.compile("[一-鿿々]{1,3}(?:(?<=付)き)?")


def found(  # noqa: PLR0913, PLR0917 - what was asked, and the passage as it was cut
    wanted: Collection[str],
    names: Collection[str],
    text: str,
    tokens: Sequence[Token],
    terms: Sequence[str],
    variants: Variants,
) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Return which of the ``wanted`` words stand among ``tokens``, and where; other forms of ``names`` stand there too.

    ``terms`` are the tokens' own. The words come once each, in the question's order; the spans in the text's, apart,
    none ending inside a word: 標準化, not 標準.
    """
    places = [place for place, term in enumerate(terms) if term in wanted]
    held = {terms[place] for place in places}
    spans = [Span(tokens[place].span.start, _end(text, tokens, place)) for place in places]
    if names:
        named = (each for each in variants.names(tokens, text, terms) if each.group in names)
        spans += (_of_name(text, tokens, each) for each in named)
        spans.sort(key=lambda span: span.start)
    return tuple(word for word in wanted if word in held), joined(spans)


def _of_name(text: str, tokens: Sequence[Token], name: Named) -> Span:
    return Span(tokens[name.start].span.start, max(name.stop, _end(text, tokens, name.end - 1)))


def marked(query: Query, variants: Variants) -> tuple[str, ...]:
    """Return the words of a question that are marked wherever they stand, each once, in order.

    Not the verb of a name that has other letters beside its words: 書く alone is not 書かない窓口.
    """
    named = [each for each in variants.names(query.tokens, query.source) if _has_more(query, each)]
    inside = (token for each in named for token in query.tokens[each.start : each.end])
    verbs = {token.term for token in inside if not _ENDS_LIKE_A_NOUN.match(token.surface[-1])}
    return tuple(dict.fromkeys(word for word in query.words if word not in verbs))


def _has_more(query: Query, named: Named) -> bool:
    letters = sum(len(token.span) for token in query.tokens[named.start : named.end])
    return letters < named.stop - query.tokens[named.start].span.start


def _end(text: str, tokens: Sequence[Token], place: int) -> int:
    """Return where the word ends of which a token is a part: affixes (化, 官, 付) are no tokens and belong to it."""
    end = tokens[place].span.end
    if not _ENDS_LIKE_A_NOUN.match(text, end - 1):
        return end
    limit = tokens[place + 1].span.start if place + 1 < len(tokens) else len(text)
    affix = _AFFIX.match(text, end, limit)
    return affix.end() if affix else end


def joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return rising spans with those that touch made one.

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
