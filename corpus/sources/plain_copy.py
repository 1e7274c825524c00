"""Plain text → Article: a copy that somebody made by hand. Quotes from it say 転記.

Here, too, every source's articles get their key: note's, or one of our own where no address is known.
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
from corpus.reading.speakers import read_participants
from corpus.reading.transcript import hosts_of
from corpus.text import squeezed

#: An article that has no key yet.
UNKEYED = ""


def copied(text: str, *, name: str, url: str | None, retrieved: datetime, gazetteer: Gazetteer) -> Article:
    """The article of a plain text; ``name`` is what errors call it.

    Raises UnreadableSource where it is empty, or where ``url`` is no web address.
    """
    if not text.strip():
        raise UnreadableSource(name, "it is empty")
    article = Article(UNKEYED, url, "", None, None, text, MediaType.TEXT, Source.COPY, retrieved)
    return addressed(article, name=name, gazetteer=gazetteer)


def addressed(article: Article, *, name: str, gazetteer: Gazetteer) -> Article:
    """The article under its key and its canonical address; raises UnreadableSource where that is no web address."""
    try:
        url = canonical_url(article.url) if article.url else None
    except ValueError as error:
        raise UnreadableSource(
            name, f"{error}; an article's address looks like https://note.com/ACCOUNT/n/KEY"
        ) from error
    return replace(article, key=(note_key(url) if url else None) or _local_key(article, gazetteer), url=url)


def _local_key(article: Article, gazetteer: Gazetteer) -> str:
    """``local-`` and 12 hex digits of title, date and hosts: the same talk copied twice is the same article."""
    head = read_head(canonical(article))
    people = read_participants([line.text for line in head.participant_lines], gazetteer)
    day = head.held_on.isoformat() if head.held_on else ""
    parts = (squeezed(head.title), day, *hosts_of(head, people, gazetteer))
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"local-{digest[:12]}"
