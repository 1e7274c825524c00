"""Pages of a modal: which items are on one, and the buttons that lead to the others."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from slack_sdk.models.blocks import ActionsBlock, Block

from bot import wording
from bot.views.callback_data import PageTurn, read, value_of
from bot.views.modal import button, small

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """A page of a longer list."""

    items: tuple[Item, ...]
    #: Counting from 1; a page that is no longer there becomes the last.
    number: int
    #: At least 1.
    of: int


def page(items: Sequence[Item], number: int, size: int) -> Page[Item]:
    """The page of this number.

    >>> page("abcde", 2, 3), page("abcde", 9, 3).number, page("", 1, 3).of
    (Page(items=('d', 'e'), number=2, of=2), 2, 1)
    """
    pages = max(1, -(-len(items) // size))
    kept = min(max(1, number), pages)
    return Page(tuple(items[(kept - 1) * size : kept * size]), kept, pages)


def turned_to(action: Mapping[str, Any]) -> tuple[str, int]:
    """Return the name and the page that a button leads to; StaleCallback for one that leads nowhere."""
    turn = read(value_of(action), PageTurn)
    return turn.name, turn.number


def turning(action: str, name: str, here: Page[Item]) -> list[Block]:
    """Where one is, and the buttons to the pages before and after it; nothing for a single page.

    The action ids end in ``_earlier`` and ``_later``: two elements of a block must not share one.
    """
    if here.of == 1:
        return []
    before, after = PageTurn(name, here.number - 1), PageTurn(name, here.number + 1)
    earlier = button(wording.EARLIER_PAGE, f"{action}_earlier", before.packed)
    later = button(wording.LATER_PAGE, f"{action}_later", after.packed)
    buttons = [*([earlier] if here.number > 1 else []), *([later] if here.number < here.of else [])]
    return [ActionsBlock(elements=buttons), small(wording.page_of(here.number, here.of))]
