"""Plain text → Article: a copy that somebody made by hand. Quotes from it say 転記."""

from __future__ import annotations

from datetime import datetime

from corpus.errors import UnreadableSource
from corpus.keeping.identity import UNKEYED, keyed
from corpus.model import Article, MediaType, Source
from corpus.municipalities import Gazetteer


def copied(text: str, *, name: str, url: str | None, retrieved: datetime, gazetteer: Gazetteer) -> Article:
    """The article of a plain text; ``name`` is what errors call it.

    Raises UnreadableSource where it is empty, or where ``url`` is no web address.
    """
    if not text.strip():
        raise UnreadableSource(name, "it is empty")
    article = Article(UNKEYED, url, "", None, None, text, MediaType.TEXT, Source.COPY, retrieved)
    return addressed(article, name=name, gazetteer=gazetteer)


def addressed(article: Article, *, name: str, gazetteer: Gazetteer) -> Article:
    """The article under its key; raises UnreadableSource where its address is no web address."""
    try:
        return keyed(article, gazetteer)
    except ValueError as error:
        raise UnreadableSource(
            name, f"{error}; an article's address looks like https://note.com/ACCOUNT/n/KEY"
        ) from error
