"""Modals, and the elements that they and messages share: buttons, fields, headers, small print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ButtonElement,
    ConfirmObject,
    ContextBlock,
    HeaderBlock,
    IconButtonElement,
    InputBlock,
    InputInteractiveElement,
    PlainTextObject,
)
from slack_sdk.models.views import View

from bot import wording
from bot.slack.blocks.callback_data import checked, value_of
from bot.slack.blocks.reply import paragraph

#: Slack's limit for a header, in characters.
LONGEST_HEADER = 150
#: Slack's limit of ``visible_to_user_ids``.
_MOST_WHO_SEE = 10


def modal(  # noqa: PLR0913 - Slack's fields, all but the first two optional
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = None,
    close: str = wording.CLOSE,
    callback_id: str | None = None,
    metadata: str = "",
) -> View:
    """Return a modal; Slack sends ``metadata`` (at most 3,000 characters) back with each of its payloads."""
    return View(
        type="modal",
        title=plain(title),
        close=plain(close),
        submit=plain(submit) if submit else None,
        callback_id=callback_id,
        private_metadata=metadata,
        blocks=list(blocks),
    )


def text_modal(title: str, words: str) -> View:
    """Return a modal of one sentence."""
    return modal(title, [paragraph(words)])


def stale() -> View:
    """Return the modal for callback data that cannot be read."""
    return text_modal(wording.STALE_TITLE, wording.STALE)


def button(label: str, action_id: str, value: str, spoken: str | None = None) -> ButtonElement:
    """Return a button; *spoken* is its label for screen readers, if *label* alone says too little."""
    return ButtonElement(text=plain(label), action_id=action_id, value=value, accessibility_label=spoken)


def trash(action_id: str, value: str, label: str, sure: str, users: Iterable[str]) -> IconButtonElement:
    """Return a trash icon that asks for confirmation; visible to the first ten of *users*, Slack's limit."""
    return IconButtonElement(
        action_id=action_id,
        icon="trash",
        text=plain(label),
        value=value,
        visible_to_user_ids=list(dict.fromkeys(users))[:_MOST_WHO_SEE],
        confirm=ConfirmObject(title=plain(label), text=plain(sure), confirm=plain(label), deny=plain(wording.CLOSE)),
    )


def field(
    block_id: str, label: str, element: InputInteractiveElement, *, hint: str | None = None, optional: bool = True
) -> InputBlock:
    """Return a field of a form."""
    hints = plain(hint) if hint else None
    return InputBlock(block_id=block_id, label=plain(label), hint=hints, element=element, optional=optional or None)


class SubmittedForm:
    """The state of a submitted form; a field that it does not have reads as empty."""

    def __init__(self, view: Mapping[str, Any]) -> None:
        """Read the state of each field, by action id."""
        blocks = view["state"]["values"].values()
        self._fields = {action: state for block in blocks for action, state in block.items()}

    def words(self, action_id: str) -> str:
        """Return the text of an input."""
        return str(self._fields.get(action_id, {}).get("value") or "")

    def several(self, action_id: str) -> tuple[str, ...]:
        """Return the values of the chosen options."""
        return tuple(map(value_of, self._fields.get(action_id, {}).get("selected_options") or ()))

    def one(self, action_id: str) -> str | None:
        """Return the value of the chosen option, or the id of the chosen conversation."""
        state: dict[str, Any] = self._fields.get(action_id, {})
        if option := state.get("selected_option"):
            return value_of(option)
        return checked(state["selected_conversation"]) if state.get("selected_conversation") else None


def header(words: str) -> HeaderBlock:
    """Return a header."""
    return HeaderBlock(text=plain(words))


def plain(words: str) -> PlainTextObject:
    """Return words as plain text, with emoji codes such as ``:smile:`` left as text."""
    return PlainTextObject(text=words, emoji=False)


def small(*sentences: str) -> ContextBlock:
    """Return small print: one element for each sentence."""
    return ContextBlock(elements=[plain(words) for words in sentences])
