"""はじめての方へ: what the forum is, one's own municipality, themes, what to read first, what to ask, how to quote.

One page with nothing to complete.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    HeaderBlock,
    RichTextBlock,
    SectionBlock,
)
from slack_sdk.models.views import View

from bot import wording
from bot.answers.citation import occasion
from bot.answers.quote import Quote
from bot.browsing.overview import Overview
from bot.views.home import own_picker
from bot.views.modal import modal, plain, small
from bot.views.municipality import MUNICIPALITY_ACTION, roundtable_lines
from bot.views.quote_block import page_blocks
from bot.views.reply import paragraph, quotation, section, text
from bot.views.theme import source_line, theme_button
from index.browsing.reading import Nearness, Recommendation
from index.browsing.roundtables import ForumNote

TRY_ACTION = "try_question"
#: The question to try: one that most corpora answer.
QUESTION = wording.PROMPTS[0][1]
#: Slack's limit for one view is 100 blocks; notes are two or three.
NOTES = 4


def welcome(overview: Overview, notes: Sequence[ForumNote], own: str | None) -> View:
    """The modal; ``notes`` were checked."""
    coverage = overview.edition.index.coverage
    return modal(
        wording.WELCOME,
        [
            HeaderBlock(text=plain(wording.FORUM_HEAD)),
            paragraph(wording.FORUM_LEAD),
            *_notes(notes),
            *_own(own),
            *_themes(overview),
            *_read_first(overview.read_first(own)),
            HeaderBlock(text=plain(wording.TRY_HEAD)),
            paragraph(QUESTION),
            ActionsBlock(elements=[ButtonElement(text=wording.TRY, action_id=TRY_ACTION, value=QUESTION)]),
            HeaderBlock(text=plain(wording.QUOTING_HEAD)),
            paragraph(wording.QUOTING),
            source_line(sample=coverage.sample),
        ],
    )


def tried(question: str, shown: Sequence[Quote], *, sample: bool) -> View:
    """What the question to try finds."""
    quotes = [block for quote in shown for block in page_blocks(quote)]
    return modal(
        wording.TRY_TITLE,
        [
            HeaderBlock(text=plain(question)),
            *(quotes or [paragraph(wording.nothing(question))]),
            source_line(sample=sample),
        ],
    )


def _notes(notes: Sequence[ForumNote]) -> Iterator[Block]:
    for note in notes[:NOTES]:
        yield RichTextBlock(
            elements=[
                quotation(text(note.text)),
                section(wording.SEPARATOR.join([*occasion(note.transcript), note.transcript.title])),
            ]
        )
    if notes:
        yield small(wording.FORUM_QUOTED)


def _own(own: str | None) -> Iterator[Block]:
    yield HeaderBlock(text=plain(wording.OWN_PAGE))
    if own is None:
        yield SectionBlock(text=plain(wording.OWN_UNKNOWN), accessory=own_picker())
    else:
        page = ButtonElement(text=wording.OWN_PAGE, action_id=MUNICIPALITY_ACTION, value=own)
        yield ActionsBlock(elements=[page])


def _themes(overview: Overview) -> Iterator[Block]:
    yield HeaderBlock(text=plain(wording.THEMES_HEAD))
    spoken = [row.theme.name for row in overview.census.rows if row.passages]
    if spoken:
        yield ActionsBlock(elements=[theme_button(name, name) for name in spoken])
    yield small(wording.THEMES_OURS)


def _read_first(recommended: Sequence[Recommendation]) -> Iterator[Block]:
    yield HeaderBlock(text=plain(wording.READ_FIRST_HEAD))
    yield small(wording.READ_FIRST_LEAD)
    for each in recommended:
        yield roundtable_lines(each.roundtable, hosts=True)
        yield small(*_reasons(each))


def _reasons(each: Recommendation) -> list[str]:
    near = {Nearness.OWN: [wording.THE_OWN], Nearness.KIND: [wording.THE_OWN_KIND], Nearness.OTHER: []}
    themes = each.adds or each.themes
    return [*near[each.nearness], *([wording.adds_themes(themes)] if themes else [])] or [wording.NEWEST_HEAD]
