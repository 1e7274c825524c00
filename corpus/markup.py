"""Article → Page: the canonical text of an article, and its lines with what the source marks of them.

All HTML ends here. The canonical text is the article's text nodes in order, ``<br>`` and block ends as newlines,
entities decoded, ruby base only, nothing else altered; of plain text it is the body itself. White space that HTML does
not show, at the start of a line, is left out; alternative texts of images are attributes and no text. What the page
strikes out, hides or turns round stays in the text, so that nothing around it moves; its line is marked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.model import Article, MediaType, Span
from corpus.text import fold

#: What HTML calls white space; an ideographic space is not, and is shown.
HTML_SPACE = " \t\n\r\f"
#: Its marks of headings.
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Elements whose text is not the article's; of ruby only the base is.
_UNREAD = re.compile(r"button|head|iframe|nav|noscript|object|r[pt]|rtc|script|style|svg|template|title")
#: Elements that begin and end a line. A tag that HTML does not know, like note's ``table-of-contents``, is none.
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|caption|d[dlt]|details|div|fig(caption|ure)|footer|form|h[1-6r]|header|li|main"
    r"|[ou]l|p|pre|section|summary|table|t[dhr]|t(body|foot|head)"
)
#: Elements that say what their lines are, however many plain blocks stand inside.
_TELLING = re.compile(r"h[1-6]|li|blockquote|pre|figcaption|t[hd]|d[td]")
#: Elements whose words nobody says any more, or nobody sees, or sees in another order.
_STRUCK = re.compile(r"s|strike|del|bdo")
_UNSEEN_STYLE = re.compile(
    r"display:none|visibility:(hidden|collapse)|(opacity|font-size):0(?![.]\d*[1-9])|line-through"
    # A backslash spells a name of CSS by numbers: nobody who means well does.
    r"|unicode-bidi|(?<!-)direction:|\\"
)
#: What an editor of styles may put between their signs.
_STYLE_NOISE = re.compile(r"/\*.*?\*/|\s", re.DOTALL)
#: They turn the order of what follows round, up to the end of its line: a citation is one line.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
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
    #: True where the page strikes out or hides some of it, or turns its order round: what is read there is not what
    #: the text says, so nothing of the line is ever quoted.
    unquotable: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A stretch of a page that leads to another one."""

    #: Its words.
    span: Span
    #: Where it leads, as the source gives it.
    href: str


@dataclass(frozen=True, slots=True)
class CanonicalText:
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


def canonical(article: Article) -> CanonicalText:
    """The article's page."""
    if article.media_type is MediaType.TEXT:
        return CanonicalText(article.key, article.title, article.body, tuple(_lines(article.body, (), ())))
    reading = _Reading()
    reading.read(article.body)
    text = "".join(reading.parts)
    return CanonicalText(
        article.key, article.title, text, tuple(_lines(text, reading.marks, reading.struck)), tuple(reading.links)
    )


class _Mark(NamedTuple):
    """From ``start``, the start of a line, lines stand in ``tag``; ``gap`` where that parts them from those before."""

    start: int
    tag: str
    gap: bool


def _lines(text: str, marks: Sequence[_Mark], struck: Sequence[Span]) -> Iterator[Line]:
    position, gap, tag, passed = 0, True, "", 0
    for raw in text.split("\n"):
        while passed < len(marks) and marks[passed].start <= position:
            gap, tag = gap or marks[passed].gap, marks[passed].tag
            passed += 1
        if words := raw.strip():
            start = position + raw.index(words)
            span = Span(start, start + len(words))
            unquotable = TURNING.search(words) is not None or any(_meet(span, each) for each in struck)
            yield Line(span, words, fold(words), start > position, gap, tag, unquotable)
        gap = not words
        position += len(raw) + 1


def _meet(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


class _Role(Enum):
    """What an element means for the text."""

    UNREAD = auto()
    BREAK = auto()
    LINK = auto()
    BLOCK = auto()
    #: It leaves no trace.
    INLINE = auto()


@cache
def _role(tag: str) -> _Role:
    if _UNREAD.fullmatch(tag):
        return _Role.UNREAD
    return {"br": _Role.BREAK, "a": _Role.LINK}.get(tag) or (_Role.BLOCK if _BLOCK.fullmatch(tag) else _Role.INLINE)


@dataclass(slots=True)
class _Reading:
    """The canonical text as it grows."""

    parts: list[str] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    #: What is struck out, hidden or turned round, in order.
    struck: list[Span] = field(default_factory=list)
    _length: int = 0
    #: How many open elements strike out what is inside.
    _striking: int = 0
    #: What the lines of the open blocks are called, the innermost last.
    _open: list[str] = field(default_factory=lambda: ["p"])
    #: Where the links that are open began.
    _anchors: list[int] = field(default_factory=list)

    def read(self, html: str) -> None:
        """Take every node on the way in and every element on the way out, by a list of our own: any depth will do."""
        root = LexborHTMLParser(html).body
        waiting = [(root, True)] if root is not None else []
        while waiting:
            node, entering = waiting.pop()
            if (words := node.text_content) is not None:
                self._say(words)
            elif (role := _role(node.tag or "")) is not _Role.UNREAD:
                if _strikes(node):
                    self._striking += 1 if entering else -1
                self._take(node, role, entering=entering)
                if entering:
                    waiting.append((node, False))
                    waiting += [(child, True) for child in node.iter(include_text=True)][::-1]

    def _take(self, node: LexborNode, role: _Role, *, entering: bool) -> None:
        if role is _Role.BLOCK:
            self._block(node, entering=entering)
        elif role is _Role.BREAK and entering:
            self._append("\n")
        elif role is _Role.LINK:
            self._link(node, entering=entering)

    def _say(self, words: str) -> None:
        # Formatting between blocks, and indents of the source: no browser shows them.
        at_start = self._at_line_start() and self._open[-1] != "pre"
        self._append(words.lstrip(HTML_SPACE) if at_start else words)

    def _append(self, words: str) -> None:
        if words:
            self.parts.append(words)
            self._length += len(words)
            if self._striking and words.strip():
                self.struck.append(Span(self._length - len(words), self._length))

    def _at_line_start(self) -> bool:
        return not self.parts or self.parts[-1].endswith("\n")

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


def _strikes(node: LexborNode) -> bool:
    """Whether what stands in an element is not what the page shows as said."""
    attributes = node.attributes
    style = _STYLE_NOISE.sub("", (attributes.get("style") or "").lower())
    turned = (attributes.get("dir") or "").lower() == "rtl"
    unseen = turned or "hidden" in attributes or _UNSEEN_STYLE.search(style) is not None
    return unseen or _STRUCK.fullmatch(node.tag or "") is not None


def _telling(node: LexborNode, within: str) -> str:
    """What the lines of a block are called: by itself, or by the telling block that it stands in."""
    if node.tag == "figure" and node.attributes.get("data-src"):
        return "embed"
    return node.tag if node.tag and _TELLING.fullmatch(node.tag) else within
