"""Plain text → Article: a copy made by hand. Quotes from it say 転記.

Articles of all sources get their key here: note's, or a local one if no address is known.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from corpus.errors import UnreadableSource
from corpus.links import canonical_url, note_key
from corpus.markup import canonical
from corpus.model import Article, MediaType, Source
from corpus.municipalities import Gazetteer
from corpus.reading.head import read_head
from corpus.reading.participants import read_participants
from corpus.reading.transcript import hosts_of
from corpus.sources.page_words import article_of_copy
from corpus.text import squeezed

#: The key of an article that has none yet.
UNKEYED = ""


def copied(text: str, *, name: str, url: str | None, retrieved: datetime, gazetteer: Gazetteer) -> Article:
    """Return the article of a plain text; errors name it by ``name``.

    Raises UnreadableSource if the text is empty or ``url`` is not a web address.
    """
    if not text.strip():
        raise UnreadableSource(name, "it is empty")
    title, body = article_of_copy(text)
    article = Article(UNKEYED, url, title, None, None, body, MediaType.TEXT, Source.COPY, retrieved)
    return addressed(article, name=name, gazetteer=gazetteer)


def addressed(article: Article, *, name: str, gazetteer: Gazetteer) -> Article:
    """Return the article with its key and canonical address; raises UnreadableSource if it is not a web address."""
    try:
        url = canonical_url(article.url) if article.url else None
    except ValueError as error:
        raise UnreadableSource(
            name, f"{error}; an article's address looks like https://note.com/ACCOUNT/n/KEY"
        ) from error
    return replace(article, key=(note_key(url) if url else None) or _local_key(article, gazetteer), url=url)


def _local_key(article: Article, gazetteer: Gazetteer) -> str:
    """Return ``local-`` and 12 hex digits of the SHA-256 of title, date and hosts, equal for all copies."""
    head = read_head(canonical(article), gazetteer)
    participants = read_participants([line.text for line in head.participant_lines], gazetteer)
    day = head.held_on.isoformat() if head.held_on else ""
    parts = (squeezed(head.title), day, *hosts_of(head, participants, gazetteer))
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"local-{digest[:12]}"
