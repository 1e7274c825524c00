"""ActionContext: the person and place of a block action; and the modals that answer one."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.models.views import View

from bot.answers.quote import CHANNEL, COMMAND, DIRECT, MODAL, AnswerFormat
from bot.slack import payloads
from bot.slack.blocks.callback_data import NarrowForm, StaleCallback, read
from bot.slack.transport.outcomes import NotYet, Outcome, Posted, Refused, Unknown
from bot.slack.transport.posting import open_view, push_view, update_view
from bot.state.askers import Asker


@dataclass(frozen=True, slots=True)
class ActionContext:
    """The person and place of a block action: a pressed button or a choice in a menu."""

    person: Asker
    #: The channel's id; empty in a modal.
    channel: str
    #: The message that holds the element; empty in a modal.
    message_ts: str
    #: The message's thread, or None.
    thread_ts: str | None
    #: True in an ephemeral message.
    private: bool
    #: The address at which an ephemeral message can be replaced, or empty.
    response_url: str
    #: Opens a modal within three seconds.
    trigger_id: str
    #: The modal that holds the element, or empty.
    view_id: str = ""
    #: Whether that is the third of its stack, on which Slack puts no other.
    third: bool = False

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """Return the context of a ``block_actions`` payload."""
        container, view = body.get("container") or {}, body.get("view") or {}
        channel, message = body.get("channel") or {}, body.get("message") or {}
        return cls(
            person=payloads.person(body),
            channel=str(channel.get("id") or container.get("channel_id") or ""),
            message_ts=str(container.get("message_ts") or message.get("ts") or ""),
            thread_ts=container.get("thread_ts") or message.get("thread_ts"),
            private=bool(container.get("is_ephemeral")),
            response_url=str(body.get("response_url") or ""),
            trigger_id=str(body.get("trigger_id") or ""),
            view_id=str(view.get("id") or "") if view.get("type") == "modal" else "",
            third=is_third(view),
        )

    @property
    def answer_format(self) -> AnswerFormat:
        """The format in which an answer is shown in this place."""
        if self.view_id:
            return MODAL
        if self.private:
            return COMMAND
        return DIRECT if self.channel.startswith("D") else CHANNEL

    def pack(self, conversation: str) -> str:
        """Return this context without its person, as ``private_metadata`` of a form about *conversation*."""
        fields = asdict(self)
        del fields["person"]
        return NarrowForm(conversation, fields).packed

    @classmethod
    def unpack(cls, metadata: str, body: Mapping[str, Any]) -> tuple[str, Self]:
        """Return the conversation and the context of packed *metadata*, with the person of *body*.

        The person is never read from the metadata. Raises StaleCallback.
        """
        form = read(metadata, NarrowForm)
        # The trigger of the action has expired.
        now: dict[str, Any] = {"person": payloads.person(body), "trigger_id": str(body.get("trigger_id") or "")}
        try:
            return form.conversation, cls(**form.press | now)
        except TypeError:
            raise StaleCallback("NarrowForm") from None


class NotShown(Exception):
    """A modal was not shown or not changed."""

    def __init__(self, outcome: Refused | NotYet | Unknown) -> None:
        """Say why."""
        super().__init__(str(outcome))
        self.outcome = outcome


def show(client: WebClient, body: Mapping[str, Any], view: View) -> None:
    """Show *view* as a new modal; for an action in a modal, on top of that one. Raises NotShown."""
    pressed_in, trigger = body.get("view") or {}, str(body.get("trigger_id") or "")
    if pressed_in.get("type") != "modal":
        shown(open_view(client, trigger, view))
    elif is_third(pressed_in):
        # Slack stacks three modals at most, so the top one is replaced.
        shown(update_view(client, pressed_in["id"], view))
    else:
        shown(push_view(client, trigger, view))


def shown(outcome: Outcome) -> None:
    """Raise NotShown unless Slack confirmed a call that shows a modal: to press once more cannot show it twice."""
    if not isinstance(outcome, Posted):
        raise NotShown(outcome)


def opens(
    app: App, action_id: str | re.Pattern[str], view: Callable[[Mapping[str, Any], Mapping[str, Any]], View]
) -> None:
    """Register a listener that shows the modal that *view* makes of an action's payload and element."""

    @app.action(action_id)
    def opened(body: Mapping[str, Any], action: Mapping[str, Any], client: WebClient) -> None:
        show(client, body, view(body, action))


def is_third(view: Mapping[str, Any]) -> bool:
    """Return whether a modal is the third of its stack, the most that Slack allows.

    >>> is_third({"id": "V1", "root_view_id": "V1", "previous_view_id": None})
    False
    >>> is_third({"id": "V3", "root_view_id": "V1", "previous_view_id": "V2"})
    True
    """
    before, root = view.get("previous_view_id"), view.get("root_view_id")
    return before is not None and before != root


def update_modal(client: WebClient, body: Mapping[str, Any], view: View) -> None:
    """Replace the content of the modal that holds the element. Raises NotShown, and StaleCallback if none does."""
    shown(update_view(client, modal_of(body)["id"], view))


def modal_of(body: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the modal that holds the element. Raises StaleCallback if none does."""
    view: Mapping[str, Any] = body.get("view") or {}
    if view.get("type") != "modal":
        raise StaleCallback("no modal")
    return view
