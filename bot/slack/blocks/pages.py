"""Modals with pages: a theme with its best quotes, a municipality with its roundtables and themes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    RichTextBlock,
    RichTextElement,
    RichTextSectionElement,
)
from slack_sdk.models.views import View

from bot import wording
from bot.answers.citation import address
from bot.answers.quote import Quote
from bot.slack.blocks.answer import COMPARISON_ACTION
from bot.slack.blocks.callback_data import PageTurn
from bot.slack.blocks.modal import button, header, modal, small
from bot.slack.blocks.quote_block import linked, page_blocks, title_of
from bot.slack.blocks.reply import bold, paragraph, section, text
from corpus.model import METROPOLIS, Passage, Transcript
from index.summaries.roundtables import MunicipalityProfile, Roundtable, Voice
from index.summaries.theme_counts import ThemeRow

#: Opens a theme; its value is the theme's name.
THEME_ACTION = "open_theme"
#: Quotes of a page.
QUOTES = 5
#: Opens a municipality's page; its value is the full name.
MUNICIPALITY_ACTION = "open_municipality"
#: Themes of a page: each has at most two quotes.
VOICES = 3

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Item]):
    """A page of a longer list."""

    items: tuple[Item, ...]
    #: Counting from 1; a page that is no longer there becomes the last.
    number: int
    #: At least 1.
    of: int


def page(items: Sequence[Item], number: int, size: int) -> ListPage[Item]:
    """Return the page of this number.

    >>> page("abcde", 2, 3), page("abcde", 9, 3).number, page("", 1, 3).of
    (ListPage(items=('d', 'e'), number=2, of=2), 2, 1)
    """
    pages = max(1, -(-len(items) // size))
    kept = min(max(1, number), pages)
    return ListPage(tuple(items[(kept - 1) * size : kept * size]), kept, pages)


def page_buttons(action: str, name: str, here: ListPage[Item]) -> list[Block]:
    """Return the page number and the buttons to the pages before and after; nothing for a single page.

    The action ids end in ``_earlier`` and ``_later``, because those of a block must differ.
    """
    if here.of == 1:
        return []
    before, after = PageTurn(name, here.number - 1), PageTurn(name, here.number + 1)
    earlier = button(wording.EARLIER_PAGE, f"{action}_earlier", before.packed)
    later = button(wording.LATER_PAGE, f"{action}_later", after.packed)
    buttons = [*([earlier] if here.number > 1 else []), *([later] if here.number < here.of else [])]
    return [ActionsBlock(elements=buttons), small(wording.page_of(here.number, here.of))]


# A theme


def theme_page(row: ThemeRow, shown: Sequence[Quote], here: ListPage[Passage], *, sample: bool) -> View:
    """Return a page of a theme; ``shown`` are the quotes of its passages that are still valid."""
    quotes = [block for quote in shown for block in page_blocks(quote)]
    return modal(
        wording.THEME_TITLE,
        [
            header(row.theme.name),
            paragraph(row.theme.sentence),
            small(theme_counts(row), wording.THEMES_OURS),
            *([comparison_of_theme(row.theme.name)] if row.passages else []),
            *(quotes or [paragraph(wording.THEME_UNSPOKEN)]),
            *page_buttons(THEME_ACTION, row.theme.name, here),
            source_line(sample=sample),
        ],
    )


def theme_counts(row: ThemeRow) -> str:
    """Return how many passages there are about a theme, of how many municipalities."""
    return wording.theme_counts(row.passages, sum(body != METROPOLIS for body in row.bodies))


def theme_button(name: str, label: str) -> ButtonElement:
    """Return the button that opens a theme, with an action id of its own: several may be in one block."""
    return button(label, f"{THEME_ACTION}:{name}", name, wording.read_theme(name))


def source_line(*, sample: bool) -> Block:
    """Return the line that names the source, once below every page of quotes."""
    return small(wording.SAMPLE_NOTICE if sample else wording.SOURCE)


def comparison_of_theme(name: str) -> ActionsBlock:
    """Return the button that opens the comparison (一覧) of a theme."""
    return ActionsBlock(
        elements=[button(wording.COMPARISON, COMPARISON_ACTION, f"テーマ:{name}", wording.list_theme(name))]
    )


# A municipality


def municipality_page(
    profile: MunicipalityProfile, here: ListPage[Voice], shown: Mapping[str, Sequence[Quote]], *, sample: bool
) -> View:
    """Return a page of a municipality; ``shown``: theme's name → its quotes that are still valid."""
    return modal(
        wording.MUNICIPALITY_TITLE,
        [
            header(profile.name),
            *(_rounds(profile) if here.number == 1 else ()),
            *_voices(profile, here, shown),
            *page_buttons(MUNICIPALITY_ACTION, profile.name, here),
            source_line(sample=sample),
        ],
    )


def roundtable_lines(talk: Roundtable, *, hosts: bool, part: int | None = None) -> RichTextBlock:
    """Return a roundtable's date, number, hosts if wanted, links to its articles, agenda, and missing parts.

    With a ``part`` the block is about that part alone and mentions no others.
    """
    number = [wording.round_of(talk.round, part)] if talk.round is not None else []
    named = ["・".join(talk.hosts)] if hosts and talk.hosts else []
    below = [
        *([wording.AGENDA + "／".join(talk.agenda)] if talk.agenda else []),
        *(
            [wording.partly_missing("・".join(map(wording.part_of, talk.missing)))]
            if talk.missing and part is None
            else []
        ),
    ]
    return RichTextBlock(
        elements=[
            RichTextSectionElement(
                elements=bold(wording.SEPARATOR.join([wording.day_of(talk.held_on), *number, *named]))
            ),
            *(RichTextSectionElement(elements=_linked(article)) for article in talk.articles),
            *map(section, below),
        ]
    )


def _linked(article: Transcript) -> list[RichTextElement]:
    url = address(article)
    return linked(article, url) if url else text(title_of(article))


def _rounds(profile: MunicipalityProfile) -> Iterator[Block]:
    if not profile.roundtables:
        yield paragraph(wording.NO_ROUNDTABLE)
        return
    yield small(wording.ROUNDS_HEAD)
    for talk in profile.roundtables:
        yield roundtable_lines(talk, hosts=len(talk.hosts) > 1)


def _voices(
    profile: MunicipalityProfile, here: ListPage[Voice], shown: Mapping[str, Sequence[Quote]]
) -> Iterator[Block]:
    if not profile.voices:
        if profile.roundtables:
            yield paragraph(wording.NO_VOICES)
        return
    if here.number == 1:
        yield small(wording.VOICES_HEAD)
        names = [voice.theme.name for voice in profile.voices]
        yield ActionsBlock(elements=[theme_button(name, name) for name in names])
    for voice in here.items:
        if quotes := shown.get(voice.theme.name):
            yield header(voice.theme.name)
            yield from (block for quote in quotes for block in page_blocks(quote))
            yield comparison_of_theme(voice.theme.name)
