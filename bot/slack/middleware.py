"""The middleware before every listener: it stores an inquiry before the event is acked.

Bolt acks an event after the middleware and before its listener. If the inbox cannot be written, the middleware raises,
nothing is acked, and Slack delivers the event again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse

from bot import wording
from bot.logs import mark
from bot.slack import payloads
from bot.slack.access import BUSY, Access, Refusal
from bot.slack.action_context import is_third
from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.blocks.modal import text_modal
from bot.slack.rate_limit import answers_in_ack
from bot.state.inbox import Inquiry

_INQUIRY = "zadankai_inquiry"
#: Forms and pickers; besides them the subcommands of /zadankai.
_IN_ACK = frozenset({"view_submission", "block_suggestion"})


def inquiry_of(context: BoltContext) -> Inquiry | None:
    """Return the inquiry that was stored for this request; None if it was no question."""
    found: Inquiry | None = context.get(_INQUIRY)
    return found


def register(app: App, delivery: AnswerDelivery, access: Access | None = None) -> None:
    """Register the middleware; without *access* every request is admitted."""

    @app.middleware
    def receive(
        body: Mapping[str, Any], context: BoltContext, ack: Ack, next_: Callable[[], None]
    ) -> BoltResponse | None:
        mark(str(body.get("event_id") or body.get("trigger_id") or ""))
        inquiry = payloads.inquiry(body)
        # Before all that may submit work: the thread keeps the value of the payload before.
        answers_in_ack.set(body.get("type") in _IN_ACK or ("command" in body and inquiry is None))
        refusal = access.refusal(body, inquiry) if access else None
        if refusal is not None:
            _turned_away(delivery, inquiry, refusal)
            return ack(**_kept_open(body, refusal))
        if inquiry is not None and not delivery.inbox.receive(inquiry):
            return ack()
        context[_INQUIRY] = inquiry
        next_()
        return None


def _kept_open(body: Mapping[str, Any], refusal: Refusal) -> dict[str, Any]:
    """Return the response of a refused request's ack: an empty one would close a form and lose its input."""
    view = body.get("view")
    if body.get("type") != "view_submission" or not isinstance(view, Mapping) or refusal.reason != BUSY:
        return {}
    fields = (block["block_id"] for block in view.get("blocks") or () if block.get("type") == "input")
    field = next(fields, None)
    if field is None:
        title, action = str(view["title"]["text"]), "update" if is_third(view) else "push"
        return {"response_action": action, "view": text_modal(title, wording.FORM_BUSY)}
    return {"response_action": "errors", "errors": {field: wording.FORM_BUSY}}


def _turned_away(delivery: AnswerDelivery, inquiry: Inquiry | None, refusal: Refusal) -> None:
    known = inquiry is None or not delivery.inbox.receive(inquiry, refused=refusal.reason)
    if inquiry is not None and not known and refusal.sentence:
        delivery.decline(inquiry, refusal.sentence)
