"""A composed article and what must be read from it: values only."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from tools.parsing.cast import Cast


class Blanks(StrEnum):
    """How an article uses blank lines."""

    #: Between speeches, not inside them.
    TIGHT = "tight"
    #: Round headings, captions and the moderator, not between speeches.
    SECTIONS = "sections"
    #: Below labels and between paragraphs, too.
    LOOSE = "loose"
    #: Nowhere.
    NONE = "none"


class Kind(StrEnum):
    """What a row is, as far as mutations and counts ask."""

    HEAD = "head"
    PARTICIPANT = "participant"
    HEADING = "heading"
    LABEL = "label"
    SPEECH = "speech"
    OTHER = "other"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a composed article."""

    kind: Kind
    text: str
    #: The number of the speech that a label or a paragraph belongs to.
    speech: int | None = None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A speech as it must be read."""

    heading: str
    label: str
    #: Who must be named; None where the article leaves it open.
    named: str | None
    #: Who speaks in truth: whatever else is named is wrong.
    true: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Composed:
    """An article and what must be read from it."""

    rows: tuple[Row, ...]
    blanks: Blanks
    full_width: bool
    title: str
    round: int | None
    part: int | None
    held_on: date | None
    hosts: tuple[str, ...]
    cast: Cast
    agenda: tuple[str, ...]
    spoken: tuple[Spoken, ...]
    #: Mark of a paragraph → number of its speech.
    marks: dict[str, int]

    @property
    def text(self) -> str:
        """The article."""
        return "\n".join(row.text for row in self.rows) + "\n"

    def printed(self, words: str) -> str:
        """In the article's width."""
        return widened(words) if self.full_width else words


#: What live pages print in full width.
_WIDE = str.maketrans("():!?~ ", "（）：！？～　")


def widened(text: str) -> str:
    """Punctuation and spaces in full width; addresses stay."""
    return text if "http" in text else text.translate(_WIDE)
