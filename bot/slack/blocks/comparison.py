"""The comparison (一覧) as a modal: a page of rows with a quote, and on the last page the rows without one.

Also the table to copy, in pieces within Slack's limits, and the form that chooses municipalities.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    CheckboxesElement,
    DividerBlock,
    InteractiveElement,
    Option,
    RichTextBlock,
    RichTextElementParts,
    RichTextPreformattedElement,
    RichTextSectionElement,
    StaticSelectElement,
    TableBlock,
)
from slack_sdk.models.views import View

from bot import wording
from bot.answers import comparison_table
from bot.answers.echo import asked_for, covered
from bot.answers.quote import Quote
from bot.answers.remarks import Remark, sentences
from bot.slack.blocks.comparison_frame import ComparisonFrame, Scope
from bot.slack.blocks.modal import button, field, modal, plain, small
from bot.slack.blocks.pages import page, page_buttons
from bot.slack.blocks.pickers import choice, multi_select, select
from bot.slack.blocks.quote_block import row_text
from bot.slack.blocks.reply import Reply, bold, fallback, paragraph, text
from index.summaries.comparison import Comparison, ComparisonRow, RowFinding

#: Rows of a page: as many as can be scrolled through on a phone.
ROWS_A_PAGE = 15

SCOPE_ACTION = "listing_scope"
OWN_ACTION = "listing_leave_own_out"
#: Picks the own municipality, if it is unknown.
PICK_OWN_ACTION = "listing_own"
CHOOSE_ACTION = "listing_choose"
PAGE_ACTION = "listing_page"
TABLE_ACTION = "listing_table"
#: Sends it as a direct message.
SEND_ACTION = "listing_send"
#: The form that chooses municipalities, and its field.
CHOOSE_CALLBACK = "listing_choose"
CHOSEN_ACTION = "listing_chosen"

#: Characters of one piece of the table: Slack's documented limit of a text.
LONGEST_PIECE = 3000
#: Rows of a table without its head, and characters of all text of a message: Slack's limits are 100 and some 10,000.
_MOST_ROWS = 99
_LONGEST_TABLE = 8000
#: Pieces of a view: Slack's limit is 100 blocks.
_MOST_PIECES = 90


def comparison_view(found: Comparison, frame: ComparisonFrame, own: str | None, remarks: Iterable[Remark] = ()) -> View:
    """Return a page of the comparison; ``own`` is the person's municipality, or None if unknown."""
    quoting = [row for row in found.rows if row.passage]
    here = page(quoting, frame.page, ROWS_A_PAGE)
    last = here.number == here.of
    blocks: list[Block] = [paragraph(_lead(found)), *map(small, sentences(remarks)), _controls(frame, own)]
    blocks += [block for number, row in enumerate(here.items, start=1) for block in (_row(number, row), DividerBlock())]
    blocks += _others(found.rows) if last else [small(wording.COMPARISON_OTHERS_LATER)]
    blocks += page_buttons(PAGE_ACTION, "", here)
    blocks.append(small(wording.SAMPLE_NOTICE if found.coverage.sample else wording.SOURCE))
    return modal(wording.COMPARISON_TITLE, blocks, metadata=replace(frame, page=here.number).packed)


def table_view(found: Comparison, frame: ComparisonFrame, remarks: Iterable[Remark] = ()) -> View:
    """Return the whole table, to select and copy."""
    told = map(small, sentences(remarks))
    pieces = [_piece(words) for words in table_pieces(comparison_table.render(found, comparison_table.TableForm.TSV))]
    sent = ActionsBlock(elements=[button(wording.TABLE_SEND, SEND_ACTION, SEND_ACTION)])
    blocks = [*([sent] if found.quotes else []), paragraph(wording.TABLE_HOW), *told, *pieces[:_MOST_PIECES]]
    return modal(wording.TABLE_TITLE, blocks, close=wording.BACK, metadata=frame.packed)


def table_messages(found: Comparison, remarks: Iterable[Remark] = ()) -> list[Reply]:
    """Return the comparison as messages with a table each, the last with the municipalities without a quote."""
    rows = [comparison_table.cells(row) for row in found.rows if row.passage]
    lead, foot = [_lead(found), *sentences(remarks)], wording.SAMPLE_NOTICE if found.coverage.sample else wording.SOURCE
    tables = list(_tables(rows))
    messages = []
    for number, each in enumerate(tables, start=1):
        rest = _others(found.rows) if number == len(tables) else ()
        said = lead if number == 1 else [wording.page_of(number, len(tables))]
        lines = [*said, *(" ".join(cells) for cells in each), foot]
        messages.append(Reply(fallback(lines), (paragraph("\n".join(said)), _table(each), *rest, small(foot))))
    return messages


