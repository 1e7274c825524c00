"""``python -m tools.soak``: ten minutes at 20 questions a second; memory, threads and files of the bot, and its pace.

What must hold: every question is answered; from minute 2 memory stays within 5 %, threads and files are as many in the
end as then. In a shorter run memory has not settled yet, and may grow by 15 %.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.fake_slack import FakeSlack
from tests.process import BotProcess, running

PACE = 20.0
#: Minutes until memory has settled, and how much it may differ from then on.
SETTLED, WITHIN = 2.0, 0.05
#: The same of a run that is too short for that: a quarter of it is left out.
SHORT, SHORT_WITHIN = 6.0, 0.15
#: Threads and files that may be more for a moment.
SPARE = 2
#: Questions at once, to begin with.
_BURST = 100
#: Seconds after which nothing more comes of a question.
_REMEMBERED = 60.0
#: Asked in turn: found, near, nothing, filtered, of one's own, and no question at all.
QUESTIONS = (
    "専門人材の採用で困っていることは？",
    "職員の研修や学び直しをどう進めている？",
    "システムの標準化・共通化について何と言っている？",
    "高齢者のデジタルデバイドにどう取り組んでいる？",
    "ドローンの騒音",
    "令和4年度の 区:星見区 窓口",
    "「予約」 -研修",
    "BPRとは？",
    "こんにちは",
)


@dataclass(frozen=True, slots=True)
class Sample:
    """The process at one moment."""

    #: Since the first question.
    minutes: float
    megabytes: float
    threads: int
    files: int


@dataclass(slots=True)
class Clock:
    """When each question was asked, and how long its answer took (milliseconds). Called by the fake Slack."""

    asked: dict[str, float] = field(default_factory=dict)
    took: list[float] = field(default_factory=list)

    async def observe(self, stage: str, payload: dict[str, Any]) -> None:
        """An answer has arrived."""
        if stage == "arrived" and (at := self.asked.pop(str(payload.get("channel")), None)):
            self.took.append(1000 * (time.monotonic() - at))


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured."""

    minutes: float
    questions: int
    took: Sequence[float]
    samples: Sequence[Sample]

    @property
    def settled(self) -> Sequence[Sample]:
        """The samples that count."""
        since = self.minutes / 4 if self.minutes < SHORT else SETTLED
        return [sample for sample in self.samples if sample.minutes >= since]

    @property
    def memory(self) -> float:
        """How far the most is above the least, as a share of it."""
        sizes = [sample.megabytes for sample in self.settled]
        return max(sizes) / min(sizes) - 1

    def faults(self) -> list[str]:
        """What must hold and does not."""
        within = SHORT_WITHIN if self.minutes < SHORT else WITHIN
        lost = self.questions - len(self.took)
        return [
            *([f"{lost} questions without an answer"] if lost else []),
            *([f"memory differs by {self.memory:.1%}"] if self.memory > within else []),
            *self._grown("threads", [sample.threads for sample in self.settled]),
            *self._grown("files", [sample.files for sample in self.settled]),
        ]

    def _grown(self, what: str, counts: Sequence[int]) -> Iterator[str]:
        part = max(1, len(counts) // 4)
        # The most of each: connections to the database come and go with what is under way.
        before, after = max(counts[:part]), max(counts[-part:])
        if after > before + SPARE:
            yield f"{what} grew from {before} to {after}"

    def __str__(self) -> str:
        times, last = sorted(self.took), self.samples[-1]
        p50, p95 = (times[min(len(times) - 1, int(share * len(times)))] for share in (0.5, 0.95))
        return (
            f"{self.questions} questions in {self.minutes:g} minutes: p50 {p50:.1f} ms, p95 {p95:.1f} ms; "
            f"memory within {self.memory:.1%} (at the end {last.megabytes:.0f} MB), "
            f"threads {last.threads}, files {last.files}"
        )


def run(minutes: float, pace: float) -> Iterator[Sample | Figures]:
    """Ask for so long; gives a sample a second, and the figures at the end."""
    clock = Clock()
    with tempfile.TemporaryDirectory() as folder, FakeSlack(observer=clock.observe) as slack:
        database = f"sqlite:///{(Path(folder) / 'soak.sqlite3').as_posix()}"
        with running(slack, database) as bot:
            slack.wait_for_connection(1, 30)
            # All threads at once: they come when they are needed, and stay.
            for number in range(_BURST):
                slack.mention(QUESTIONS[0], channel=f"C0BURST{number}")
            slack.wait_for_posts(_BURST, 30)
            samples: list[Sample] = []
            began, asked = time.monotonic(), 0
            while (now := time.monotonic() - began) < 60 * minutes:
                _ask(slack, clock, asked)
                asked += 1
                if now >= len(samples):
                    samples.append(sample(bot, now / 60))
                    _forget(slack)
                    yield samples[-1]
                time.sleep(max(0.0, began + asked / pace - time.monotonic()))
            _wait_for(clock)
            assert bot.terminate() == 0
    yield Figures(minutes, asked, clock.took, samples)


def _ask(slack: FakeSlack, clock: Clock, number: int) -> None:
    channel = f"C{number}"
    clock.asked[channel] = time.monotonic()
    slack.mention(QUESTIONS[number % len(QUESTIONS)], channel=channel, user=f"U{number % 300}")


def _wait_for(clock: Clock) -> None:
    end = time.monotonic() + 20
    while clock.asked and time.monotonic() < end:
        time.sleep(0.05)


def _forget(slack: FakeSlack) -> None:
    """The fake would keep every payload of the run."""
    slack.web.calls.clear()
    slack.web.said.clear()
    for name, envelope in list(slack.sockets.envelopes.items()):
        if envelope.acked_at is not None and envelope.acked_at < time.monotonic() - _REMEMBERED:
            del slack.sockets.envelopes[name]


def sample(bot: BotProcess, minutes: float) -> Sample:
    """The process now, as Linux tells it."""
    place = Path(f"/proc/{bot.pid}")
    status = dict(line.split(":", 1) for line in (place / "status").read_text(encoding="utf-8").splitlines())
    return Sample(
        minutes=minutes,
        megabytes=int(status["VmRSS"].split()[0]) / 1024,
        threads=int(status["Threads"]),
        files=sum(1 for _ in (place / "fd").iterdir()),
    )


def main() -> int:
    """Run, print a line every half minute and the figures, and say by the exit status whether they hold."""
    parser = argparse.ArgumentParser(prog="python -m tools.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--pace", type=float, default=PACE, help="questions a second")
    given = parser.parse_args()
    if not Path("/proc/self/status").exists():
        parser.error("only Linux tells how large another process is")
    printed, faults = -1, ["nothing was measured"]
    for each in run(given.minutes, given.pace):
        if isinstance(each, Figures):
            faults = each.faults()
            sys.stdout.write(f"{each}\n" + ("\n".join(faults) or "flat") + "\n")
        elif int(2 * each.minutes) > printed:
            printed = int(2 * each.minutes)
            line = f"{each.minutes:4.1f} min: {each.megabytes:.1f} MB, {each.threads} threads, {each.files} files"
            sys.stdout.write(f"{line}\n")
            sys.stdout.flush()
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
