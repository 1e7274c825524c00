"""The whole bot in one thread: a payload goes in, and what went wrong comes out, before the next one."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Self, TypeVar

from slack_bolt import App

from bot.slack.access import Access
from bot.slack.answer_delivery import AnswerDelivery
from bot.slack.app import create_app
from bot.slack.transport.socket_connection import dispatched
from bot.slack.transport.web_client import web_client
from bot.state.inbox import Inbox
from bot.state.tables import connect
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.library import Library
from tests.fake_slack import Call, FakeSlack

Payload = dict[str, Any]
T = TypeVar("T")

#: Stands in every text that is typed: it must not come back where Slack parses text.
MARK = "目印の言葉"
SECRET = b"a secret of a test"
#: Payloads that the fake keeps before it forgets them.
_KEPT = 200


class Inline(Executor):
    """Does at once what it is given, so that an error belongs to the payload that caused it."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Do it; the future is over."""
        done: Future[T] = Future()
        try:
            done.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - a future holds whatever was raised
            done.set_exception(error)
        return done


class Complaints(logging.Handler):
    """What was logged as an error."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep it, with the innermost frame of its exception."""
        self.lines.append(logging.Formatter("%(name)s: %(message)s").format(record))

    def taken(self) -> list[str]:
        """What came since the last time."""
        lines, self.lines = self.lines, []
        return lines


@dataclass(slots=True)
class Stage:
    """The bot, as one thing that takes payloads."""

    slack: FakeSlack
    delivery: AnswerDelivery
    app: App
    seen: Callable[[Payload], None]
    complaints: Complaints = field(default_factory=Complaints)
    #: What the bot called because of the last payload.
    came: list[Call] = field(default_factory=list)
    _since: int = 0

    @classmethod
    @contextmanager
    def over(
        cls,
        database: str,
        library: Library | None = None,
        seen: Callable[[Payload], None] = lambda _: None,
        access: Access | None = None,
        **options: Any,
    ) -> Iterator[Self]:
        """A bot that answers from the sample; ``seen`` is called with all that it sends, what acks carry included."""

        async def observe(stage: str, payload: Payload) -> None:
            if stage == "arrived":
                seen(payload)

        with FakeSlack(observer=observe) as slack:
            client, executor = web_client("xoxb-loopback", slack.api_url), Inline()
            inbox = Inbox(connect(database), lambda: datetime.now(UTC))
            delivery = AnswerDelivery(
                library or Library(SampleShelf(), Analyzer()), inbox, client, executor, secret=SECRET, **options
            )
            stage = cls(slack, delivery, create_app(delivery, client, executor, access), seen)
            logging.getLogger().addHandler(stage.complaints)
            try:
                yield stage
            finally:
                logging.getLogger().removeHandler(stage.complaints)
                delivery.close()
                inbox.engine.dispose()

    def send(self, payload: Payload) -> list[str]:
        """Have it dealt with; what is wrong with that, or nothing."""
        self._forget()
        before = len(self.slack.web.calls)
        response = dispatched(self.app, payload)
        if (response.body or "").startswith("{"):
            self._acked(json.loads(response.body))
        self.came = self.slack.web.calls[before:]
        wrong = [
            *([] if response.status == 200 else [f"not acked: {response.status} {response.body}"]),
            *self.complaints.taken(),
            *self.slack.web.faults,
        ]
        self.slack.web.faults.clear()
        return wrong

    def _acked(self, carried: Payload) -> None:
        self.slack.web.acked(carried)
        self.seen(carried)

    def _forget(self) -> None:
        self.slack.web.said[:] = [MARK]
        self._since += 1
        if self._since > _KEPT:
            self._since = 0
            self.slack.web.calls.clear()
