"""一覧 to be taken away: the tab-separated table in pieces that Slack takes, and the choice of municipalities."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    ExternalDataMultiSelectElement,
    InputBlock,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextPreformattedElement,
)
from slack_sdk.models.views import View

from bot import wording
from bot.browsing.frame import Frame
from bot.printing.tables import Form, render
from bot.views.modal import modal, plain
from bot.views.picker import municipality_option
from bot.views.reply import paragraph
from index.browsing.listing import Listing

#: Characters of one piece: the size that Slack documents for a text.
LONGEST_PIECE = 3000
#: Blocks of a view, less those that are not pieces.
_MOST_PIECES = 90

CHOOSE_CALLBACK = "listing_choose"
CHOSEN_ACTION = "listing_chosen"


def table_view(found: Listing) -> View:
    """The whole table, to be marked and copied."""
    pieces = [_piece(words) for words in table_pieces(render(found, Form.TSV))]
    return modal(wording.TABLE_TITLE, [paragraph(wording.TABLE_HOW), *pieces[:_MOST_PIECES]], close=wording.BACK)


def table_pieces(table: str) -> Iterator[str]:
    r"""The table's lines, as many together as Slack takes; a line that is longer than that is divided.

    >>> [len(piece) for piece in table_pieces("あ" * 2000 + "\n" + "い" * 900 + "\n" + "う" * 4000 + "\n")]
    [2901, 3000, 1000]
    """
    piece = ""
    for line in _short(table.splitlines()):
        if piece and len(piece) + 1 + len(line) > LONGEST_PIECE:
            yield piece
            piece = line
        else:
            piece = f"{piece}\n{line}" if piece else line
    if piece:
        yield piece


def choose_view(frame: Frame) -> View:
    """Which municipalities the listing is to have; those chosen before are set."""
    select = ExternalDataMultiSelectElement(
        action_id=CHOSEN_ACTION,
        placeholder=plain(wording.TYPE_A_NAME),
        min_query_length=0,
        initial_options=[municipality_option(name) for name in frame.chosen] or None,
    )
    return modal(
        wording.LISTING_TITLE,
        [InputBlock(block_id="chosen", label=plain(wording.MUNICIPALITIES), element=select)],
        submit=wording.LISTING_SHOW,
        close=wording.BACK,
        callback_id=CHOOSE_CALLBACK,
        carried=frame.packed,
    )


def chosen_in(view: Mapping[str, Any]) -> tuple[str, ...]:
    """The full names that were chosen in that form."""
    options = view["state"]["values"]["chosen"][CHOSEN_ACTION]["selected_options"]
    return tuple(option["value"] for option in options)


def _short(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from (line[at : at + LONGEST_PIECE] for at in range(0, len(line), LONGEST_PIECE))


def _piece(words: str) -> Block:
    text: list[RichTextElement] = [RichTextElementParts.Text(text=words)]
    return RichTextBlock(elements=[RichTextPreformattedElement(elements=text)])
