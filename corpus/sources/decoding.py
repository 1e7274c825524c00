"""Bytes → text: from files of whatever hand, refused by name where they are no text."""

from __future__ import annotations

import codecs
import re

from corpus.errors import UnreadableSource

#: Bytes of one article: the longest real one has about 40,000 as text, and a page some hundred thousand around it.
LARGEST_TEXT = 2_000_000
LARGEST_PAGE = 10_000_000
#: What files begin with that Windows programs wrote as Unicode text.
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
#: 「<meta charset="Shift_JIS">」, 「<meta … content="text/html; charset=euc-jp">」.
#: What pages in Japanese are written in, and ASCII; Python knows many more, and some that are no text at all.
_OF_PAGES = frozenset(["utf-8", "cp932", "euc_jp", "iso2022_jp", "ascii"])
_DECLARED = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)


def decoded(received: bytes, name: str, *, declared: str | None = None) -> str:
    """Bytes as text, line ends as newlines; raises UnreadableSource where they are no text in that encoding.

    A byte order mark decides; else ``declared``; else it is UTF-8.
    """
    encoding = next((encoding for mark, encoding in _MARKS if received.startswith(mark)), declared or "utf-8")
    try:
        text = received.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSource(name, f"not {encoding} at byte {error.start:,}: save it as UTF-8 text") from error
    if "\x00" in text:
        raise UnreadableSource(name, "it has NUL characters: no text file")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def declared_encoding(page: bytes) -> str | None:
    """The encoding that a page declares at its start, or None where it declares none that pages in Japanese have.

    >>> declared_encoding(b'<html><meta charset="Shift_JIS">')
    'cp932'
    """
    if not (found := _DECLARED.search(page[:4096])):
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    # On the web Shift_JIS means Windows' form of it, which has ～ and ① too.
    name = "cp932" if name == "shift_jis" else name
    return name if name in _OF_PAGES else None
