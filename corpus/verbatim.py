"""The check of a quote against the article's current body: the article contains it, and it is not hidden.

The body is extracted by a second path that shares nothing with ``markup.py``: the standard library's parser. HTML's
white space is left out on both sides, because it depends on the parser. A line with an element or attribute that is
not of note's articles becomes a gap that no quote can span.
"""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Self

from corpus.bounds import check_body
from corpus.errors import UnreadableSource, fault
from corpus.hidden import is_hidden
from corpus.model import Article, MediaType

log = logging.getLogger(__name__)

#: Elements whose text is not part of the article; readings of ruby may lack their end tags.
_IGNORED = frozenset(["rp", "rt", "script"])
_RUBY = frozenset(["rt", "rp"])
#: HTML's white space, which is ASCII only: an ideographic space is a character like others.
_SPACE = str.maketrans("", "", " \t\n\r\f")
#: Replaces a line with foreign markup: half of a surrogate pair, which no page contains.
_GAP = "\ud800"
#: Bidirectional controls (embeddings, overrides, isolates): they reorder what readers see.
_BIDI_CONTROLS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
#: Comments and declarations as browsers end them; the parser ends some of them elsewhere.
_COMMENT = re.compile(r"<!--(?:-?>|.*?(?:--!?>|\Z))|(?:<[!?]|</[^a-zA-Z>])[^>]*(?:>|\Z)", re.DOTALL)
#: Void elements: they have no end tag.
_VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr")
#: Elements within a foreign one whose ends are followed.
_DEEPEST = 50
#: Elements that hold together: the end tag of an inline element around one of them is ignored.
_BLOCK = re.compile(r"article|blockquote|div|figcaption|figure|h[1-6]|hr|li|main|ol|p|pre|section|table-of-contents|ul")
#: The other elements that end a line, before them and behind.
_ENDING = re.compile(
    r"aside|body|br|center|d[dlt]|details|dialog|fieldset|footer|form|header|nav|summary|t(?:able|[dhr])"
)
#: The inline elements that end all the same; what they did goes on in the block.
_FORMATTING = re.compile(r"a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u")
#: The elements of which note makes an article, and the attributes that change no word.
_KNOWN = re.compile(_BLOCK.pattern + r"|a|b|body|br|code|em|head|html|i|r[bpt]|ruby|span|strong|time")
_NAMES = re.compile(
    r"(?:aria|data|embedded)-.+|alt|class|contenteditable|datetime|height|href|id|lang|loading|name|rel|role|sizes|src|srcset"
    r"|tabindex|target|title|width"
)
#: Elements that draw words of an attribute, or of another page.
_DRAWN = re.compile(r"embed|iframe|input|object|optgroup|option|textarea")
_ALIGNMENT = re.compile(r"text-align:(?:start|left|center|right|justify);?")
#: Foreign markup that may leave its place, and that may cover what lies there.
_LEAVES = re.compile(
    r"position:(?!static|relative)|[;\"'=](?:top|left|right|bottom):|offset|inset|margin[^;]{0,99}-|animat|\\|/[*]"
    r"|(?:translate|rotate|scale):(?!none)|transform(?:=|:(?!none))|overflow.{0,3}visible"
)
_COVERS = re.compile(
    r"background|border|outline|shadow|filter|[\u2500-\u27bf\u2b00-\u2bff]|<(?:canvas|embed|hr|iframe|img|input|object|svg|textarea|video)"
)


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
        return cls(_said(article) if is_html else article.body, is_html, tuple(hidden))

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


#: Digest of a body → its words, of those that were asked for last: an answer asks for few articles again and again.
_known: dict[bytes, str] = {}
_MOST_KNOWN = 64


def _said(article: Article) -> str:
    """Return the words of an article in HTML; none, and a line in the log, if they cannot be read."""
    digest = hashlib.sha256(article.body.encode("utf-8", "surrogatepass")).digest()
    if (words := _known.get(digest)) is None:
        try:
            check_body(article.body, article.key)
            words = _words(article.body)
        except UnreadableSource as error:
            log.error("nothing of it can be quoted: %s", error)  # noqa: TRY400 - the message says all
            words = ""
        except Exception as error:  # noqa: BLE001 - the parser raises even AssertionError
            fault(article.key, error)
            words = ""
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        _known[digest] = words
    return words


def _words(html: str) -> str:
    collector = _Collector()
    # Not by nothing: what stands around a comment must not become a tag. HTML's white space is left out below.
    collector.feed(_COMMENT.sub("\f", html))
    collector.close()
    return "" if collector.is_spoilt else "".join(collector.said).translate(_SPACE)


