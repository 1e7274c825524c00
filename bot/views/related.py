"""関連する発言を探す: quotes for somebody's message, in a modal that only the finder sees. The message is not kept."""

from __future__ import annotations

from collections.abc import Iterator

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot import wording
from bot.answers.answer import Answer
from bot.answers.echo import covered, echo
from bot.answers.remarks import sentences
from bot.views.callback_data import Thread
from bot.views.modal import modal, small
from bot.views.quote_block import quote_blocks
from bot.views.reply import paragraph
from index.model import Sureness

#: The modal: what is shared out of it goes into the message's thread.
RELATED_VIEW = "related"


def related(answer: Answer, thread: Thread) -> View:
    """Return the quotes, or that there are none."""
    said = [*_lead(answer), *(sentences(answer.above) if answer.results.query.words else ())]
    blocks: list[Block] = [paragraph("\n".join(said))]
    blocks += [block for quote in answer.quotes for block in quote_blocks(quote, feedback=False)]
    blocks.append(small(*_foot(answer)))
    return modal(wording.RELATED_TITLE, blocks, callback_id=RELATED_VIEW, carried=thread.packed)


def _lead(answer: Answer) -> Iterator[str]:
    # What was searched: of a long message its most telling words.
    words, coverage = echo(answer.results.query.subject), covered(answer.results.coverage)
    if answer.quotes:
        near = answer.sureness is Sureness.NEAR
        yield (wording.related_near if near else wording.related_found)(words, len(answer.quotes), coverage)
    else:
        yield wording.RELATED_NOTHING if answer.results.query.words else wording.RELATED_WORDLESS


def _foot(answer: Answer) -> Iterator[str]:
    if answer.quotes:
        yield wording.BOLD
        yield answer.source
    yield wording.RELATED_PRIVATE
