"""Paths → Articles: files of any of the three kinds, detected by their content, and folders of them.

What browsers and offices make of an article and cannot be read is refused by its name, with what to do instead.
"""

from __future__ import annotations

import os
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, filterfalse
from pathlib import Path

from corpus.errors import CorpusError, UnreadableSource, fault
from corpus.links import NOTE, check_host
from corpus.model import Article, Source
from corpus.municipalities import Gazetteer
from corpus.sources import archive, export
from corpus.sources.decoding import LARGEST_PAGE, LARGEST_TEXT, decoded, marked_encoding
from corpus.sources.page import is_mail, paged
from corpus.sources.plain_copy import copied

#: Suffixes of files that are read from folders; a file given by its path may have any name.
SUFFIXES = frozenset([".txt", ".htm", ".html", ".mht", ".mhtml", ".xml", ".zip"])
_INSTEAD = "save the article's page in a browser (HTML or MHTML), or its text as UTF-8 in a .txt file, and import that"
#: First bytes of files that are no article.
_FOREIGN = {
    rb"%PDF-": "a PDF",
    rb"\{\\rtf": "Rich Text (RTF)",
    rb"\xd0\xcf\x11\xe0": "an Office document",
    rb"bplist0": "a web archive of Safari",
    rb"\x89PNG|\xff\xd8\xff|GIF8": "a picture",
    rb"PK\x03\x04|\x1f\x8b|7z\xbc\xaf": "a packed file that is damaged, or no ZIP",
    rb"\[?\s*\{\s*\"": "JSON, as from note's API",
}
#: Beginnings of names in ZIPs that are documents.
_PACKED = {"word/": "a Word document", "[Content_Types]": "an Office document", "mimetype": "an OpenDocument file"}


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The result of one file or one post of an export: an article, an error, or (both None) what is not published."""

    #: The path; of a post of an export the path and its title, and its status if it is not published.
    name: str
    article: Article | None
    error: CorpusError | None
    #: The share of all files that has been read so far (0 to 1, by bytes).
    progress: float


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """Options of reading files."""

    gazetteer: Gazetteer
    #: When the files were obtained (UTC).
    retrieved: datetime
    #: Whether to read drafts of an export too.
    drafts: bool = False
    #: The article's address, for a single file that is not an export.
    url: str | None = None
    #: Hosts whose addresses have note's keys.
    hosts: frozenset[str] = frozenset([NOTE])


def read_files(paths: Sequence[Path], options: ReadOptions) -> Iterator[ReadResult]:
    """Read files and folders, one article at a time; an error is a result and does not end reading.

    Raises ValueError if an address is given for more than one file.
    """
    # Each once; those in folders only with a suffix of `SUFFIXES`.
    found = (_within(path) if is_folder(path) else [path] for path in paths)
    files = tuple(dict.fromkeys(chain.from_iterable(found)))
    if options.url and len(files) != 1:
        raise ValueError(f"an address belongs to one file, and here are {len(files)}")
    sizes = [_size(file) for file in files]
    total, done = max(sum(sizes), 1), 0
    for file, size in zip(files, sizes, strict=True):
        for result in _results_of(file, options):
            yield replace(result, progress=(done + result.progress * size) / total)
        done += size


def read_file(path: Path, options: ReadOptions) -> Article:
    """Return the article of a file; raises UnreadableSource, also if it is an export of several or a draft."""
    results = list(_results_of(path, options))
    if len(results) != 1:
        raise UnreadableSource(str(path), f"{len(results)} articles in it, where one is asked for")
    if results[0].error:
        raise results[0].error
    if results[0].article is None:
        raise UnreadableSource(str(path), "a draft")
    return results[0].article


def passed_over(paths: Sequence[Path]) -> Counter[str]:
    """Return how many files of the folders and archives among the paths are not read, by suffix."""
    folders = [path for path in paths if is_folder(path)]
    seen = {file for path in folders for file in _visible(path, []) if not _is_read(file)}
    given = {path for path in paths if path not in folders} | {file for path in folders for file in _within(path)}
    seen.update(path / name for path in filter(_is_export, given) for name in archive.further(path))
    return Counter(file.suffix.lower() or "without suffix" for file in seen)


def is_folder(path: Path) -> bool:
    """Tell whether a path is a folder; one of which that may not be known is none, and reading it says so."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _within(folder: Path) -> list[Path]:
    """Return a folder's files that are read, and the folders in it that are not: reading them says so."""
    closed: list[Path] = []
    return sorted([*filter(_is_read, _visible(folder, closed)), *closed])


def _visible(folder: Path, closed: list[Path]) -> Iterator[Path]:
    """Yield a folder's files; ``closed`` receives the folders in it that are not read."""
    for here, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = filterfalse(_is_hidden, folders)
        links = (path for name in folders if (path := Path(here, name)).is_symlink())
        closed.extend(link for link in links if not _is_read_there(link.resolve(), folder.resolve()))
        yield from (Path(here, name) for name in filterfalse(_is_hidden, files))


