"""What can be pressed below an answer: three buttons, and 回答を消す. Each value is the conversation's id."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from slack_sdk.models.blocks import ActionsBlock, Block, ConfirmObject, ContextActionsBlock, IconButtonElement

from bot import wording
from bot.memory.people import Person
from bot.views.modal import button, plain

MORE_ACTION: Final = "more"
#: Or a question that is its own name: 「テーマ:人材」.
LISTING_ACTION: Final = "show_listing"
NARROW_ACTION: Final = "narrow"
#: Whose the answer is is stored.
DELETE_ACTION: Final = "delete_answer"
#: Of Slack: who may see an icon.
_MOST_WHO_SEE = 10


def answer_actions(conversation: str, *, more: int, at_least: bool = False) -> ActionsBlock:
    """The row below an answer; without もっと見る where there is no more, which there may be ``at_least``."""
    return ActionsBlock(
        block_id="answer",
        elements=[
            *([button(wording.more(more, at_least=at_least), MORE_ACTION, conversation)] if more else []),
            button(wording.AS_LISTING, LISTING_ACTION, conversation),
            button(wording.NARROW, NARROW_ACTION, conversation),
        ],
    )


def deletion(conversation: str, asker: Person, operators: Iterable[str]) -> Block:
    """回答を消す, seen by those who may."""
    icon = trash(DELETE_ACTION, conversation, wording.DELETE, wording.DELETE_SURE, (asker.user, *operators))
    return ContextActionsBlock(block_id="deletion", elements=[icon])


def trash(action_id: str, value: str, label: str, sure: str, users: Iterable[str]) -> IconButtonElement:
    """An icon that asks before it takes something back; seen by these users, as many as Slack allows."""
    return IconButtonElement(
        action_id=action_id,
        icon="trash",
        text=plain(label),
        value=value,
        visible_to_user_ids=list(dict.fromkeys(users))[:_MOST_WHO_SEE],
        confirm=ConfirmObject(title=plain(label), text=plain(sure), confirm=plain(label), deny=plain(wording.CLOSE)),
    )
