"""Article → Page: the canonical text of an article, and its lines with what the source marks of them.

All HTML ends here. The canonical text is the article's text nodes in order, ``<br>`` and block ends as newlines,
entities decoded, ruby base only, nothing else altered; of plain text it is the body itself. White space that HTML does
not show, at the start of a line, is left out; alternative texts of images are attributes and no text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.model import Article, MediaType, Span

#: What HTML calls white space; an ideographic space is not, and is shown.
HTML_SPACE = " \t\n\r\f"
#: Elements whose text is not the article's; of ruby only the base is.
_UNREAD = re.compile(r"button|head|iframe|nav|noscript|object|r[pt]|rtc|script|style|svg|template|title")
#: Elements that begin and end a line. A tag that HTML does not know, like note's ``table-of-contents``, is none.
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|caption|d[dlt]|details|div|fig(caption|ure)|footer|form|h[1-6r]|header|li|main"
    r"|[ou]l|p|pre|section|summary|table|t[dhr]|t(body|foot|head)"
)
#: Elements that say what their lines are, however many plain blocks stand inside.
_TELLING = re.compile(r"h[1-6]|li|blockquote|pre|figcaption|t[hd]|d[td]")
#: Their lines stand together as a list's do in plain text, without a blank between.
_CLOSE = frozenset(["li", "th", "td", "dt", "dd"])


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page that is not blank."""

    #: Where its words stand, white space at both ends left out.
    span: Span
    #: The words as printed.
    text: str
    #: The words in one width (NFKC): for comparing only, never shown.
    folded: str
    #: True where white space stands before the words.
    indented: bool
    #: True where a blank line, or the end of an HTML block, stands before it.
    gap: bool
    #: The HTML element that it stands in: h1 to h6, li, blockquote, pre, figcaption, th, td, dt, dd, ``embed`` (a
    #: figure that shows another page) or p for all others; empty in plain text.
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of a page that leads to another one."""

    #: Its words.
    span: Span
    #: Where it leads, as the source gives it.
    href: str


@dataclass(frozen=True, slots=True)
class Page:
    """An article's text, line by line."""

    #: The article's key: errors name it.
    key: str
    #: The title where the source gives it beside the body, else empty.
    title: str
    #: The canonical text.
    text: str
    #: The lines that are not blank, in order.
    lines: tuple[Line, ...]
    #: The links, in order; none in plain text.
    links: tuple[Link, ...] = ()


def fold(words: str) -> str:
    """One width and single spaces, for comparing.

    >>> fold("　参加者（敬称略）")
    '参加者(敬称略)'
    """
    return " ".join(unicodedata.normalize("NFKC", words).split())


def canonical(article: Article) -> Page:
    """The article's page."""
    if article.media_type is MediaType.TEXT:
        return Page(article.key, article.title, article.body, tuple(_lines(article.body)))
    reading = _Reading()
    for node, entering in _walk(article.body):
        reading.take(node, entering=entering)
    lines = tuple(_marked(_lines(reading.text), reading.marks))
    return Page(article.key, article.title, reading.text, lines, tuple(reading.links))


def _lines(text: str) -> Iterator[Line]:
    position, gap = 0, True
    for raw in text.split("\n"):
        if words := raw.strip():
            start = position + raw.index(words)
            span = Span(start, start + len(words))
            yield Line(span, words, fold(words), indented=start > position, gap=gap)
        gap = not words
        position += len(raw) + 1


@dataclass(frozen=True, slots=True)
class _Mark:
    """From ``start`` on, lines stand in ``tag``; ``gap`` where that parts them from the lines before."""

    start: int
    tag: str
    gap: bool


def _marked(lines: Iterator[Line], marks: list[_Mark]) -> Iterator[Line]:
    """The lines with what the HTML around them says."""
    starts, above = [mark.start for mark in marks], 0
    for line in lines:
        below = bisect_right(starts, line.span.start)
        parted = any(mark.gap for mark in marks[bisect_left(starts, above) : below])
        yield Line(line.span, line.text, line.folded, line.indented, line.gap or parted, marks[below - 1].tag)
        above = line.span.end


def _walk(html: str) -> Iterator[tuple[LexborNode, bool]]:
    """Each node on the way in (True) and again on the way out (False); a list of our own, so no depth is too much."""
    root = LexborHTMLParser(html).body
    waiting = [(root, True)] if root is not None else []
    while waiting:
        node, entering = waiting.pop()
        if _UNREAD.fullmatch(node.tag or ""):
            continue
        yield node, entering
        if entering and node.text_content is None:
            waiting.append((node, False))
            waiting.extend([(child, True) for child in node.iter(include_text=True)][::-1])


@dataclass(slots=True)
class _Reading:
    """The canonical text as it grows; to be given every node on the way in and on the way out."""

    marks: list[_Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    #: The tags of the blocks that are open, the innermost last.
    _open: list[str] = field(default_factory=lambda: ["p"])
    #: Where the links that are open began.
    _anchors: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def take(self, node: LexborNode, *, entering: bool) -> None:
        if node.text_content is not None:
            self._say(node.text_content)
        elif node.tag == "br" and entering:
            self._append("\n")
        elif node.tag == "a":
            self._link(node, entering=entering)
        elif _BLOCK.fullmatch(node.tag or ""):
            self._block(node, entering=entering)

    def _say(self, words: str) -> None:
        # Formatting between blocks, and indents of the source: no browser shows them.
        at_start = self._at_line_start() and self._open[-1] != "pre"
        self._append(words.lstrip(HTML_SPACE) if at_start else words)

    def _append(self, words: str) -> None:
        if words:
            self._parts.append(words)
            self._length += len(words)

    def _at_line_start(self) -> bool:
        return not self._parts or self._parts[-1].endswith("\n")

    def _link(self, node: LexborNode, *, entering: bool) -> None:
        if entering:
            self._anchors.append(self._length)
            return
        span, href = Span(self._anchors.pop(), self._length), node.attributes.get("href")
        if href and len(span):
            self.links.append(Link(span, href))

    def _block(self, node: LexborNode, *, entering: bool) -> None:
        if not self._at_line_start():
            self._append("\n")
        within = self._open[-1]
        if entering:
            self._open.append(_telling(node, within))
        else:
            self._open.pop()
        close = within in _CLOSE or self._open[-1] in _CLOSE
        self.marks.append(_Mark(self._length, self._open[-1], gap=not close))


def _telling(node: LexborNode, within: str) -> str:
    """What the lines of a block are called: by itself, or by the telling block that it stands in."""
    if node.tag == "figure" and node.attributes.get("data-src"):
        return "embed"
    return node.tag if node.tag and _TELLING.fullmatch(node.tag) else within
