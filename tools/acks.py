"""``python -m tools.acks``: how long acks take while every thread for answers is taken by a slow one, on loopback."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bot.slack.blocks.pickers import OWN_ACTION
from bot.slack.blocks.quote_block import READ_AROUND_ACTION
from bot.slack.listeners.searching import RELATED_SHORTCUT, SEARCH_SHORTCUT
from tests.bot.standing import element
from tests.fake_slack import Envelope, FakeSlack
from tests.process import running

QUESTION = "職員の研修はどう進めている？"
#: Seconds within which everything must be acked; Slack itself waits three.
MOST = 0.5


def measure(answers: int, seconds: float) -> dict[str, float | None]:
    """Seconds until each kind of payload is acked while so many answers take so many seconds each; None: no ack."""
    with tempfile.TemporaryDirectory() as folder, FakeSlack(patience=60) as slack:
        database = f"sqlite:///{(Path(folder) / 'acks.sqlite3').as_posix()}"
        with running(slack, database) as bot:
            slack.wait_for_connection(1, 30)
            slack.mention(QUESTION)
            answer = slack.wait_for_posts()[0]
            slack.shortcut(SEARCH_SHORTCUT)
            search = slack.wait_for_modal()
            slack.web.slow["chat.postMessage"] = seconds
            slow = [slack.mention(QUESTION, channel=f"C0{number}") for number in range(answers)]
            slack.wait_for_ack(*slow)
            slack.wait_for_posts(1 + min(answers, 20))
            sent = {
                "press": slack.press(element(answer, READ_AROUND_ACTION), answer),
                "message shortcut": slack.message_shortcut(RELATED_SHORTCUT, QUESTION, channel="C0DXROOM"),
                "mention": slack.mention(QUESTION, channel="C0LAST"),
                "/zadankai question": slack.command(QUESTION),
                "/zadankai 通知": slack.command("通知"),
                "/zadankai forget": slack.command("forget"),
                "form": slack.submit(search, {"words": {"words": {"value": "研修"}}}),
                "picker": slack.type_in(OWN_ACTION, "ねり"),
            }
            _wait(slack, list(sent.values()))
            assert bot.terminate() == 0
        slack.web.faults.clear()
        return {kind: _seconds(envelope) for kind, envelope in sent.items()}


def _wait(slack: FakeSlack, envelopes: list[Envelope]) -> None:
    try:
        slack.wait_for_ack(*envelopes, seconds=15)
    except AssertionError:
        # Those without an ack are told apart in the figures.
        return


def _seconds(envelope: Envelope) -> float | None:
    return envelope.acked_at - envelope.sent_at if envelope.acked_at is not None else None


def main() -> int:
    """Measure, print a line a kind, and say by the exit status whether each was acked in time."""
    parser = argparse.ArgumentParser(prog="python -m tools.acks", description=__doc__)
    parser.add_argument("--answers", type=int, default=24)
    parser.add_argument("--seconds", type=float, default=6.0)
    given = parser.parse_args()
    took = measure(given.answers, given.seconds)
    for kind, seconds in took.items():
        sys.stdout.write(f"{kind}: {'not acked' if seconds is None else f'{seconds:.2f} s'}\n")
    return int(any(seconds is None or seconds > MOST for seconds in took.values()))


if __name__ == "__main__":
    sys.exit(main())
