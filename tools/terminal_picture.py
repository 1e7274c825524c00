"""The terminal's answer as a picture: ``python -m tools.terminal_picture docs/images/ask.svg``."""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path

from rich.console import Console
from rich.text import Text

from bot.answers.answers import Answers
from bot.answers.quote import WHOLE
from bot.cli.show_answer import show_answer
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.library import Library

QUESTION = "人材の採用について、他の区は何と言っている？"
#: A font in which a Japanese character is just two cells wide; Rich's own has none.
FONT = "'Noto Sans Mono CJK JP', 'BIZ UDGothic', 'MS Gothic', monospace"
#: Width of a cell by the height of a line of such a font.
ASPECT = 0.5


def draw(target: Path) -> None:
    """Write the answer to the README's question, from the sample, as SVG."""
    console = Console(record=True, width=100, file=io.StringIO(), force_terminal=True)
    console.print(Text(f'$ zadankai ask "{QUESTION}"', style="bold green"))
    show_answer(console, Answers(Library(SampleShelf(), Analyzer())).to(QUESTION, WHOLE))
    svg = console.export_svg(title="zadankai", font_aspect_ratio=ASPECT)
    target.write_text(self_contained(svg), encoding="utf-8")


def self_contained(svg: str) -> str:
    """The picture with the reader's own fonts, fetching nothing, and words as wide as they are.

    Rich states a width for every stretch by its number of characters, and asks for full-width forms of all of them.
    """
    svg = re.sub(r"@font-face\s*\{[^}]*\}", "", svg)
    svg = re.sub(r' textLength="[^"]*"|font-variant-east-asian: full-width;', "", svg)
    return re.sub(r"font-family:\s*Fira Code[^;]*;", f"font-family: {FONT};", svg)


if __name__ == "__main__":
    draw(Path(sys.argv[1]))
