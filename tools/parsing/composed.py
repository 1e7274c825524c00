"""A composed article and what must be read from it: values, and how they are printed."""

from __future__ import annotations

import html
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from tools.parsing.cast import Cast


class Layout(StrEnum):
    """How an article parts its lines."""

    #: Blank lines between speeches, not inside them.
    TIGHT = "tight"
    #: Blank lines round headings, captions and the moderator, not between speeches.
    SECTIONS = "sections"
    #: Blank lines below labels and between paragraphs, too.
    LOOSE = "loose"
    #: No blank line.
    NONE = "none"
    #: HTML: a speech in one paragraph, its lines parted by ``<br>``.
    BROKEN = "broken"
    #: HTML: label and paragraphs of a speech apart.
    APART = "apart"
    #: HTML: every line of the article in a paragraph.
    EACH = "each"

    @property
    def is_html(self) -> bool:
        """True where the article is a page's body."""
        return self in {Layout.BROKEN, Layout.APART, Layout.EACH}

    @property
    def parts_paragraphs(self) -> bool:
        """True where the paragraphs of a speech stand apart."""
        return self in {Layout.LOOSE, Layout.APART, Layout.EACH}


class Kind(StrEnum):
    """What a row is."""

    TITLE = "title"
    COVER = "cover"
    HEAD = "head"
    PARTICIPANT = "participant"
    HEADING = "heading"
    SUBHEADING = "subheading"
    LABEL = "label"
    SPEECH = "speech"
    MODERATOR = "moderator"
    CAPTION = "caption"
    #: A name below a picture.
    NAME = "name"
    #: An element of HTML, left out of plain text.
    CARD = "card"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a composed article."""

    kind: Kind
    text: str
    #: The number of the speech that a label or a paragraph belongs to.
    speech: int | None = None
    #: True where a blank line, or the end of a paragraph, stands above.
    gap: bool = False


@dataclass(frozen=True, slots=True)
class Spoken:
    """A speech as it must be read."""

    #: As printed, without what is said in the same line.
    label: str
    #: Who must be named; None where the article leaves it open.
    named: str | None
    #: Who speaks in truth, empty where nobody of the list does: whatever else is named is wrong.
    true: str
    #: Its lines as said.
    lines: tuple[str, ...]
    #: The form of its label in the catalogue.
    form: str


@dataclass(frozen=True, slots=True)
class Composed:
    """An article and what must be read from it."""

    rows: tuple[Row, ...]
    layout: Layout
    full_width: bool
    title: str
    round: int | None
    part: int | None
    held_on: date
    hosts: tuple[str, ...]
    cast: Cast
    agenda: tuple[str, ...]
    headings: tuple[str, ...]
    spoken: tuple[Spoken, ...]
    #: Of pages: an empty paragraph for a blank line, and ``<br>`` in headings, as note's editor leaves them.
    blank_paragraphs: bool = False
    broken_headings: bool = False

    @property
    def text(self) -> str:
        """The article as plain text."""
        lines: list[str] = []
        below_name = False
        for row in self.rows:
            if row.kind is not Kind.CARD:
                lines += [""] * bool(lines and (row.gap or below_name)) + [self.printed(row)]
                below_name = row.kind is Kind.NAME
        return "\n".join(lines) + "\n"

    @property
    def html(self) -> str:
        """The body of a page: without the title."""
        blocks: list[str] = []
        lines: list[str] = []
        for row in self.rows:
            if row.kind in {Kind.TITLE, Kind.COVER}:
                continue
            own = _element(row, self.printed(row), "<br>" if self.broken_headings else "")
            if own or row.gap:
                blocks += [f"<p>{'<br>'.join(lines)}</p>"] * bool(lines)
                lines = []
            if own:
                blocks.append(own)
            else:
                lines.append(html.escape(self.printed(row)))
        blocks.append(f"<p>{'<br>'.join(lines)}</p>")
        return ("<p><br></p>" if self.blank_paragraphs else "").join(blocks)

    def printed(self, row: Row) -> str:
        """A row in the article's width."""
        kept = row.kind in {Kind.CARD, Kind.MODERATOR} or not self.full_width
        return row.text if kept else widened(row.text)


#: A picture without a caption of its own.
_PICTURE = '<figure><img src="a.png" alt=""><figcaption></figcaption></figure>'


def _element(row: Row, printed: str, broken: str) -> str:
    """The element of a row that has one of its own, else nothing."""
    words = html.escape(printed)
    if row.kind is Kind.SPEECH and row.text.startswith("・"):
        return f"<ul><li><p>{words.removeprefix('・')}</p></li></ul>"
    forms = {
        Kind.HEADING: f"<h2>{words}{'&nbsp;' * bool(broken)}</h2>",
        Kind.SUBHEADING: f"<h3>{broken}{words}</h3>",
        Kind.CAPTION: f'<figure><img src="a.png" alt="画像"><figcaption>{words}</figcaption></figure>',
        Kind.NAME: f'{_PICTURE}<p style="text-align:center">{words}</p>',
        Kind.CARD: printed,
    }
    return forms.get(row.kind, "")


#: What live pages print in full width.
_WIDE = str.maketrans("():!?~ <>/[]", "（）：！？～　＜＞／［］")


def widened(text: str) -> str:
    """Punctuation and spaces in full width; addresses stay."""
    return text if "http" in text else text.translate(_WIDE)
