"""note's export (WordPress eXtended RSS, alone or in a ZIP) → Articles.

Each post is parsed on its own, so damage costs one post and not the export. No entity is expanded.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import IO, Any
from xml.etree.ElementTree import Element, ParseError, SubElement, TreeBuilder
from zoneinfo import ZoneInfo

from defusedxml.ElementTree import XMLParser

from corpus.bounds import LONGEST_BODY
from corpus.errors import UnreadableSource
from corpus.model import Article, MediaType, Source
from corpus.municipalities import Gazetteer
from corpus.sources.archive import check_others, check_size, xml_members
from corpus.sources.decoding import marked_encoding
from corpus.sources.plain_copy import UNKEYED, addressed

#: Limits of a post: its XML in characters, and its elements, of which a real one has about thirty.
_LONGEST_POST = 2 * LONGEST_BODY
_MOST_ELEMENTS = 10_000
#: Posts of an export: each is named, also one that is empty.
_MOST_POSTS = 20_000
PUBLISHED = "publish"
DRAFT = "draft"
_KEY = re.compile(r"n[0-9a-f]{12}")
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_TOKYO = ZoneInfo("Asia/Tokyo")
#: The start of the root, within so many characters.
_HEADER = 65_536
_ROOT = re.compile(r"<rss\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*>")
_MARKUP = re.compile(r"<!\[CDATA\[|<!--|<item(?:\s[^<>]*)?(?<!/)>|</item\s*>|</channel\s*>")
#: The end of a section; or, if that is missing, of the post in which it is.
_SECTION_ENDS = {
    "<![CDATA[": re.compile(r"\]\]>|(?=</item\s*>\s*<item[\s>])"),
    "<!--": re.compile(r"-->|(?=</item\s*>\s*<item[\s>])"),
}
#: Characters that XML does not have, and bytes that could not be decoded.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_UNDECODED = re.compile("[\ud800-\udfff]")
#: What an export has beside posts (WordPress, "Post Types"); an element of any other type is named.
_NO_POSTS = re.compile(
    "attachment|nav_menu_item|revision|custom_css|customize_changeset|oembed_cache|user_request|wp_[a-z_]+"
)


@dataclass(frozen=True, slots=True)
class Item:
    """A post of an export, as exported."""

    #: note's key, or what else the export has as guid.
    guid: str
    link: str | None
    title: str
    #: ``publish``, ``draft`` …
    status: str
    published: datetime | None
    modified: datetime | None
    #: The body's HTML.
    body: str
    #: The share of the file that has been read so far (0 to 1).
    progress: float
    #: What is damaged in it, so that its text cannot be read; else empty.
    fault: str = ""


def items(path: Path) -> Iterator[Item]:
    """Yield the posts of an export (ZIP or XML), one at a time.

    Raises UnreadableSource, which names the path, if there is no export in it or its end is missing: earlier posts have
    been yielded by then. A damaged post has a ``fault``.
    """
    with _named(path):
        if not zipfile.is_zipfile(path):
            check_size(path.stat().st_size, path)
            with path.open("rb") as stream:
                yield from _items(stream, str(path))
            return
        failed: UnreadableSource | None = None
        with zipfile.ZipFile(path) as archive:
            for member in xml_members(archive, path):
                try:
                    with _named(path), archive.open(member) as stream:
                        yield from _items(stream, str(path))
                except UnreadableSource as error:
                    failed = failed or error
            if failed:
                raise failed
            check_others(archive, path)


def exported(item: Item, *, name: str, retrieved: datetime, gazetteer: Gazetteer) -> Article:
    """Return the article of a post; raises UnreadableSource if it is damaged, or has no text or an invalid address."""
    if item.fault:
        raise UnreadableSource(name, f"{item.fault}; export again, or save this article's page and import that")
    if not item.body.strip():
        raise UnreadableSource(name, "it has no text")
    dates = (item.published, item.modified)
    article = Article(UNKEYED, item.link, item.title, *dates, item.body, MediaType.HTML, Source.EXPORT, retrieved)
    article = addressed(article, name=name, gazetteer=gazetteer)
    if not _KEY.fullmatch(item.guid) or article.key == item.guid:
        return article
    if item.link:
        raise UnreadableSource(name, f"its key {item.guid} is not that of its address {article.url}")
    # A post that was never published has no address yet; of a published one without, nothing tells whose key it is.
    return article if item.status == PUBLISHED else replace(article, key=item.guid)


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UnreadableSource(str(path), error.strerror or str(error)) from error
    # RuntimeError: encrypted; NotImplementedError: an unknown compression; ValueError: not text in its encoding.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ValueError) as error:
        raise UnreadableSource(str(path), f"no export that can be read: {error or type(error).__name__}") from error


def _items(stream: IO[bytes], name: str) -> Iterator[Item]:
    text, broken = _decoded(stream)
    root, raw, end = _root(text, name), "</item>", 0
    for number, (raw, end) in enumerate(_posts(text)):
        if number == _MOST_POSTS:
            raise UnreadableSource(
                name, f"more than {_MOST_POSTS:,} posts in it: no account has; the others are left out"
            )
        if item := _item(root, raw, end / len(text)):
            yield item
    if broken:
        raise broken
    # A post that is cut off has been named already.
    if text.rfind("</channel") < end and "</item" in raw[-80:]:
        raise UnreadableSource(name, "no export that can be read: it is cut off below the last post")


def _decoded(stream: IO[bytes]) -> tuple[str, Exception | None]:
    """Return the text as far as it can be read, bytes that are none as lone surrogates, and what broke off reading."""
    chunks: list[bytes] = []
    broken: Exception | None = None
    try:
        while chunk := stream.read(_HEADER):
            chunks.append(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        broken = error
    received = b"".join(chunks)
    return received.decode(marked_encoding(received) or "utf-8", "surrogateescape"), broken


def _root(text: str, name: str) -> str:
    """Return the start of the root element, which declares the namespaces; raises UnreadableSource if it has none."""
    header = text[:_HEADER]
    found = _ROOT.search(header)
    is_export = found is not None and "wordpress.org/export" in found[0]
    if "<!doctype" in header.lower() and not (is_export and "<item" in text):
        raise UnreadableSource(name, "it declares a document type or entities: note's export has none")
    if found is None or "<channel" not in text:
        raise UnreadableSource(name, "no export that can be read: no WordPress export, no channel in it")
    if not is_export:
        raise UnreadableSource(name, "a feed (RSS), which has beginnings only: save the articles' pages in a browser")
    return found[0]


def _posts(text: str) -> Iterator[tuple[str, int]]:
    """Yield each post's XML and its end; of a damaged one, up to where the next one begins or the text ends."""
    begin: int | None = None
    position = 0
    while found := _MARKUP.search(text, position):
        token, position = found[0], found.end()
        if section_end := _SECTION_ENDS.get(token):
            closed = section_end.search(text, position)
            position = closed.end() if closed else len(text)
            continue
        if begin is not None:
            stop = position if token.startswith("</item") else found.start()
            yield text[begin:stop], stop
        begin = found.start() if token.startswith("<item") else None
    if begin is not None:
        yield text[begin:], len(text)