def _is_read_there(target: Path, folder: Path) -> bool:
    """Tell whether what a link leads to is read in the folder itself."""
    return target.is_relative_to(folder) and not any(map(_is_hidden, target.relative_to(folder).parts))


def _is_hidden(name: str) -> bool:
    """Tell whether nobody put a file or folder there by hand: a system's own, or what macOS adds to an archive."""
    return name.startswith(".") or name == "__MACOSX"


def _is_read(path: Path) -> bool:
    return path.suffix.lower() in SUFFIXES and not any(map(_is_part_of_page, path.parents))


def _is_part_of_page(folder: Path) -> bool:
    """Tell whether a folder has the parts of a page that a browser saved beside it: 「記事_files」 of 「記事.html」."""
    page, mark, _ = folder.name.rpartition("_files")
    return mark != "" and any(folder.with_name(page + suffix).is_file() for suffix in (".html", ".htm"))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # reading it raises the same error, with a message
        return 0


def _results_of(path: Path, options: ReadOptions) -> Iterator[ReadResult]:
    try:
        source = _source_of(path)
        if source is Source.EXPORT:
            yield from _read_export(path, options)
        else:
            article = _read_single(path, options, is_page=source is Source.PAGE)
            check_host(article.url or "", options.hosts)
            yield ReadResult(str(path), article, None, 1.0)
    except UnreadableSource as error:
        yield ReadResult(str(path), None, error, 1.0)
    except Exception as error:  # noqa: BLE001 - of whatever kind, it costs this file only
        yield ReadResult(str(path), None, fault(str(path), error), 1.0)


def _read_export(path: Path, options: ReadOptions) -> Iterator[ReadResult]:
    item = None
    for item in export.items(path):
        name = f"{path}: {item.title or item.guid}"
        if item.status != export.PUBLISHED and not (options.drafts and item.status == export.DRAFT):
            yield ReadResult(f"{name} ({item.status})", None, None, item.progress)
            continue
        try:
            article = export.exported(item, name=name, retrieved=options.retrieved, gazetteer=options.gazetteer)
            check_host(article.url or "", options.hosts)
            yield ReadResult(name, article, None, item.progress)
        except UnreadableSource as error:
            yield ReadResult(name, None, error, item.progress)
        except Exception as error:  # noqa: BLE001 - of whatever kind, it costs this article only
            yield ReadResult(name, None, fault(name, error), item.progress)

    if item is None:
        raise UnreadableSource(str(path), "an export without a post: export the articles again")


def _read_single(path: Path, options: ReadOptions, *, is_page: bool) -> Article:
    largest = LARGEST_PAGE if is_page else LARGEST_TEXT
    if path.stat().st_size > largest:
        raise UnreadableSource(str(path), f"larger than {largest:,} bytes: no article is")
    name, url, retrieved, gazetteer = str(path), options.url, options.retrieved, options.gazetteer
    if is_page:
        return paged(path.read_bytes(), name=name, url=url, retrieved=retrieved, gazetteer=gazetteer)
    text = decoded(path.read_bytes(), name)
    return copied(text, name=name, url=url, retrieved=retrieved, gazetteer=gazetteer)


def _source_of(path: Path) -> Source:
    """Return what a file is: an export, a page or a copy; raises UnreadableSource if it is none of them."""
    try:
        # Reading a named pipe could block for ever.
        if path.exists() and not path.is_file():
            raise UnreadableSource(str(path), _no_article(path))
        with path.open("rb") as stream:
            start = stream.read(2048)
        names = zipfile.ZipFile(path).namelist() if zipfile.is_zipfile(path) else None
    except OSError as error:
        raise UnreadableSource(str(path), error.strerror or str(error)) from error
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return Source.EXPORT  # reading it says what is wrong
    foreign = (what for pattern, what in _FOREIGN.items() if names is None and re.match(pattern, start.lstrip()))
    packed = (what for begin, what in _PACKED.items() if any(name.startswith(begin) for name in names or ()))
    if what := next(foreign, None) or next(packed, None):
        raise UnreadableSource(str(path), f"{what}: {_INSTEAD}")
    return Source.EXPORT if names is not None else _source(start, path.suffix.lower())


def _is_export(path: Path) -> bool:
    try:
        return _source_of(path) is Source.EXPORT
    except UnreadableSource:
        return False


def _no_article(path: Path) -> str:
    if path.is_symlink() and path.is_dir():
        return "a link, which is not followed: name the folder that it leads to"
    return "a folder that may not be read" if path.is_dir() else "no file with an article in it"


def _source(start: bytes, suffix: str) -> Source:
    if marked_encoding(start) == "utf-16":
        start = start.decode("utf-16", "ignore").encode()
    start = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_markup = start.startswith(b"<")
    if is_markup and b"<rss" in start:
        return Source.EXPORT
    if is_mail(start) or (
        is_markup and (b"<html" in start or b"<!doctype html" in start or suffix in {".htm", ".html"})
    ):
        return Source.PAGE
    return Source.EXPORT if start.startswith((b"<?xml", b"<!doctype")) else Source.COPY
