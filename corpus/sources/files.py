"""Paths → Articles: files of any of the three kinds, detected by their content, and folders of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from corpus.errors import CorpusError, UnreadableSource
from corpus.links import NOTE, check_host
from corpus.model import Article, Source
from corpus.municipalities import Gazetteer
from corpus.sources import export
from corpus.sources.decoding import LARGEST_PAGE, LARGEST_TEXT, decoded
from corpus.sources.formats import source_of
from corpus.sources.page import paged
from corpus.sources.plain_copy import copied

#: Suffixes of files that are read from folders; a file given by its path may have any name.
SUFFIXES = frozenset([".txt", ".htm", ".html", ".mht", ".mhtml", ".xml", ".zip"])


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The result of one file or one post of an export: an article, an error, or (both None) a skipped draft."""

    #: The path; for a post of an export the path and its title.
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
    files = tuple(dict.fromkeys(file for path in paths for file in (_inside(path) if path.is_dir() else [path])))
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
    """Return how many files of the folders among the paths are not read, by suffix."""
    seen = {file for path in paths if path.is_dir() for file in _visible(path) if not _is_read(file)}
    return Counter(file.suffix.lower() or "without suffix" for file in seen)


def _inside(folder: Path) -> list[Path]:
    return sorted(filter(_is_read, _visible(folder)))


def _visible(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and not any(part.startswith((".", "__MACOSX")) for part in path.relative_to(folder).parts):
            yield path


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
        source = source_of(path)
        if source is Source.EXPORT:
            yield from _read_export(path, options)
        else:
            article = _read_single(path, options, is_page=source is Source.PAGE)
            check_host(article.url or "", options.hosts)
            yield ReadResult(str(path), article, None, 1.0)
    except UnreadableSource as error:
        yield ReadResult(str(path), None, error, 1.0)


def _read_export(path: Path, options: ReadOptions) -> Iterator[ReadResult]:
    for item in export.items(path):
        name = f"{path}: {item.title or item.guid}"
        if item.status != export.PUBLISHED and not (options.drafts and item.status == export.DRAFT):
            yield ReadResult(name, None, None, item.progress)
            continue
        try:
            article = export.exported(item, name=name, retrieved=options.retrieved, gazetteer=options.gazetteer)
            check_host(article.url or "", options.hosts)
            yield ReadResult(name, article, None, item.progress)
        except UnreadableSource as error:
            yield ReadResult(name, None, error, item.progress)


def _read_single(path: Path, options: ReadOptions, *, is_page: bool) -> Article:
    received = _bytes(path, LARGEST_PAGE if is_page else LARGEST_TEXT)
    name, url, retrieved, gazetteer = str(path), options.url, options.retrieved, options.gazetteer
    if is_page:
        return paged(received, name=name, url=url, retrieved=retrieved, gazetteer=gazetteer)
    return copied(decoded(received, name), name=name, url=url, retrieved=retrieved, gazetteer=gazetteer)


def _bytes(path: Path, largest: int) -> bytes:
    if path.stat().st_size > largest:
        raise UnreadableSource(str(path), f"larger than {largest:,} bytes: no article is")
    return path.read_bytes()