def _item(root: str, raw: str, progress: float) -> Item | None:
    """Return a post; None if it is an attachment or a page."""
    element, fault = None, ""
    try:
        element = _parsed(root, raw).find("item")
    except (ParseError, ValueError) as error:
        fault = _fault(raw, str(error).partition(":")[0])
    element = _remains(raw) if element is None else element
    kind = _text(element, "{*}post_type")
    if _NO_POSTS.fullmatch(kind):
        return None
    if kind not in {"", "post"}:
        fault = fault or f"of a kind that is not known ({kind!r})"
    return Item(
        guid=_text(element, "guid"),
        link=_text(element, "link") or None,
        title=_text(element, "title"),
        status=_text(element, "{*}status").lower() or PUBLISHED,
        published=_timestamp(element, "post_date") or _mail_date(_text(element, "pubDate")),
        modified=_timestamp(element, "post_modified"),
        body=element.findtext(_CONTENT) or "",
        progress=progress,
        fault=fault,
    )


def _parsed(root: str, raw: str) -> Element:
    """Parse a post within the root element; raises ParseError and ValueError."""
    if len(raw) > _LONGEST_POST:
        raise ValueError(f"longer than {_LONGEST_POST:,} characters")
    parser = XMLParser(target=_BoundedTree(), forbid_dtd=True)
    parser.feed(f"{root}{raw}</rss>")
    element: Element = parser.close()
    return element


class _BoundedTree(TreeBuilder):
    """The elements of a post, up to the limit: each takes a hundred times its four characters."""

    _count = 0

    def start(self, tag: Any, attrs: Any, /) -> Element:
        """Add an element; raises ValueError beyond the limit."""
        self._count += 1
        if self._count > _MOST_ELEMENTS:
            raise ValueError(f"more than {_MOST_ELEMENTS:,} elements")
        return super().start(tag, attrs)


def _fault(raw: str, said: str) -> str:
    if _UNDECODED.search(raw):
        return "damaged: bytes that are not text in the file's encoding"
    if control := _CONTROL.search(raw):
        return f"damaged: a control character (U+{ord(control[0]):04X})"
    return f"damaged: {said}" if "</item" in raw[-80:] else "cut off: no export that can be read beyond it"


def _remains(raw: str) -> Element:
    """Return what names a damaged post, as far as it can be told."""
    element = Element("item")
    for tag in ("guid", "title", "status", "post_type"):
        found = re.search(rf"<(?:wp:)?{tag}[^<>]*>\s*(?:<!\[CDATA\[)?([^<\]]{{0,200}})", raw)
        SubElement(element, tag).text = found[1] if found else ""
    return element


def _text(element: Element, tag: str) -> str:
    return (element.findtext(tag) or "").strip()


def _timestamp(element: Element, name: str) -> datetime | None:
    """Return a WordPress date, in UTC if so given, else in Tokyo's zone; None for 「0000-00-00 00:00:00」."""
    for tag, zone in ((f"{{*}}{name}_gmt", UTC), (f"{{*}}{name}", _TOKYO)):
        try:
            return datetime.strptime(_text(element, tag), "%Y-%m-%d %H:%M:%S").replace(tzinfo=zone)
        except ValueError:
            continue
    return None


def _mail_date(written: str) -> datetime | None:
    """Parse a date of RFC 5322; None if it is not one, or has no zone.

    >>> _mail_date("Mon, 22 Aug 2022 12:00:00 +0900").isoformat()
    '2022-08-22T12:00:00+09:00'
    """
    try:
        moment = parsedate_to_datetime(written)
    except ValueError:
        return None
    return moment if moment.tzinfo else None
