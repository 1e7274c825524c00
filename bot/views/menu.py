"""What a quote's menu opens: 東京都's reply, the quote as it is cited, the form of a report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    Option,
    RadioButtonsElement,
    RichTextBlock,
    RichTextPreformattedElement,
)
from slack_sdk.models.views import View

from bot import wording
from bot.answers.citation import citation
from bot.answers.quote import Quote
from bot.memory.reports import Fault
from bot.views.callback_data import StaleCallback
from bot.views.modal import modal, plain, small
from bot.views.quote_block import quote_text
from bot.views.reply import paragraph, text
from corpus.model import Passage

#: The form of a report, when it is sent.
REPORT_FORM = "report"
#: Characters of each quote beside 東京都's reply.
_LONGEST = 1500
_FAULTS = {
    Fault.SPEAKER: wording.REPORT_SPEAKER,
    Fault.CONTEXT: wording.REPORT_CONTEXT,
    Fault.REMOVAL: wording.REPORT_REMOVAL,
}


def answered_by(asked: Passage, reply: Passage) -> View:
    """A municipality's words and what 東京都 said to them."""
    blocks: list[Block] = [
        quote_text(Quote.cut(1, asked, (), _LONGEST), wording.REPLY_ASKED),
        quote_text(Quote.cut(2, reply, (), _LONGEST), wording.REPLY_GIVEN),
        small(wording.SAMPLE_NOTICE if reply.transcript.sample else wording.SOURCE),
    ]
    return modal(wording.REPLY_TITLE, blocks)


def cited(quote: Quote, retrieved: datetime | None) -> View:
    """The quote in the form in which it is cited, ready to be copied."""
    words = text(citation(quote.passage, quote.excerpt, retrieved))
    blocks: list[Block] = [
        paragraph(wording.CITE_HOW),
        RichTextBlock(elements=[RichTextPreformattedElement(elements=words)]),
        *([small(quote.meant)] if quote.meant else []),
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


def fault_of(view: Mapping[str, Any]) -> Fault:
    """What was chosen in the form; StaleCallback for what it does not offer."""
    chosen = str(view["state"]["values"]["fault"]["fault"]["selected_option"]["value"])
    if chosen not in set(Fault):
        raise StaleCallback("no fault")
    return Fault(chosen)
