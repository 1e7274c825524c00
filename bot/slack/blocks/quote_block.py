"""A quote in Block Kit: attribution, words, resolved relative dates (来年度), article, buttons.

Every message and view renders its quotes with these; ``quote_lines`` is the text for screen readers.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    InteractiveElement,
    Option,
    OverflowMenuElement,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextQuoteElement,
    RichTextSectionElement,
)

from bot import wording
from bot.answers import citation
from bot.answers.quote import Quote
from bot.slack.blocks.callback_data import MenuChoice, MenuKind, Pointer
from bot.slack.blocks.modal import button, plain
from bot.slack.blocks.reply import bold, quotation, section, text
from corpus.links import passage_link
from corpus.model import Passage, Transcript

#: The button that opens the speeches around a quote; its value is the passage's id.
READ_AROUND_ACTION: Final = "read_around"
#: Shares a quote; its value is a Pointer.
SHARE_ACTION: Final = "share_quote"
#: A quote's menu; each option's value is a MenuChoice.
MENU_ACTION: Final = "quote_menu"
#: Characters of a title as a link's label.
LONGEST_LABEL = 60


def quote_blocks(quote: Quote, conversation: str = "") -> list[Block]:
    """Return a quote of an answer; ``conversation`` is the id of its conversation."""
    return [quote_text(quote), controls(quote, conversation)]


def page_blocks(quote: Quote) -> list[Block]:
    """Return a quote of a page or a notice, without a menu: it answers no question."""
    return [quote_text(quote), ActionsBlock(block_id=f"quote-{quote.number}", elements=_buttons(quote))]


def quote_text(quote: Quote, title: str | None = None) -> RichTextBlock:
    """Return a *title* in bold, if any, and the quote's attribution, words, notes and source."""
    titles = [RichTextSectionElement(elements=bold(title))] if title else []
    notes = [section("\n".join(quote.notes))] if quote.notes else []
    return RichTextBlock(elements=[*titles, section(_heading(quote)), quoted(quote), *notes, _source(quote)])


def row_text(quote: Quote, name: str, remark: str = "") -> RichTextBlock:
    """Return a quote below a bold name and a remark; its attribution and resolved dates follow in one line."""
    after = wording.AFTER_CUT if quote.excerpt.cut_after else ""
    who = f"{after}{citation.marked(quote.passage.transcript)}{'、'.join(citation.whence(quote.passage))}"
    below = [*_with_article(quote, who), *text(_settled(quote))]
    head = RichTextSectionElement(elements=[*bold(name), *text(f"{remark}{_before(quote)}")])
    return RichTextBlock(elements=[head, quoted(quote), RichTextSectionElement(elements=below)])


def cited_text(quote: Quote, lead: list[RichTextElement], retrieved: datetime | None) -> RichTextBlock:
    """Return a quote below a *lead*, if any, in the form of a citation with its address as a link."""
    source, address = citation.attributed(quote.passage, retrieved), citation.address(quote.passage.transcript)
    before, found, after = source.rpartition(address) if address else ("", "", source)
    link = [*text(before), RichTextElementParts.Link(url=found, text=found)] if found else []
    words = quotation(text(citation.quoted(quote.passage, quote.excerpt)))
    below = RichTextSectionElement(elements=[*link, *text(f"{after}{_settled(quote)}")])
    above = [RichTextSectionElement(elements=lead)] if lead else []
    return RichTextBlock(elements=[*above, words, *([below] if below.elements else [])])


def brief_line(quote: Quote) -> RichTextSectionElement:
    """Return the attribution and the article in one line."""
    named = citation.marked(quote.passage.transcript)
    return RichTextSectionElement(elements=_with_article(quote, f"{_heading(quote)}{named}"))


def quote_lines(quote: Quote) -> list[str]:
    """Return the lines of a quote for screen readers."""
    address = citation.address(quote.passage.transcript)
    after = [wording.AFTER_CUT] if quote.excerpt.cut_after else []
    return [
        f"{wording.quote_number(quote.number)} {_heading(quote)}",
        f"「{quote.words}」",
        *quote.notes,
        " ".join([*after, *quote.marks, *filter(None, [address, citation.address_remark(quote.passage.transcript)])]),
    ]


