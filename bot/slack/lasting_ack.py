"""An ack that stays given, whatever the listener does after it."""

from __future__ import annotations

from typing import Any

from slack_bolt import Ack, BoltResponse


class LastingAck(Ack):
    """Bolt takes an ack back where its listener fails in the next hundredth of a second: Slack would send it again."""

    def __setattr__(self, name: str, value: Any) -> None:
        """Set it, unless that would take a response away."""
        if name != "response" or isinstance(value, BoltResponse) or not hasattr(self, "response"):
            super().__setattr__(name, value)
