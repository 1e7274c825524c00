"""Sharing (共有): the form with comment, preview and destination, and the shared message.

The quote and its attribution are in no field that can be edited.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from unicodedata import category

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ContextActionsBlock,
    ConversationFilter,
    ConversationSelectElement,
    DividerBlock,
    InputBlock,
    PlainTextInputElement,
    RichTextBlock,
    RichTextElementParts,
    RichTextSectionElement,
)
from slack_sdk.models.views import View

from bot import wording
from bot.answers.citation import citation
from bot.answers.quote import Quote
from bot.slack.blocks.callback_data import ShareForm, Sharer, read
from bot.slack.blocks.modal import SubmittedForm, field, modal, small, trash
from bot.slack.blocks.quote_block import around_button, cited_text
from bot.slack.blocks.reply import Reply, fallback, paragraph, section, text
from bot.state.askers import Asker
from corpus.text import one_line

SHARE_FORM = "share"
#: Takes a share back; its value is a Sharer.
TAKE_BACK_ACTION = "take_back_share"
#: Characters of the comment.
LONGEST_COMMENT = 1000
#: Brackets of any kind that are not these, and quotation marks, become （）: no comment quotes anybody.
_BRACKETS = {"Pi": "（", "Ps": "（", "Pf": "）", "Pe": "）"}
_ALLOWED = frozenset("()[]{}（）［］｛｝")
#: What looks like a quotation's bar, and marks of quotations that are the same at both ends.
_BARS = re.compile('[|¦｜￨ǀǁ∣∥\u2502\u2503\u2506-\u259f❘❙❚⎜⎟⎮⎸⎹⏐⏽丨ㅣ\ufe31-\ufe34"＂″❛-❞≪≫]')


@dataclass(frozen=True, slots=True)
class Share:
    """A quote that a person shares."""

    quote: Quote
    #: When the article was retrieved (UTC), or None.
    retrieved: datetime | None
    sharer: Asker
    #: The sharer's own words; empty for none.
    comment: str = ""


def share_form(share: Share, form_data: ShareForm, problem: str | None = None, channel: str | None = None) -> View:
    """Return the form; a ``problem`` is why it is shown again, with the ``channel`` that was chosen."""
    blocks: list[Block] = [
        *([paragraph(problem)] if problem else []),
        _comment(share.comment),
        small(wording.SHARE_LOOKS),
        *_message(share),
        small(wording.SHARE_IN_THREAD) if form_data.thread else _where(channel),
    ]
    return modal(
        wording.SHARE_TITLE,
        blocks,
        submit=wording.SHARE_SEND,
        callback_id=SHARE_FORM,
        metadata=form_data.packed,
    )


def submitted(view: Mapping[str, Any]) -> tuple[str, str | None]:
    """Return the comment and the chosen channel; None if the form does not ask for one."""
    form = SubmittedForm(view)
    return form.words("comment").strip(), form.one("where")


def shared(share: Share, operators: Collection[str] = ()) -> Reply:
    """Return the message: the sharer, their comment, the citation, and the icon that takes it back."""
    quote = share.quote
    settled = [wording.remark(quote.meant)] if quote.meant else []
    comment = _as_comment(share.comment)
    lines = [*([comment] if comment else []), citation(quote.passage, quote.excerpt, share.retrieved), *settled]
    around = ActionsBlock(block_id="shared", elements=[around_button(quote)])
    blocks = (*_message(share, comment), around, _take_back(share.sharer, operators))
    # The mention must not be escaped.
    return Reply(f"<@{share.sharer.user}>{wording.SHARE_SAID}\n{fallback(lines)}", blocks)


def is_sharers(value: str, message: Mapping[str, Any], person: Asker) -> bool:
    """Return whether it is the person's share: both the icon's value and the message must name them."""
    return read(value, Sharer).person.is_same(person) and _named(message) == person.user


def _named(message: Mapping[str, Any]) -> str | None:
    """Return the id of the first user that a message mentions."""
    named = (
        part.get("user_id")
        for block in message.get("blocks") or ()
        for line in block.get("elements") or ()
        for part in line.get("elements") or ()
        if part.get("type") == "user"
    )
    return next(named, None)


def _message(share: Share, comment: str = "") -> list[Block]:
    """Return the shared text, with a *comment* above a line; the form's preview has none, because it is a field."""
    who = [RichTextElementParts.User(user_id=share.sharer.user), *text(wording.SHARE_SAID)]
    if not comment:
        return [cited_text(share.quote, who, share.retrieved)]
    above = RichTextBlock(elements=[RichTextSectionElement(elements=who), section(comment)])
    return [above, DividerBlock(), cited_text(share.quote, [], share.retrieved)]


def _as_comment(written: str) -> str:
    r"""Return a comment so that nobody takes it for a citation: on one line, labelled, without marks of quotations.

    >>> _as_comment("「紙をやめます。」\n┃ 出典：note")
    'コメント：（紙をやめます。） / 出典：note'
    """
    signs = (sign if sign in _ALLOWED else _BRACKETS.get(category(sign), sign) for sign in one_line(written))
    line = _BARS.sub("/", "".join(signs))
    return wording.share_comment(line) if line else ""


def _comment(written: str) -> InputBlock:
    words = PlainTextInputElement(
        action_id="comment", multiline=True, max_length=LONGEST_COMMENT, initial_value=written or None
    )
    return field("comment", wording.SHARE_COMMENT, words, hint=wording.SHARE_COMMENT_HINT)


def _where(channel: str | None) -> InputBlock:
    select = ConversationSelectElement(
        action_id="where",
        initial_conversation=channel,
        default_to_current_conversation=channel is None,
        # So that it can be posted where the bot is no member.
        response_url_enabled=True,
        filter=ConversationFilter(exclude_bot_users=True),
    )
    return field("where", wording.SHARE_WHERE, select, optional=False)


def _take_back(sharer: Asker, operators: Collection[str]) -> ContextActionsBlock:
    value, users = Sharer("", sharer.team, sharer.user).packed, (sharer.user, *sorted(operators))
    icon = trash(TAKE_BACK_ACTION, value, wording.TAKE_BACK, wording.TAKE_BACK_SURE, users)
    return ContextActionsBlock(block_id="taking-back", elements=[icon])
