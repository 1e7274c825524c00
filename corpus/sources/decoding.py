"""Bytes → text, with an error that names the file if it is not text."""

from __future__ import annotations

import codecs
import re

from corpus.errors import UnreadableSource

#: Limits in bytes: the longest real article has about 40,000 as text, its page some millions with all pictures in it.
LARGEST_TEXT = 2_000_000
LARGEST_PAGE = 50_000_000
#: Byte order marks, which Windows programs write.
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
#: Encodings of Japanese pages, and ASCII; Python knows many more, and some that are not of text.
_PAGE_ENCODINGS = frozenset(["utf-8", "cp932", "euc_jp", "iso2022_jp", "ascii"])
#: 「<meta charset="Shift_JIS">」, 「<meta … content="text/html; charset=euc-jp">」; the header of a page in a mail.
_DECLARED = re.compile(rb"(?:<meta|^content-type:)[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)


def decoded(received: bytes, name: str, *, declared: str | None = None) -> str:
    """Decode bytes, with line ends as newlines; raises UnreadableSource if they are not text in the encoding.

    The encoding is that of a byte order mark, else ``declared``, else UTF-8.
    """
    encoding = marked_encoding(received) or declared or "utf-8"
    try:
        text = received.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableSource(name, f"not {encoding} at byte {error.start:,}: save it as UTF-8 text") from error
    if "\x00" in text:
        raise UnreadableSource(name, "it has NUL characters: no text file")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def marked_encoding(received: bytes) -> str | None:
    """Return the encoding of a byte order mark, or None."""
    return next((encoding for mark, encoding in _MARKS if received.startswith(mark)), None)


def declared_encoding(page: bytes) -> str | None:
    """Return the encoding that a page declares at its start; None if it is not one of Japanese pages.

    >>> declared_encoding(b'<html><meta charset="Shift_JIS">')
    'cp932'
    """
    if not (found := _DECLARED.search(page[:4096])):
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
    except LookupError:
        return None
    # On the web Shift_JIS means Windows code page 932 (WHATWG Encoding), which has ～ and ① too.
    name = "cp932" if name == "shift_jis" else name
    return name if name in _PAGE_ENCODINGS else None
