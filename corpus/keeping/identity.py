"""Which article is which: note's key, or a key of our own where no address is known."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from corpus.links import canonical_url, note_key
from corpus.markup import canonical
from corpus.model import Article
from corpus.municipalities import Gazetteer
from corpus.people import read_participants
from corpus.reading.head import read_head
from corpus.text import squeezed
from corpus.transcript import hosts_of

#: An article that has no key yet.
UNKEYED = ""


def keyed(article: Article, gazetteer: Gazetteer) -> Article:
    """The article under its key and its canonical address; ValueError where its address is no web address."""
    url = canonical_url(article.url) if article.url else None
    key = (note_key(url) if url else None) or _local_key(article, gazetteer)
    return replace(article, key=key, url=url)


def _local_key(article: Article, gazetteer: Gazetteer) -> str:
    """``local-`` and 12 hex digits of title, date and hosts: the same talk copied twice is the same article."""
    head = read_head(canonical(article))
    people = read_participants([line.text for line in head.participant_lines], gazetteer)
    day = head.held_on.isoformat() if head.held_on else ""
    parts = (squeezed(head.title), day, *hosts_of(head, people, gazetteer))
    digest = hashlib.sha256("\n".join(parts).encode()).hexdigest()
    return f"local-{digest[:12]}"


def split_id(passage_id: str) -> tuple[str, str]:
    """A passage's id as its article's key and the rest; the rest is empty where it is no passage's id.

    >>> split_id("local-0123456789ab-89abcdef-1")
    ('local-0123456789ab', '-89abcdef-1')
    >>> split_id("n0123456789ab")
    ('n0123456789ab', '')
    """
    key, *rest = passage_id.rsplit("-", 2)
    return (key, f"-{rest[0]}-{rest[1]}") if len(rest) == 2 else (passage_id, "")  # noqa: PLR2004 - hash and number
