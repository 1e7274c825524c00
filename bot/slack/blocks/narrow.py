"""The form of 絞り込み, and its input."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.models.blocks import Block, CheckboxesElement, InputBlock, Option, PlainTextInputElement
from slack_sdk.models.views import View

from bot import wording
from bot.answers.answers import typed
from bot.answers.echo import conditions
from bot.answers.follow_ups import name
from bot.slack.blocks.modal import SubmittedForm, field, modal, plain
from bot.slack.blocks.pickers import OWN_ACTION, select
from bot.slack.blocks.reply import paragraph
from index.query.parsed_question import Constraint, ParsedQuestion

NARROW_FORM = "narrow"
#: Slack's limits: options of checkboxes, an option's text.
_MOST = 10
_LONGEST = 75
#: Characters that can be added to a question.
_LONGEST_ADDED = 200


@dataclass(frozen=True, slots=True)
class NarrowInput:
    """The input of the form."""

    #: Names of the filters to take off.
    taken_off: tuple[str, ...]
    #: Words to add to the question; empty for none.
    added: str
    #: The person's own municipality, or None.
    own: str | None


def narrow(asked: ParsedQuestion, taken_off: Collection[str], own: str | None, metadata: str) -> View:
    """Return the form for a question with all its filters; those of ``taken_off`` are not ticked."""
    return modal(
        wording.NARROW,
        list(_inputs(asked, taken_off, own)),
        submit=wording.SEARCH_AGAIN,
        callback_id=NARROW_FORM,
        metadata=metadata,
    )


def submitted(view: Mapping[str, Any]) -> NarrowInput:
    """Return the input of the view that Slack sends back."""
    form = SubmittedForm(view)
    offered = [
        option["value"]
        for block in view["blocks"]
        if block.get("block_id") == "filters"
        for option in block["element"]["options"]
    ]
    return NarrowInput(
        taken_off=tuple(each for each in offered if each not in form.several("filters")),
        added=typed(form.words("added")),
        own=form.one(OWN_ACTION),
    )


def _inputs(asked: ParsedQuestion, taken_off: Collection[str], own: str | None) -> Iterator[Block]:
    if asked.filters:
        yield _filters(asked.filters[:_MOST], taken_off)
    else:
        yield paragraph(wording.NARROW_NONE)
    words = PlainTextInputElement(action_id="added", max_length=_LONGEST_ADDED)
    yield field("added", wording.NARROW_ADD, words, hint=wording.NARROW_ADD_HINT)
    yield field("own", wording.OWN_LABEL, select(OWN_ACTION, wording.OWN_PICK, own), hint=wording.OWN_HINT)


def _filters(constraints: tuple[Constraint, ...], taken_off: Collection[str]) -> InputBlock:
    options = [(name(constraint), _option(constraint)) for constraint in constraints]
    ticked = [option for named, option in options if named not in taken_off]
    boxes = CheckboxesElement(
        action_id="filters",
        options=[option for _, option in options],
        # Slack refuses an empty list.
        initial_options=ticked or None,
    )
    return field("filters", wording.NARROW_KEEP, boxes)


def _option(constraint: Constraint) -> Option:
    (condition,) = conditions([constraint])
    label = f"{wording.KINDS[constraint.kind]}：{condition}"
    return Option(text=plain(label if len(label) <= _LONGEST else label[: _LONGEST - 1] + "…"), value=name(constraint))
