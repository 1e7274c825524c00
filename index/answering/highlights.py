"""Which words of a passage a question found, and where they stand: read off the tokens, nothing is cut again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.model import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from index.model import Query, Token
    from index.variants import Variants


def found(
    query: Query, names: Collection[str], tokens: Sequence[Token], terms: Sequence[str], variants: Variants
) -> tuple[tuple[str, ...], tuple[Span, ...]]:
    """Return the question's words that stand among ``tokens``, and where; other forms of its ``names`` stand there too.

    ``terms`` are the tokens' own. The words come once each, in the question's order; the spans in the text's, apart.
    """
    wanted = dict.fromkeys(query.words)
    places = [place for place, term in enumerate(terms) if term in wanted]
    held = {terms[place] for place in places}
    if names:
        places = sorted({*places, *_named(names, terms, variants)})
    return tuple(word for word in wanted if word in held), joined(tokens[place].span for place in places)


def _named(names: Collection[str], terms: Sequence[str], variants: Variants) -> Iterable[int]:
    for name, start, end in variants.named(terms):
        if name in names:
            yield from range(start, end)


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
