"""Witness: an article as it stands now, asked what of its words may be shown: it says them, and nobody hid them.

It is read by a second path, which shares nothing with ``markup.py``: another parser, the standard library's. Newlines
and the white space that HTML does not count are left out on both sides: they depend on the reader, the words do not.
What the page strikes out, hides or turns round is a gap that no quote reaches over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Self

from corpus.hidden import is_hidden
from corpus.model import Article, MediaType

#: Elements whose text no reader of the page sees as the article's; the two of ruby may lack their end tags.
_UNREAD = re.compile(r"script|style|template|noscript|nav|svg|iframe|object|button|title|rt|rp|rtc")
_RUBY = frozenset(["rt", "rp", "rtc"])
#: ASCII white space: HTML's. An ideographic space is a character like others.
_SPACE = str.maketrans("", "", " \t\n\r\f")
#: What stands for words that are not the speaker's: no page has half of a surrogate pair.
_GAP = "\ud800"
#: Embeddings, overrides and isolates: behind them, what is read is not what the text says.
_TURNED = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Elements that show their words as withdrawn, not at all, or in another order.
_STRUCK = frozenset(["s", "strike", "del", "bdo"])
_UNSEEN = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0*)?(?:;|!|%|$)|font-size:0|line-through|unicode-bidi"
    r"|(?<!-)direction:|\\"
)
#: They have no end tag.
_VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr")


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """What an article says and what is hidden in it, read once, to be asked often."""

    #: Without HTML's white space, or plain text as it is.
    words: str
    is_html: bool
    #: The words of the passages that are hidden in it.
    hidden: tuple[str, ...]

    @classmethod
    def of(cls, article: Article, hidden: Sequence[str] = ()) -> Self:
        """Read it."""
        is_html = article.media_type is MediaType.HTML
        return cls(_words(article.body) if is_html else article.body, is_html, tuple(hidden))

    def says(self, quote: str) -> bool:
        """True where the quote stands in it; an empty quote stands nowhere, nor does one that turns its order round."""
        wanted = quote.translate(_SPACE) if self.is_html else quote
        return bool(wanted) and _GAP not in wanted and _TURNED.isdisjoint(wanted) and wanted in self.words

    def hides(self, words: str) -> bool:
        """True where some of these words are hidden."""
        return is_hidden(words, self.hidden)

    def shows(self, *paragraphs: str) -> bool:
        """True where the article says each of these paragraphs, and nothing is hidden in them taken together."""
        return all(map(self.says, paragraphs)) and not self.hides("\n".join(paragraphs))


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
        #: The elements that are open inside one that strikes out or hides, that one first.
        self._struck: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not _VOID.fullmatch(tag) and (self._struck or _strikes(tag, attrs)):
            self._struck.append(tag)
        if self._unread in _RUBY and tag in {"rb", "rt", "rp", "rtc"}:
            self._unread, self._depth = (tag, 1) if tag in _RUBY else ("", 0)
        elif not self._unread and _UNREAD.fullmatch(tag):
            self._unread, self._depth = tag, 1
        elif tag == self._unread:
            self._depth += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        # HTML does not know ``<span hidden/>``: it stays open, and so does what it hides.
        if not self._struck or tag == self._unread:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._struck:
            # From the innermost of this name; what was left open inside it ends with it.
            del self._struck[len(self._struck) - 1 - self._struck[::-1].index(tag) :]
        if tag == self._unread:
            self._depth -= 1
        if self._depth == 0 or (tag == "ruby" and self._unread in _RUBY):
            self._unread, self._depth = "", 0

    def handle_data(self, data: str) -> None:
        if not self._unread:
            self.said.append(_GAP if self._struck and data.strip() else data)


def _strikes(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    given = dict(attrs)
    style = re.sub(r"/\*.*?\*/|\s", "", (given.get("style") or "").lower(), flags=re.DOTALL)
    turned = (given.get("dir") or "").lower() == "rtl"
    return turned or tag in _STRUCK or "hidden" in given or _UNSEEN.search(style) is not None
