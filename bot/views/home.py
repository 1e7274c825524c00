"""App Home: one's own municipality, themes, the newest rounds, what is covered, はじめての方へ, notices, 使い方.

Slack takes 100 blocks: themes are about a dozen, rounds five, and the 62 municipalities are two sentences.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    DividerBlock,
    HeaderBlock,
    InteractiveElement,
    MarkdownTextObject,
    SectionBlock,
)
from slack_sdk.models.views import View

from bot import wording
from bot.browsing.overview import Overview
from bot.views.modal import plain, small
from bot.views.municipality import MUNICIPALITY_ACTION, roundtable_lines
from bot.views.notice import switch
from bot.views.page import covered
from bot.views.pickers import select
from bot.views.reply import paragraph
from bot.views.theme import source_line, theme_button, theme_counts
from index.browsing.census import Row

#: One's own municipality is picked.
OWN_ACTION = "home_own_municipality"
#: Any municipality's page is picked.
BROWSE_ACTION = "home_any_municipality"
WELCOME_ACTION = "open_welcome"
#: What the messages tab offers: four at most, a label to press and the message that it sends.
PROMPTS: Final = tuple({"title": title, "message": message} for title, message in wording.PROMPTS)
#: Rounds that are listed.
NEWEST = 5
#: Slack's limit for one block's text, with room to spare.
_LONGEST = 2900


@dataclass(frozen=True, slots=True)
class Reader:
    """What the page must know of who opens it."""

    user: str
    #: Their own municipality's full name, or None.
    own: str | None
    #: Whether they are told of new roundtables.
    notified: bool


def home(overview: Overview, reader: Reader, contact: str | None = None) -> View:
    """The page of one reader."""
    coverage = overview.edition.index.coverage
    if coverage.articles == 0:
        return _view([HeaderBlock(text=plain(wording.COVERAGE_HEAD)), paragraph(wording.empty(contact)), *_usage()])
    return _view(
        [
            paragraph(wording.APP_LEAD),
            *_own(reader),
            DividerBlock(),
            *_themes(overview),
            DividerBlock(),
            *_newest(overview),
            DividerBlock(),
            *_covered(overview),
            DividerBlock(),
            *_notices(reader),
            *_usage(),
            source_line(sample=coverage.sample),
        ]
    )


def _view(blocks: list[Block]) -> View:
    return View(type="home", blocks=blocks)


def _own(reader: Reader) -> Iterator[Block]:
    yield SectionBlock(
        # Slack keeps a choice as long as its block keeps its id, even one that was forgotten since.
        block_id=f"{OWN_ACTION}:{reader.own or ''}",
        text=plain(wording.own_is(reader.own) if reader.own else wording.OWN_UNKNOWN),
        accessory=own_picker(reader.own),
    )
    welcome = ButtonElement(text=wording.WELCOME, action_id=WELCOME_ACTION, style="primary")
    page = ButtonElement(text=wording.OWN_PAGE, action_id=MUNICIPALITY_ACTION, value=reader.own)
    yield ActionsBlock(elements=[welcome, page] if reader.own else [welcome])


def own_picker(own: str | None = None) -> InteractiveElement:
    """The picker of one's own municipality, set to what is known."""
    return select(OWN_ACTION, wording.OWN_PICK, own)


def _themes(overview: Overview) -> Iterator[Block]:
    yield HeaderBlock(text=plain(wording.THEMES_HEAD))
    yield from map(_theme, overview.census.rows)
    lines = [wording.THEMES_OURS]
    if overview.absent:
        lines.append(wording.absent_topics(tuple(topic.name for topic in overview.absent)))
    yield small(*lines)


def _theme(row: Row) -> SectionBlock:
    # Our own words, so mrkdwn is safe; plain text has no bold, and a page of twelve needs it.
    words = f"*{row.theme.name}*\n{row.theme.sentence}（{theme_counts(row)}）"
    return SectionBlock(text=MarkdownTextObject(text=words), accessory=theme_button(row.theme.name, wording.READ))


def _newest(overview: Overview) -> Iterator[Block]:
    yield HeaderBlock(text=plain(wording.NEWEST_HEAD))
    yield from (roundtable_lines(talk, hosts=True) for talk in overview.roundtables[:NEWEST])


def _covered(overview: Overview) -> Iterator[Block]:
    yield HeaderBlock(text=plain(wording.COVERAGE_HEAD))
    yield paragraph(covered(overview.edition.index.coverage))
    yield paragraph(wording.with_roundtable(overview.municipalities)[:_LONGEST])
    yield paragraph(wording.without_roundtable(overview.without)[:_LONGEST])
    picker = select(BROWSE_ACTION, wording.OWN_PICK)
    yield SectionBlock(block_id=BROWSE_ACTION, text=plain(wording.ANY_MUNICIPALITY), accessory=picker)


def _notices(reader: Reader) -> Iterator[Block]:
    yield HeaderBlock(text=plain(wording.NOTICE_HEAD))
    yield SectionBlock(
        text=plain(wording.NOTICE_IS_ON if reader.notified else wording.NOTICE_IS_OFF),
        accessory=switch(
            reader.user,
            wording.NOTICE_TURN_OFF if reader.notified else wording.NOTICE_TURN_ON,
            on=reader.notified,
        ),
    )


def _usage() -> Iterator[Block]:
    yield HeaderBlock(text=plain(wording.USAGE_HEAD))
    yield paragraph(wording.USAGE)
