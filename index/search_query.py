"""Query: a ParsedQuestion as it is searched. Which passages match it is decided in ``search.py``.

A question is parsed in ``index.query``; here what it leaves becomes words to search.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from corpus.model import Span
from index.analysis import Analyzer
from index.model import Query, Token
from index.query.folding import question_key, touch
from index.query.intents import ASKING, COURTESY, is_message, last_sentence
from index.query.light_words import EMPTY
from index.query.parsed_question import ConstraintKind, ParsedQuestion

#: A term → its idf.
Rarity = Callable[[str], float]
#: The tokens of a text, and the text → the tokens with words in kana as the corpus has them.
Reader = Callable[[tuple[Token, ...], str], tuple[Token, ...]]


#: 「採用 OR 研修」, 「採用または研修」: either is enough.
EITHER = re.compile(r"(?<=[ 　])(?:OR|or|ＯＲ|ｏｒ|[|｜])(?=[ 　])|または|もしくは|あるいは")

#: The most words of a long message that are searched, also of a pasted page. They are more than the eight by which its
#: coverage is weighed: with those eight alone, nDCG@10 of messages fell from .64 to .52.
LONGEST_MESSAGE = 16

#: Weight of a word in the sentence that asks, against one in the sentences before it.
ASKED = 2.0

#: How many of them may be words that the corpus lacks.
UNKNOWN_WORDS = 4


def query_of(
    asked: ParsedQuestion,
    analyzer: Analyzer,
    within: frozenset[str] | None = None,
    *,
    rarity: Rarity | None = None,
    read: Reader | None = None,
) -> Query:
    """Return the query for a parsed question: its rest and its phrases become words, the constraints are filters.

    ``within``: ids of its theme's passages. With ``rarity``, a long message is reduced to its most telling words;
    ``read`` reads words in kana.
    """
    tokens, subject = _about(asked, analyzer)
    tokens = read(tokens, _source(asked)) if read else tokens
    message = rarity is not None and is_message(question_key(asked.rest))
    if message and rarity:
        tokens = telling(tokens, rarity, last_sentence(_source(asked))[0])
        subject = " ".join(token.surface for token in tokens)
    source = _source(asked)
    sides = _alternatives(tokens, source)
    return Query(asked, tokens, source, subject, within, alternatives=sides, is_message=message)


def _alternatives(tokens: Sequence[Token], source: str) -> tuple[tuple[Token, ...], ...]:
    """Return the tokens on each side of OR; empty where there is none."""
    cuts = [match.start() for match in EITHER.finditer(source)]
    sides = [
        tuple(t for t in tokens if sum(t.span.start > cut for cut in cuts) == side) for side in range(len(cuts) + 1)
    ]
    return tuple(filter(None, sides)) if cuts else ()


def telling(tokens: Sequence[Token], rarity: Rarity, asks: int = 0) -> tuple[Token, ...]:
    """Return the tokens of the most telling words, each word once, in order: the rarest in the corpus.

    Repeated words count more, and words from the offset ``asks`` on, where the last sentence begins: it asks.

    Words that the corpus lacks are the rarest of all. Some are kept, because they show that nobody speaks of it; with
    all of them, nothing would be found.
    """
    firsts = {token.term: token for token in reversed(tokens)}
    often = Counter(token.term for token in tokens)
    asked = {token.term for token in tokens if token.span.start >= asks}
    weight = {term: rarity(term) * often[term] ** 0.5 * (ASKED if term in asked else 1) for term in firsts}
    rarest = sorted(firsts, key=lambda term: (-weight[term], firsts[term].span.start))
    # No word of the corpus is as rare as one that it lacks.
    unknown = [term for term in rarest if rarity(term) >= rarity("")]
    kept = [*unknown[:UNKNOWN_WORDS], *(term for term in rarest if term not in unknown)][:LONGEST_MESSAGE]
    return tuple(sorted((firsts[term] for term in kept), key=lambda token: token.span.start))


def _about(asked: ParsedQuestion, analyzer: Analyzer) -> tuple[tuple[Token, ...], str]:
    """Return the content words of a question, and its characters without the words of asking."""
    rest = "" if asked.wordless else asked.rest
    cut = [Span(*match.span()) for phrasing in (ASKING, COURTESY, EITHER) for match in phrasing.finditer(rest)]
    kept = (token for token in analyzer.tokens(_source(asked)) if token.term not in EMPTY)
    tokens = (token for token in kept if not any(touch(token.span, span) for span in cut))
    requests = (each.words for each in asked.constraints if each.kind is ConstraintKind.REQUEST)
    return tuple(tokens), "\n".join((COURTESY.sub(" ", ASKING.sub(" ", rest)), *asked.phrases, *requests))


def _source(asked: ParsedQuestion) -> str:
    return "\n".join(("" if asked.wordless else asked.rest, *asked.phrases, *asked.asked_of))