def quoted(quote: Quote) -> RichTextQuoteElement:
    """Return the words behind Slack's quote bar, matched ones in bold."""
    return quotation(_styled(quote))


def controls(quote: Quote, conversation: str) -> ActionsBlock:
    """Return the buttons and the menu of a quote; in a *conversation* that offers 役に立った and 違う."""
    options = [Option(text=plain(label), value=choice.packed) for choice, label in _choices(quote, conversation)]
    menu = OverflowMenuElement(action_id=MENU_ACTION, options=options)
    # Unique within the message, as Slack requires.
    return ActionsBlock(block_id=f"quote-{quote.number}", elements=[*_buttons(quote, conversation), menu])


def around_button(quote: Quote) -> InteractiveElement:
    """Return the button 前後を読む."""
    spoken = wording.read_around(quote.number, citation.short_voice(quote.passage.speech))
    return button(wording.READ_AROUND, READ_AROUND_ACTION, quote.passage.id, spoken)


def title_of(transcript: Transcript) -> str:
    """Return the article's title, cut to a label."""
    title = transcript.title or transcript.key
    return title if len(title) <= LONGEST_LABEL else title[: LONGEST_LABEL - 1] + "…"


def linked(transcript: Transcript, url: str, label: str | None = None) -> list[RichTextElement]:
    """Return a link to the article, its title by default, and where the address is from if not from the article."""
    link = RichTextElementParts.Link(url=url, text=label or title_of(transcript))
    return [link, *text(citation.address_remark(transcript))]


def article_link(passage: Passage, words: str, start: int, label: str | None = None) -> list[RichTextElement]:
    """Return the article as a link to *words*, which begin at *start*; its title alone if it has no address."""
    transcript = passage.transcript
    if transcript.sample or transcript.url is None:
        return text(title_of(transcript) + ("" if transcript.sample else f"（{wording.NO_ADDRESS}）"))
    url = str(passage_link(transcript.url, words, transcript.above(start)))
    return linked(transcript, url, label)


def _buttons(quote: Quote, conversation: str = "") -> list[InteractiveElement]:
    spoken = wording.share_quote(quote.number, citation.short_voice(quote.passage.speech))
    pointer = Pointer.of(quote.passage, quote.excerpt, conversation)
    return [around_button(quote), button(wording.SHARE, SHARE_ACTION, pointer.packed, spoken)]


def _choices(quote: Quote, conversation: str) -> Iterator[tuple[MenuChoice, str]]:
    at = Pointer.of(quote.passage, quote.excerpt, conversation)
    if quote.answered_by:
        yield MenuChoice(MenuKind.REPLY, at.passage_id, answered_by=quote.answered_by.id), wording.METROPOLIS_REPLIES
    for kind, label in [(MenuKind.CITE, wording.CITE), (MenuKind.REPORT, wording.REPORT)]:
        yield MenuChoice(kind, at.passage_id, conversation, at.start, at.length), label


def _heading(quote: Quote) -> str:
    return citation.attribution(quote.passage) + _before(quote)


def _before(quote: Quote) -> str:
    return f" {wording.BEFORE_CUT}" if quote.excerpt.cut_before else ""


def _settled(quote: Quote) -> str:
    """Return the resolved dates of a quote, as the end of a line."""
    return f"\n{wording.remark(quote.meant)}" if quote.meant else ""


def _styled(quote: Quote) -> Iterator[RichTextElement]:
    words, place = quote.words, 0
    for mark in quote.bold:
        yield from text(words[place : mark.start])
        yield from bold(words[mark.start : mark.end])
        place = mark.end
    yield from text(words[place:])


def _source(quote: Quote) -> RichTextSectionElement:
    after = wording.AFTER_CUT if quote.excerpt.cut_after else ""
    lead = " ".join(filter(None, [after, citation.marked(quote.passage.transcript)]))
    link = article_link(quote.passage, quote.words, quote.excerpt.span.start)
    return RichTextSectionElement(elements=[*text(f"{lead} " if lead else ""), *link])


def _with_article(quote: Quote, lead: str) -> list[RichTextElement]:
    """Return the line, followed by a link to the article if it has an address."""
    if citation.address(quote.passage.transcript) is None:
        return text(lead)
    return [*text(f"{lead} "), *article_link(quote.passage, quote.words, quote.excerpt.span.start, wording.ARTICLE)]
