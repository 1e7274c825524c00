"""``python -m tools.notices``: a sync of three new articles, two hundred receivers, SIGKILLs while notices go out.

The bot is killed in the middle of a chat.postMessage: as Slack reads it, and when Slack has it and has not answered.
What must hold: nobody gets a notice twice, every notice is accounted for, and sent + uncertain = due.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from bot import wording
from bot.open_library import open_store
from bot.state.askers import Asker
from bot.state.subscriptions import Subscriptions
from bot.state.tables import notices
from corpus.storage.database import reading
from corpus.store.store import Store
from tests.bot.news import article, page
from tests.fake_note import FakeNote, running
from tests.fake_slack import FakeSlack
from tests.process import BotProcess

ARTICLES = 3


class Assassin:
    """Kills the bot at the n-th notice, before Slack has it or after."""

    def __init__(self) -> None:
        self.bot: BotProcess | None = None
        self.dead = threading.Event()
        self._left = 0
        self._stage = ""

    def wait_for(self, nth: int, stage: str) -> None:
        self.dead.clear()
        self._left, self._stage = nth, stage

    async def observe(self, stage: str, payload: dict[str, Any]) -> None:
        """Called by the fake Slack with every call's payload."""
        if stage != self._stage or not str(payload.get("text", "")).startswith(wording.NOTICE):
            return
        self._left -= 1
        if self._left == 0 and self.bot is not None:
            self._stage = ""
            self.bot.kill()
            self.dead.set()


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted."""

    kills: int
    receivers: int
    #: State → notices.
    states: Counter[str]
    #: Receiver and article → messages that Slack had.
    messages: Counter[tuple[str, str]]

    @property
    def due(self) -> int:
        return ARTICLES * self.receivers

    def faults(self) -> Iterator[str]:
        """What does not hold."""
        twice = [f"{who} got {which} {count} times" for (who, which), count in self.messages.items() if count > 1]
        yield from twice
        if self.states.total() != self.due:
            yield f"{self.states.total()} notices instead of {self.due}"
        if self.states["sent"] + self.states["uncertain"] != self.due:
            yield f"sent + uncertain is not {self.due}: {dict(self.states)}"
        if self.states["uncertain"] > self.kills:
            yield f"{self.states['uncertain']} uncertain after {self.kills} kills"
        if not self.states["sent"] <= len(self.messages) <= self.states["sent"] + self.states["uncertain"]:
            yield f"{len(self.messages)} messages do not fit {dict(self.states)}"

    def __str__(self) -> str:
        return (
            f"{ARTICLES} articles, {self.receivers} receivers, {self.kills} kills: {self.due} due, "
            f"{self.states['sent']} sent, {self.states['uncertain']} uncertain, {len(self.messages)} messages, "
            f"most to one receiver of one article {max(self.messages.values(), default=0)}"
        )


def run(receivers: int, kills: int, seed: int, database: str) -> Figures:
    """Let the articles come, kill the bot so often while it tells of them, and let it finish."""
    chance, assassin = random.Random(seed), Assassin()  # noqa: S311 - moments of a kill, no secret
    store = open_store(database)
    subscribe(store, receivers)
    with running() as note, FakeSlack(observer=assassin.observe) as slack:
        _sync(note, database, 1)
        # It learns what is there and stops; then the new articles come.
        _last_life(slack, database, store)
        _sync(note, database, 1 + ARTICLES)
        for kill in range(kills):
            # In the first half, so that there is something left to tell after each.
            nth = chance.randint(1, max(1, ARTICLES * receivers // (2 * kills)))
            _short_life(slack, database, assassin, nth, ("arrived", "posted")[kill % 2])
        _last_life(slack, database, store)
        figures = Figures(kills, receivers, states(store), _messages(slack))
    store.engine.dispose()
    return figures


def subscribe(store: Store, receivers: int) -> None:
    """Every other one a channel."""
    subscriptions = Subscriptions(store.engine, lambda: datetime.now(UTC))
    for number in range(receivers):
        subscriptions.add(f"{'UC'[number % 2]}0{number:04d}", Asker("T1", f"U0{number:04d}"))


def states(store: Store) -> Counter[str]:
    """State → notices."""
    with reading(store.engine) as connection:
        return Counter(connection.execute(select(notices.c.state)).scalars())


def _sync(note: FakeNote, database: str, articles: int) -> None:
    """The articles are published, and ``zadankai sync`` brings those that are new."""
    paths = [f"/sample/n/{article(number).key}" for number in range(1, articles + 1)]
    known = [note.publish(path, page(number)) for number, path in enumerate(paths, start=1)]
    command = [sys.executable, "-m", "tools.syncing", database, f"{note.address}/sample", *known]
    subprocess.run(command, cwd=Path(__file__).parents[1], stdout=subprocess.DEVNULL, check=True)  # noqa: S603 - ours


def _short_life(slack: FakeSlack, database: str, assassin: Assassin, nth: int, stage: str) -> None:
    assassin.wait_for(nth, stage)
    assassin.bot = _bot(slack, database)
    slack.wait_until(assassin.dead.is_set, 60, "the kill")
    assassin.bot.wait()


def _last_life(slack: FakeSlack, database: str, store: Store) -> None:
    before = slack.sockets.connections
    bot = _bot(slack, database)
    slack.wait_for_connection(before + 1, 60)
    slack.wait_until(lambda: not states(store)["received"] + states(store)["sending"], 120, "every notice")
    assert bot.terminate() == 0


def _bot(slack: FakeSlack, database: str) -> BotProcess:
    return BotProcess(slack, database, ZADANKAI_SAMPLE="0")


def _messages(slack: FakeSlack) -> Counter[tuple[str, str]]:
    """What Slack took, whether or not it could say so."""
    told = (post for post in slack.posts if post["text"].startswith(wording.NOTICE))
    return Counter((post["channel"], post["text"].split(wording.SEPARATOR)[1]) for post in told)


def main() -> int:
    """Run, print the figures, and say by the exit status whether they hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--receivers", type=int, default=200)
    parser.add_argument("--kills", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{(Path(folder) / 'notices.sqlite3').as_posix()}"
        figures = run(given.receivers, given.kills, given.seed, database)
    faults = list(figures.faults())
    sys.stdout.write(f"{figures}\n" + ("\n".join(faults) or "all accounted for") + "\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
