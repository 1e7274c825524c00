"""An article's page → Article: a page as fetched, or as saved by a browser, also in a single file (MHTML)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.bounds import check_tags
from corpus.errors import UnreadableSource
from corpus.links import note_key, web_host
from corpus.markup import parsed
from corpus.model import Article, MediaType, Source
from corpus.municipalities import Gazetteer
from corpus.sources.decoding import declared_encoding, decoded
from corpus.sources.plain_copy import PAYWALL, UNKEYED, addressed

#: CSS selectors of the body in note's pages, newest form first; ``article`` also contains buttons and the title.
BODIES = (
    "div.note-common-styles__textnote-body",
    ".note-common-styles__textnote-body",
    '[data-name="body"]',
    ".o-noteContentText__body",
    ".p-article__content",
    "article:not(article *)",
)
_TITLES = ("h1.o-noteContentHeader__title", "h1.o-noteContentText__title", "h1")
#: Not where a page has other articles.
_BESIDE = ":not(aside *, nav *, footer *)"
#: What a page shows in place of the rest; below an article that is read in full it says 「ここから先は 0字」.
_WALL = ':is(.p-article__paywall, .note-paywall, .o-paywall, [data-name="paywall"])'
#: How many elements of one kind are looked into, one inside of another perhaps: a page has one or two.
_FEW = 20
_NOTHING_LEFT = re.compile(r"ここから先は\s*0\s*字")
#: Browsers write where a saved page came from: 「<!-- saved from url=(0050)https://note.com/… -->」.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")


def paged(received: bytes, *, name: str, url: str | None, retrieved: datetime, gazetteer: Gazetteer) -> Article:
    """Return the article of a page; errors name it by ``name``, ``url`` overrides the page's own address.

    Only the HTML of the body is kept, and ``PAYWALL`` below it where the paid part begins. Raises UnreadableSource if
    no body is found, or if the page names several hosts.
    """
    received, charset, saved = _unpacked(received, name) if is_mail(received) else (received, None, None)
    html = decoded(received, name, declared=charset or declared_encoding(received))
    saved = saved or _SAVED_FROM.search(html[:4096])
    check_tags(html, name)
    tree = parsed(html)
    walls = tree.css(_WALL)
    if len(walls) > _FEW:
        raise UnreadableSource(name, f"{len(walls):,} paid parts begin in it: save the article's own page again")
    ending = PAYWALL if any(not _NOTHING_LEFT.search(wall.text()) for wall in walls) else ""
    body = _html(_body(tree, name), name) + ending
    dates = _linked_dates(tree)
    published = _timestamp(_meta(tree, "article:published_time")) or dates.get("datePublished")
    modified = _timestamp(_meta(tree, "article:modified_time")) or dates.get("dateModified")
    address = url or _address(tree, saved and saved[1], name)
    article = Article(UNKEYED, address, _title(tree), published, modified, body, MediaType.HTML, Source.PAGE, retrieved)
    return addressed(article, name=name, gazetteer=gazetteer)


def is_mail(received: bytes) -> bool:
    """Tell whether a page is in MHTML: a mail that holds the page and its pictures."""
    start = received[:2048].lstrip().lower()
    return not start.startswith(b"<") and b"mime-version:" in start and b"text/html" in start


def _unpacked(received: bytes, name: str) -> tuple[bytes, str | None, re.Match[str] | None]:
    """Return the page in a mail, its encoding if one is named, and the address at which it was saved, as group 1."""
    try:
        message = message_from_bytes(received)
        # The first is the page itself; those of frames follow.
        part = next(part for part in message.walk() if part.get_content_type() == "text/html")
        page = part.get_payload(decode=True)
    except (RecursionError, StopIteration, ValueError, LookupError) as error:
        raise UnreadableSource(name, "a page in a single file (MHTML) that is damaged: save it again") from error
    location = message.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
    charset = declared_encoding(f"content-type: {part['Content-Type']}".encode(errors="replace"))
    return page if isinstance(page, bytes) else b"", charset, re.match(r"\s*(\S+)", str(location))


def _body(tree: LexborHTMLParser, name: str) -> LexborNode:
    for selector in BODIES:
        found = (node for node in tree.css(selector + _BESIDE)[:_FEW] if node.text().strip())
        body = next(found, None)
        if body and selector == BODIES[-1] and next(found, None):
            raise UnreadableSource(name, "a page that lists articles: save the page of each article itself")
        if body:
            return body
    looked_for = f"none of {', '.join(BODIES)} with text"
    raise UnreadableSource(name, f"no article's body in it: {looked_for}; save the page once its text is shown")


def _html(body: LexborNode, name: str) -> str:
    """Return a body's HTML without the paywall at its end; raises UnreadableSource if it would be read otherwise."""
    for wall in reversed(body.css(_WALL)):  # inner ones first
        if body.text().rstrip().endswith(wall.text().strip()):
            wall.decompose()
    html = body.html or ""
    # Text of an unknown element in SVG can be markup outside of it: browsers write it as it is, too.
    again = parsed(html).body
    if again is None or (again.html or "").replace("\n", "") != f"<body>{html}</body>".replace("\n", ""):
        raise UnreadableSource(name, "its markup is damaged and can be read in two ways: save its text as .txt")
    return html


def _title(tree: LexborHTMLParser) -> str:
    headings = (heading.text().strip() for selector in _TITLES for heading in tree.css(selector)[:_FEW])
    return next(filter(None, headings), None) or _meta(tree, "og:title") or ""


def _meta(tree: LexborHTMLParser, name: str) -> str | None:
    found = tree.css_first(f'meta[property="{name}"], meta[name="{name}"]')
    return found.attributes.get("content") if found else None


def _address(tree: LexborHTMLParser, saved: str | None, name: str) -> str | None:
    """Return the page's own address: the first of those that it gives that has note's key."""
    canonical = tree.css_first('link[rel="canonical"]')
    named = (canonical and canonical.attributes.get("href"), _meta(tree, "og:url"), saved)
    given = [address.strip() for address in named if address]
    address = next(filter(note_key, given), None)
    # A page of another host may claim to be any article.
    if address and len(hosts := {host for each in given if (host := web_host(each))}) > 1:
        raise UnreadableSource(name, f"of which host is it, {' or '.join(sorted(hosts))}? Name its address (--url)")
    return address


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
    except (ValueError, RecursionError):  # not JSON, or too deep: the dates are optional
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
        # The first and the last day there are have no such moment in other zones.
        return moment if moment and moment.tzinfo and moment.astimezone(UTC) else None
    except (ValueError, OverflowError):
        return None
