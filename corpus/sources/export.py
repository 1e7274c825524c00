"""note's export (WordPress eXtended RSS, alone or in a ZIP) → Articles.

Nothing is unpacked to disk and no entity is expanded. Member names that lead out of the folder and excessive sizes are
refused all the same: note's exports have neither.
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
from pathlib import Path, PureWindowsPath
from typing import IO
from xml.etree.ElementTree import Element, ParseError
from zoneinfo import ZoneInfo

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from corpus.errors import UnreadableSource
from corpus.model import Article, MediaType, Source
from corpus.municipalities import Gazetteer
from corpus.sources.decoding import LARGEST_TEXT
from corpus.sources.plain_copy import UNKEYED, addressed

#: Limit of an export's XML (bytes): 300 long articles take 20 million.
LARGEST_EXPORT = 100_000_000
#: Limit of files in the archive: an article has a dozen images at most.
MOST_MEMBERS = 100_000
PUBLISHED = "publish"
DRAFT = "draft"
_KEY = re.compile(r"n[0-9a-f]{12}")
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_TOKYO = ZoneInfo("Asia/Tokyo")


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


def items(path: Path) -> Iterator[Item]:
    """Yield the posts of an export (ZIP or XML), one at a time.

    Raises UnreadableSource, which names the path, at the point of the fault: earlier posts have been yielded by then.
    """
    with _named(path):
        if not zipfile.is_zipfile(path):
            with path.open("rb") as stream:
                yield from _items(stream, path.stat().st_size, str(path))
            return
        with zipfile.ZipFile(path) as archive:
            for member in _xml_members(archive, path):
                with archive.open(member) as stream:
                    yield from _items(stream, member.file_size, str(path))


def exported(item: Item, *, name: str, retrieved: datetime, gazetteer: Gazetteer) -> Article:
    """Return the article of a post; raises UnreadableSource if it has no text, too much, or an invalid address."""
    if not item.body.strip():
        raise UnreadableSource(name, "it has no text")
    if len(item.body) > LARGEST_TEXT:
        raise UnreadableSource(name, f"longer than {LARGEST_TEXT:,} characters: no article is")
    dates = (item.published, item.modified)
    article = Article(UNKEYED, item.link, item.title, *dates, item.body, MediaType.HTML, Source.EXPORT, retrieved)
    article = addressed(article, name=name, gazetteer=gazetteer)
    # A post that was never published may have no address yet.
    return replace(article, key=item.guid) if _KEY.fullmatch(item.guid) else article


@contextmanager
def _named(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise UnreadableSource(str(path), error.strerror or str(error)) from error
    except DefusedXmlException as error:
        raise UnreadableSource(str(path), "it declares a document type or entities: note's export has none") from error
    # RuntimeError: encrypted; NotImplementedError: an unknown compression; ValueError: forbidden or unknown XML.
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, ParseError, ValueError) as error:
        raise UnreadableSource(str(path), f"no export that can be read: {error or type(error).__name__}") from error


def _xml_members(archive: zipfile.ZipFile, path: Path) -> list[zipfile.ZipInfo]:
    members = archive.infolist()
    if len(members) > MOST_MEMBERS:
        raise UnreadableSource(str(path), f"{len(members):,} files in it: no export has so many")
    for member in members:
        _refuse_escape(member.filename, path)
    found = [member for member in members if _is_xml(member.filename)]
    if not found:
        raise UnreadableSource(str(path), "no .xml in it: note's export has one, note-ACCOUNT-1.xml")
    return found


def _is_xml(filename: str) -> bool:
    # macOS adds a shadow of every file when it packs a folder again.
    return filename.lower().endswith(".xml") and not filename.startswith("__MACOSX/")


def _refuse_escape(filename: str, path: Path) -> None:
    # Read as Windows would: it knows both slashes and drives.
    inside = PureWindowsPath(filename)
    if inside.drive or inside.root or ".." in inside.parts:
        raise UnreadableSource(str(path), f"a file in it leads out of its folder: {filename!r}")


def _items(stream: IO[bytes], size: int, name: str) -> Iterator[Item]:
    if size > LARGEST_EXPORT:
        raise UnreadableSource(name, f"its XML has {size:,} bytes, more than {LARGEST_EXPORT:,}")
    channel: Element | None = None
    for event, element in iterparse(stream, events=("start", "end"), forbid_dtd=True):
        if event == "start":
            channel = element if element.tag == "channel" else channel
        elif element.tag == "item" and channel is not None:
            if _text(element, "{*}post_type") in {"", "post"}:
                yield _item(element, min(1.0, stream.tell() / max(size, 1)))
            # Free what was read: the whole tree of a large export would fill the memory.
            channel.clear()
    if channel is None:
        raise UnreadableSource(name, "no WordPress export: no channel in it")


def _item(element: Element, progress: float) -> Item:
    return Item(
        guid=_text(element, "guid"),
        link=_text(element, "link") or None,
        title=_text(element, "title"),
        status=_text(element, "{*}status") or PUBLISHED,
        published=_timestamp(element, "post_date") or _mail_date(_text(element, "pubDate")),
        modified=_timestamp(element, "post_modified"),
        body=element.findtext(_CONTENT) or "",
        progress=progress,
    )


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