def _tables(rows: Sequence[comparison_table.Cells]) -> Iterator[list[comparison_table.Cells]]:
    """Yield the rows in groups of which each fits into one message."""
    group: list[comparison_table.Cells] = []
    for row in rows:
        if group and (len(group) == _MOST_ROWS or sum(map(len, chain(row, *group))) > _LONGEST_TABLE):
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _table(rows: Iterable[comparison_table.Cells]) -> TableBlock:
    wrapped = [{"is_wrapped": True} for _ in wording.COLUMNS]
    cells = [[_cell(cell) for cell in row] for row in (wording.COLUMNS, *rows)]
    return TableBlock(rows=cells, column_settings=wrapped)


def _cell(words: str) -> dict[str, Any]:
    if not words.startswith("https://"):
        return {"type": "raw_text", "text": words}
    link = RichTextElementParts.Link(url=words, text=wording.ARTICLE)
    return RichTextBlock(elements=[RichTextSectionElement(elements=[link])]).to_dict()


def table_pieces(table: str) -> Iterator[str]:
    r"""Yield the table's lines, joined up to Slack's limit; a longer line is divided.

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


def choose_view(frame: ComparisonFrame) -> View:
    """Return the form that chooses the municipalities, set to those chosen before."""
    select = multi_select(CHOSEN_ACTION, frame.chosen)
    return modal(
        wording.COMPARISON_TITLE,
        [field("chosen", wording.MUNICIPALITIES, select, optional=False)],
        submit=wording.COMPARISON_SHOW,
        close=wording.BACK,
        callback_id=CHOOSE_CALLBACK,
        metadata=frame.packed,
    )


def _lead(found: Comparison) -> str:
    near = sum(row.finding is RowFinding.NEAR for row in found.rows)
    question, coverage = asked_for(found.query), covered(found.coverage)
    return wording.comparison_lead(question, len(found.rows), found.quotes, near, coverage)


def _controls(frame: ComparisonFrame, own: str | None) -> ActionsBlock:
    elements: list[InteractiveElement] = [
        _scopes(frame),
        button(wording.COMPARISON_CHOOSE, CHOOSE_ACTION, CHOOSE_ACTION),
    ]
    elements.append(_leave_out(frame, own) if own else select(PICK_OWN_ACTION, wording.SEARCH_OWN_LEFT_OUT))
    elements.append(button(wording.COMPARISON_TABLE, TABLE_ACTION, TABLE_ACTION))
    # Slack keeps the choices of a block whose id stays, so the id contains the state.
    return ActionsBlock(block_id=f"listing-{frame.scope}-{len(frame.chosen)}-{frame.own_left_out}", elements=elements)


def _scopes(frame: ComparisonFrame) -> StaticSelectElement:
    offered = [scope for scope in Scope if scope is not Scope.CHOSEN or frame.chosen]
    labels = [(scope.value, wording.COMPARISON_SCOPES[scope]) for scope in offered]
    return choice(SCOPE_ACTION, wording.COMPARISON_SCOPE, labels, frame.scope.value)


def _leave_out(frame: ComparisonFrame, own: str) -> CheckboxesElement:
    option = Option(value="own", text=plain(wording.leave_out(own)))
    ticked = [option] if frame.own_left_out else None
    return CheckboxesElement(action_id=OWN_ACTION, options=[option], initial_options=ticked)


def _row(number: int, row: ComparisonRow) -> Block:
    if row.passage is None or row.excerpt is None:
        raise ValueError(f"no quote of {row.municipality}")
    near = wording.NEAR_TOPIC if row.finding is RowFinding.NEAR else ""
    return row_text(Quote(number, row.passage, row.excerpt), row.municipality, near)


def _others(rows: Sequence[ComparisonRow]) -> Iterator[Block]:
    """Yield the municipalities without a quote, grouped by their case."""
    without: dict[str, list[str]] = {}
    for row in sorted((row for row in rows if not row.passage), key=lambda row: list(RowFinding).index(row.finding)):
        without.setdefault(comparison_table.cells(row)[1], []).append(row.municipality)
    for case, names in without.items():
        heading, listed = bold(wording.comparison_case(case, len(names))), text(f"\n{'、'.join(names)}")
        yield RichTextBlock(elements=[RichTextSectionElement(elements=[*heading, *listed])])


def _short(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield from (line[at : at + LONGEST_PIECE] for at in range(0, len(line), LONGEST_PIECE))


def _piece(words: str) -> Block:
    return RichTextBlock(elements=[RichTextPreformattedElement(elements=text(words))])
