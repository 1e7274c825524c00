"""The kind of a file, by its first bytes: its name may be anything.

What browsers and offices make of an article and cannot be read is refused by its name, with what to do instead.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from corpus.errors import UnreadableSource
from corpus.model import Source
from corpus.sources.decoding import marked_encoding
from corpus.sources.page import is_mail

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
_PAGES = frozenset([".htm", ".html"])


def source_of(path: Path) -> Source:
    """Return what a file is: an export, a page or a copy; raises UnreadableSource if it is none of them."""
    # Reading a named pipe could block for ever.
    if path.exists() and not path.is_file():
        raise UnreadableSource(str(path), "no file with an article in it")
    try:
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


def _source(start: bytes, suffix: str) -> Source:
    if marked_encoding(start) == "utf-16":
        start = start.decode("utf-16", "ignore").encode()
    start = start.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_markup = start.startswith(b"<")
    if is_markup and b"<rss" in start:
        return Source.EXPORT
    if is_mail(start) or (is_markup and (b"<html" in start or b"<!doctype html" in start or suffix in _PAGES)):
        return Source.PAGE
    return Source.EXPORT if start.startswith((b"<?xml", b"<!doctype")) else Source.COPY
