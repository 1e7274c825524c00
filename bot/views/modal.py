"""A modal round blocks: what all of this bot's modals have in common."""

from __future__ import annotations

from collections.abc import Sequence

from slack_sdk.models.blocks import Block, ButtonElement, ContextBlock, PlainTextObject
from slack_sdk.models.views import View

from bot import wording
from bot.views.reply import paragraph


def modal(  # noqa: PLR0913 - Slack's own fields, all but the first two optional
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = None,
    close: str = wording.CLOSE,
    callback_id: str | None = None,
    carried: str = "",
) -> View:
    """The view; ``carried`` (at most 3,000 characters) comes back with every press in it."""
    return View(
        type="modal",
        title=plain(title),
        close=plain(close),
        submit=plain(submit) if submit else None,
        callback_id=callback_id,
        private_metadata=carried,
        blocks=list(blocks),
    )


def said(title: str, words: str) -> View:
    """A modal of one sentence."""
    return modal(title, [paragraph(words)])


def stale() -> View:
    """Said where a value cannot be read."""
    return said(wording.STALE_TITLE, wording.STALE)


def button(label: str, action_id: str, value: str, spoken: str | None = None) -> ButtonElement:
    """A button; *spoken* is its label for who listens, where the label alone says too little."""
    return ButtonElement(text=plain(label), action_id=action_id, value=value, accessibility_label=spoken)


def plain(words: str) -> PlainTextObject:
    """Words as they are: ``:smile:`` stays five letters and two colons."""
    return PlainTextObject(text=words, emoji=False)


def small(*sentences: str) -> ContextBlock:
    """Fine print, a sentence each."""
    return ContextBlock(elements=[plain(words) for words in sentences])
