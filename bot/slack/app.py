"""create_app: the Bolt app with its middleware and listeners. It calls auth.test once."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

from slack_bolt import Ack, App, BoltContext, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk import WebClient

from bot import wording
from bot.slack import listeners, middleware
from bot.slack.access import Access
from bot.slack.action_context import ActionContext, NotShown, show
from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.blocks.callback_data import StaleCallback
from bot.slack.blocks.modal import stale
from bot.slack.blocks.reply import sentence
from bot.slack.home import HomePages
from bot.slack.middleware import inquiry_of
from bot.slack.transport.outcomes import Posted
from bot.slack.transport.posting import update_view
from bot.slack.transport.sdk_internals import check_internals
from corpus.errors import CorpusError

log = logging.getLogger(__name__)

#: Acked before their listeners, as questions are: their response is a call of its own, and a failure would only be
#: repeated.
_INTERACTIONS = frozenset({"block_actions", "message_action", "shortcut"})

#: With five, Bolt's default, five slow answers would delay the ack of a sixth question.
LISTENER_THREADS = 20


def create_app(delivery: AnswerDelivery, client: WebClient, executor: Executor, access: Access | None = None) -> App:
    """Build the app: its listeners run in ``executor`` and answer through ``delivery``; ``access`` turns people away.

    Raises IncompatibleSDK.
    """
    check_internals()
    # Verified here, so that the first questions do not each call auth.test, ten at a time.
    app = App(
        client=client,
        listener_executor=executor,
        token_verification_enabled=True,
        # So that `failed` is called for what no listener takes.
        raise_error_for_unhandled_request=True,
    )
    middleware.register(app, delivery, access)

    @app.middleware
    def as_configured(context: BoltContext, body: dict[str, Any], next_: Callable[[], None]) -> None:
        # Bolt makes a client for each request, whose proxy is HTTPS_PROXY whatever NO_PROXY says.
        context["client"] = client
        context["ack"] = LastingAck()  # type: ignore[no-untyped-call] # Bolt annotates its own not
        if body.get("type") in _INTERACTIONS or ("command" in body and inquiry_of(context)):
            context.ack()
        next_()

    listeners.register(app, delivery, HomePages(delivery))
    _handle_errors(app, delivery)
    return app


def _handle_errors(app: App, delivery: AnswerDelivery) -> None:
    @app.error
    def failed(error: Exception, context: BoltContext, body: dict[str, Any]) -> BoltResponse | None:
        if isinstance(error, BoltUnhandledRequestError):
            # An event without a type, a form of an older release: Slack would send it again until it is acked.
            return BoltResponse(status=200)
        inquiry, acked = inquiry_of(context), context.ack.response
        if isinstance(error, NotShown):
            delivery.not_shown(error.outcome, body)
            return None
        if isinstance(error, StaleCallback):
            log.warning("a press of a %s cannot be read", body.get("type"))
            if body.get("type") == "view_submission" and not acked:
                return context.ack(response_action="update", view=stale())
            _tell_stale(delivery, body)
        elif inquiry is None:
            log.error("a listener failed", exc_info=error)
        else:
            delivery.failed(inquiry, error)
        # What failed fails again, unless the database was gone; a form that is not acked keeps its input.
        again = isinstance(error, CorpusError) or body.get("type") == "view_submission"
        return None if acked or again else BoltResponse(status=200)


class LastingAck(Ack):
    """An ack that stays: Bolt would withdraw one whose listener fails within 10 ms, and Slack would send it again."""

    def __setattr__(self, name: str, value: Any) -> None:
        """Set an attribute, unless that would withdraw the response."""
        if name != "response" or isinstance(value, BoltResponse) or not hasattr(self, "response"):
            super().__setattr__(name, value)


def _tell_stale(delivery: AnswerDelivery, body: dict[str, Any]) -> None:
    """Say that a value or a form is of another release: in an ephemeral message or in the modal."""
    if body.get("type") == "view_submission":
        outcome = update_view(delivery.client, body["view"]["id"], stale())
        if not isinstance(outcome, Posted):
            log.warning("nobody was told so: %s", outcome)
    elif body.get("view"):
        try:
            show(delivery.client, body, stale())
        except NotShown as error:
            delivery.not_shown(error.outcome, body)
    else:
        delivery.actions.tell(ActionContext.of(body), sentence(wording.STALE))
