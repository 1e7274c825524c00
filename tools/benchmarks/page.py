"""``docs/benchmarks.md``: each command writes its own part, between its own two marks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

DOCS = Path("docs")
PAGE = DOCS / "benchmarks.md"


def picture(name: str) -> Path:
    """Return where a picture of the page is drawn."""
    return DOCS / "images" / f"{name}.svg"


def shown(name: str, words: str) -> str:
    """Return the picture in the page, with what it shows for those who do not see it.

    >>> shown("latency", "milliseconds by size")
    '![milliseconds by size](images/latency.svg)'
    """
    return f"![{words}]({picture(name).relative_to(DOCS).as_posix()})"


def put(part: str, paragraphs: Iterable[str]) -> None:
    """Replace a part of the page, in the folder that one stands in; ValueError where its marks are not there."""
    PAGE.write_text(replaced(PAGE.read_text(encoding="utf-8"), part, paragraphs), encoding="utf-8")


def replaced(page: str, part: str, paragraphs: Iterable[str]) -> str:
    r"""Return the page with another part.

    >>> replaced("a\n<!-- x -->\nold\n<!-- end of x -->\nb", "x", ["new"])
    'a\n<!-- x -->\n\nnew\n\n<!-- end of x -->\nb'
    """
    first, last = f"<!-- {part} -->", f"<!-- end of {part} -->"
    before, mark, rest = page.partition(first)
    _, end, after = rest.partition(last)
    if not (mark and end):
        raise ValueError(f"{PAGE}: no {first} … {last}")
    return "\n\n".join((before + first, *paragraphs, last + after))
