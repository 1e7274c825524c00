"""The bot as a process of its own, as it runs in production, against the fake Slack."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests import ROOT
from tests.fake_slack import FakeSlack


class BotProcess:
    """``python -m bot serve``, or another module that serves; its log goes to ``log``, else nowhere."""

    def __init__(
        self, slack: FakeSlack, database: str, *, module: str = "bot", log: Path | None = None, **environment: str
    ) -> None:
        settings = {
            "SLACK_BOT_TOKEN": "xoxb-loopback",
            "SLACK_APP_TOKEN": "xapp-loopback",
            "SLACK_API_URL": slack.api_url,
            "ZADANKAI_DATABASE_URL": database,
            "ZADANKAI_SAMPLE": "1",
            # One asker asks for hundreds here.
            "ZADANKAI_PERSON_LIMIT": "0",
        }
        with (log or Path(os.devnull)).open("ab") as stderr:
            self._process: subprocess.Popen[Any] = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-m", module, "serve"],
                env=os.environ | settings | environment,
                cwd=ROOT,
                stderr=stderr,
            )

    @property
    def pid(self) -> int:
        """The process's number."""
        return self._process.pid

    def terminate(self, seconds: float = 20) -> int:
        """SIGTERM; returns the exit code."""
        self._process.send_signal(signal.SIGTERM)
        return self._process.wait(seconds)

    def kill(self) -> None:
        """SIGKILL, from any thread and without waiting."""
        self._process.kill()

    def wait(self, seconds: float = 20) -> int:
        """The exit code, negative after a signal that it did not handle."""
        return self._process.wait(seconds)


@contextmanager
def running(slack: FakeSlack, database: str, **environment: str) -> Iterator[BotProcess]:
    """A process that is gone when the block ends."""
    bot = BotProcess(slack, database, module="bot", log=None, **environment)
    try:
        yield bot
    finally:
        bot.kill()
        bot.wait()
