"""Press: who pressed what where, out of Slack's payload; and the view that is opened where something was pressed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from slack_sdk import WebClient
from slack_sdk.models.views import View
from slack_sdk.web import SlackResponse

from bot.answers.quote import CHANNEL, COMMAND, DIRECT, MODAL, AnswerFormat
from bot.slack import payloads
from bot.slack.blocks.callback_data import NarrowForm, StaleCallback, read
from bot.state.askers import Asker


@dataclass(frozen=True, slots=True)
class ActionContext:
    """A press of a button, or a choice in a menu."""

    person: Asker
    #: Empty in a modal.
    channel: str
    #: The message that was pressed in; empty in a modal.
    message_ts: str
    #: The thread that it stands in, or None.
    thread_ts: str | None
    #: True in a message that only the presser sees.
    private: bool
    #: Where a message that only the presser sees can be replaced, or empty.
    response_url: str
    #: What opens a modal, within three seconds.
    trigger_id: str
    #: The modal that was pressed in, or empty.
    view_id: str = ""

    @classmethod
    def of(cls, body: Mapping[str, Any]) -> Self:
        """Read a ``block_actions`` payload."""
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
        )

    @property
    def answer_format(self) -> AnswerFormat:
        """How an answer is shown there."""
        if self.view_id:
            return MODAL
        if self.private:
            return COMMAND
        return DIRECT if self.channel.startswith("D") else CHANNEL

    def pack(self, conversation: str) -> str:
        """As a modal carries it, without who pressed; ``conversation`` is what was pressed about."""
        fields = asdict(self)
        del fields["person"]
        return NarrowForm(conversation, fields).packed

    @classmethod
    def unpack(cls, metadata: str, body: Mapping[str, Any]) -> tuple[str, Self]:
        """What ``metadata`` was made of; who it is says the payload that brings it, never what was carried."""
        form = read(metadata, NarrowForm)
        # The trigger of the press has expired since.
        now: dict[str, Any] = {"person": payloads.person(body), "trigger_id": str(body.get("trigger_id") or "")}
        try:
            return form.conversation, cls(**form.press | now)
        except TypeError:
            raise StaleCallback("Press") from None


def show(client: WebClient, body: Mapping[str, Any], view: View) -> SlackResponse:
    """Show ``view`` to who pressed: on a message or App Home a new modal, in a modal one on top of it.

    Within three seconds of the press, as Slack demands.
    """
    pressed_in = body.get("view") or {}
    if pressed_in.get("type") != "modal":
        return client.views_open(trigger_id=body["trigger_id"], view=view)
    if is_third(pressed_in):
        # Slack stacks three at most: the top one gives way.
        return client.views_update(view_id=pressed_in["id"], view=view)
    return client.views_push(trigger_id=body["trigger_id"], view=view)


def is_third(view: Mapping[str, Any]) -> bool:
    """Whether nothing can be put on top of a modal.

    >>> is_third({"id": "V1", "root_view_id": "V1", "previous_view_id": None})
    False
    >>> is_third({"id": "V3", "root_view_id": "V1", "previous_view_id": "V2"})
    True
    """
    before, root = view.get("previous_view_id"), view.get("root_view_id")
    return before is not None and before != root


def update_modal(client: WebClient, body: Mapping[str, Any], view: View) -> None:
    """Put another page into the modal in which was pressed."""
    client.views_update(view_id=body["view"]["id"], view=view)
