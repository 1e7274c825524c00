"""Roster: a frame and who asks → the listing's views. It knows the desk, and no Bolt."""

from __future__ import annotations

from slack_sdk.models.views import View

from bot import wording
from bot.slack.answer_delivery import Desk
from bot.slack.blocks.comparison import listing_view, table_view
from bot.slack.blocks.comparison_frame import Frame, listed
from bot.slack.blocks.modal import said
from bot.state.askers import Person
from corpus.municipalities import Gazetteer
from index.query.parsed_question import Asked


class Roster:
    """The views of 一覧. Threads share it. Methods raise StoreError where the database fails."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    @property
    def gazetteer(self) -> Gazetteer:
        """The municipalities that can be rows."""
        return self._desk.library.gazetteer

    def open(self, subject: str, person: Person) -> View:
        """The listing of what a button names, as its question means it."""
        asked = self._asked(subject, person)
        if asked is None:
            return said(wording.LISTING_TITLE, wording.FORGOTTEN)
        return self.view(Frame.of(subject, asked, self.gazetteer, self._own(person)), person)

    def view(self, frame: Frame, person: Person) -> View:
        """A page of a listing; or why there is none."""
        asked, own = self._asked(frame.subject, person), self._own(person)
        if asked is None:
            return said(wording.LISTING_TITLE, wording.FORGOTTEN)
        if asked.wordless and asked.theme is None:
            return said(wording.LISTING_TITLE, wording.ASK_WHAT)
        found = listed(self._desk.library, asked, frame, own)
        return listing_view(found, frame, own, self._desk.answers.on_table(asked))

    def table(self, frame: Frame, person: Person) -> View:
        """The whole listing, to be pasted."""
        asked = self._asked(frame.subject, person)
        if asked is None:
            return said(wording.TABLE_TITLE, wording.FORGOTTEN)
        found = listed(self._desk.library, asked, frame, self._own(person))
        return table_view(found, self._desk.answers.on_table(asked))

    def remember(self, person: Person, municipality: str) -> None:
        """Which municipality is theirs, if it is one of the table's."""
        self._desk.remember(person, municipality)

    def _asked(self, subject: str, person: Person) -> Asked | None:
        """What a button names: a conversation, or a question written as a filter."""
        if ":" in subject:
            return self._desk.understand(subject, person)
        before = self._desk.memory.conversations.get(subject)
        return self._desk.asked(before, person) if before else None

    def _own(self, person: Person) -> str | None:
        own = self._desk.memory.people.municipality(person)
        return own if own and self.gazetteer.named(own) else None
