"""Article → CanonicalText: the text of an article, and its lines with what the source's markup says of them.

No later step sees HTML. The canonical text is the article's text nodes in order, ``<br>`` and block ends as newlines,
entities decoded, ruby base only, nothing else altered; of plain text it is the body itself. White space that HTML does
not show, at the start of a line, is left out; alternative texts of images are attributes and not text.

Only what note makes of an article is known to be drawn as it stands. A line with any other element or attribute stays
in the text, so that offsets do not move, and is marked unquotable: whatever hides words, moves them or draws others
among them is one of those. ``verbatim.py`` decides the same by lists of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from corpus.bounds import check_body, check_text, check_title
from corpus.foreign import DRAWN, SPOILING, foreign_name, is_reading, spoils
from corpus.model import Article, MediaType, Span
from corpus.text import fold

#: HTML's white space; an ideographic space (U+3000) is not, and is shown.
HTML_SPACE = " \t\n\r\f"
#: Tags of headings.
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
#: Elements whose content is no text, or that no browser draws.
_IGNORED = re.compile(r"head|iframe|noframes|script|style|template|title")
#: A browser that runs scripts reads what is inside as it reads ``noframes``: as text that it does not draw.
_NOSCRIPT = re.compile(rf"<(/?)noscript(?=[{HTML_SPACE}/>])", re.IGNORECASE)
#: Elements that begin and end a line. A tag that HTML does not know (note's ``table-of-contents``) does not.
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|caption|d[dlt]|details|dialog|div|fieldset|fig(caption|ure)|footer|form"
    r"|h[1-6r]|header|li|main|nav|[ou]l|p|pre|section|summary|table|t[dhr]|t(body|foot|head)"
)
#: Elements that give their lines a tag, also through plain blocks inside them.
_TAGGING = re.compile(r"h[1-6]|li|blockquote|pre|figcaption|t[hd]|d[td]")
#: A heading in a Markdown copy.
_MARKDOWN = re.compile(r"#{1,6}[ \u3000]+(?=\S)")
#: Classes of captions that are no ``figcaption``: WordPress's ``wp-caption-text``.
_CAPTION_CLASS = re.compile(r"(^|[\s_-])caption")
_CENTRED = re.compile(r"text-align:\s*center")
#: Bidirectional controls: they reorder what follows, up to the end of the line.
BIDI_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: Attributes of a figure that is a card of another page: today's, and those of 2021 and 2022.
_CARD = frozenset(["data-src", "embedded-service", "embedded-content-key"])
#: Classes of a card's parts, and of the contents list that a browser saves.
_EMBED_CLASS = re.compile(r"(^|\s)(external-article|o-tableOfContents)")
#: Elements that show their words in bold.
_IN_BOLD = frozenset(["b", "strong"])
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
    #: of another page, a quotation's source, a contents list) or p for all others; empty in plain text, where it is no
    #: heading of Markdown.
    tag: str = ""
    #: True if the page centres it, as captions below pictures.
    centred: bool = False
    #: What makes it unquotable: ``canvas``, ``span[style]``, ``U+202E``; else empty.
    foreign: str = ""
    #: How many characters at its beginning the page shows in bold.
    bold: int = 0

    @property
    def unquotable(self) -> bool:
        """True if readers may not see what the text says: foreign markup, words struck out or reordered."""
        return self.foreign != ""


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
    return CanonicalText(article.key, article.title, *_read(article.media_type, article.body))


# An import asks for the same body several times.
@lru_cache(maxsize=4)
def _read(media_type: MediaType, body: str) -> tuple[str, tuple[Line, ...], tuple[Link, ...]]:
    if media_type is MediaType.TEXT:
        return body, tuple(_lines(body, (), (), ())), ()
    builder = _TextBuilder()
    builder.read(body)
    text = "".join(builder.parts)
    return text, tuple(_lines(text, builder.marks, builder.struck, builder.bold, builder.spoilt)), tuple(builder.links)


def check(article: Article, name: str) -> None:
    """Raise UnreadableSource, which names the article by ``name``, if it is larger than any article."""
    if article.media_type is MediaType.HTML:
        check_body(article.body, name)
    check_title(article.title, name)
    check_text(canonical(article).text, name)


def foreign_in(article: Article) -> tuple[str, ...]:
    """Return what makes lines of an article unquotable, once for each such line; those of cards do not count."""
    return tuple(line.foreign for line in canonical(article).lines if line.unquotable and line.tag != "embed")


def parsed(html: str) -> LexborHTMLParser:
    """Parse HTML as browsers do, which run scripts."""
    return LexborHTMLParser(_NOSCRIPT.sub(r"<\1noframes", html))


class _Mark(NamedTuple):
    """The tag of the lines from ``start`` on; ``gap`` if a block ends before them."""

    start: int
    tag: str
    gap: bool
    centred: bool


class _Struck(NamedTuple):
    """A span that cannot be quoted, and what makes it so."""

    span: Span
    foreign: str


def _lines(
    text: str, marks: Sequence[_Mark], struck: Sequence[_Struck], bold: Sequence[Span], spoilt: str = ""
) -> Iterator[Line]:
    position, gap, tag, centred, passed, found, heavy = 0, True, "", False, 0, 0, 0
    for raw in text.split("\n"):
        while passed < len(marks) and marks[passed].start <= position:
            gap, tag, centred = gap or marks[passed].gap, marks[passed].tag, marks[passed].centred
            passed += 1
        end = position + len(raw)
        while found < len(struck) and struck[found].span.end <= position:
            found += 1
        while heavy < len(bold) and bold[heavy].end <= position:
            heavy += 1
        mark = None if tag else _MARKDOWN.match(raw)
        words = raw[mark.end() :].strip() if mark else raw.strip()
        if folded := fold(words):
            start = position + raw.index(words, mark.end() if mark else 0)
            control = BIDI_CONTROLS.search(words)
            foreign = spoilt or (f"U+{ord(control[0]):04X}" if control else "")
            if not foreign and found < len(struck) and struck[found].span.start < end:
                foreign = struck[found].foreign
            span = Span(start, start + len(words))
            level = f"h{mark[0].count('#')}" if mark else tag
            indented = start > position and not mark
            shown = bold[heavy] if heavy < len(bold) and bold[heavy].start <= start else Span(start, start)
            to = max(min(shown.end, span.end) - start, 0)
            yield Line(span, words, folded, indented, gap, level, centred, foreign, to)
        gap = not folded
        position = end + 1


@dataclass(slots=True)
class _TextBuilder:
    """Collects the canonical text of an HTML body."""

    parts: list[str] = field(default_factory=list)
    marks: list[_Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    #: What cannot be quoted, in order.
    struck: list[_Struck] = field(default_factory=list)
    #: What makes the whole article unquotable, else empty.
    spoilt: str = ""
    _length: int = 0
    #: What is shown in bold, in order.
    bold: list[Span] = field(default_factory=list)
    #: Offsets at which the open bold elements began.
    _bold: list[int] = field(default_factory=list)
    #: The names of the open foreign elements, the innermost last.
    _foreign: list[str] = field(default_factory=list)
    #: Where the line that a browser draws begins (a newline of the source is a space to it), and what is foreign in it.
    _start: int = 0
    _odd: str = ""
    #: The first of its parts.
    _first: int = 0
    #: The line tags of the open blocks, the innermost last.
    _open: list[str] = field(default_factory=lambda: ["p"])
    #: Offsets at which the open links began.
    _anchors: list[int] = field(default_factory=list)

    def read(self, html: str) -> None:
        """Visit every node, and every element again at its end; with an explicit stack, so any depth is read."""
        tree = parsed(html)
        if spoiling := tree.css_first(SPOILING):
            self.spoilt = spoiling.tag or ""
        # A node and, once it has been entered, whether it is a block and what makes it foreign.
        stack: list[tuple[LexborNode, tuple[bool, str] | None]] = [(tree.root, None)] if tree.root is not None else []
        while stack:
            node, entered = stack.pop()
            if (words := node.text_content) is not None:
                self._text(words)
            elif entered is None:
                stack += self._enter(node)
            else:
                is_block, foreign = entered
                del self._foreign[len(self._foreign) - bool(foreign) :]
                self._leave(node, is_block=is_block)

    def _enter(self, node: LexborNode) -> list[tuple[LexborNode, tuple[bool, str] | None]]:
        """Begin an element, and return what is to be visited of it, the last first."""
        tag, foreign = node.tag or "", foreign_name(node)
        is_block = _is_embed(node) or _BLOCK.fullmatch(tag) is not None
        is_ignored = is_reading(node) or (not is_block and _IGNORED.fullmatch(tag))
        if not is_ignored:
            self._begin(node, is_block=is_block)
        if foreign:
            self._strike(node, foreign)
        if is_ignored:
            return []
        self._foreign += [foreign] if foreign else []
        return [(node, (is_block, foreign)), *[(child, None) for child in node.iter(include_text=True)][::-1]]

    def _begin(self, node: LexborNode, *, is_block: bool) -> None:
        if is_block:
            self._block(node, entering=True)
        elif node.tag == "br":
            self._end_line()
            self._append("\n")
        elif node.tag == "a":
            self._anchors.append(self._length)
        elif node.tag in _IN_BOLD:
            self._bold.append(self._length)

    def _leave(self, node: LexborNode, *, is_block: bool) -> None:
        if is_block:
            self._block(node, entering=False)
        elif node.tag == "a":
            span, href = Span(self._anchors.pop(), self._length), node.attributes.get("href")
            if href and len(span):
                self.links.append(Link(span, href))
        elif node.tag in _IN_BOLD and (start := self._bold.pop()) < self._length and not self._bold:
            self.bold.append(Span(start, self._length))

    def _strike(self, node: LexborNode, foreign: str) -> None:
        """Note a foreign element for its line, or for the whole article if it may cover other lines."""
        self._odd = foreign if foreign in DRAWN else self._odd or foreign
        if spoils(node, inside_foreign=bool(self._foreign)):
            self.spoilt = foreign

    def _end_line(self, *, of_figure: bool = False) -> None:
        has_words = any(part.strip() for part in self.parts[self._first :])
        if self._odd and has_words:
            self.struck.append(_Struck(Span(self._start, self._length), self._odd))
        # A figure is a card or a picture: what is drawn in it stands between lines.
        if has_words or of_figure or self._odd not in DRAWN:
            self._odd = self._foreign[-1] if self._foreign else ""
        self._start, self._first = self._length, len(self.parts)

    def _text(self, words: str) -> None:
        # White space between blocks and the source's indents: no browser shows them.
        at_start = self._at_line_start() and self._open[-1] != "pre"
        self._append(words.lstrip(HTML_SPACE) if at_start else words)

    def _append(self, words: str) -> None:
        if words:
            self.parts.append(words)
            self._length += len(words)

    def _at_line_start(self) -> bool:
        return not self.parts or self.parts[-1].endswith("\n")

    def _block(self, node: LexborNode, *, entering: bool) -> None:
        self._end_line(of_figure=node.tag == "figure" and not entering)
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


def _line_tag(node: LexborNode, within: str) -> str:
    """Return the tag of a block's lines: its own if it is a tagging element, else that of the block around it."""
    if within == "embed" or _is_embed(node):
        return "embed"
    if _CAPTION_CLASS.search(node.attributes.get("class") or ""):
        return "figcaption"
    return node.tag if node.tag and _TAGGING.fullmatch(node.tag) else within


def _is_embed(node: LexborNode) -> bool:
    """Tell whether an element shows another page or names it: a card, a quotation's source, a contents list."""
    attributes = node.attributes
    if node.tag == "figure" and not (
        _CARD.isdisjoint(attributes) and all(child.tag != "iframe" for child in node.iter())
    ):
        return True
    if node.tag == "cite" and (parent := node.parent):
        return "blockquote" in {parent.tag, parent.parent and parent.parent.tag}
    return "data-embed-service" in attributes or _EMBED_CLASS.search(attributes.get("class") or "") is not None
