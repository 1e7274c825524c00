"""Whether an article says what a quote says: the second path, which shares nothing with ``markup.py``.

Another parser (the standard library's) reads the article anew. Newlines and the white space that HTML does not count
are left out on both sides: they depend on the reader, the words do not.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from corpus.model import Article, MediaType

#: Elements whose text no reader of the page sees as the article's; the two of ruby may lack their end tags.
_UNREAD = re.compile(r"script|style|template|noscript|nav|svg|iframe|object|button|title|rt|rp|rtc")
_RUBY = frozenset(["rt", "rp", "rtc"])
#: ASCII white space: HTML's. An ideographic space is a character like others.
_SPACE = str.maketrans("", "", " \t\n\r\f")


def says(article: Article, quote: str) -> bool:
    """True where the quote stands in the article as it is now; an empty quote stands nowhere."""
    if article.media_type is MediaType.TEXT:
        return bool(quote) and quote in article.body
    words = quote.translate(_SPACE)
    return bool(words) and words in _words(article.body)


def _words(html: str) -> str:
    collector = _Collector()
    collector.feed(html)
    collector.close()
    return "".join(collector.said).translate(_SPACE)


class _Collector(HTMLParser):
    """Collects the text outside of what is not read."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        #: The unread element that is open, and how often, one inside the other.
        self._unread = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the library's signature
        if self._unread in _RUBY and tag in {"rb", "rt", "rp", "rtc"}:
            self._unread, self._depth = (tag, 1) if tag in _RUBY else ("", 0)
        elif not self._unread and _UNREAD.fullmatch(tag):
            self._unread, self._depth = tag, 1
        elif tag == self._unread:
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unread:
            self._depth -= 1
        if self._depth == 0 or (tag == "ruby" and self._unread in _RUBY):
            self._unread, self._depth = "", 0

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.said.append(data)