class _Collector(HTMLParser):
    """Collects the text outside of ignored elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        #: The open ignored element, and how often it is nested in itself.
        self._ignored = ""
        self._depth = 0
        #: The open elements from the outermost foreign one.
        self._foreign: list[str] = []
        self._is_deep = False
        self._figures = 0
        #: Where the words of the open ruby begin in the line.
        self._base: int | None = None
        #: The line's words so far, whether it has foreign markup, and whether that may draw words of its own.
        self._line: list[str] = []
        self._is_odd = self._must_part = False
        #: The source of all foreign markup.
        self._markup: list[str] = []
        self._spoilt = False

    @property
    def is_spoilt(self) -> bool:
        """Whether the article has markup after which nothing is known of any line."""
        markup = re.sub(r"/[*][^*]*[*]/|\s", "", "".join(self._markup).lower())
        return self._spoilt or (_LEAVES.search(markup) is not None and _COVERS.search(markup) is not None)

    def parse_starttag(self, i: int) -> int:
        """Parse a start tag; one without an end is left out with all that follows, as browsers do it."""
        return _ended(super().parse_starttag(i), self.rawdata)

    def parse_endtag(self, i: int) -> int:
        """Parse an end tag; one without an end is left out with all that follows, as browsers do it."""
        return _ended(super().parse_endtag(i), self.rawdata)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._end_line(tag)
        self._end_before(tag)
        foreign = self._is_foreign(tag, attrs)
        self._spoilt |= foreign and _spoils(tag, attrs)
        self._figures += tag == "figure"
        self._is_odd |= foreign
        self._must_part |= foreign and not self._figures and _DRAWN.fullmatch(tag) is not None
        if (foreign and (tag != "img" or "style" in dict(attrs))) or self._foreign:
            self._markup.append(self.get_starttag_text() or "")
            self._foreign += [] if _VOID.fullmatch(tag) or self._is_deep else [tag]
            # Each end tag looks through all of them: of an article that nests more, nothing further is quoted.
            self._is_deep |= len(self._foreign) > _DEEPEST
        self._base = len(self._line) if tag == "ruby" else self._base
        if self._ignored in _RUBY and tag in {"rb", "rt", "rp"}:
            self._ignored, self._depth = (tag, 1) if tag in _RUBY else ("", 0)
        elif not self._ignored and tag in _IGNORED:
            self._ignored, self._depth = tag, 1
        elif tag == self._ignored:
            self._depth += 1

    def _end_line(self, tag: str = "br") -> None:
        """Take over the line that a tag ends, if it ends one, or a gap if it has words and foreign markup."""
        if not _BLOCK.fullmatch(tag) and not _ENDING.fullmatch(tag):
            return
        words = "".join(self._line)
        is_odd = (self._is_odd and words.strip()) or not _BIDI_CONTROLS.isdisjoint(words)
        self.said.append(_GAP if is_odd or self._must_part else words)
        self._line, self._is_odd, self._must_part = [], False, False

    def _end_before(self, block: str) -> None:
        """End what has no end tag before another block."""
        if _BLOCK.fullmatch(block):
            self._base = None
            del self._foreign[len(self._foreign) - (self._foreign[-1:] == ["p"]) :]

    def _is_foreign(self, tag: str, attrs: list[tuple[str, str | None]]) -> bool:
        if tag == "script":
            return ("type", "application/ld+json") not in attrs
        # A reading is one inside its ruby only, and one with elements in it says more than a reading.
        is_odd = not self._has_base() if tag in _RUBY else self._ignored in _RUBY and tag != "rb"
        return is_odd or not _KNOWN.fullmatch(tag) or not all(_is_name(name, value or "") for name, value in attrs)

    def _has_base(self) -> bool:
        # What is blank is passed once, not for each reading.
        while self._base is not None and self._base < len(self._line) and not self._line[self._base].strip():
            self._base += 1
        return self._base is not None and self._base < len(self._line)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        # HTML ignores the slash of ``<span hidden/>``: the element stays open and goes on hiding.
        if not self._foreign or tag == self._ignored:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        self._end_line(tag)
        if tag in self._foreign and not self._is_deep:
            # From the innermost of this name: elements left open inside it end with it.
            at = len(self._foreign) - 1 - self._foreign[::-1].index(tag)
            inner = self._foreign[at + 1 :]
            crosses = _BLOCK.fullmatch(tag) or _FORMATTING.fullmatch(tag) or not any(map(_BLOCK.fullmatch, inner))
            # Many others (``object``, ``td``) let no end tag out; of which ones, nobody need know.
            if crosses and all(_KNOWN.fullmatch(each) or _FORMATTING.fullmatch(each) for each in inner):
                del self._foreign[at:]
        self._base = None if tag == "ruby" else self._base
        self._figures -= tag == "figure" and self._figures > 0
        if tag == self._ignored:
            self._depth -= 1
        if self._depth == 0 or (tag == "ruby" and self._ignored in _RUBY):
            self._ignored, self._depth = "", 0

    def handle_data(self, data: str) -> None:
        if self._foreign:
            self._is_odd = True
            self._markup.append(data)
        if self._foreign or not self._ignored:
            self._line.append(data)

    def close(self) -> None:
        """Read what is left, up to the end of the last line."""
        super().close()
        self._end_line()


def _ended(end: int, html: str) -> int:
    """Return where a tag ends: without an end, the parser would look for one again at every tag that follows."""
    return len(html) if end < 0 else end


def _is_name(name: str, value: str) -> bool:
    """Tell whether an attribute changes no word: it names, links or aligns."""
    aligns = name == "style" and _ALIGNMENT.fullmatch("".join(value.lower().split())) is not None
    return aligns or _NAMES.fullmatch(name) is not None


def _spoils(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    """Tell whether an element may change how any line looks, or cover it."""
    odd = {name for name, _ in attrs}
    return (
        tag in {"style", "link", "meta", "script", "html", "body", "plaintext"}
        or (tag == "dialog" and "open" in odd)
        or (tag == "template" and "shadowrootmode" in odd)
        or any(name.startswith("on") for name in odd)
    )
