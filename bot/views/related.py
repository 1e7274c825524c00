"""関連する発言を探す: quotes for somebody's message, in a modal that only the finder sees. The message is not kept."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

from bot import wording
from bot.answers.answer import Answer
from bot.answers.echo import covered, echo
from bot.answers.remarks import sentences
from bot.views.modal import modal, small
from bot.views.quotation import quote_blocks
from bot.views.reply import paragraph
from index.model import Sureness

#: The modal: what is shared out of it goes into the message's thread.
RELATED_VIEW = "related"


@dataclass(frozen=True, slots=True)
class Thread:
    """The thread of a message."""

    channel: str
    ts: str

    @property
    def packed(self) -> str:
        """As the modal carries it."""
        return json.dumps(asdict(self))

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """Where a message's own thread is, or the one that it stands in; of a message shortcut."""
        message = body["message"]
        return cls(str(body["channel"]["id"]), str(message.get("thread_ts") or message["ts"]))

    @classmethod
    def behind(cls, body: Mapping[str, Any]) -> Self | None:
        """The thread for which the modal stands that was pressed in; None for any other place."""
        view = body.get("view") or {}
        return cls(**json.loads(view["private_metadata"])) if view.get("callback_id") == RELATED_VIEW else None


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
