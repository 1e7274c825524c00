"""Modals of a quote's buttons: the speeches around it, 東京都's reply, the citation, the form of a report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from slack_sdk.models.blocks import (
    Block,
    DividerBlock,
    Option,
    RadioButtonsElement,
    RichTextBlock,
    RichTextElement,
    RichTextPreformattedElement,
    RichTextSectionElement,
)
from slack_sdk.models.views import View

from bot import wording
from bot.answers.citation import attribution, citation, occasion, short_voice
from bot.answers.quote import Quote
from bot.slack.blocks.modal import LONGEST_HEADER, field, header, modal, plain, small, text_modal
from bot.slack.blocks.pages import source_line
from bot.slack.blocks.quote_block import article_link, quote_text, title_of
from bot.slack.blocks.reply import bold, paragraph, quotation, section, text
from bot.state.feedback import Fault
from corpus.model import Passage, Span
from index.excerpts.context import QuoteContext
from index.excerpts.excerpts import whole_sentences

#: Approximate characters (whole sentences) of a speech before or after, and of the quoted one around the quote.
LONGEST_NEIGHBOUR = 600
#: Characters of a quote in the modal.
LONGEST_QUOTE = 3000
REPORT_FORM = "report"
#: Characters of each quote beside 東京都's reply.
LONGEST_REPLY = 1500


def answered_by(asked: Passage, reply: Passage) -> View:
    """Return a municipality's passage and 東京都's reply to it."""
    blocks: list[Block] = [
        quote_text(Quote.cut(1, asked, (), LONGEST_REPLY), wording.REPLY_ASKED),
        quote_text(Quote.cut(2, reply, (), LONGEST_REPLY), wording.REPLY_GIVEN),
        source_line(sample=reply.transcript.sample),
    ]
    return modal(wording.REPLY_TITLE, blocks)


def cited(quote: Quote, retrieved: datetime | None) -> View:
    """Return the quote as a citation, ready to copy."""
    words = text(citation(quote.passage, quote.excerpt, retrieved))
    blocks: list[Block] = [
        paragraph(wording.CITE_HOW),
        RichTextBlock(elements=[RichTextPreformattedElement(elements=words)]),
        *([small(quote.meant)] if quote.meant else []),
    ]
    return modal(wording.CITE_TITLE, blocks)


def report(passage_id: str) -> View:
    """Return the form of a report, which offers three faults."""
    options = [Option(text=plain(wording.FAULTS[fault]), value=fault.value) for fault in Fault]
    what = field("fault", wording.REPORT_WHAT, RadioButtonsElement(action_id="fault", options=options), optional=False)
    return modal(
        wording.REPORT_TITLE,
        [what, small(wording.REPORT_WHERE)],
        submit=wording.SEND,
        callback_id=REPORT_FORM,
        metadata=passage_id,
    )


# 前後を読む


def around(found: QuoteContext | None) -> View:
    """Return the speeches around a passage; None: it was changed or withdrawn since it was quoted."""
    if found is None:
        return text_modal(wording.GONE_TITLE, wording.GONE)
    transcript = found.passage.transcript
    opening = paragraph(wording.SEPARATOR.join([*occasion(transcript), title_of(transcript)]))
    return modal(wording.AROUND_TITLE, [opening, *_speeches(found), DividerBlock(), *_closing(found.passage)])


def _closing(passage: Passage) -> Iterator[Block]:
    if passage.transcript.sample:
        yield paragraph(wording.SAMPLE_NO_ARTICLE)
    else:
        link = article_link(passage, passage.text[:LONGEST_QUOTE], passage.span.start, wording.READ_ON)
        yield RichTextBlock(elements=[RichTextSectionElement(elements=link)])
    yield paragraph(wording.SOURCE if not passage.transcript.sample else wording.SAMPLE_NOTICE)


def _speeches(found: QuoteContext) -> Iterator[Block]:
    for before, turn in zip([None, *found.turns], found.turns, strict=False):
        yield from (_said_by(wording.MODERATOR, words) for words in turn.asked)
        if (before is None or before.section != turn.section) and turn.section.heading:
            heading = "／".join(filter(None, [turn.section.heading, turn.section.subheading]))
            yield header(heading[:LONGEST_HEADER])
        is_quoted = turn.speech is found.passage.speech
        yield _quoted(found) if is_quoted else _said_by(short_voice(turn.speech), turn.words)


def _said_by(name: str, words: str | None) -> Block:
    return RichTextBlock(elements=[RichTextSectionElement(elements=bold(name)), section(_beginning(words))])


def _quoted(found: QuoteContext) -> Block:
    passage = found.passage
    kept = _beginning(passage.text.strip(), LONGEST_QUOTE)
    before, after = _ending(found.before), _beginning(found.after)
    head = bold(f"{wording.QUOTED}{wording.SEPARATOR}{attribution(passage)}")
    elements: list[RichTextElement] = [RichTextSectionElement(elements=head)]
    elements += [section(before)] if before.strip() else []
    elements += [quotation(text(kept))]
    elements += [section(after)] if after.strip() else []
    return RichTextBlock(elements=elements)


def _beginning(words: str | None, longest: int = LONGEST_NEIGHBOUR) -> str:
    """Return the first whole sentences of a text with a mark that there is more; None: that it is not shown."""
    if words is None:
        return wording.NOT_SHOWN
    ends = [span.end for span in whole_sentences(words, Span(0, len(words))) if span.end <= longest]
    end = len(words) if len(words) <= longest else (ends[-1] if ends else longest)
    return words if end == len(words) else f"{words[:end].rstrip()}{wording.AFTER_CUT}"


def _ending(words: str | None) -> str:
    """Return the last whole sentences of a text with a mark that there is more; None: that it is not shown."""
    if words is None:
        return wording.NOT_SHOWN
    whole = whole_sentences(words, Span(0, len(words)))
    starts = [span.start for span in whole if len(words) - span.start <= LONGEST_NEIGHBOUR]
    start = 0 if len(words) <= LONGEST_NEIGHBOUR else (starts[0] if starts else len(words) - LONGEST_NEIGHBOUR)
    return words if start == 0 else f"{wording.BEFORE_CUT}{words[start:].lstrip()}"
