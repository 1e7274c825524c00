"""Article → CanonicalText: the text of an article, and its lines with what the source's markup says of them.

No later step sees HTML. The canonical text is the article's text nodes in order, ``<br>`` and block ends as newlines,
entities decoded, ruby base only, nothing else altered; of plain text it is the body itself. White space that HTML does
not show, at the start of a line, is left out; alternative texts of images are attributes and not text. Words that the
page strikes out, hides or reverses stay in the text, so that offsets do not move; their lines are marked unquotable.
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

#: HTML's white space; an ideographic space (U+3000) is not, and is shown.
HTML_SPACE = " \t\n\r\f"
#: Tags of headings.
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Elements whose text is not part of the article; of ruby only the base is.
_IGNORED = re.compile(r"button|head|iframe|nav|noscript|object|r[pt]|rtc|script|style|svg|template|title")
#: Elements that begin and end a line. A tag that HTML does not know (note's ``table-of-contents``) does not.
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|caption|d[dlt]|details|div|fig(caption|ure)|footer|form|h[1-6r]|header|li|main"
    r"|[ou]l|p|pre|section|summary|table|t[dhr]|t(body|foot|head)"
)
#: Elements that give their lines a tag, also through plain blocks inside them.
_TAGGING = re.compile(r"h[1-6]|li|blockquote|pre|figcaption|t[hd]|d[td]")
#: Elements that strike out their words or show them in another order.
_STRUCK = re.compile(r"s|strike|del|bdo")
_UNSEEN_STYLE = re.compile(
    r"display:none|visibility:(hidden|collapse)|(opacity|font-size):0(?![.]\d*[1-9])|line-through"
    # A backslash is a CSS escape, which can disguise any of these names.
    r"|unicode-bidi|(?<!-)direction:|\\"
)
_CENTRED = re.compile(r"text-align:\s*center")
#: Comments and white space inside a style.
_STYLE_NOISE = re.compile(r"/\*.*?\*/|\s", re.DOTALL)
#: Bidirectional controls: they reorder what follows, up to the end of the line.
BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: Attributes of a figure that is a card of another page: today's, and those of 2021 and 2022.
_CARD = frozenset(["data-src", "embedded-service", "embedded-content-key"])
#: Classes of a card's parts, and of the contents list that a browser saves.
_EMBED_CLASS = re.compile(r"(^|\s)(external-article|o-tableOfContents)")
#: Their lines follow one another without a blank line, as those of a list in plain text.
_NO_GAP = frozenset(["li", "th", "td", "dt", "dd"])


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the canonical text that is not blank."""

    #: Its words, without white space at both ends.
    span: Span
    #: The words as printed.
    text: str
    #: The words folded (NFKC): for comparing only, never shown.
    folded: str
    #: True if white space precedes the words.
    indented: bool
    #: True if a blank line, or the end of an HTML block, precedes it.
    gap: bool
    #: The HTML element that contains it: h1 to h6, li, blockquote, pre, figcaption, th, td, dt, dd, ``embed`` (a card
    #: of another page, a quotation's source, a contents list) or p for all others; empty in plain text.
    tag: str = ""
    #: True if the page centres it, as captions below pictures.
    centred: bool = False
    #: True if the page strikes out, hides or reorders some of it: readers do not see what the text says, so the line
    #: is never quoted.
    unquotable: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink in the canonical text."""

    #: Its words.
    span: Span
    #: Its target, as in the source.
    href: str


@dataclass(frozen=True, slots=True)
class CanonicalText:
    """An article's text, line by line."""

    #: The article's key, for error messages.
    key: str
    #: The title if the source gives it beside the body, else empty.
    title: str
    #: The canonical text.
    text: str
    #: The lines that are not blank, in order.
    lines: tuple[Line, ...]
    #: The links, in order; none in plain text.
    links: tuple[Link, ...] = ()


def canonical(article: Article) -> CanonicalText:
    """Return the canonical text of an article."""
    if article.media_type is MediaType.TEXT:
        return CanonicalText(article.key, article.title, article.body, tuple(_lines(article.body, (), ())))
    builder = _TextBuilder()
    builder.read(article.body)
    text = "".join(builder.parts)
    lines = tuple(_lines(text, builder.marks, builder.struck))
    return CanonicalText(article.key, article.title, text, lines, tuple(builder.links))


class _Mark(NamedTuple):
    """The tag of the lines from ``start`` on; ``gap`` if a block ends before them."""

    start: int
    tag: str
    gap: bool
    centred: bool


