"""Hide an article or a passage, named as the operator sees it: by its key or its id."""

from __future__ import annotations

from datetime import datetime

from corpus.errors import UnknownArticle
from corpus.keeping.withholding import Hidden
from corpus.model import Transcript
from corpus.passages import passages
from corpus.reading.reader import read_all
from corpus.store import Store


def hide(store: Store, target: str, reason: str, now: datetime) -> Hidden:
    """Keep an article (by key) or a passage (by id) out of the index; hiding it again renews the reason.

    Raises UnknownArticle where there is no such article or passage.
    """
    hidden = _named(store, target, reason, now)
    store.hide(hidden)
    return hidden


def _named(store: Store, target: str, reason: str, now: datetime) -> Hidden:
    article, rest = store.holding(target)
    if not rest:
        return Hidden(target, article.key, None, reason, now)
    [(_, found)] = read_all([article], store.gazetteer, parts=store.articles())
    by_id = {passage.id: passage for passage in passages(found)} if isinstance(found, Transcript) else {}
    if (passage := by_id.get(article.key + rest)) is None:
        raise UnknownArticle(
            target, "its article has no such passage (any more); 'zadankai transcript' shows those it has"
        )
    return Hidden(target, article.key, passage.text, reason, now)
