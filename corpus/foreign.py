"""Markup that is foreign to note's articles: elements, attributes and styles of which nobody knows what readers see.

A list of what is known, not of what hides: ways to hide a word, to move it or to draw another over it have no end.
``verbatim.py`` decides the same by lists of its own and must not read these.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from selectolax.lexbor import LexborNode

#: Readings above the base: ignored inside ``<ruby>``, words like others elsewhere.
_READING = re.compile(r"r[pt]")
#: Elements that are not part of the article; a script that is no data spoils it.
_NO_PART = re.compile(r"[-_!].*|head|script")
#: The elements of a note article's lines: without ``<s>``, which strikes out, and ``<img>``, a line of its own.
_OWN = re.compile(
    r"a|article|b|blockquote|body|br|code|div|em|fig(caption|ure)|h[1-6r]|html|i|li|main|[ou]l|p|pre|r[bpt]|ruby"
    r"|section|span|strong|table-of-contents|time"
)
#: Attributes that change no word: note's, and names for style sheets and scripts, of which an article has none.
_HARMLESS = re.compile(
    r"alt|class|contenteditable|datetime|(aria|data|embedded)-.+|height|href|id|lang|loading|name|rel|role|sizes|src(set)?"
    r"|tabindex|target|title|width"
)
#: note's only style: alignment.
_ALIGNED = re.compile(r"(\s*text-align\s*:\s*(start|left|center|right|justify)\s*(;|$))*\s*")
#: Elements by which any line may look different or lie below another: after one, nothing is known of the article.
SPOILING = "style, link, meta, script:not([type$='json']), template[shadowrootmode], dialog[open]"
#: Foreign markup that leaves its place, and that paints more than words: together they may cover any line.
_MOVING = re.compile(
    r"position:(?!static|relative)|(?<![-\w])(top|left|right|bottom|offset[-\w]*|inset[-\w]*):|margin[^;\"]{0,99}-\d"
    # A backslash is a CSS escape, which can disguise any of these names; so can a comment that is not taken out.
    r"|(translate|rotate|scale|transform):(?!none)|transform=|overflow[:=][\"']?visible|animation|\\|/[*]"
)
_PAINTING = re.compile(
    r"background|border|outline|shadow|filter|<(canvas|embed|hr|iframe|img|input|object|svg|textarea|video)"
    r"|[\u2500-\u27bf\u2b00-\u2bff]"
)
#: Elements that may draw words that are no text of the article: those of another page or of an attribute.
DRAWN = frozenset(["embed", "iframe", "input", "object", "optgroup", "option", "textarea"])
#: Elements of a ruby at most, and nodes among which its base is looked for.
_MOST_READINGS, _BLANKS = 100, 8
#: Comments and white space inside a style.
_STYLE_NOISE = re.compile(r"/[*][^*]*[*]/|\s")


def foreign_name(node: LexborNode) -> str:
    """Return what makes an element foreign to note's articles, as ``canvas`` or ``span[style]``; else an empty text."""
    tag = node.tag or ""
    odd = next((name for name, value in node.attributes.items() if not _is_harmless(name, value or "")), None)
    if tag == "img" and odd:
        return f"{tag}[{odd}]"
    if not _OWN.fullmatch(tag) or (_READING.fullmatch(tag) and not is_reading(node)):
        return "" if _NO_PART.fullmatch(tag) else tag
    return f"{tag}[{odd}]" if odd else ""


@lru_cache(maxsize=1024)
def _is_harmless(name: str, value: str) -> bool:
    return _HARMLESS.fullmatch(name) is not None or (name == "style" and _ALIGNED.fullmatch(value.lower()) is not None)


def is_reading(node: LexborNode) -> bool:
    """Tell whether an element is a reading above the base before it, in ruby, without elements of its own."""
    ruby = node.parent if node.parent and node.parent.tag == "ruby" else None
    if not ruby or not _READING.fullmatch(node.tag or "") or any(True for _ in node.iter()):
        return False
    # Each reading asks again: a ruby of many, or with much that is blank before the base, is none of note's.
    if sum(1 for _ in islice(ruby.iter(), _MOST_READINGS + 1)) > _MOST_READINGS:
        return False
    beginning = islice(ruby.iter(include_text=True), _BLANKS)
    first = next((child for child in beginning if not _is_blank(child)), None)
    return first is not None and not _READING.fullmatch(first.tag or "")


def _is_blank(node: LexborNode) -> bool:
    return not any(
        each.is_text_node and each.text().strip() for each in islice(node.traverse(include_text=True), _BLANKS)
    )


def spoils(node: LexborNode, *, inside_foreign: bool) -> bool:
    """Tell whether a foreign element may cover lines outside of it, or runs a script."""
    # What is inside a foreign element has been looked through with it.
    html = "" if inside_foreign or foreign_name(node) == "img" else _STYLE_NOISE.sub("", (node.html or "").lower())
    covers = _MOVING.search(html) and (_PAINTING.search(html) or not node.text().strip())
    return bool(covers) or any(name.startswith("on") for name in node.attributes)
