"""``python -m tools.fuzz``: payloads changed at random, hostile articles, answers of Slack's that are none.

What must hold for each payload: it is acked, nothing is logged as an error, and nothing that is sent is over Slack's
limits. For each article: it is stored, or named with what is wrong with it; nothing is logged as an error then, or when
it is asked about. For each answer: the call has one outcome, in time.
"""

from __future__ import annotations

import argparse
import logging
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings

from tools.fuzz.answers import Mouth, answers
from tools.fuzz.articles import Intake, hostile
from tools.fuzz.catalogue import Catalogue
from tools.fuzz.changes import Payload, changed
from tools.fuzz.stage import Stage


def run(folder: Path, count: int, *, same: bool = False) -> Counter[str]:
    """Send so many payloads, the ``same`` each time or others; how many of each kind.

    AssertionError with the smallest payload that something is wrong with.
    """
    sent: Counter[str] = Counter()
    with Stage.over(f"sqlite:///{(folder / 'fuzz.sqlite3').as_posix()}") as stage:
        catalogue = Catalogue.of(stage)
        assert not catalogue.wrong, "\n".join(catalogue.wrong)

        @_tries(count, same=same)
        @given(changed(catalogue.kinds))
        def send(drawn: tuple[str, Payload]) -> None:
            kind, payload = drawn
            sent[kind.partition(" ")[0]] += 1
            wrong = stage.send(payload)
            assert not wrong, f"{kind}: {wrong}\n{payload}"

        send()
    return sent


def run_articles(folder: Path, count: int, *, same: bool = False) -> Counter[str]:
    """Import so many files, the ``same`` each time or others; what became of how many articles.

    AssertionError with the smallest file that something is wrong with.
    """
    with closing(Intake(folder)) as intake:

        @_tries(count, same=same)
        @given(hostile())
        def take(drawn: tuple[str, bytes]) -> None:
            wrong = intake.take(*drawn)
            assert not wrong, f"{wrong}\n{drawn}"

        take()
        return intake.taken


def run_answers(count: int, *, same: bool = False) -> Counter[str]:
    """Have so many calls answered, the ``same`` each time or others; how many outcomes of each kind.

    AssertionError with the smallest answer that something is wrong with.
    """
    with closing(Mouth()) as mouth:

        @_tries(count, same=same)
        @given(answers())
        def say(drawn: tuple[bytes, int]) -> None:
            wrong = mouth.say(*drawn)
            assert not wrong, f"{wrong}\n{drawn}"

        say()
        return mouth.outcomes


def _tries(count: int, *, same: bool) -> settings:
    return settings(
        max_examples=count,
        deadline=None,
        database=None,
        derandomize=same,
        report_multiple_bugs=False,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
    )


def main() -> int:
    """Run and print how many of each kind there were."""
    parser = argparse.ArgumentParser(prog="python -m tools.fuzz", description=__doc__)
    parser.add_argument("--payloads", type=int, default=100_000)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--answers", type=int, default=100_000)
    parser.add_argument("--same", action="store_true", help="the same ones each time")
    chosen = parser.parse_args()
    logging.getLogger().addHandler(logging.NullHandler())
    with tempfile.TemporaryDirectory() as folder:
        sent = run(Path(folder), chosen.payloads, same=chosen.same)
        taken = run_articles(Path(folder), chosen.articles, same=chosen.same)
    outcomes = run_answers(chosen.answers, same=chosen.same)
    for kind, count in sent.most_common() + taken.most_common() + outcomes.most_common():
        sys.stdout.write(f"{count:>8,} {kind}\n")
    sys.stdout.write(f"{sent.total():,} payloads of {len(sent)} kinds: all acked, no error, nothing over the limits\n")
    sys.stdout.write(f"{taken.total():,} articles: each stored, or named with what is wrong with it\n")
    sys.stdout.write(f"{outcomes.total():,} answers of Slack's that are none: each call has one outcome, in time\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
