"""Standing: one bot for many tests; and Talk: a channel for each, in which to ask, press, and read the responses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

from sqlalchemy import select

from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.app import create_app
from bot.slack.transport.network import Network
from bot.slack.transport.socket import SocketWatchdog, Timings
from bot.slack.transport.web_client import web_client
from bot.state.inbox import Inbox
from bot.state.tables import connect, reports
from corpus.sample import SampleShelf
from corpus.storage.database import reading
from corpus.store.store import Shelf
from index.analysis import Analyzer
from index.library import Library
from tests.fake_slack import Envelope, FakeSlack
from tests.fake_slack.limits import parts
from tests.fake_slack.payloads import ASKER

Payload = dict[str, Any]

OPERATOR = "U0OPERATOR"
COLLEAGUE = "U0COLLEAGUE"


@dataclass(frozen=True, slots=True)
class Standing:
    """A bot that answers over Socket Mode, by default from the sample, with every option set."""

    slack: FakeSlack
    delivery: AnswerDelivery

    @classmethod
    @contextmanager
    def over(cls, slack: FakeSlack, database: str, shelf: Shelf | None = None) -> Iterator[Self]:
        """Yield a bot that is connected inside the block."""
        client = web_client("xoxb-loopback", slack.api_url)
        inbox = Inbox(connect(database), lambda: datetime.now(UTC))
        library = Library(shelf or SampleShelf(), Analyzer())
        with ThreadPoolExecutor(20) as executor:
            delivery = AnswerDelivery(
                library, inbox, client, executor, secret=b"a secret of a test", operators=[OPERATOR]
            )
            app = create_app(delivery, client, executor)
            watchdog = SocketWatchdog(app, "xapp-loopback", Timings(), Network.open())
            watchdog.start()
            slack.wait_for_connection()
            yield cls(slack, delivery)
            delivery.close()
            watchdog.close()
        inbox.engine.dispose()


@dataclass(slots=True)
class Talk:
    """A channel or a direct message."""

    bot: Standing
    channel: str

    @property
    def slack(self) -> FakeSlack:
        return self.bot.slack

    def ask(self, text: str, *, thread: str | None = None, by: str = ASKER) -> Payload:
        """Mention the bot; returns its answer."""
        before = len(self.posts)
        fields = {"thread_ts": thread} if thread else {}
        self.slack.mention(text, channel=self.channel, user=by, **fields)
        return self._after(before)

    def write(self, text: str, *, thread: str | None = None) -> Payload:
        """Write a direct message; returns the answer."""
        before = len(self.posts)
        fields = {"thread_ts": thread} if thread else {}
        self.slack.direct_message(text, channel=self.channel, **fields)
        return self._after(before)

    def press(self, action_id: str, message: Payload, *, by: str = ASKER, **chosen: Any) -> Envelope:
        """Press the first element of this action id in the message."""
        return self.slack.press(element(message, action_id), message, by=by, **chosen)

    def choose(self, kind: str, message: Payload, *, by: str = ASKER) -> Envelope:
        """Choose an option of the first quote's menu."""
        return self.press("quote_menu", message, by=by, selected_option=option(message, kind))

    def judge(self, verdict: str, message: Payload, *, by: str = ASKER) -> Envelope:
        """Press 役に立った (useful) or 違う (wrong) below an answer."""
        side = {"useful": "positive_button", "wrong": "negative_button"}[verdict]
        value = element(message, "answer_feedback")[side]["value"]
        button = {"type": "feedback_buttons", "action_id": "answer_feedback", "value": value}
        return self.slack.press(button, message, by=by)

    def pick_own(self, name: str, message: Payload, *, by: str = ASKER) -> Envelope:
        """Pick the own municipality below an answer."""
        block = next(block for block in message["blocks"] if block.get("block_id", "").startswith("own-"))
        chosen = {"text": {"type": "plain_text", "text": name}, "value": name}
        return self.slack.press(block["accessory"], message, by=by, block_id=block["block_id"], selected_option=chosen)

    def wait_for_post(self, count: int = 1) -> Payload:
        """Return the ``count``-th message that was posted here."""
        return self._nth(count, lambda: self.posts)

    def edit(self, count: int = 1) -> Payload:
        """Return the ``count``-th edit of a message."""
        return self._nth(count, lambda: [each for each in self.slack.edits if each["channel"] == self.channel])

    def ephemeral(self, count: int = 1) -> Payload:
        """Return the ``count``-th ephemeral message."""
        return self._nth(count, lambda: [each for each in self.slack.ephemerals if each["channel"] == self.channel])

    def modal(self, envelope: Envelope) -> Payload:
        """Return the modal that an action opened."""
        trigger = envelope.payload["trigger_id"]

        def opened() -> list[Payload]:
            calls = self.slack.calls("views.open", "views.push")
            return [call.payload["view"] for call in calls if call.payload.get("trigger_id") == trigger]

        return self._nth(1, opened)

    def turned(self, act: Callable[[], object]) -> Payload:
        """Call ``act``, which leads to one more update of a view; returns that view."""

        def updates() -> list[Payload]:
            return [call.payload["view"] for call in self.slack.calls("views.update")]

        before = len(updates())
        act()
        return self._nth(before + 1, updates)

    def deleted(self) -> list[str]:
        """Return the ts of the messages that were deleted in this channel, at least one."""

        def gone() -> list[str]:
            calls = self.slack.calls("chat.delete")
            return [call.payload["ts"] for call in calls if call.payload["channel"] == self.channel]

        self.slack.wait_until(lambda: bool(gone()), 10, "a deletion")
        return gone()

    def reports(self) -> list[tuple[str, str]]:
        """Return passage and kind of each report."""
        with reading(self.bot.delivery.inbox.engine) as connection:
            rows = connection.execute(select(reports.c.passage, reports.c.kind))
            return [(row.passage, row.kind) for row in rows]

    @property
    def posts(self) -> list[Payload]:
        return [post for post in self.slack.posts if post["channel"] == self.channel]

    def _after(self, before: int) -> Payload:
        return self._nth(before + 1, lambda: self.posts)

    def _nth(self, count: int, found: Any) -> Payload:
        self.slack.wait_until(lambda: len(found()) >= count, 10, f"{count} of them in {self.channel}")
        payload: Payload = found()[count - 1]
        return payload


def element(message: Payload, action_id: str) -> Payload:
    """Return the first element of this action id."""
    return next(part for part in parts(message["blocks"]) if part.get("action_id") == action_id)


def has(message: Payload, action_id: str) -> bool:
    """Return whether the message has an element of this action id."""
    return any(part.get("action_id") == action_id for part in parts(message["blocks"]))


def option(message: Payload, kind: str) -> Payload:
    """Return an option of the first quote's menu."""
    options = element(message, "quote_menu")["options"]
    return next(each for each in options if each["value"].startswith(f'["menu","{kind}",'))


def quoted_ids(message: Payload) -> list[str]:
    """Return the ids of the passages that a message quotes, in order."""
    return [part["value"] for part in parts(message["blocks"]) if part.get("action_id") == "read_around"]
