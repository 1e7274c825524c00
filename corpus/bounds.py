"""Bounds of what is read: no later step can be kept busy by one article for long, nor one page stop an import.

Parsers of HTML are quadratic in what is left open, and a reader looks back at earlier lines; below these bounds each
takes seconds at most. Every source passes them, and so does what an earlier version stored.
"""

from __future__ import annotations

import re

from corpus.errors import UnreadableSource

#: Characters of an article's text, its lines, and characters of a line: some ten times what the longest real ones have.
LONGEST_TEXT = 400_000
MOST_LINES = 20_000
LONGEST_LINE = 5_000
#: Characters of an article's HTML without pictures, and tags in it: 40,000 characters in note's form have some 2,000.
LONGEST_BODY = 2_000_000
MOST_TAGS = 20_000
#: Tags of a page with all that is around the article.
MOST_TAGS_OF_PAGE = 50_000
_TAG = re.compile("<[a-zA-Z/]")
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


def check_text(text: str, name: str) -> None:
    """Raise UnreadableSource, which names the article by ``name``, if its text is longer than any article's."""
    if len(text) > LONGEST_TEXT:
        raise UnreadableSource(name, f"its text is longer than {LONGEST_TEXT:,} characters: no article is; {_FIX}")
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        raise UnreadableSource(name, f"its text has more than {MOST_LINES:,} lines: no article has; {_FIX}")
    if (longest := max(map(len, lines), default=0)) > LONGEST_LINE:
        raise UnreadableSource(name, f"a line of it has {longest:,} characters, more than {LONGEST_LINE:,}; {_FIX}")
