"""``python -m tools.bystander``: how long others wait while questions meet the worst article that an import accepts.

The bot runs as a process of its own; 25 questions that find the article come at a steady pace, and after each one that
finds another article. The time of the others, with each worst article and with a usual one in its place: status 1 if
it is more than twice as long.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from corpus.store.importer import Importer
from corpus.store.store import Outcome, Store
from tests.corpus.published import PIECE, Piece, article, as_html
from tests.fake_slack import FakeSlack
from tests.process import running

#: What is put into a speech: as much as the bounds of ``corpus.bounds`` let in.
WORST = {
    "a usual article": "",
    "lines without a sentence end": "<br>".join(["研修を進め" * 190] * 390),
    "sound marks": "<br>".join(["研修を進め" + "\u3099" * 900] * 390),
    "signs": "<br>".join(["研修を進め" + "「" * 900] * 390),
    "sentences": "<br>".join(["研修を進めています。" * 490] * 70),
    "speeches": "<br>森野：研修を進めています。" * 9_000,
    "open blocks": "<div>" * 9_000 + "<br>".join(["研修を進めています。"] * 9_000),
}
QUESTIONS = 25
LIMIT = 2.0


def stored(database: str, worst: str) -> None:
    """Store an article with what is worst in it, and the one of the others. RuntimeError if it is not accepted."""
    store = Store.open(database)
    others = replace(PIECE, number=8, parts=PIECE.parts[1:])
    body = as_html(Piece(PIECE.title, 7, PIECE.parts[:1])).replace("動きます。</p>", f"動きます。{worst}</p>")
    given = (article(as_html(others), key="n0000000000aa"), article(body, key="n0000000000bb"))
    for each in given:
        taken = Importer(store).take(each, each.key)
        if taken.outcome is not Outcome.ADDED:
            raise RuntimeError(f"not accepted: {taken.error}")
    store.engine.dispose()


def measure(worst: str, pace: float) -> tuple[float, float]:
    """Return the median milliseconds of the others' questions, and of those that find the article."""
    with tempfile.TemporaryDirectory() as folder, FakeSlack() as slack:
        database = f"sqlite:///{(Path(folder) / 'bystander.sqlite3').as_posix()}"
        stored(database, worst)
        with running(slack, database, ZADANKAI_SAMPLE="0") as bot:
            slack.wait_for_connection(1, 60)
            slack.mention("予約について", channel="C0WARMUP")
            slack.wait_for_posts()
            sent = {}
            for number in range(QUESTIONS):
                for question, channel in (("研修について", f"C1{number}"), ("予約について", f"C2{number}")):
                    until = time.monotonic() + 0.5 / pace
                    sent[channel] = slack.mention(question, channel=channel).sent_at
                    time.sleep(max(0.0, until - time.monotonic()))
            slack.wait_for_posts(2 * QUESTIONS + 1, 120)
            assert bot.terminate() == 0
        arrived = {call.payload["channel"]: call.at for call in slack.calls("chat.postMessage")}
        took = {channel: 1000 * (arrived[channel] - at) for channel, at in sent.items()}
    return tuple(
        statistics.median(each for channel, each in took.items() if channel.startswith(which)) for which in ("C2", "C1")
    )  # type: ignore[return-value]


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pace", type=float, default=10.0, help="questions a second that find the article")
    pace = parser.parse_args().pace
    figures = {name: measure(worst, pace) for name, worst in WORST.items()}
    usual, _ = next(iter(figures.values()))
    for name, (others, own) in figures.items():
        print(f"{name}: others {others:.1f} ms ({others / usual:.2f} ×), its own {own:.1f} ms")  # noqa: T201
    return 0 if max(others for others, _ in figures.values()) <= LIMIT * usual else 1


if __name__ == "__main__":
    sys.exit(main())
