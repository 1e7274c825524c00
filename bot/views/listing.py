"""一覧 as a modal: a page of rows that quote something, and on the last page the three cases of the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    CheckboxesElement,
    DividerBlock,
    ExternalDataSelectElement,
    InteractiveElement,
    Option,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextSectionElement,
    StaticSelectElement,
)
from slack_sdk.models.views import View

from bot import wording
from bot.answers import citation
from bot.answers.echo import asked_for, covered
from bot.browsing.frame import Frame, Scope
from bot.printing import tables
from bot.views.modal import modal, plain, small
from bot.views.paging import page, turning
from bot.views.reply import paragraph, quotation
from corpus.links import passage_link
from corpus.model import Passage
from index.browsing.listing import Finding, Listing, Row

#: Rows of a page: as many as one scrolls through on a phone.
ROWS_A_PAGE = 15

SCOPE_ACTION = "listing_scope"
OWN_ACTION = "listing_leave_own_out"
#: Who has not said which municipality is theirs says it here.
PICK_OWN_ACTION = "listing_own"
CHOOSE_ACTION = "listing_choose"
PAGE_ACTION = "listing_page"
TABLE_ACTION = "listing_table"


def listing_view(found: Listing, frame: Frame, own: str | None) -> View:
    """The modal; ``own`` is the asker's municipality, or None where nobody has said."""
    quoting = [row for row in found.rows if row.passage]
    here = page(quoting, frame.page, ROWS_A_PAGE)
    last = here.number == here.of
    blocks: list[Block] = [paragraph(_lead(found)), _controls(frame, own)]
    blocks += [block for row in here.items for block in (_row(row), DividerBlock())]
    blocks += _others(found.rows) if last else [small(wording.LISTING_OTHERS_LATER)]
    blocks += turning(PAGE_ACTION, "", here)
    blocks.append(small(wording.SAMPLE_NOTICE if found.coverage.sample else wording.SOURCE))
    return modal(wording.LISTING_TITLE, blocks, carried=replace(frame, page=here.number).packed)


def _lead(found: Listing) -> str:
    near = sum(row.finding is Finding.NEAR for row in found.rows)
    question, coverage = asked_for(found.query), covered(found.coverage)
    return wording.listing_lead(question, len(found.rows), found.quotes, near, coverage)


def _controls(frame: Frame, own: str | None) -> ActionsBlock:
    elements: list[InteractiveElement] = [_scopes(frame), _button(wording.LISTING_CHOOSE, CHOOSE_ACTION)]
    elements.append(_leave_out(frame, own) if own else _pick_own())
    elements.append(_button(wording.LISTING_TABLE, TABLE_ACTION))
    # With its state in its id Slack draws it anew instead of keeping what was chosen before.
    return ActionsBlock(block_id=f"listing-{frame.scope}-{len(frame.chosen)}-{frame.own_left_out}", elements=elements)


def _scopes(frame: Frame) -> StaticSelectElement:
    offered = [scope for scope in Scope if scope is not Scope.CHOSEN or frame.chosen]
    options = {scope: Option(value=scope.value, text=plain(wording.LISTING_SCOPES[scope])) for scope in offered}
    return StaticSelectElement(
        action_id=SCOPE_ACTION,
        placeholder=plain(wording.LISTING_SCOPE),
        options=list(options.values()),
        initial_option=options[frame.scope],
    )


def _leave_out(frame: Frame, own: str) -> CheckboxesElement:
    option = Option(value="own", text=plain(wording.leave_out(own)))
    ticked = [option] if frame.own_left_out else None
    return CheckboxesElement(action_id=OWN_ACTION, options=[option], initial_options=ticked)


def _pick_own() -> ExternalDataSelectElement:
    return ExternalDataSelectElement(
        action_id=PICK_OWN_ACTION, placeholder=plain(wording.SEARCH_OWN_LEFT_OUT), min_query_length=0
    )


def _button(label: str, action_id: str) -> ButtonElement:
    return ButtonElement(text=plain(label), action_id=action_id, value=action_id)


def _row(row: Row) -> Block:
    passage, shown = row.passage, row.excerpt
    if passage is None or shown is None:
        raise ValueError(f"no quote of {row.municipality}")
    near = wording.NEAR_TOPIC if row.finding is Finding.NEAR else ""
    before = f" {wording.BEFORE_CUT}" if shown.cut_before else ""
    return RichTextBlock(
        elements=[
            RichTextSectionElement(elements=[_bold(row.municipality), *_text(f"{near}{before}")]),
            quotation(_text(row.words)),
            RichTextSectionElement(elements=list(_below(row, passage))),
        ]
    )


def _below(row: Row, passage: Passage) -> Iterator[RichTextElement]:
    """What was cut, who and when, the article, what the day settles."""
    transcript = passage.transcript
    after = wording.AFTER_CUT if row.excerpt and row.excerpt.cut_after else ""
    yield from _text(f"{after}{citation.marked(transcript)}{'、'.join(citation.whence(passage))}")
    if transcript.url and not transcript.sample:
        start = row.excerpt.span.start if row.excerpt else passage.span.start
        link = passage_link(transcript.url, row.words, transcript.above(start))
        yield from _text(" ")
        yield RichTextElementParts.Link(url=str(link), text=wording.ARTICLE)
    if settled := citation.meant(row.words, transcript.held_on):
        yield from _text(f"\n{wording.remark(settled)}")


def _others(rows: Sequence[Row]) -> Iterator[Block]:
    """The municipalities without a quote, under what is the case with each."""
    without: dict[str, list[str]] = {}
    for row in sorted((row for row in rows if not row.passage), key=lambda row: list(Finding).index(row.finding)):
        without.setdefault(tables.cells(row)[1], []).append(row.municipality)
    for case, names in without.items():
        heading, listed = _bold(wording.listing_case(case, len(names))), _text(f"\n{'、'.join(names)}")
        yield RichTextBlock(elements=[RichTextSectionElement(elements=[heading, *listed])])


def _bold(words: str) -> RichTextElement:
    return RichTextElementParts.Text(text=words, style=RichTextElementParts.TextStyle(bold=True))


def _text(words: str) -> list[RichTextElement]:
    # Slack refuses an empty element.
    return [RichTextElementParts.Text(text=words)] if words else []
