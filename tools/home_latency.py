"""``python -m tools.home_latency``: from the opening of App Home, and of its pages, to what the bot shows, on loopback.

The bot runs as a process of its own over the sample; its index is warm, as it is after the first seconds of a run.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from tests.bot.reader import Reader, element
from tests.fake_slack import Envelope, FakeSlack
from tests.process import running

METHODS = ("views.publish", "views.open")
HOME = {"type": "home", "id": "V0HOME"}


def measure(times: int) -> dict[str, list[float]]:
    """What is opened → milliseconds of each time, sorted."""
    with tempfile.TemporaryDirectory() as folder, FakeSlack() as slack:
        database = f"sqlite:///{(Path(folder) / 'home.sqlite3').as_posix()}"
        with running(slack, database) as bot:
            slack.wait_for_connection(1, 30)
            # Not measured: what is loaded once.
            home = Reader(slack, "U0WARMUP").open()
            found = {"home": _times(slack, lambda: slack.open_home("home"), times)}
            pages = {
                "theme": element(home, "open_theme"),
                "municipality": {"type": "button", "action_id": "open_municipality", "value": "風待区"},
                "welcome": element(home, "open_welcome"),
            }
            for name, button in pages.items():
                found[name] = _times(slack, partial(slack.click, button, view=HOME), times)
            assert bot.terminate() == 0
        return found


def _times(slack: FakeSlack, act: Callable[[], Envelope], times: int) -> list[float]:
    return sorted(_after(slack, act) for _ in range(times))


def _after(slack: FakeSlack, act: Callable[[], Envelope]) -> float:
    """Milliseconds from what somebody does to the next view."""
    before = len(slack.calls(*METHODS))
    envelope = act()
    slack.wait_until(lambda: len(slack.calls(*METHODS)) > before, 10, "a view")
    return 1000 * (slack.calls(*METHODS)[before].at - envelope.sent_at)


def main() -> int:
    """Measure, and print median and the slowest of each; status 1 where a home took 100 ms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=50)
    found = measure(parser.parse_args().times)
    for name, times in found.items():
        median, slowest = statistics.median(times), times[-1]
        sys.stdout.write(f"{name}: median {median:.1f} ms, slowest of {len(times)} {slowest:.1f} ms\n")
    return 0 if statistics.median(found["home"]) < 100 else 1


if __name__ == "__main__":
    sys.exit(main())