def _lines(text: str, marks: Sequence[_Mark], struck: Sequence[Span]) -> Iterator[Line]:
    position, gap, tag, centred, passed = 0, True, "", False, 0
    for raw in text.split("\n"):
        while passed < len(marks) and marks[passed].start <= position:
            gap, tag, centred = gap or marks[passed].gap, marks[passed].tag, marks[passed].centred
            passed += 1
        words = raw.strip()
        if folded := fold(words):
            start = position + raw.index(words)
            span = Span(start, start + len(words))
            unquotable = BIDI_CONTROLS.search(words) is not None or any(_overlap(span, each) for each in struck)
            yield Line(span, words, folded, start > position, gap, tag, centred, unquotable)
        gap = not folded
        position += len(raw) + 1


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


class _Role(Enum):
    """What an element means for the text."""

    IGNORED = auto()
    BREAK = auto()
    LINK = auto()
    BLOCK = auto()
    #: It does not affect the text.
    INLINE = auto()


def _role(node: LexborNode) -> _Role:
    return _Role.BLOCK if _is_embed(node) else _role_of_tag(node.tag or "")


@cache
def _role_of_tag(tag: str) -> _Role:
    if _IGNORED.fullmatch(tag):
        return _Role.IGNORED
    return {"br": _Role.BREAK, "a": _Role.LINK}.get(tag) or (_Role.BLOCK if _BLOCK.fullmatch(tag) else _Role.INLINE)


@dataclass(slots=True)
class _TextBuilder:
    """Collects the canonical text of an HTML body."""

    parts: list[str] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    #: What is struck out, hidden or reordered, in order.
    struck: list[Span] = field(default_factory=list)
    _length: int = 0
    #: How many open elements strike out, hide or reorder their words.
    _striking: int = 0
    #: The line tags of the open blocks, the innermost last.
    _open: list[str] = field(default_factory=lambda: ["p"])
    #: Offsets at which the open links began.
    _anchors: list[int] = field(default_factory=list)

    def read(self, html: str) -> None:
        """Visit every node, and every element again at its end; with an explicit stack, so any depth is read."""
        root = LexborHTMLParser(html).body
        stack = [(root, True)] if root is not None else []
        while stack:
            node, entering = stack.pop()
            if (words := node.text_content) is not None:
                self._text(words)
            elif (role := _role(node)) is not _Role.IGNORED:
                if _strikes(node):
                    self._striking += 1 if entering else -1
                self._element(node, role, entering=entering)
                if entering:
                    stack.append((node, False))
                    stack += [(child, True) for child in node.iter(include_text=True)][::-1]

    def _element(self, node: LexborNode, role: _Role, *, entering: bool) -> None:
        if role is _Role.BLOCK:
            self._block(node, entering=entering)
        elif role is _Role.BREAK and entering:
            self._append("\n")
        elif role is _Role.LINK:
            self._link(node, entering=entering)

    def _text(self, words: str) -> None:
        # White space between blocks and the source's indents: no browser shows them.
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
            self._open.append(_line_tag(node, within))
        else:
            self._open.pop()
        gap = within not in _NO_GAP and self._open[-1] not in _NO_GAP
        style = node.attributes.get("style") or ""
        centred = entering and _CENTRED.search(style) is not None
        self.marks.append(_Mark(self._length, self._open[-1], gap, centred))


def _strikes(node: LexborNode) -> bool:
    """Tell whether an element strikes out, hides or reorders its words."""
    attributes = node.attributes
    style = _STYLE_NOISE.sub("", (attributes.get("style") or "").lower())
    reordered = (attributes.get("dir") or "").lower() == "rtl"
    unseen = reordered or "hidden" in attributes or _UNSEEN_STYLE.search(style) is not None
    return unseen or _STRUCK.fullmatch(node.tag or "") is not None


def _line_tag(node: LexborNode, within: str) -> str:
    """Return the tag of a block's lines: its own if it is a tagging element, else that of the block around it."""
    if within == "embed" or _is_embed(node):
        return "embed"
    return node.tag if node.tag and _TAGGING.fullmatch(node.tag) else within


def _is_embed(node: LexborNode) -> bool:
    """Tell whether an element shows another page or names it: a card, a quotation's source, a contents list."""
    attributes = node.attributes
    if node.tag == "figure" and not (_CARD.isdisjoint(attributes) and node.css_first("iframe") is None):
        return True
    if node.tag == "cite":
        return node.css_matches("blockquote *")
    return "data-embed-service" in attributes or _EMBED_CLASS.search(attributes.get("class") or "") is not None
