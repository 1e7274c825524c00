"""The check of a quote against the article's current body: the article contains it, and it is not hidden.

The body is extracted by a second path that shares nothing with ``markup.py``: the standard library's parser. HTML's
white space is left out on both sides, because it depends on the parser. Words that the page strikes out, hides or
reorders become a gap that no quote can span.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Self

from corpus.hidden import is_hidden
from corpus.model import Article, MediaType

#: Elements whose text is not part of the article; those of ruby may lack their end tags.
_IGNORED = re.compile(r"script|style|template|noscript|nav|svg|iframe|object|button|title|rt|rp|rtc")
_RUBY = frozenset(["rt", "rp", "rtc"])
#: HTML's white space, which is ASCII only: an ideographic space is a character like others.
_SPACE = str.maketrans("", "", " \t\n\r\f")
#: Replaces struck-out or hidden words: half of a surrogate pair, which no page contains.
_GAP = "\ud800"
#: Bidirectional controls (embeddings, overrides, isolates): they reorder what readers see.
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Elements that strike out their words or show them in another order.
_STRUCK = frozenset(["s", "strike", "del", "bdo"])
_UNSEEN = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0*)?(?:;|!|%|$)|font-size:0|line-through|unicode-bidi"
    r"|(?<!-)direction:|\\"
)
#: Void elements: they have no end tag.
_VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr")


@dataclass(frozen=True, slots=True)
class QuoteCheck:
    """An article's words and what is hidden in it, extracted once for many checks."""

    #: Of HTML, without white space; of plain text, the body as it is.
    words: str
    is_html: bool
    #: The texts of its hidden passages.
    hidden: tuple[str, ...]

    @classmethod
    def of(cls, article: Article, hidden: Sequence[str] = ()) -> Self:
        """Return the check for an article and the texts of its hidden passages."""
        is_html = article.media_type is MediaType.HTML
        return cls(_words(article.body) if is_html else article.body, is_html, tuple(hidden))

    def says(self, quote: str) -> bool:
        """Tell whether the article contains the quote; never an empty one, or one with bidirectional controls."""
        wanted = quote.translate(_SPACE) if self.is_html else quote
        return bool(wanted) and _GAP not in wanted and _BIDI_CONTROLS.isdisjoint(wanted) and wanted in self.words

    def hides(self, words: str) -> bool:
        """Tell whether some of these words are hidden."""
        return is_hidden(words, self.hidden)

    def shows(self, *paragraphs: str) -> bool:
        """Tell whether the article contains each paragraph, and nothing in all of them together is hidden."""
        return all(map(self.says, paragraphs)) and not self.hides("\n".join(paragraphs))


def _words(html: str) -> str:
    collector = _Collector()
    collector.feed(html)
    collector.close()
    return "".join(collector.said).translate(_SPACE)


class _Collector(HTMLParser):
    """Collects the text outside of ignored elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        #: The open ignored element, and how often it is nested in itself.
        self._ignored = ""
        self._depth = 0
        #: The open elements from the outermost one that strikes out or hides.
        self._struck: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not _VOID.fullmatch(tag) and (self._struck or _strikes(tag, attrs)):
            self._struck.append(tag)
        if self._ignored in _RUBY and tag in {"rb", "rt", "rp", "rtc"}:
            self._ignored, self._depth = (tag, 1) if tag in _RUBY else ("", 0)
        elif not self._ignored and _IGNORED.fullmatch(tag):
            self._ignored, self._depth = tag, 1
        elif tag == self._ignored:
            self._depth += 1

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        # HTML ignores the slash of ``<span hidden/>``: the element stays open and goes on hiding.
        if not self._struck or tag == self._ignored:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._struck:
            # From the innermost of this name: elements left open inside it end with it.
            del self._struck[len(self._struck) - 1 - self._struck[::-1].index(tag) :]
        if tag == self._ignored:
            self._depth -= 1
        if self._depth == 0 or (tag == "ruby" and self._ignored in _RUBY):
            self._ignored, self._depth = "", 0

    def handle_data(self, data: str) -> None:
        if not self._ignored:
            self.said.append(_GAP if self._struck and data.strip() else data)


def _strikes(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    given = dict(attrs)
    style = re.sub(r"/\*.*?\*/|\s", "", (given.get("style") or "").lower(), flags=re.DOTALL)
    reordered = (given.get("dir") or "").lower() == "rtl"
    return reordered or tag in _STRUCK or "hidden" in given or _UNSEEN.search(style) is not None
