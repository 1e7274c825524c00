"""A municipality's page: its roundtables with dates, links, agenda; the themes that it speaks of, with its quotes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    HeaderBlock,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextSectionElement,
)
from slack_sdk.models.views import View

from bot import wording
from bot.answers.citation import address
from bot.answers.quote import Quote
from bot.views.modal import modal, plain, small
from bot.views.paging import Page, turning
from bot.views.quote_block import page_blocks, title_of
from bot.views.reply import bold, paragraph, section, text
from bot.views.theme import listing_of_theme, source_line, theme_button
from corpus.model import Transcript
from index.browsing.portraits import Portrait, Voice
from index.browsing.roundtables import Roundtable

#: Opens a municipality's page; its value is the full name.
MUNICIPALITY_ACTION = "open_municipality"
#: Themes of a page: each has at most two quotes.
VOICES = 3


def municipality_page(
    portrait: Portrait, here: Page[Voice], shown: Mapping[str, Sequence[Quote]], *, sample: bool
) -> View:
    """The modal; ``shown``: theme's name → what still stands of its quotes."""
    return modal(
        wording.MUNICIPALITY_TITLE,
        [
            HeaderBlock(text=plain(portrait.name)),
            *(_rounds(portrait) if here.number == 1 else ()),
            *_voices(portrait, here, shown),
            *turning(MUNICIPALITY_ACTION, portrait.name, here),
            source_line(sample=sample),
        ],
    )


def roundtable_lines(talk: Roundtable, *, hosts: bool, part: int | None = None) -> RichTextBlock:
    """Date, number, hosts where wanted; the articles as links; the agenda; what is missing.

    With a ``part`` it is of that part alone, and nothing is said of the others.
    """
    day = wording.day_of(talk.held_on) if talk.held_on else wording.NO_DATE
    number = [wording.round_of(talk.round, part)] if talk.round is not None else []
    named = ["・".join(talk.hosts)] if hosts and talk.hosts else []
    below = [
        *([wording.AGENDA + "／".join(talk.agenda)] if talk.agenda else []),
        *([wording.partly_missing(talk.missing)] if talk.missing and part is None else []),
    ]
    return RichTextBlock(
        elements=[
            RichTextSectionElement(elements=bold(wording.SEPARATOR.join([day, *number, *named]))),
            *(RichTextSectionElement(elements=_linked(article)) for article in talk.articles),
            *map(section, below),
        ]
    )


def _linked(article: Transcript) -> list[RichTextElement]:
    url, label = address(article), title_of(article)
    return [RichTextElementParts.Link(url=url, text=label)] if url else text(label)


def _rounds(portrait: Portrait) -> Iterator[Block]:
    if not portrait.roundtables:
        yield paragraph(wording.NO_ROUNDTABLE)
        return
    yield small(wording.ROUNDS_HEAD)
    for talk in portrait.roundtables:
        yield roundtable_lines(talk, hosts=len(talk.hosts) > 1)


def _voices(portrait: Portrait, here: Page[Voice], shown: Mapping[str, Sequence[Quote]]) -> Iterator[Block]:
    if not portrait.voices:
        if portrait.roundtables:
            yield paragraph(wording.NO_VOICES)
        return
    if here.number == 1:
        yield small(wording.VOICES_HEAD)
        names = [voice.theme.name for voice in portrait.voices]
        yield ActionsBlock(elements=[theme_button(name, name) for name in names])
    for voice in here.items:
        if quotes := shown.get(voice.theme.name):
            yield HeaderBlock(text=plain(voice.theme.name))
            yield from (block for quote in quotes for block in page_blocks(quote))
            yield listing_of_theme(voice.theme.name)
