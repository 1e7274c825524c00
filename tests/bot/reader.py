"""Reader: a person who opens App Home, presses, picks and sends commands; and the views that they see."""

from __future__ import annotations

import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from tests.fake_slack import Envelope, FakeSlack
from tests.fake_slack.limits import parts, texts
from tests.fake_slack.payloads import TEAM
from tests.fake_slack.web_api import Call

Payload = dict[str, Any]


@dataclass(slots=True)
class Reader:
    """One person; several may share a Slack."""

    slack: FakeSlack
    user: str
    #: The method that showed the last view: views.open, views.push or views.update.
    method: str = ""
    _depth: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    @property
    def home(self) -> Payload:
        """The App Home that was published last."""
        view: Payload = self._published()[-1].payload["view"]
        return view

    @property
    def homes(self) -> int:
        """Number of times that it was published."""
        return len(self._published())

    def open(self) -> Payload:
        """Open the home tab; returns it."""
        before = self.homes
        self.slack.open_home("home", user=self.user)
        return self.next_home(before)

    def next_home(self, before: int) -> Payload:
        """Wait for an App Home after the ``before``-th; returns it."""
        self.slack.wait_until(lambda: self.homes > before, 10, f"a home of {self.user}")
        return self.home

    def pick_own(self, name: str) -> Envelope:
        """Pick the own municipality."""
        return self._pressed(pick(element(self.home, "home_own_municipality"), name), None)

    def told(self, name: str) -> Payload:
        """Pick the own municipality; returns the new App Home."""
        before = self.homes
        self.pick_own(name)
        return self.next_home(before)

    def press(self, button: Payload, on: Payload | None = None) -> Payload:
        """Press a button of App Home or of the modal ``on``; returns the modal that follows."""
        shown = len(self._shown(on))
        envelope = self._pressed(button, on)
        self.slack.wait_until(lambda: len(self._shown(on, envelope)) > (shown if on else 0), 10, "a modal")
        call = self._shown(on, envelope)[-1]
        self.method = call.method
        return self._placed(call.payload["view"], on)

    def switch(self, button: Payload) -> Payload:
        """Press a button that changes App Home; returns the new one."""
        before = self.homes
        self._pressed(button, None)
        return self.next_home(before)

    def command(self, text: str, channel: str = "C0DXROOM") -> Payload:
        """Send ``/zadankai text``; returns the response in the ack."""
        envelope = self.slack.command(text, user_id=self.user, channel_id=channel)
        self.slack.wait_for_ack(envelope)
        assert envelope.response is not None
        assert envelope.response["response_type"] == "ephemeral"
        return envelope.response

    def press_below(
        self, answer: Payload, action: str, value: str | None = None, *, channel: str = "C0DXROOM"
    ) -> Payload:
        """Press an element of an ephemeral message; returns the one that replaces it."""
        before = len(self.slack.responses)
        url = f"http://{self.slack.web.address}/respond/{id(answer)}"
        self._pressed(element(answer, action, value), None, response_url=url, channel={"id": channel}, view=None)
        return self.slack.wait_for_response(before + 1)

    def _pressed(self, button: Payload, on: Payload | None, **more: Any) -> Envelope:
        place = {"view": on or {"type": "home", "id": "V0HOME"}, "channel": None}
        return self.slack.click(button, **{**place, "user": {"id": self.user, "team_id": TEAM}, **more})

    def _placed(self, view: Payload, on: Payload | None) -> Payload:
        """Return a view with its id and its place in the stack, as Slack sends it back with an action."""
        if on is not None and self.method == "views.update":
            return view | {name: on[name] for name in ("id", "root_view_id", "previous_view_id")}
        name = f"V{self.user}-{next(self._depth)}"
        below = on["id"] if on else None
        return view | {"id": name, "root_view_id": on["root_view_id"] if on else name, "previous_view_id": below}

    def _shown(self, on: Payload | None, envelope: Envelope | None = None) -> list[Call]:
        """Return the calls that opened a modal for this action, or updated the modal that holds the element."""
        trigger = envelope.payload["trigger_id"] if envelope else None
        return [
            call
            for call in self.slack.calls("views.open", "views.push", "views.update")
            if (trigger and call.payload.get("trigger_id") == trigger)
            or (on and call.payload.get("view_id") == on["id"])
        ]

    def _published(self) -> list[Call]:
        return [call for call in self.slack.calls("views.publish") if call.payload["user_id"] == self.user]


def element(view: Payload, action: str, value: str | None = None) -> Payload:
    """Return the first element whose action id begins with *action*."""
    return next(
        part
        for part in parts(blocks_of(view))
        if str(part.get("action_id", "")).startswith(action) and value in (None, part.get("value"))
    )


def pick(picker: Payload, name: str) -> Payload:
    """Return a picker in which this name is chosen."""
    return picker | {"selected_option": {"text": {"type": "plain_text", "text": name}, "value": name}}


def said(view: Payload) -> str:
    """Return all words of a view or a message."""
    return "\n".join(texts(blocks_of(view)))


def blocks_of(view: Payload) -> list[Any]:
    """Return the blocks of a view or a message; in an ack they are a JSON string."""
    blocks = view["blocks"]
    found: list[Any] = json.loads(blocks) if isinstance(blocks, str) else blocks
    return found
