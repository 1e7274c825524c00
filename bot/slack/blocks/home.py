"""App Home and the introduction はじめての方へ: own municipality, themes, rounds, coverage, examples, how to quote.

Slack's limit is 100 blocks: themes are about a dozen, rounds five, and the 62 municipalities are two sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    DividerBlock,
    MarkdownTextObject,
    RichTextBlock,
    SectionBlock,
)
from slack_sdk.models.views import View

from bot import wording
from bot.answers.citation import occasion
from bot.answers.echo import covered
from bot.answers.overview import Overview
from bot.answers.quote import Quote
from bot.slack.blocks.modal import button, header, modal, plain, small
from bot.slack.blocks.notice import switch
from bot.slack.blocks.pages import MUNICIPALITY_ACTION, roundtable_lines, source_line, theme_button, theme_counts
from bot.slack.blocks.pickers import select
from bot.slack.blocks.quote_block import page_blocks
from bot.slack.blocks.reply import paragraph, quotation, section, text
from index.summaries.roundtables import ForumNote, Nearness, Recommendation
from index.summaries.theme_counts import ThemeRow

#: Picks the own municipality.
OWN_ACTION = "home_own_municipality"
#: Picks a municipality whose page is shown.
BROWSE_ACTION = "home_any_municipality"
WELCOME_ACTION = "open_welcome"
#: The suggested prompts of the messages tab (Slack allows four): a label, and the message that it sends.
PROMPTS: Final = tuple({"title": title, "message": message} for title, message in wording.PROMPTS)
#: Rounds that are listed.
NEWEST = 5
#: Slack's limit of a block's text is 3,000 characters.
_LONGEST = 2900
TRY_ACTION = "try_question"
#: The example question, which most corpora answer.
QUESTION = wording.PROMPTS[0][1]
#: Slack's limit for one view is 100 blocks; notes are two or three.
NOTES = 4


def home(overview: Overview, user: str, own: str | None, *, notified: bool, contact: str | None = None) -> View:
    """Return the App Home of one person: *own* is their municipality; they may receive notices of new roundtables."""
    coverage = overview.snapshot.index.coverage
    if coverage.articles == 0:
        blocks = [header(wording.COVERAGE_HEAD), paragraph(wording.empty(contact)), *_usage()]
        return View(type="home", blocks=blocks)
    return View(
        type="home",
        blocks=[
            paragraph(wording.APP_LEAD),
            *_own(own),
            DividerBlock(),
            *_themes(overview),
            DividerBlock(),
            header(wording.NEWEST_HEAD),
            *(roundtable_lines(talk, hosts=True) for talk in overview.roundtables[:NEWEST]),
            DividerBlock(),
            *_covered(overview),
            DividerBlock(),
            *_notices(user, on=notified),
            *_usage(),
            source_line(sample=coverage.sample),
        ],
    )


def _own(own: str | None) -> Iterator[Block]:
    yield SectionBlock(
        # Slack keeps the choice of a block whose id stays, even one that was deleted since.
        block_id=f"{OWN_ACTION}:{own or ''}",
        text=plain(wording.own_is(own) if own else wording.OWN_UNKNOWN),
        accessory=select(OWN_ACTION, wording.OWN_PICK, own),
    )
    welcome = ButtonElement(text=wording.WELCOME, action_id=WELCOME_ACTION, style="primary")
    page = [button(wording.OWN_PAGE, MUNICIPALITY_ACTION, own)] if own else []
    yield ActionsBlock(elements=[welcome, *page])


def _themes(overview: Overview) -> Iterator[Block]:
    yield header(wording.THEMES_HEAD)
    yield from map(_theme, overview.theme_counts.rows)
    lines = [wording.THEMES_OURS]
    if overview.absent:
        lines.append(wording.absent_topics(tuple(topic.name for topic in overview.absent)))
    yield small(*lines)


def _theme(row: ThemeRow) -> SectionBlock:
    # The bot's own words, so mrkdwn is safe; plain text has no bold.
    words = f"*{row.theme.name}*\n{row.theme.sentence}（{theme_counts(row)}）"
    return SectionBlock(text=MarkdownTextObject(text=words), accessory=theme_button(row.theme.name, wording.READ))


def _covered(overview: Overview) -> Iterator[Block]:
    yield header(wording.COVERAGE_HEAD)
    yield paragraph(covered(overview.snapshot.index.coverage))
    yield paragraph(wording.with_roundtable(overview.municipalities)[:_LONGEST])
    yield paragraph(wording.without_roundtable(overview.without)[:_LONGEST])
    picker = select(BROWSE_ACTION, wording.OWN_PICK)
    yield SectionBlock(block_id=BROWSE_ACTION, text=plain(wording.ANY_MUNICIPALITY), accessory=picker)


def _notices(user: str, *, on: bool) -> Iterator[Block]:
    yield header(wording.NOTICE_HEAD)
    yield SectionBlock(
        text=plain(wording.NOTICE_IS_ON if on else wording.NOTICE_IS_OFF),
        accessory=switch(user, wording.NOTICE_TURN_OFF if on else wording.NOTICE_TURN_ON, on=on),
    )


def _usage() -> Iterator[Block]:
    yield header(wording.USAGE_HEAD)
    yield paragraph(wording.USAGE)


# はじめての方へ


def welcome(overview: Overview, notes: Sequence[ForumNote], own: str | None) -> View:
    """Return the introduction; ``notes`` are quotes about the forum, already checked against their articles."""
    coverage = overview.snapshot.index.coverage
    return modal(
        wording.WELCOME,
        [
            header(wording.FORUM_HEAD),
            paragraph(wording.FORUM_LEAD),
            *_forum_notes(notes),
            *_own_page(own),
            *_theme_buttons(overview),
            *_read_first(overview.read_first(own)),
            header(wording.TRY_HEAD),
            paragraph(QUESTION),
            ActionsBlock(elements=[button(wording.TRY, TRY_ACTION, QUESTION)]),
            header(wording.QUOTING_HEAD),
            paragraph(wording.QUOTING),
            source_line(sample=coverage.sample),
        ],
    )


def tried(question: str, shown: Sequence[Quote], *, sample: bool) -> View:
    """Return the quotes that the example question finds."""
    quotes = [block for quote in shown for block in page_blocks(quote)]
    return modal(
        wording.TRY_TITLE,
        [
            header(question),
            *(quotes or [paragraph(wording.nothing(question))]),
            source_line(sample=sample),
        ],
    )


def _forum_notes(notes: Sequence[ForumNote]) -> Iterator[Block]:
    for note in notes[:NOTES]:
        yield RichTextBlock(
            elements=[
                quotation(text(note.text)),
                section(wording.SEPARATOR.join([*occasion(note.transcript), note.transcript.title])),
            ]
        )
    if notes:
        yield small(wording.FORUM_QUOTED)


def _own_page(own: str | None) -> Iterator[Block]:
    yield header(wording.OWN_PAGE)
    if own is None:
        yield SectionBlock(text=plain(wording.OWN_UNKNOWN), accessory=select(OWN_ACTION, wording.OWN_PICK))
    else:
        yield ActionsBlock(elements=[button(wording.OWN_PAGE, MUNICIPALITY_ACTION, own)])


def _theme_buttons(overview: Overview) -> Iterator[Block]:
    yield header(wording.THEMES_HEAD)
    spoken = [row.theme.name for row in overview.theme_counts.rows if row.passages]
    if spoken:
        yield ActionsBlock(elements=[theme_button(name, name) for name in spoken])
    yield small(wording.THEMES_OURS)


def _read_first(recommended: Sequence[Recommendation]) -> Iterator[Block]:
    yield header(wording.READ_FIRST_HEAD)
    yield small(wording.READ_FIRST_LEAD)
    for each in recommended:
        yield roundtable_lines(each.roundtable, hosts=True)
        yield small(*_reasons(each))


def _reasons(each: Recommendation) -> list[str]:
    near = {Nearness.OWN: [wording.THE_OWN], Nearness.KIND: [wording.THE_OWN_KIND], Nearness.OTHER: []}
    themes = each.adds or each.themes
    return [*near[each.nearness], *([wording.adds_themes(themes)] if themes else [])] or [wording.NEWEST_HEAD]
