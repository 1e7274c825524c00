"""One hit as blocks and as lines of text: attribution, quote, what its day settles, where to read on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextQuoteElement,
    RichTextSectionElement,
)

from bot import wording
from bot.citation import meant
from bot.views.attribution import attribution, marks
from bot.views.controls import Menu, quote_actions
from bot.views.reply import Room, quotation, section
from corpus.links import passage_link, plain_link
from corpus.model import Passage, Span
from index.quoting.cuts import Excerpt, excerpt

if TYPE_CHECKING:
    from index.model import Hit

#: An article's title as a link's label.
LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class Quote:
    """A hit as it is shown in one place."""

    #: Counting from 1 within its answer.
    number: int
    hit: Hit
    shown: Excerpt

    @classmethod
    def of(cls, number: int, hit: Hit, room: Room, reach: Span | None = None) -> Quote:
        """The hit, cut to the room; ``reach`` is what may be quoted around it (``Library.reach``)."""
        most = 1 if room.brief else None
        return cls(number, hit, excerpt(hit.passage, hit.highlights, room.longest_quote, most=most, reach=reach))

    @property
    def words(self) -> str:
        """What is quoted, verbatim."""
        return self.shown.words(self.hit.passage)

    @property
    def meant(self) -> str | None:
        """What the day of the talk makes of 「来年度」 in it; stands outside the quote."""
        return meant(self.words, self.hit.passage.transcript.held_on)


def quote_blocks(quote: Quote, conversation: str = "", *, feedback: bool = True) -> list[Block]:
    """Attribution, words, source and buttons; ``conversation`` is the id of the question that was answered."""
    dates = [section(quote.meant)] if quote.meant else []
    words = RichTextBlock(elements=[section(_heading(quote)), quoted(quote), *dates, _source(quote)])
    return [words, controls(quote, conversation, feedback=feedback)]


def brief_line(quote: Quote) -> RichTextSectionElement:
    """Attribution and article in one line."""
    passage = quote.hit.passage
    before = f" {wording.BEFORE_CUT}" if quote.shown.cut_before else ""
    named = "".join(f"［{mark}］" for mark in marks(passage.transcript))
    link = article_link(passage, quote.words, wording.ARTICLE, quote.shown.span.start)
    there = passage.transcript.url and not passage.transcript.sample
    lead = f"{attribution(passage)}{before}{named}"
    return RichTextSectionElement(elements=[*_text(f"{lead} " if there else lead), *(link if there else [])])


def controls(quote: Quote, conversation: str = "", *, feedback: bool = True) -> ActionsBlock:
    """The two buttons of a quote, and its menu."""
    answered_by = quote.hit.answered_by
    menu = Menu(answered_by=answered_by.id if answered_by else None, feedback=feedback)
    return quote_actions(quote.number, quote.hit.passage, quote.shown, conversation, menu)


def quote_lines(quote: Quote) -> list[str]:
    """The same for who listens instead of looking."""
    transcript = quote.hit.passage.transcript
    address = [plain_link(transcript.url)] if transcript.url and not transcript.sample else []
    after = [wording.AFTER_CUT] if quote.shown.cut_after else []
    return [
        f"{wording.quote_number(quote.number)} {_heading(quote)}",
        f"「{quote.words}」",
        *([quote.meant] if quote.meant else []),
        " ".join([*after, *marks(transcript), *address]),
    ]


def quoted(quote: Quote) -> RichTextQuoteElement:
    """The words behind Slack's quote bar, matched ones bold."""
    return quotation(_styled(quote))


def title_of(passage: Passage) -> str:
    """The article's title, cut to a label."""
    title = passage.transcript.title or passage.transcript.key
    return title if len(title) <= LONGEST_LABEL else title[: LONGEST_LABEL - 1] + "…"


def article_link(
    passage: Passage, words: str, label: str | None = None, start: int | None = None
) -> list[RichTextElement]:
    """The article as a link to ``words``, which begin at ``start``; its title alone where there is no address."""
    transcript, title = passage.transcript, label or title_of(passage)
    if transcript.sample or transcript.url is None:
        note = "" if transcript.sample else f"（{wording.NO_ADDRESS}）"
        return list(_text(f"{title_of(passage)}{note}"))
    before = transcript.above(passage.span.start if start is None else start)
    return [RichTextElementParts.Link(url=str(passage_link(transcript.url, words, before)), text=title)]


def _heading(quote: Quote) -> str:
    before = f" {wording.BEFORE_CUT}" if quote.shown.cut_before else ""
    return attribution(quote.hit.passage) + before


def _styled(quote: Quote) -> Iterator[RichTextElement]:
    words, place = quote.words, 0
    for mark in quote.shown.marks(quote.hit.passage, quote.hit.highlights):
        yield from _text(words[place : mark.start])
        yield from _text(words[mark.start : mark.end], bold=True)
        place = mark.end
    yield from _text(words[place:])


def _text(words: str, *, bold: bool = False) -> Iterator[RichTextElement]:
    # Slack refuses an empty element.
    if words:
        style = RichTextElementParts.TextStyle(bold=True) if bold else None
        yield RichTextElementParts.Text(text=words, style=style)


def _source(quote: Quote) -> RichTextSectionElement:
    passage = quote.hit.passage
    after = wording.AFTER_CUT if quote.shown.cut_after else ""
    named = "・".join(marks(passage.transcript))
    lead = " ".join(filter(None, [after, f"［{named}］" if named else ""]))
    link = article_link(passage, quote.words, start=quote.shown.span.start)
    return RichTextSectionElement(elements=[*_text(f"{lead} " if lead else ""), *link])
