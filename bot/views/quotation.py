"""One hit as blocks and as lines of text: attribution, quote, what its day settles, where to read on."""

from __future__ import annotations

from collections.abc import Iterator

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
from bot.answers.citation import attribution
from bot.answers.quote import Quote
from bot.views.controls import Menu, quote_actions
from bot.views.reply import quotation, section
from corpus.links import passage_link, plain_link
from corpus.model import Passage

#: An article's title as a link's label.
LONGEST_LABEL = 60


def quote_blocks(quote: Quote, conversation: str = "", *, feedback: bool = True) -> list[Block]:
    """Attribution, words, source and buttons; ``conversation`` is the id of the question that was answered."""
    dates = [section(quote.meant)] if quote.meant else []
    words = RichTextBlock(elements=[section(_heading(quote)), quoted(quote), *dates, _source(quote)])
    return [words, controls(quote, conversation, feedback=feedback)]


def brief_line(quote: Quote) -> RichTextSectionElement:
    """Attribution and article in one line."""
    passage = quote.passage
    before = f" {wording.BEFORE_CUT}" if quote.excerpt.cut_before else ""
    named = "".join(f"［{mark}］" for mark in quote.marks)
    link = article_link(passage, quote.words, wording.ARTICLE, quote.excerpt.span.start)
    there = passage.transcript.url and not passage.transcript.sample
    lead = f"{attribution(passage)}{before}{named}"
    return RichTextSectionElement(elements=[*_text(f"{lead} " if there else lead), *(link if there else [])])


def controls(quote: Quote, conversation: str = "", *, feedback: bool = True) -> ActionsBlock:
    """The two buttons of a quote, and its menu."""
    answered_by = quote.answered_by
    menu = Menu(answered_by=answered_by.id if answered_by else None, feedback=feedback)
    return quote_actions(quote.number, quote.passage, quote.excerpt, conversation, menu)


def quote_lines(quote: Quote) -> list[str]:
    """The same for who listens instead of looking."""
    transcript = quote.passage.transcript
    address = [plain_link(transcript.url)] if transcript.url and not transcript.sample else []
    after = [wording.AFTER_CUT] if quote.excerpt.cut_after else []
    return [
        f"{wording.quote_number(quote.number)} {_heading(quote)}",
        f"「{quote.words}」",
        *([quote.meant] if quote.meant else []),
        " ".join([*after, *quote.marks, *address]),
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
    before = f" {wording.BEFORE_CUT}" if quote.excerpt.cut_before else ""
    return attribution(quote.passage) + before


def _styled(quote: Quote) -> Iterator[RichTextElement]:
    words, place = quote.words, 0
    for mark in quote.bold:
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
    passage = quote.passage
    after = wording.AFTER_CUT if quote.excerpt.cut_after else ""
    named = "・".join(quote.marks)
    lead = " ".join(filter(None, [after, f"［{named}］" if named else ""]))
    link = article_link(passage, quote.words, start=quote.excerpt.span.start)
    return RichTextSectionElement(elements=[*_text(f"{lead} " if lead else ""), *link])
