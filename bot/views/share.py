"""共有: the form (one's own comment, the quote as it will look, where to) and the message that comes of it.

What is quoted, and of whom, stands in no field that can be edited.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Self

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    ConfirmObject,
    ContextActionsBlock,
    ConversationFilter,
    ConversationSelectElement,
    IconButtonElement,
    InputBlock,
    PlainTextInputElement,
    RichTextBlock,
    RichTextElement,
    RichTextElementParts,
    RichTextSectionElement,
)
from slack_sdk.models.views import View

from bot import wording
from bot.answers import citation
from bot.answers.citation import short_voice
from bot.memory.people import Person
from bot.views.controls import READ_AROUND_ACTION
from bot.views.modal import modal, plain, small
from bot.views.related import Thread
from bot.views.reply import Reply, fallback, paragraph, quotation
from corpus.links import plain_link
from corpus.model import Passage
from index.quoting.cuts import Excerpt

#: The form, when it is sent.
SHARE_FORM = "share"
#: Its value says whose share it is.
TAKE_BACK_ACTION = "take_back_share"
#: Characters of one's own comment.
LONGEST_COMMENT = 1000
#: Of Slack: who may see an icon.
_MOST_WHO_SEE = 10


@dataclass(frozen=True, slots=True)
class Ticket:
    """What the form carries: which words, and into which thread (None: the sharer chooses)."""

    #: A Pointer's.
    pointer: str
    thread: Thread | None = None

    @property
    def packed(self) -> str:
        """As the form carries it."""
        return json.dumps(asdict(self))

    @classmethod
    def unpacked(cls, carried: str) -> Self:
        """Back from the form."""
        kept = json.loads(carried)
        return cls(kept["pointer"], Thread(**kept["thread"]) if kept["thread"] else None)


@dataclass(frozen=True, slots=True)
class Share:
    """A quote that somebody passes on."""

    passage: Passage
    shown: Excerpt
    #: When the article was had (UTC), or None.
    retrieved: datetime | None
    sharer: Person
    #: The sharer's own words; empty for none.
    comment: str = ""


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in."""

    comment: str
    #: Where to; None where the form does not ask.
    channel: str | None


def share_form(share: Share, ticket: Ticket, problem: str | None = None, channel: str | None = None) -> View:
    """The form; ``problem``: why it is shown again, with the ``channel`` that was chosen."""
    blocks: list[Block] = [
        *([paragraph(problem)] if problem else []),
        _comment(share.comment),
        small(wording.SHARE_LOOKS),
        *_message(share, comment=False),
        small(wording.SHARE_IN_THREAD) if ticket.thread else _where(channel),
    ]
    return modal(
        wording.SHARE_TITLE,
        blocks,
        submit=wording.SHARE_SEND,
        callback_id=SHARE_FORM,
        carried=ticket.packed,
    )


def filled_in(view: Mapping[str, Any]) -> Filled:
    """What Slack sends back."""
    fields = {action: state for block in view["state"]["values"].values() for action, state in block.items()}
    return Filled(
        str(fields.get("comment", {}).get("value") or "").strip(), fields.get("where", {}).get("selected_conversation")
    )


def shared(share: Share, operators: Collection[str] = ()) -> Reply:
    """The message: who shares it, their comment, the citation, and a way to take it back."""
    said = share.comment.splitlines() if share.comment else []
    settled = _settled(share)
    lines = [*said, citation.citation(share.passage, share.shown, share.retrieved), *([settled] if settled else [])]
    blocks = (*_message(share), _around(share), _take_back(share.sharer, operators))
    # The mention is ours and must not be escaped: it is how Slack writes somebody's name.
    return Reply(f"<@{share.sharer.user}>{wording.SHARE_SAID}\n{fallback(lines)}", blocks)


def is_sharers(value: str, message: Mapping[str, Any], person: Person) -> bool:
    """Whether it is this person's share, by both the icon's value and the message itself, which names its sharer."""
    return value == _kept(person) and _named(message) == person.user


