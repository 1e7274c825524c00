"""What a quote's menu opens: 東京都's reply, the quote as it is cited, the form of a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    Option,
    RadioButtonsElement,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextPreformattedElement,
    RichTextSectionElement,
)
from slack_sdk.models.views import View

from bot import wording
from bot.answers.citation import attribution, citation, marks, meant
from bot.memory.feedback import Fault
from bot.views.modal import modal, plain, small
from bot.views.quotation import article_link
from bot.views.reply import paragraph, quotation, section
from corpus.model import Passage
from index.quoting.cuts import Excerpt, excerpt

#: The form of a report, when it is sent.
REPORT_FORM = "report"
#: Characters of each quote beside 東京都's reply.
_LONGEST = 1500
_FAULTS = {
    Fault.SPEAKER: wording.REPORT_SPEAKER,
    Fault.CONTEXT: wording.REPORT_CONTEXT,
    Fault.REMOVAL: wording.REPORT_REMOVAL,
}


def answered_by(quoted: Passage, reply: Passage) -> View:
    """A municipality's words and what 東京都 said to them."""
    blocks: list[Block] = [
        *_one(wording.REPLY_ASKED, quoted),
        *_one(wording.REPLY_GIVEN, reply),
        small(wording.SAMPLE_NOTICE if reply.transcript.sample else wording.SOURCE),
    ]
    return modal(wording.REPLY_TITLE, blocks)


def cited(passage: Passage, shown: Excerpt, retrieved: datetime | None) -> View:
    """The quote in the form in which it is cited, ready to be copied."""
    settled = meant(shown.words(passage), passage.transcript.held_on)
    text = RichTextElementParts.Text(text=citation(passage, shown, retrieved))
    blocks: list[Block] = [
        paragraph(wording.CITE_HOW),
        RichTextBlock(elements=[RichTextPreformattedElement(elements=[text])]),
        *([small(settled)] if settled else []),
    ]
    return modal(wording.CITE_TITLE, blocks)


def report(passage_id: str) -> View:
    """The form: what is wrong with the quote, one of three."""
    options = [Option(text=plain(label), value=fault.value) for fault, label in _FAULTS.items()]
    what = InputBlock(
        block_id="fault",
        label=plain(wording.REPORT_WHAT),
        element=RadioButtonsElement(action_id="fault", options=options),
    )
    return modal(
        wording.REPORT_TITLE,
        [what, small(wording.REPORT_WHERE)],
        submit=wording.SEND,
        callback_id=REPORT_FORM,
        carried=passage_id,
    )


def fault_of(view: Mapping[str, Any]) -> str:
    """What was chosen in the form."""
    return str(view["state"]["values"]["fault"]["fault"]["selected_option"]["value"])


def said(title: str, words: str) -> View:
    """A modal of one sentence."""
    return modal(title, [paragraph(words)])


def _one(title: str, passage: Passage) -> Iterator[Block]:
    shown = excerpt(passage, (), _LONGEST)
    bold = RichTextElementParts.TextStyle(bold=True)
    named = RichTextSectionElement(elements=[RichTextElementParts.Text(text=title, style=bold)])
    words = quotation([RichTextElementParts.Text(text=shown.words(passage))])
    yield RichTextBlock(elements=[named, section(_who(passage, shown)), words, _source(passage, shown)])


def _who(passage: Passage, shown: Excerpt) -> str:
    return attribution(passage) + (f" {wording.BEFORE_CUT}" if shown.cut_before else "")


def _source(passage: Passage, shown: Excerpt) -> RichTextSectionElement:
    notes = [wording.AFTER_CUT] if shown.cut_after else []
    notes += [f"［{mark}］" for mark in marks(passage.transcript)]
    lead: list[RichTextElement] = [RichTextElementParts.Text(text=" ".join(notes) + " ")] if notes else []
    words, start = shown.words(passage), shown.span.start
    return RichTextSectionElement(elements=[*lead, *article_link(passage, words, start=start)])
