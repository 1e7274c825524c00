"""Listeners of the comparison (一覧): the button that opens it, the choice of its rows, its pages, its table."""

from __future__ import annotations

import logging
import re
from dataclasses import replace
from typing import Any

from slack_bolt import Ack, App
from slack_sdk import WebClient
from slack_sdk.models.views import View

from bot import wording
from bot.slack.action_context import modal_of, opens, shown, update_modal
from bot.slack.actions import why_not
from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.blocks.answer import COMPARISON_ACTION
from bot.slack.blocks.callback_data import PageTurn, member, read, value_of
from bot.slack.blocks.comparison import (
    CHOOSE_ACTION,
    CHOOSE_CALLBACK,
    CHOSEN_ACTION,
    OWN_ACTION,
    PAGE_ACTION,
    PICK_OWN_ACTION,
    SCOPE_ACTION,
    SEND_ACTION,
    TABLE_ACTION,
    choose_view,
    comparison_view,
    table_messages,
    table_view,
)
from bot.slack.blocks.comparison_frame import ComparisonFrame, Scope, comparison_of
from bot.slack.blocks.modal import SubmittedForm, text_modal
from bot.slack.payloads import Payload, person
from bot.slack.transport.outcomes import Posted
from bot.slack.transport.posting import post_to, update_view
from bot.state.askers import Asker
from index.query.parsed_question import ParsedQuestion

log = logging.getLogger(__name__)


class ComparisonViews:
    """The views of the comparison; safe to share between threads. Methods raise StoreError if the database fails."""

    def __init__(self, delivery: AnswerDelivery) -> None:
        self._delivery = delivery

    def open(self, subject: str, person: Asker) -> View:
        """Return the comparison for a button's value: a conversation's id or a question."""
        asked, own = self._asked(subject, person), self._delivery.own(person)
        if asked is None:
            return text_modal(wording.COMPARISON_TITLE, wording.FORGOTTEN)
        return self.view(ComparisonFrame.of(subject, asked, self._delivery.library.gazetteer, own), person)

    def view(self, frame: ComparisonFrame, person: Asker) -> View:
        """Return a page of the comparison, or a modal that says why there is none."""
        asked, own = self._asked(frame.subject, person), self._delivery.own(person)
        if asked is None:
            return text_modal(wording.COMPARISON_TITLE, wording.FORGOTTEN)
        if asked.wordless and asked.theme is None:
            return text_modal(wording.COMPARISON_TITLE, wording.ASK_WHAT)
        found = comparison_of(self._delivery.library, asked, frame, own)
        return comparison_view(found, frame, own, self._delivery.answers.on_table(asked))

    def table(self, frame: ComparisonFrame, person: Asker) -> View:
        """Return the whole comparison as a table to copy."""
        asked = self._asked(frame.subject, person)
        if asked is None:
            return text_modal(wording.TABLE_TITLE, wording.FORGOTTEN)
        found = comparison_of(self._delivery.library, asked, frame, self._delivery.own(person))
        return table_view(found, frame, self._delivery.answers.on_table(asked))

    def send(self, frame: ComparisonFrame, person: Asker) -> View:
        """Send the comparison to the person as a table; returns the modal that says so, or why not."""
        asked = self._asked(frame.subject, person)
        if asked is None:
            return text_modal(wording.TABLE_TITLE, wording.FORGOTTEN)
        found = comparison_of(self._delivery.library, asked, frame, self._delivery.own(person))
        for message in table_messages(found, self._delivery.answers.on_table(asked)):
            outcome = post_to(self._delivery.client, person.user, message)
            if not isinstance(outcome, Posted):
                log.warning("a table was not sent: %s", outcome)
                return text_modal(wording.TABLE_TITLE, why_not(outcome, wording.SHARE_FAILED))
        return text_modal(wording.TABLE_TITLE, wording.TABLE_SENT)

    def _asked(self, subject: str, person: Asker) -> ParsedQuestion | None:
        """Return the question of a button's value: a conversation's, or one that is written as a filter."""
        if ":" in subject:
            return self._delivery.responder.understood(subject, person)
        before = self._delivery.memory.conversations.get(subject)
        return self._delivery.asked(before, person) if before else None


def register(app: App, delivery: AnswerDelivery) -> None:
    """Register the listeners of the button and of the modal's elements."""
    comparisons = ComparisonViews(delivery)
    opens(app, COMPARISON_ACTION, lambda body, action: comparisons.open(value_of(action), person(body)))
    opens(app, TABLE_ACTION, lambda body, _: comparisons.table(_frame(body), person(body)))
    opens(app, CHOOSE_ACTION, lambda body, _: choose_view(_frame(body)))

    @app.action(re.compile(rf"^{PAGE_ACTION}_(?:earlier|later)$"))
    def turned(body: Payload, action: Payload, client: WebClient) -> None:
        _change(client, body, comparisons, page=read(value_of(action), PageTurn).number)

    @app.action(SEND_ACTION)
    def sent(body: Payload, client: WebClient) -> None:
        # In place of the table: to send takes longer than the three seconds for which a modal can be opened. Who has
        # closed it has the table.
        update_view(client, str(modal_of(body)["id"]), comparisons.send(_frame(body), person(body)))

    @app.action(SCOPE_ACTION)
    def scoped(body: Payload, action: Payload, client: WebClient) -> None:
        _change(client, body, comparisons, scope=member(Scope, value_of(action)), page=1)

    @app.action(OWN_ACTION)
    def left_out(body: Payload, action: Payload, client: WebClient) -> None:
        _change(client, body, comparisons, own_left_out=bool(action.get("selected_options")), page=1)

    @app.action(PICK_OWN_ACTION)
    def said_own(body: Payload, action: Payload, client: WebClient) -> None:
        delivery.remember(person(body), value_of(action))
        _change(client, body, comparisons, own_left_out=True, page=1)

    @app.view(CHOOSE_CALLBACK)
    def chosen(ack: Ack, body: Payload, view: Payload, client: WebClient) -> None:
        frame = replace(_frame(body), scope=Scope.CHOSEN, chosen=SubmittedForm(view).several(CHOSEN_ACTION), page=1)
        ack()
        # The form was on top of the comparison, which is visible again.
        shown(update_view(client, str(view["previous_view_id"]), comparisons.view(frame, person(body))))


def _change(client: WebClient, body: Payload, comparisons: ComparisonViews, **fields: Any) -> None:
    """Update the comparison, with these fields of its frame changed."""
    update_modal(client, body, comparisons.view(replace(_frame(body), **fields), person(body)))


def _frame(body: Payload) -> ComparisonFrame:
    return read(modal_of(body)["private_metadata"], ComparisonFrame)
