"""HomePages: the content of App Home and of the pages that it leads to, for a person. It knows no Bolt."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from slack_sdk import WebClient
from slack_sdk.models.views import View

from bot import wording
from bot.answers.quote import Quote
from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.blocks.callback_data import StaleCallback
from bot.slack.blocks.home import home, tried, welcome
from bot.slack.blocks.modal import LONGEST_HEADER, text_modal
from bot.slack.blocks.notice import begun, setting
from bot.slack.blocks.pages import QUOTES, VOICES, municipality_page, page, theme_page
from bot.slack.blocks.pickers import picked
from bot.slack.blocks.reply import Reply
from bot.slack.transport.outcomes import NOT_A_MEMBER, NotYet, Refused, Unknown, attempt
from bot.slack.transport.posting import post_to
from bot.state.askers import Asker
from bot.state.forgetting import Forgotten, forget
from bot.state.subscriptions import Subscriptions

log = logging.getLogger(__name__)

#: People whose App Home waits at most: as many as Slack lets publish in ten minutes.
_MOST_WAITING = 1000
#: How ids of channels begin; those of direct messages begin with D.
_CHANNEL = ("C", "G")


class HomePages:
    """The pages, the setting of notices, and the deletion of a person's data; safe to share between threads."""

    def __init__(self, delivery: AnswerDelivery) -> None:
        """Make the pages over the articles and the database of *delivery*."""
        self.delivery = delivery
        self._overviews = delivery.overviews
        self._library = delivery.library
        self._subscriptions = Subscriptions(delivery.inbox.engine, delivery.inbox.clock)
        self._publisher = _Publisher(self.home)

    def home(self, person: Asker) -> View:
        """Return App Home."""
        own, notified = self.delivery.own(person), self._subscriptions.is_on(person.user)
        return home(self._overviews.current(), person.user, own, notified=notified, contact=self.delivery.contact)

    def publish(self, client: WebClient, person: Asker) -> None:
        """Publish the person's App Home; under Slack's rate limit later, in turn. Raises StoreError."""
        self._publisher.publish(client, person)

    def theme(self, name: str, number: int, person: Asker) -> View:
        """Return a page of a theme, or a modal that says that there is no such theme."""
        overview = self._overviews.current()
        row = overview.row(name)
        if row is None:
            # The button is of an older release.
            return text_modal(wording.NO_THEME_TITLE, wording.NO_THEME)
        here = page(overview.snapshot.membership.best(name, self.delivery.own(person)), number, QUOTES)
        return theme_page(
            row, self._overviews.quotes(here.items, QUOTES, theme=name), here, sample=self._library.sample
        )

    def municipality(self, name: str, number: int) -> View:
        """Return a page of a municipality. Raises StaleCallback if it is not in the table."""
        profile = self._overviews.current().profile(picked(self._library.gazetteer, name))
        here = page(profile.voices, number, VOICES)
        shown: dict[str, tuple[Quote, ...]] = {}
        for voice in here.items:
            first = 1 + sum(map(len, shown.values()))
            theme = voice.theme.name
            shown[theme] = self._overviews.quotes(voice.quotes, len(voice.quotes), first=first, theme=theme)
        return municipality_page(profile, here, shown, sample=self._library.sample)

    def welcome(self, person: Asker) -> View:
        """Return the introduction, はじめての方へ."""
        overview = self._overviews.current()
        return welcome(overview, self._overviews.notes(overview), self.delivery.own(person))

    def tried(self, question: str) -> View:
        """Return the quotes that the example question finds. Raises StaleCallback for what cannot be an example."""
        if len(question) > LONGEST_HEADER:
            raise StaleCallback("no example")
        hits = enumerate(self._library.ask(question).hits, start=1)
        shown = [self._overviews.cut(number, hit.passage, hit.highlights) for number, hit in hits]
        return tried(question, shown, sample=self._library.sample)

    def setting(self, person: Asker, channel: str, remark: str | None = None) -> Reply:
        """Return the setting of notices of a person and of the channel in which they ask."""
        is_on = self._subscriptions.is_on
        there = (channel, is_on(channel)) if channel.startswith(_CHANNEL) else None
        return setting((person.user, is_on(person.user)), there, remark)

    def switch(self, client: WebClient, person: Asker, receiver: str, *, on: bool) -> str | None:
        """Turn notices to *receiver* on or off; returns a remark, or None if the setting says everything."""
        if not on:
            return wording.NOTICE_STOPPED if self._subscriptions.remove(receiver) else None
        if not self._subscriptions.add(receiver, person) or not receiver.startswith(_CHANNEL):
            return None
        # Posted in the channel: its members must know who asked and how to stop it, and the bot must be able to post.
        outcome = post_to(client, receiver, begun(receiver))
        if isinstance(outcome, Refused | NotYet):
            self._subscriptions.remove(receiver)
            absent = isinstance(outcome, Refused) and outcome.reason in NOT_A_MEMBER
            return wording.NOTICE_NOT_INVITED if absent else wording.NOTICE_NOT_POSSIBLE
        return None

    def stop(self, *receivers: str) -> str:
        """Stop notices to these receivers; returns the sentence to answer with."""
        stopped = [self._subscriptions.remove(receiver) for receiver in receivers]
        return wording.NOTICE_STOPPED if any(stopped) else wording.NOTICE_WAS_OFF

    def forget(self, person: Asker) -> Forgotten:
        """Delete what is stored about a person; returns what was deleted."""
        return forget(self.delivery.inbox.engine, self.delivery.memory, person, self.delivery.inbox.clock)


