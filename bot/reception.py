"""The middleware before every listener: what is to be answered is written down before it is acked.

Bolt acks an event after the middleware and before its listener. Where the inbox cannot be written, the middleware
raises, nothing is acked, and Slack delivers the event again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse

from bot import admission
from bot.inbox import Inbox, Inquiry

_INQUIRY = "zadankai_inquiry"


def inquiry_of(context: BoltContext) -> Inquiry | None:
    """The inquiry that was written down for this request; None where it was no question."""
    found: Inquiry | None = context.get(_INQUIRY)
    return found


def register(app: App, inbox: Inbox) -> None:
    """Put the reception before every listener."""

    @app.middleware
    def receive(
        body: Mapping[str, Any], context: BoltContext, ack: Ack, next_: Callable[[], None]
    ) -> BoltResponse | None:
        inquiry = admission.inquiry(body)
        if inquiry is not None and not inbox.receive(inquiry):
            return ack()
        context[_INQUIRY] = inquiry
        next_()
        return None
