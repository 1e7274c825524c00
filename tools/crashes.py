"""``python -m tools.crashes``: SIGKILL at the worst moments, and what became of every question.

The process is killed when a question was acked and not yet posted, while chat.postMessage is under way (before Slack
posted, and after it posted and before it answered), and at random moments in between. What must hold: no question is
answered twice; answered + dropped + uncertain = acked; uncertain is never more than what was in flight at a kill. What
a dead process left is settled minutes later: here at the end, by a clock that is ahead.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot.state.inbox import Inbox, message_id
from bot.state.tables import connect, inbox
from tests.fake_slack import FakeSlack
from tests.process import BotProcess

#: Where the process is when it is killed.
MOMENTS = ("acked", "arrived", "posted", "random")


@dataclass(slots=True)
class Assassin:
    """Kills the running process at a chosen moment, once each time it is armed."""

    bot: BotProcess | None = None
    moment: str | None = None
    dead: threading.Event = field(default_factory=threading.Event)

    async def observe(self, stage: str, payload: dict[str, Any]) -> None:
        """Called by the fake Slack around each call that it takes."""
        if "channel" not in payload:
            return
        if stage == "arrived":
            # Long enough for other posts to be under way too.
            await asyncio.sleep(0.005)
        if self.moment == stage:
            self.strike()

    def strike(self) -> None:
        """SIGKILL, now."""
        if self.bot is not None and not self.dead.is_set():
            self.bot.kill()
            self.dead.set()


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted at the end."""

    kills: int
    asked: int
    acked: int
    states: Counter[str]
    answered_twice: int
    #: Questions that are sent as the inbox says, and that Slack never got.
    unposted: int
    #: What was being sent at the kills, read from the database of the dead process.
    in_flight: int

    def faults(self) -> list[str]:
        """What must hold and does not."""
        settled = sum(self.states[state] for state in ("sent", "dropped", "uncertain"))
        return [
            *([f"{self.answered_twice} questions answered twice"] if self.answered_twice else []),
            *([f"answered + dropped + uncertain = {settled}, acked = {self.acked}"] if settled != self.acked else []),
            *([f"acked {self.acked} of {self.asked}"] if self.acked != self.asked else []),
            *([f"{self.unposted} sent as the inbox says, and never posted"] if self.unposted else []),
            *(["more uncertain than were in flight"] if self.states["uncertain"] > self.in_flight else []),
        ]

    def __str__(self) -> str:
        names = ("sent", "dropped", "uncertain", "received", "sending")
        states = ", ".join(f"{name} {self.states[name]}" for name in names)
        return (
            f"{self.kills} kills, {self.asked} questions asked, {self.acked} acked: {states}; "
            f"in flight at the kills {self.in_flight}; answered twice {self.answered_twice}"
        )


def run(kills: int, questions: int, seed: int) -> Figures:
    """Ask ``questions`` while the process is killed ``kills`` times and started again."""
    chance, assassin = random.Random(seed), Assassin()  # noqa: S311 - a schedule, no secret
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{(Path(folder) / 'crashes.sqlite3').as_posix()}"
        with FakeSlack(patience=0.5, observer=assassin.observe) as slack:
            slack.sockets.attempts = 10_000
            in_flight: set[str] = set()
            for kill in range(kills):
                assassin.bot = BotProcess(slack, database)
                _one_life(slack, assassin, chance, share(questions, kills, kill), MOMENTS[kill % 4])
                assassin.bot.wait()
                in_flight.update(_ids(database, "sending"))
            _last_life(slack, database, questions)
            settle_afterwards(database)
            return _figures(slack, database, kills, len(in_flight))


def share(total: int, parts: int, part: int) -> int:
    """How many of ``total`` fall to one of ``parts``.

    >>> [share(7, 3, part) for part in range(3)]
    [2, 2, 3]
    """
    return total * (part + 1) // parts - total * part // parts


def _one_life(slack: FakeSlack, assassin: Assassin, chance: random.Random, questions: int, moment: str) -> None:
    assassin.dead.clear()
    slack.wait_until(lambda: bool(slack.sockets.open), 20, "a connection")
    assassin.moment = moment
    envelopes = [slack.mention("職員の研修は？", channel=f"C{chance.randrange(5)}") for _ in range(questions)]
    if moment == "acked":
        slack.wait_until(lambda: any(e.acked_at for e in envelopes) or assassin.dead.is_set(), 20, "an ack")
    if moment in ("acked", "random"):
        time.sleep(chance.random() * 0.05 if moment == "random" else 0)
        assassin.strike()
    slack.wait_until(assassin.dead.is_set, 20, "the kill")
    assassin.moment = None
    slack.wait_until(lambda: not slack.sockets.open, 20, "the end of the connection")


def _last_life(slack: FakeSlack, database: str, questions: int) -> None:
    bot = BotProcess(slack, database)
    envelopes = slack.sockets.envelopes
    slack.wait_until(lambda: all(e.acked_at for e in envelopes.values()), 60, "every ack")
    slack.wait_until(lambda: not _states(database)["received"], 60, "every answer")
    assert len(envelopes) == questions
    assert bot.terminate() == 0


def settle_afterwards(database: str) -> None:
    """When no process runs any more: what one would find an hour later."""
    engine = connect(database)
    Inbox(engine, lambda: datetime.now(UTC) + timedelta(hours=1)).settle_abandoned()
    engine.dispose()


def _states(database: str) -> Counter[str]:
    engine = connect(database)
    with engine.connect() as connection:
        states = Counter(connection.execute(select(inbox.c.state)).scalars())
    engine.dispose()
    return states


def _figures(slack: FakeSlack, database: str, kills: int, in_flight: int) -> Figures:
    # A mention is answered in a thread of its own, so the thread names the question.
    answers = Counter(post["thread_ts"] for post in slack.posts)
    envelopes = slack.sockets.envelopes.values()
    asked = [envelope.payload["event"] for envelope in envelopes]
    threads = {message_id(event["channel"], event["ts"]): event["ts"] for event in asked}
    return Figures(
        kills=kills,
        asked=len(envelopes),
        acked=sum(e.acked_at is not None for e in envelopes),
        states=_states(database),
        answered_twice=sum(count > 1 for count in answers.values()),
        unposted=sum(threads[event_id] not in answers for event_id in _ids(database, "sent")),
        in_flight=in_flight,
    )


def _ids(database: str, state: str) -> list[str]:
    engine = connect(database)
    with engine.connect() as connection:
        found = list(connection.execute(select(inbox.c.event_id).where(inbox.c.state == state)).scalars())
    engine.dispose()
    return found


def main() -> int:
    """Run, print the figures, and say by the exit status whether they hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=60)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    figures = run(given.kills, given.questions, given.seed)
    print(figures)  # noqa: T201 - what the command is for
    print("\n".join(figures.faults()) or "all accounted for")  # noqa: T201 - the same
    return 1 if figures.faults() else 0


if __name__ == "__main__":
    sys.exit(main())
