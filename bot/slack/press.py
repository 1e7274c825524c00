"""Press: who pressed what where, out of Slack's payload; and whether the message may be edited for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Self

from bot.answers.quote import CHANNEL, COMMAND, DIRECT, MODAL, AnswerFormat
from bot.memory.people import Person
from bot.slack import admission
from bot.views.callback_data import NarrowForm, StaleCallback, read


@dataclass(frozen=True, slots=True)
class Press:
    """A press of a button, or a choice in a menu."""

    person: Person
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
            person=admission.person(body),
            channel=str(channel.get("id") or container.get("channel_id") or ""),
            message_ts=str(container.get("message_ts") or message.get("ts") or ""),
            thread_ts=container.get("thread_ts") or message.get("thread_ts"),
            private=bool(container.get("is_ephemeral")),
            response_url=str(body.get("response_url") or ""),
            trigger_id=str(body.get("trigger_id") or ""),
            view_id=str(view.get("id") or "") if view.get("type") == "modal" else "",
        )

    @property
    def room(self) -> AnswerFormat:
        """How an answer is shown there."""
        if self.view_id:
            return MODAL
        if self.private:
            return COMMAND
        return DIRECT if self.channel.startswith("D") else CHANNEL

    def carried(self, conversation: str) -> str:
        """As a modal carries it, without who pressed; ``conversation`` is what was pressed about."""
        fields = asdict(self)
        del fields["person"]
        return NarrowForm(conversation, fields).packed

    @classmethod
    def brought(cls, carried: str, body: Mapping[str, Any]) -> tuple[str, Self]:
        """What ``carried`` was made of; who it is says the payload that brings it, never what was carried."""
        form = read(carried, NarrowForm)
        # The trigger of the press has expired since.
        now: dict[str, Any] = {"person": admission.person(body), "trigger_id": str(body.get("trigger_id") or "")}
        try:
            return form.conversation, cls(**form.press | now)
        except TypeError:
            raise StaleCallback("Press") from None
