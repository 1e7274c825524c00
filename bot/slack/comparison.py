"""ComparisonViews: the views of the comparison (一覧), for a frame and a person. It knows no Bolt."""

from __future__ import annotations

from slack_sdk.models.views import View

from bot import wording
from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.blocks.comparison import comparison_view, table_view
from bot.slack.blocks.comparison_frame import ComparisonFrame, comparison_of
from bot.slack.blocks.modal import text_modal
from bot.state.askers import Asker
from index.query.parsed_question import ParsedQuestion


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
        return table_view(found, self._delivery.answers.on_table(asked))

    def _asked(self, subject: str, person: Asker) -> ParsedQuestion | None:
        """Return the question of a button's value: a conversation's, or one that is written as a filter."""
        if ":" in subject:
            return self._delivery.responder.understood(subject, person)
        before = self._delivery.memory.conversations.get(subject)
        return self._delivery.asked(before, person) if before else None
