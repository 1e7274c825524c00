"""Sharing of a quote (共有): its form, posting it where the person chose, and taking it back."""

from __future__ import annotations

import logging

from slack_sdk.models.views import View

from bot import wording
from bot.slack.actions import why_not
from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.blocks.callback_data import Pointer, ShareForm, Thread, read
from bot.slack.blocks.modal import text_modal
from bot.slack.blocks.quote_modals import around
from bot.slack.blocks.search import RELATED_VIEW
from bot.slack.blocks.share import Share, share_form, shared, submitted
from bot.slack.payloads import Payload, person
from bot.slack.transport import posting
from bot.slack.transport.outcomes import NOT_A_MEMBER, NotYet, Outcome, Posted, Refused, Unknown
from bot.state.askers import Asker

log = logging.getLogger(__name__)


class Sharing:
    """Forms and posts of shares; safe to share between threads."""

    def __init__(self, delivery: AnswerDelivery) -> None:
        self._delivery = delivery

    def form(self, body: Payload, value: str) -> View:
        """Return the form for a button's value, or a modal that says that the quote is gone."""
        view = body.get("view") or {}
        # A quote that was found for a message (関連する発言を探す) is shared in that message's thread.
        related = view.get("callback_id") == RELATED_VIEW
        form_data = ShareForm(value, read(view["private_metadata"], Thread) if related else None)
        share = self._share(form_data, person(body))
        return share_form(share, form_data) if share else around(None)

    def send(self, body: Payload) -> tuple[View, str]:
        """Post a submitted share; returns the view that says so, or the form with the problem, and its words."""
        view = body["view"]
        form_data, (comment, channel) = read(view["private_metadata"], ShareForm), submitted(view)
        share = self._share(form_data, person(body), comment)
        if share is None:
            return around(None), wording.GONE
        outcome = self._sent(share, form_data.thread or channel or "", _response_url(body))
        if isinstance(outcome, Posted):
            return text_modal(wording.SHARE_TITLE, wording.SHARE_SENT), wording.SHARE_SENT
        log.warning("a quote was not shared: %s", outcome)
        problem = _problem(outcome, form_data)
        return share_form(share, form_data, problem, channel), problem

    def _share(self, form_data: ShareForm, sharer: Asker, comment: str = "") -> Share | None:
        library = self._delivery.library
        quote = read(form_data.pointer, Pointer).quote(library)
        return Share(quote, library.retrieved(quote.passage), sharer, comment) if quote else None

    def _sent(self, share: Share, where: Thread | str, response_url: str) -> Outcome:
        reply, client = shared(share, self._delivery.operators), self._delivery.client
        if isinstance(where, Thread):
            return posting.post_anyhow(client, where.channel, reply, where.ts, where.response_url)
        return posting.post_anyhow(client, where, reply, None, response_url)


def _response_url(body: Payload) -> str:
    urls = body.get("response_urls") or ()
    return next((str(each["response_url"]) for each in urls if each.get("response_url")), "")


def _problem(outcome: Refused | NotYet | Unknown, form_data: ShareForm) -> str:
    why = why_not(outcome, wording.SHARE_FAILED)
    if not isinstance(outcome, Refused):
        return why
    if outcome.reason in NOT_A_MEMBER:
        return why + wording.SHARE_INVITE
    return why if form_data.thread else why + wording.SHARE_ELSEWHERE
