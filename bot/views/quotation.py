"""One hit as blocks and as lines of text: attribution, quote, where to read on, button."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextSectionElement,
)

from bot import wording
from bot.views.attribution import attribution, marks, short_voice
from bot.views.excerpt import Excerpt, excerpt
from bot.views.reply import Room, quotation, section
from corpus.links import passage_link, plain_link
from corpus.model import Passage, Span

if TYPE_CHECKING:
    from index.model import Hit

#: The button that opens the speeches around a quote; its value is the passage's id.
READ_AROUND_ACTION = "read_around"
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
    def of(cls, number: int, hit: Hit, room: Room) -> Quote:
        """The hit, cut to the room."""
        return cls(number, hit, excerpt(hit.passage.text, hit.highlights, room.longest_quote))

    @property
    def words(self) -> str:
        """What is quoted, verbatim."""
        return self.shown.span.of(self.hit.passage.text)


def quote_blocks(quote: Quote) -> list[Block]:
    """Attribution, words, source and button."""
    passage = quote.hit.passage
    return [
        RichTextBlock(elements=[section(_heading(quote)), quotation(_styled(quote)), _source(quote)]),
        ActionsBlock(
            # Unique within the message, as Slack demands.
            block_id=f"quote-{quote.number}",
            elements=[
                ButtonElement(
                    text=wording.READ_AROUND,
                    action_id=READ_AROUND_ACTION,
                    value=passage.id,
                    accessibility_label=wording.read_around(quote.number, short_voice(passage.speech)),
                )
            ],
        ),
    ]


def quote_lines(quote: Quote) -> list[str]:
    """The same for who listens instead of looking."""
    transcript = quote.hit.passage.transcript
    address = [plain_link(transcript.url)] if transcript.url and not transcript.sample else []
    after = [wording.AFTER_CUT] if quote.shown.cut_after else []
    return [
        f"{wording.quote_number(quote.number)} {_heading(quote)}",
        f"「{quote.words}」",
        " ".join([*after, *marks(transcript), *address]),
    ]


def title_of(passage: Passage) -> str:
    """The article's title, cut to a label."""
    title = passage.transcript.title or passage.transcript.key
    return title if len(title) <= LONGEST_LABEL else title[: LONGEST_LABEL - 1] + "…"


def _heading(quote: Quote) -> str:
    before = f" {wording.BEFORE_CUT}" if quote.shown.cut_before else ""
    return attribution(quote.hit.passage) + before


def _styled(quote: Quote) -> Iterator[RichTextElement]:
    text, end = quote.hit.passage.text, quote.shown.span.end
    place = quote.shown.span.start
    for mark in _inside(quote.hit.highlights, quote.shown.span):
        yield from _text(text[place : mark.start])
        yield from _text(text[mark.start : mark.end], bold=True)
        place = mark.end
    yield from _text(text[place:end])


def _inside(highlights: tuple[Span, ...], shown: Span) -> Iterator[Span]:
    clipped = ((max(mark.start, shown.start), min(mark.end, shown.end)) for mark in highlights)
    return (Span(start, end) for start, end in clipped if start < end)


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
    return RichTextSectionElement(elements=[*_text(f"{lead} " if lead else ""), *article_link(passage, quote.words)])


def article_link(passage: Passage, words: str, label: str | None = None) -> list[RichTextElement]:
    """The article as a link to ``words``; its title alone where there is no address."""
    transcript, title = passage.transcript, label or title_of(passage)
    if transcript.sample or transcript.url is None:
        note = "" if transcript.sample else f"（{wording.NO_ADDRESS}）"
        return list(_text(f"{title_of(passage)}{note}"))
    link = passage_link(transcript.url, words, transcript.text[: passage.span.start])
    return [RichTextElementParts.Link(url=str(link), text=title)]
