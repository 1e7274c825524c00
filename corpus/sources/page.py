"""An article's page → Article: a page as fetched, or as saved by a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.errors import UnreadableSource
from corpus.links import note_key
from corpus.model import Article, MediaType, Source
from corpus.municipalities import Gazetteer
from corpus.sources.decoding import declared_encoding, decoded
from corpus.sources.plain_copy import UNKEYED, addressed

#: CSS selectors of the body in note's pages, newest form first; ``article`` also contains buttons and the title.
BODIES = (
    "div.note-common-styles__textnote-body",
    ".note-common-styles__textnote-body",
    ".o-noteContentText__body",
    "article",
)
_TITLES = ("h1.o-noteContentHeader__title", "h1")
#: Browsers write where a saved page came from: 「<!-- saved from url=(0050)https://note.com/… -->」.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")


def paged(received: bytes, *, name: str, url: str | None, retrieved: datetime, gazetteer: Gazetteer) -> Article:
    """Return the article of a page; errors name it by ``name``, ``url`` overrides the page's own address.

    Only the HTML of the body is kept. Raises UnreadableSource if no body is found.
    """
    html = decoded(received, name, declared=declared_encoding(received))
    tree = LexborHTMLParser(html)
    body = _body(tree)
    if body is None:
        raise UnreadableSource(name, f"no article's body in it: none of {', '.join(BODIES)} with text")
    dates = _linked_dates(tree)
    published = _timestamp(_meta(tree, "article:published_time")) or dates.get("datePublished")
    modified = _timestamp(_meta(tree, "article:modified_time")) or dates.get("dateModified")
    address = url or _address(tree, html)
    article = Article(UNKEYED, address, _title(tree), published, modified, body, MediaType.HTML, Source.PAGE, retrieved)
    return addressed(article, name=name, gazetteer=gazetteer)


def _body(tree: LexborHTMLParser) -> str | None:
    for selector in BODIES:
        for found in tree.css(selector):
            if found.html and found.text().strip():
                return found.html
    return None


def _title(tree: LexborHTMLParser) -> str:
    headings = (heading.text().strip() for selector in _TITLES for heading in tree.css(selector))
    return next(filter(None, headings), None) or _meta(tree, "og:title") or ""


def _meta(tree: LexborHTMLParser, name: str) -> str | None:
    found = tree.css_first(f'meta[property="{name}"], meta[name="{name}"]')
    return found.attributes.get("content") if found else None


def _address(tree: LexborHTMLParser, html: str) -> str | None:
    """Return the page's own address: the first of those that it gives that has note's key."""
    canonical = tree.css_first('link[rel="canonical"]')
    saved = _SAVED_FROM.search(html[:4096])
    named = (canonical and canonical.attributes.get("href"), _meta(tree, "og:url"), saved and saved[1])
    return next((address for address in named if address and note_key(address)), None)


def _linked_dates(tree: LexborHTMLParser) -> dict[str, datetime]:
    """Return ``datePublished`` and ``dateModified`` of the page's linked data (JSON-LD), as far as given."""
    found: dict[str, datetime] = {}
    for script in tree.css('script[type="application/ld+json"]'):
        for thing in _things(script):
            dates = ((name, _timestamp(thing.get(name))) for name in ("datePublished", "dateModified"))
            found = {name: moment for name, moment in dates if moment} | found
    return found


def _things(script: LexborNode) -> Iterator[dict[str, Any]]:
    try:
        data = json.loads(script.text())
    except ValueError:  # not JSON: the dates are optional
        return
    yield from (thing for thing in (data if isinstance(data, list) else [data]) if isinstance(thing, dict))


def _timestamp(written: object) -> datetime | None:
    """Parse an ISO 8601 date and time; None if it is not one, or has no zone.

    >>> _timestamp("2022-08-22T12:00:00.000+09:00").isoformat()
    '2022-08-22T12:00:00+09:00'
    >>> _timestamp("2022-08-22")
    """
    try:
        moment = datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None
