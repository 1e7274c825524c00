"""Which articles an answer names: feeds, sitemaps, and the links of an article to its other part."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit
from xml.etree.ElementTree import ParseError

from defusedxml.ElementTree import fromstring

from corpus.errors import UnreadableSource
from corpus.links import canonical_url, note_key
from corpus.markup import Page
from corpus.web.gate import led_to

#: Bytes of a sitemap, unpacked: its protocol allows as many.
LARGEST_SITEMAP = 50_000_000


def addresses_in(xml: bytes, name: str) -> tuple[str, ...]:
    """The addresses in a feed (item/link) or a sitemap (loc), in order; raises UnreadableSource where it is neither."""
    try:
        root = fromstring(_unpacked(xml, name), forbid_dtd=True)
    except (ParseError, ValueError) as error:
        raise UnreadableSource(name, f"no feed or sitemap that can be read: {error}") from error
    found = [*root.iterfind("./channel/item/link"), *root.iterfind(".//{*}loc")]
    return tuple(element.text.strip() for element in found if element.text)


def articles_of(addresses: Iterable[str], sources: Iterable[str]) -> Iterator[str]:
    """Those that are articles of the configured accounts, in their canonical form, each once.

    >>> list(articles_of(["https://note.com/a/n/n000000000000?x=1", "https://note.com/b/n/n000000000001"],
    ...                  ["https://note.com/a/m/m1"]))
    ['https://note.com/a/n/n000000000000']
    """
    accounts = {account for source in sources if (account := _account(source))}
    ours = (address for address in addresses if note_key(address) and _account(address) in accounts)
    yield from dict.fromkeys(canonical_url(address) for address in ours)


def linked_from(page: Page, address: str) -> tuple[str, ...]:
    """Where the links of an article lead."""
    return tuple(led_to(address, link.href) for link in page.links)


def _account(address: str) -> str:
    """Host and account: 「note.com/tokyo_cio_forum」; empty where an address has none."""
    try:
        parts = urlsplit(canonical_url(address))
    except ValueError:
        return ""
    account = parts.path.split("/")[1] if "/" in parts.path else ""
    return f"{parts.netloc}/{account}" if account else ""


def _unpacked(xml: bytes, name: str) -> bytes:
    if not xml.startswith(b"\x1f\x8b"):
        return xml
    unpacking = zlib.decompressobj(wbits=31)
    try:
        text = unpacking.decompress(xml, LARGEST_SITEMAP)
    except zlib.error as error:
        raise UnreadableSource(name, f"a damaged archive: {error}") from error
    if unpacking.unconsumed_tail:
        raise UnreadableSource(name, f"larger than {LARGEST_SITEMAP:,} bytes unpacked")
    return text
