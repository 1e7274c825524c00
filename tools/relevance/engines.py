"""What is compared: the engine that the bot uses, and the simple systems that it must beat. One form for all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import numpy as np
from rank_bm25 import BM25Okapi
from sudachipy import Dictionary

from index.analysis import CONTENT, Analyzer
from index.fields import Tuning
from index.meaning.passage_vectors import PassageVectors
from index.model import Field, Query, Results
from index.query.parsed_question import ParsedQuestion
from index.search import Index
from index.search_query import query_of

if TYPE_CHECKING:
    from corpus.model import Passage
    from index.meaning.sentence_model import SentenceModel
    from index.synonyms import Synonyms

#: A question's best passages by id, best first.
Engine = Callable[[str], list[str]]
Cut = Callable[[str], list[str]]

#: How many passages an engine gives: beyond ten, so that judged-only measures find enough of them.
DEPTH = 30

#: MeCab's parts of speech that carry content, like CONTENT of Sudachi's.
MECAB_CONTENT = ("名詞", "動詞", "形容詞", "形状詞", "副詞")


def ours(passages: tuple[Passage, ...], *, tuning: Tuning | None = None, synonyms: Synonyms | None = None) -> Engine:
    """Return the engine that the bot uses."""
    search = searching(passages, tuning=tuning, synonyms=synonyms)
    return lambda text: [hit.passage.id for hit in search(text).hits]


def searching(
    passages: tuple[Passage, ...],
    *,
    tuning: Tuning | None = None,
    synonyms: Synonyms | None = None,
    model: SentenceModel | None = None,
) -> Callable[[str], Results]:
    """Return its search, with ``model`` by meaning as well."""
    analyzer = Analyzer()
    index = Index.build(passages, analyzer, tuning=tuning or Tuning(), synonyms=synonyms)
    query = asking(index, analyzer)
    if model is None:
        return lambda text: index.search(query(text), DEPTH)
    vectors = PassageVectors(model, None)
    vectors.make(index.passages)
    space = vectors.space(index.passages)
    assert space is not None
    return lambda text: index.search(query(text), DEPTH, closeness=space.closeness(model.question(text), len(text)))


def asking(index: Index, analyzer: Analyzer) -> Callable[[str], Query]:
    """Return what makes a question a query as the bot does, but for its filters.

    A collection's rows say neither bodies nor dates nor offices: a filter on what nobody printed would leave nothing.
    """
    rarity = index.rankings[Field.TEXT].rarity
    return lambda text: query_of(ParsedQuestion(text, text), analyzer, rarity=rarity)


def peers(passages: tuple[Passage, ...]) -> Iterable[tuple[str, Engine]]:
    """Yield (name, engine) of each peer; those whose packages (extra ``bench``) are not installed are left out."""
    short, long = sudachi("A"), sudachi("C")
    yield "rank-bm25 sudachi A", rank_bm25(passages, short)
    yield "rank-bm25 sudachi C", rank_bm25(passages, long)
    yield "rank-bm25 bigrams", rank_bm25(passages, bigrams)
    if lemmas := mecab():
        yield "rank-bm25 mecab", rank_bm25(passages, lemmas)
    if engine := bm25s(passages, short):
        yield "bm25s sudachi A", engine


def sudachi(mode: str) -> Cut:
    """Return a cutter into Sudachi's normalized content words."""
    dictionary = Dictionary()
    tokenizer, content = dictionary.tokenizer(mode=mode), dictionary.pos_matcher(CONTENT)
    return lambda text: [word.normalized_form() for word in tokenizer.tokenize(text) if content(word)]


def mecab() -> Cut | None:
    """Return a cutter into MeCab's lemmas (UniDic), or None where fugashi is not installed."""
    try:
        from fugashi import Tagger  # noqa: PLC0415 - a peer, not a dependency
    except ImportError:
        return None
    tagger = Tagger()
    return lambda text: [
        word.feature.lemma or word.surface for word in tagger(text) if word.feature.pos1 in MECAB_CONTENT
    ]


def bigrams(text: str) -> list[str]:
    """Return every two characters, signs and spaces left out.

    >>> bigrams("ＤＸの話。")
    ['dx', 'xの', 'の話']
    """
    bare = re.sub(r"\W", "", unicodedata.normalize("NFKC", text).lower())
    return [bare[place : place + 2] for place in range(len(bare) - 1)]


def rank_bm25(passages: tuple[Passage, ...], cut: Cut) -> Engine:
    """Return rank_bm25's BM25Okapi with its defaults; passages without a match are left out."""
    ids = [passage.id for passage in passages]
    model = BM25Okapi([cut(passage.text) for passage in passages])
    return lambda text: _best(ids, model.get_scores(cut(text)))


def bm25s(passages: tuple[Passage, ...], cut: Cut) -> Engine | None:
    """Return bm25s with its defaults, or None where it is not installed."""
    try:
        import bm25s as package  # noqa: PLC0415 - a peer, not a dependency
    except ImportError:
        return None
    ids = [passage.id for passage in passages]
    model = package.BM25()
    model.index([cut(passage.text) for passage in passages], show_progress=False)
    return lambda text: _best(ids, model.get_scores(cut(text)) if cut(text) else np.zeros(len(ids)))


def _best(ids: list[str], scores: np.ndarray) -> list[str]:
    first = np.argsort(-scores, kind="stable")[:DEPTH]
    return [ids[place] for place in first if scores[place] > 0]