class _Publisher:
    """Publishes App Homes; those that Slack limits, which it does for all people together, wait in turn.

    They are in the memory of this process only: who opens App Home after the next start gets it anew.
    """

    def __init__(self, home: Callable[[Asker], View]) -> None:
        self._home = home
        #: Whose App Home waits, by their ids, the first opening first: the newest one takes its place.
        self._waiting: dict[str, Asker] = {}
        #: True from a 429 until all that wait have been published.
        self._limited = False
        self._lock = threading.Lock()

    def publish(self, client: WebClient, person: Asker) -> None:
        """Publish a person's App Home, now or in turn. Raises StoreError."""
        if self._waits(person) or (seconds := self._attempt(client, person)) is None:
            return
        with self._lock:
            self._put(person)
            begins, self._limited = not self._limited, True
        if begins:
            self._later(client, seconds)

    def _waits(self, person: Asker) -> bool:
        with self._lock:
            if self._limited:
                self._put(person)
            return self._limited

    def _put(self, person: Asker) -> None:
        self._waiting[person.user] = person
        if len(self._waiting) > _MOST_WAITING:
            del self._waiting[next(iter(self._waiting))]

    def _attempt(self, client: WebClient, person: Asker) -> float | None:
        """Publish and return None; the seconds to wait if Slack limits it."""
        view = self._home(person)
        outcome = attempt(lambda: client.views_publish(user_id=person.user, view=view))
        if isinstance(outcome, Refused | Unknown):
            log.warning("App Home was not published: %s", outcome)
        return outcome.seconds if isinstance(outcome, NotYet) else None

    def _later(self, client: WebClient, seconds: float) -> None:
        timer = threading.Timer(seconds, self._go_on, (client,))
        timer.daemon = True
        timer.start()

    def _go_on(self, client: WebClient) -> None:
        while person := self._next():
            try:
                seconds = self._attempt(client, person)
            except Exception:
                # This one alone: without the rest of this loop none would be published again.
                log.exception("an App Home could not be made")
                continue
            if seconds is not None:
                with self._lock:
                    self._waiting = {person.user: person} | self._waiting
                self._later(client, seconds)
                return

    def _next(self) -> Asker | None:
        with self._lock:
            self._limited = bool(self._waiting)
            return self._waiting.pop(next(iter(self._waiting))) if self._waiting else None
