"""What can be pressed: two buttons and a menu below each quote, three buttons below an answer; ids and values."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextActionsBlock,
    IconButtonElement,
    Option,
    OverflowMenuElement,
)

from bot import wording
from bot.answers.citation import short_voice
from bot.memory.people import Person
from bot.views.modal import plain
from bot.views.pointer import Pointer
from corpus.model import Passage
from index.quoting.cuts import Excerpt

#: The button that opens the speeches around a quote; its value is the passage's id.
READ_AROUND_ACTION: Final = "read_around"
#: Its value is a Pointer's.
SHARE_ACTION: Final = "share_quote"
#: Each option's value is a kind and a Pointer's.
MENU_ACTION: Final = "quote_menu"
#: Below an answer; their values are the conversation's id.
MORE_ACTION: Final = "more"
LISTING_ACTION: Final = "show_listing"
NARROW_ACTION: Final = "narrow"
#: Its value is the conversation's id, too: whose it is is stored.
DELETE_ACTION: Final = "delete_answer"


class Kind(StrEnum):
    """What a quote's menu offers."""

    REPLY = "reply"
    CITE = "cite"
    USEFUL = "useful"
    WRONG = "wrong"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Menu:
    """What differs between the menus of two quotes."""

    #: The id of 東京都's reply, or None.
    answered_by: str | None = None
    #: Whether 役に立った and 違う are kept.
    feedback: bool = True


def quote_actions(number: int, passage: Passage, shown: Excerpt, conversation: str, menu: Menu) -> ActionsBlock:
    """The row below a quote."""
    speaker = short_voice(passage.speech)
    pointer = Pointer.of(passage, shown, conversation)
    return ActionsBlock(
        # Unique within the message, as Slack demands.
        block_id=f"quote-{number}",
        elements=[
            _button(wording.READ_AROUND, READ_AROUND_ACTION, passage.id, wording.read_around(number, speaker)),
            _button(wording.SHARE, SHARE_ACTION, pointer.value, wording.share_quote(number, speaker)),
            OverflowMenuElement(action_id=MENU_ACTION, options=list(_options(pointer, menu))),
        ],
    )


def chosen(value: str) -> tuple[Kind, Pointer]:
    """What an option of the menu means; ValueError for what is none.

    >>> chosen("cite|n0123456789ab-abc-1|k3|0|12")[0].value
    'cite'
    """
    kind, _, rest = value.partition("|")
    return Kind(kind), Pointer.read(rest)


def answer_actions(conversation: str, *, more: int, at_least: bool = False) -> ActionsBlock:
    """The row below an answer; without もっと見る where there is no more, which there may be ``at_least``."""
    return ActionsBlock(
        block_id="answer",
        elements=[
            *([_button(wording.more(more, at_least=at_least), MORE_ACTION, conversation)] if more else []),
            _button(wording.AS_LISTING, LISTING_ACTION, conversation),
            _button(wording.NARROW, NARROW_ACTION, conversation),
        ],
    )


def deletion(conversation: str, asker: Person, operators: Sequence[str]) -> Block:
    """回答を消す, seen by those who may."""
    may = list(dict.fromkeys([asker.user, *operators]))[:10]
    icon = IconButtonElement(
        action_id=DELETE_ACTION,
        icon="trash",
        text=plain(wording.DELETE),
        value=conversation,
        visible_to_user_ids=may,
        confirm=ConfirmObject(
            title=plain(wording.DELETE),
            text=plain(wording.DELETE_SURE),
            confirm=plain(wording.DELETE),
            deny=plain(wording.CLOSE),
        ),
    )
    return ContextActionsBlock(block_id="deletion", elements=[icon])


def _options(pointer: Pointer, menu: Menu) -> Iterator[Option]:
    if menu.answered_by:
        yield _option(Kind.REPLY, pointer.passage_id + "|" + menu.answered_by, wording.METROPOLIS_REPLIES)
    yield _option(Kind.CITE, pointer.value, wording.CITE)
    if menu.feedback:
        yield _option(Kind.USEFUL, pointer.value, wording.USEFUL)
        yield _option(Kind.WRONG, pointer.value, wording.WRONG)
    yield _option(Kind.REPORT, pointer.value, wording.REPORT)


def _option(kind: Kind, value: str, label: str) -> Option:
    return Option(text=plain(label), value=f"{kind}|{value}")


def _button(label: str, action_id: str, value: str, spoken: str | None = None) -> ButtonElement:
    return ButtonElement(text=plain(label), action_id=action_id, value=value, accessibility_label=spoken)
