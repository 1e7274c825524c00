"""Bounds of what is read: no later step can be kept busy by one article for long, nor one page stop an import.

Parsers of HTML are quadratic in what is left open, and a reader looks back at earlier lines; below these bounds each
takes seconds at most. Every source passes them, and so does what an earlier version stored.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.errors import UnreadableSource

#: Characters of an article's text, its lines, and characters of a line: some ten times what the longest real ones have.
LONGEST_TEXT = 400_000
MOST_LINES = 20_000
LONGEST_LINE = 5_000
#: Lines of the list of participants, which real ones have a dozen of, and of the agenda: each is compared with each.
LONGEST_LIST = 200
#: Characters of its title, of its HTML without pictures, and tags in it: 40,000 characters of note's have some 2,000.
LONGEST_TITLE = 500
LONGEST_BODY = 2_000_000
MOST_TAGS = 20_000
#: Tags of a page with all that is around the article.
MOST_TAGS_OF_PAGE = 50_000
_TAG = re.compile("<[a-zA-Z/]")
#: Attributes of a tag, real ones have some 30: each is compared with those before it.
MOST_ATTRIBUTES = 200
_S = " \t\n\r\f"
#: An attribute as HTML reads it (13.2.5.32 ff.), in one way only: a pattern that could go back would take for ever.
_ATTRIBUTE = rf"""[{_S}/]*+[^{_S}/>][^{_S}/>=]*+(?:[{_S}]*+=[{_S}]*+(?:"[^"]*+"?+|'[^']*+'?+|[^{_S}>]*+))?+"""
_OVERFULL = re.compile(rf"<[a-zA-Z][^{_S}/>]*+(?:{_ATTRIBUTE}){{{MOST_ATTRIBUTES + 1}}}")
#: The tag of an element that HTML opens again in each block until it is closed, up to three of the same attributes
#: (13.2.4.3; a link is closed by the next), and the end tag right behind its text. From each "<", also one inside of a
#: value or a comment: which are tags, only a parser knows.
_REOPENED = re.compile(
    rf"(?=(<(b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[{_S}/>])(?:{_ATTRIBUTE})*+[{_S}/]*+>)"
    rf"(?:[^<]{{0,2000}}+</([a-z]++)[{_S}]*+>)?+)",
    re.IGNORECASE,
)
#: Different ones left open times tags.
MOST_REOPENED = 100_000
_FIX = "save the article's own text as .txt, with its line ends"


def check_body(html: str, name: str) -> None:
    """Raise UnreadableSource, which names the article by ``name``, if its HTML is larger than any article's."""
    if len(html) > LONGEST_BODY:
        raise UnreadableSource(name, f"its HTML is longer than {LONGEST_BODY:,} characters: no article's is; {_FIX}")
    check_tags(html, name, MOST_TAGS)


def check_tags(html: str, name: str, most: int = MOST_TAGS_OF_PAGE) -> None:
    """Raise UnreadableSource, which names the page by ``name``, if it has more than ``most`` tags."""
    if (tags := len(_TAG.findall(html))) > most:
        raise UnreadableSource(name, f"it has {tags:,} tags, more than {most:,}: no article has; {_FIX}")
    if _OVERFULL.search(html):
        raise UnreadableSource(name, f"a tag of it has more than {MOST_ATTRIBUTES} attributes; {_FIX}")
    found = (
        (hash(tag), name.lower(), end.lower())
        for tag, name, end in (each.groups("") for each in _REOPENED.finditer(html))
    )
    if len({tag for tag, name, end in found if name != end}) * tags > MOST_REOPENED:
        raise UnreadableSource(name, f"its markup leaves too much open, such as <b> without </b>; {_FIX}")


def check_title(title: str, name: str) -> None:
    """Raise UnreadableSource, which names the article by ``name``, if its title is longer than any article's."""
    if len(title) > LONGEST_TITLE:
        raise UnreadableSource(name, f"its title is longer than {LONGEST_TITLE} characters: no article's is; {_FIX}")


def check_lists(participants: Sequence[str], agenda: Sequence[str], name: str) -> None:
    """Raise UnreadableSource, which names the article by ``name``, if a list of it is longer than any article's."""
    for what, lines in (("participants", participants), ("agenda items", agenda)):
        if len(lines) > LONGEST_LIST:
            raise UnreadableSource(name, f"{len(lines):,} lines of {what}, more than {LONGEST_LIST}: no article has")


def check_text(text: str, name: str) -> None:
    """Raise UnreadableSource, which names the article by ``name``, if its text is longer than any article's."""
    if len(text) > LONGEST_TEXT:
        raise UnreadableSource(name, f"its text is longer than {LONGEST_TEXT:,} characters: no article is; {_FIX}")
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise UnreadableSource(name, f"its text has more than {MOST_LINES:,} lines: no article has; {_FIX}")
    if (longest := max(map(len, lines), default=0)) > LONGEST_LINE:
        raise UnreadableSource(name, f"a line of it has {longest:,} characters, more than {LONGEST_LINE:,}; {_FIX}")
