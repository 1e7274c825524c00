"""Pages of a modal: which items are on one, and the buttons that lead to the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement

from bot import wording
from bot.views.modal import small

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


def value(name: str, number: int) -> str:
    """What a button carries that leads to a page of ``name``.

    >>> value("窓口・手続", 2)
    '2|窓口・手続'
    """
    return f"{number}|{name}"


def read_value(carried: str) -> tuple[str, int]:
    """What such a button leads to; a bare name leads to its first page.

    >>> read_value("2|窓口・手続"), read_value("風待区")
    (('窓口・手続', 2), ('風待区', 1))
    """
    number, bar, name = carried.partition("|")
    return (name, int(number)) if bar and number.isdecimal() else (carried, 1)


def turning(action: str, name: str, here: Page[Item]) -> list[Block]:
    """Where one is, and the buttons to the pages before and after it; nothing for a single page.

    The action ids end in ``_earlier`` and ``_later``: two elements of a block must not share one.
    """
    if here.of == 1:
        return []
    earlier = ButtonElement(
        text=wording.EARLIER_PAGE, action_id=f"{action}_earlier", value=value(name, here.number - 1)
    )
    later = ButtonElement(text=wording.LATER_PAGE, action_id=f"{action}_later", value=value(name, here.number + 1))
    buttons = [*([earlier] if here.number > 1 else []), *([later] if here.number < here.of else [])]
    return [ActionsBlock(elements=buttons), small(wording.page_of(here.number, here.of))]
