"""``python -m tools.latency``: from an event's delivery to its chat.postMessage, on loopback.

The bot runs as a process of its own and answers from the sample; questions come at a steady pace, as events do, whether
or not the one before is answered.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

from bot.answers.answers import Answers
from bot.state.conversations import Conversations
from bot.state.inbox import Inbox
from tests.bot.standing import Standing
from tests.fake_slack import Envelope, FakeSlack
from tests.process import running

T = TypeVar("T")

#: Asked in turn.
QUESTIONS = (
    "専門人材の採用で困っていることは？",
    "職員の研修や学び直しをどう進めている？",
    "システムの標準化・共通化について何と言っている？",
    "高齢者のデジタルデバイドにどう取り組んでいる？",
)


def measure(questions: int, pace: float) -> list[float]:
    """Milliseconds for each of ``questions`` asked at ``pace`` a second, sorted."""
    with tempfile.TemporaryDirectory() as folder, FakeSlack() as slack:
        database = f"sqlite:///{(Path(folder) / 'latency.sqlite3').as_posix()}"
        with running(slack, database) as bot:
            slack.wait_for_connection(1, 30)
            # Not measured: the first question pays for what is loaded once.
            slack.mention(QUESTIONS[0], channel="C0WARMUP")
            slack.wait_for_posts()
            asked = [_ask(slack, number, time.monotonic() + 1 / pace) for number in range(questions)]
            slack.wait_for_posts(questions + 1, 60)
            assert bot.terminate() == 0
        return sorted(_times(slack, asked))


def _ask(slack: FakeSlack, number: int, until: float) -> Envelope:
    envelope = slack.mention(QUESTIONS[number % len(QUESTIONS)], channel=f"C{number}")
    time.sleep(max(0.0, until - time.monotonic()))
    return envelope


def _times(slack: FakeSlack, asked: list[Envelope]) -> list[float]:
    arrived = {call.payload["channel"]: call.at for call in slack.calls("chat.postMessage")}
    return [1000 * (arrived[f"C{number}"] - envelope.sent_at) for number, envelope in enumerate(asked)]


#: The steps of a question: what it is, where it is done. Each writes to the database but the search.
STEPS = (
    ("stored before the ack", Inbox, "receive"),
    ("found: parsed, searched, checked", Answers, "answer"),
    ("stored for もっと見る", Conversations, "begin"),
    ("taken from the inbox", Inbox, "take"),
)


def shares(questions: int) -> str:
    """Return the median milliseconds of each step, in this process; the rest is threads, HTTP and the web socket."""
    spent: dict[str, list[float]] = {name: [] for name, *_ in STEPS}
    with ExitStack() as stack:
        for name, owner, method in STEPS:
            stack.enter_context(patch.object(owner, method, _timed(getattr(owner, method), spent[name])))
        folder, slack = stack.enter_context(tempfile.TemporaryDirectory()), stack.enter_context(FakeSlack())
        database = f"sqlite:///{(Path(folder) / 'latency.sqlite3').as_posix()}"
        stack.enter_context(Standing.over(slack, database))
        asked = [_ask(slack, number, time.monotonic() + 0.05) for number in range(questions)]
        slack.wait_for_posts(questions, 60)
        whole = statistics.median(_times(slack, asked))
    parts = {name: statistics.median(each) for name, each in spent.items()}
    rows = [f"  {name}: {part:.1f} ms ({part / whole:.0%})" for name, part in parts.items()]
    rest = whole - sum(parts.values())
    return "\n".join(
        [f"in one process, median {whole:.1f} ms:", *rows, f"  the rest: {rest:.1f} ms ({rest / whole:.0%})"]
    )


def _timed(step: Callable[..., T], spent: list[float]) -> Callable[..., T]:
    def timed(*args: Any, **kwargs: Any) -> T:
        begun = time.perf_counter()
        try:
            return step(*args, **kwargs)
        finally:
            spent.append(1000 * (time.perf_counter() - begun))

    return timed


def main() -> int:
    """Measure and print median and 95th percentile."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=200)
    parser.add_argument("--pace", type=float, default=20.0, help="questions a second")
    parser.add_argument("--steps", action="store_true", help="also what each step takes")
    given = parser.parse_args()
    times = measure(given.questions, given.pace)
    p95 = times[min(len(times) - 1, round(0.95 * len(times)))]
    figures = f"median {statistics.median(times):.1f} ms, p95 {p95:.1f} ms"
    print(f"{len(times)} questions at {given.pace:g} a second: {figures}")  # noqa: T201 - what the command is for
    if given.steps:
        print(shares(given.questions))  # noqa: T201 - the same
    return 0


if __name__ == "__main__":
    sys.exit(main())