def _kept(person: Person) -> str:
    return f"{person.enterprise}|{person.team}|{person.user}"


def _named(message: Mapping[str, Any]) -> str | None:
    """Whom a message names first."""
    named = (
        part.get("user_id")
        for block in message.get("blocks") or ()
        for line in block.get("elements") or ()
        for part in line.get("elements") or ()
        if part.get("type") == "user"
    )
    return next(named, None)


def _message(share: Share, *, comment: bool = True) -> Iterator[Block]:
    """The share as it is read; in the form the comment stands above already."""
    words = f"\n{share.comment}" if comment and share.comment else ""
    who: list[RichTextElement] = [
        RichTextElementParts.User(user_id=share.sharer.user),
        RichTextElementParts.Text(text=f"{wording.SHARE_SAID}{words}"),
    ]
    yield RichTextBlock(
        elements=[
            RichTextSectionElement(elements=who),
            quotation([RichTextElementParts.Text(text=citation.quoted(share.passage, share.shown))]),
            RichTextSectionElement(elements=list(_cited(share))),
        ]
    )


def _cited(share: Share) -> Iterator[RichTextElement]:
    """The rest of the citation, its address one that can be pressed; and what the day settles."""
    transcript = share.passage.transcript
    whole = citation.attributed(share.passage, share.retrieved)
    address = plain_link(transcript.url) if transcript.url and not transcript.sample else ""
    before, found, after = whole.rpartition(address) if address else ("", "", whole)
    if found:
        yield RichTextElementParts.Text(text=before)
        yield RichTextElementParts.Link(url=address, text=address)
    settled = _settled(share)
    if after or settled:
        yield RichTextElementParts.Text(text=f"{after}\n{settled}" if settled else after)


def _settled(share: Share) -> str | None:
    said = citation.meant(share.shown.words(share.passage), share.passage.transcript.held_on)
    return wording.remark(said) if said else None


def _comment(written: str) -> InputBlock:
    return InputBlock(
        block_id="comment",
        label=plain(wording.SHARE_COMMENT),
        hint=plain(wording.SHARE_COMMENT_HINT),
        element=PlainTextInputElement(
            action_id="comment", multiline=True, max_length=LONGEST_COMMENT, initial_value=written or None
        ),
        optional=True,
    )


def _where(channel: str | None) -> InputBlock:
    select = ConversationSelectElement(
        action_id="where",
        initial_conversation=channel,
        default_to_current_conversation=channel is None,
        # So that it can be sent where the bot is no member.
        response_url_enabled=True,
        filter=ConversationFilter(exclude_bot_users=True),
    )
    return InputBlock(block_id="where", label=plain(wording.SHARE_WHERE), element=select)


def _around(share: Share) -> ActionsBlock:
    speaker = short_voice(share.passage.speech)
    button = ButtonElement(
        text=plain(wording.READ_AROUND),
        action_id=READ_AROUND_ACTION,
        value=share.passage.id,
        accessibility_label=wording.read_around(1, speaker),
    )
    return ActionsBlock(block_id="shared", elements=[button])


def _take_back(sharer: Person, operators: Collection[str]) -> ContextActionsBlock:
    icon = IconButtonElement(
        action_id=TAKE_BACK_ACTION,
        icon="trash",
        text=plain(wording.TAKE_BACK),
        value=_kept(sharer),
        visible_to_user_ids=list(dict.fromkeys([sharer.user, *sorted(operators)]))[:_MOST_WHO_SEE],
        confirm=ConfirmObject(
            title=plain(wording.TAKE_BACK),
            text=plain(wording.TAKE_BACK_SURE),
            confirm=plain(wording.TAKE_BACK),
            deny=plain(wording.CLOSE),
        ),
    )
    return ContextActionsBlock(block_id="taking-back", elements=[icon])
