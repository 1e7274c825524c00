"""A theme's page: what it is about, and its best quotes, one a municipality, one's own first."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, HeaderBlock
from slack_sdk.models.views import View

from bot import wording
from bot.answers.quote import Quote
from bot.views.controls import LISTING_ACTION
from bot.views.modal import modal, plain, small
from bot.views.paging import Page, turning
from bot.views.quote_block import page_blocks
from bot.views.reply import paragraph
from corpus.model import METROPOLIS, Passage
from index.browsing.census import Row

#: Opens a theme; its value is the theme's name.
THEME_ACTION = "open_theme"
#: Quotes of a page.
QUOTES = 5


def theme_page(row: Row, shown: Sequence[Quote], here: Page[Passage], *, sample: bool) -> View:
    """The modal; ``shown`` is what still stands of the page's passages."""
    quotes = [block for quote in shown for block in page_blocks(quote)]
    return modal(
        wording.THEME_TITLE,
        [
            HeaderBlock(text=plain(row.theme.name)),
            paragraph(row.theme.sentence),
            small(theme_counts(row), wording.THEMES_OURS),
            *([listing_of_theme(row.theme.name)] if row.passages else []),
            *(quotes or [paragraph(wording.THEME_UNSPOKEN)]),
            *turning(THEME_ACTION, row.theme.name, here),
            source_line(sample=sample),
        ],
    )


def no_theme() -> View:
    """The theme's name comes from a page of an older release."""
    return modal(wording.NO_THEME_TITLE, [paragraph(wording.NO_THEME)])


def theme_counts(row: Row) -> str:
    """How much is said of it, by how many municipalities."""
    return wording.theme_counts(row.passages, sum(body != METROPOLIS for body in row.bodies))


def theme_button(name: str, text: str) -> ButtonElement:
    """The button that opens a theme; several may stand in one block, so each has an action id of its own."""
    return ButtonElement(
        text=plain(text),
        action_id=f"{THEME_ACTION}:{name}",
        value=name,
        accessibility_label=wording.read_theme(name),
    )


def source_line(*, sample: bool) -> Block:
    """Once below every page of quotes."""
    return small(wording.SAMPLE_NOTICE if sample else wording.SOURCE)


def listing_of_theme(name: str) -> ActionsBlock:
    """一覧 of a theme: a row a municipality."""
    return ActionsBlock(
        elements=[
            ButtonElement(
                text=wording.LISTING,
                action_id=LISTING_ACTION,
                value=f"テーマ:{name}",
                accessibility_label=wording.list_theme(name),
            )
        ]
    )
