"""関連する発言を探す: quotes for somebody's message, in a modal that only the finder sees. The message is not kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot import wording
from bot.answers.quote import Quote
from bot.views.callback_data import Thread
from bot.views.modal import modal, small
from bot.views.page import covered, echo
from bot.views.quote_block import quote_blocks
from bot.views.reply import paragraph
from index.model import Results, Sureness

#: The modal: what is shared out of it goes into the message's thread.
RELATED_VIEW = "related"


def related(results: Results, quotes: Sequence[Quote], thread: Thread) -> View:
    """The quotes, or that there are none."""
    blocks: list[Block] = [paragraph("\n".join(_lead(results, len(quotes))))]
    blocks += [block for quote in quotes for block in quote_blocks(quote, feedback=False)]
    blocks.append(small(*_foot(results, bool(quotes))))
    return modal(wording.RELATED_TITLE, blocks, callback_id=RELATED_VIEW, carried=thread.packed)


def _lead(results: Results, shown: int) -> Iterator[str]:
    coverage = covered(results.coverage)
    # What was searched: of a long message its most telling words.
    words = echo(results.query.subject)
    if shown:
        near = results.sureness is Sureness.NEAR
        yield (wording.related_near if near else wording.related_found)(words, shown, coverage)
    elif results.query.words:
        yield wording.RELATED_NOTHING
        yield wording.try_again(coverage)
    else:
        yield wording.RELATED_WORDLESS


def _foot(results: Results, quoted: bool) -> Iterator[str]:  # noqa: FBT001 - the view's own
    if quoted:
        yield wording.BOLD
        yield wording.SAMPLE_NOTICE if results.coverage.sample else wording.SOURCE
    yield wording.RELATED_PRIVATE
