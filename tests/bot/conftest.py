"""The real bot, in this process, against the fake Slack."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.operations import shapes
from bot.operations.health import Metrics
from bot.runtime import Runtime
from bot.settings import SettingsError, SlackSettings, load
from bot.slack.transport.network import Network
from bot.slack.transport.socket import Timings, installed
from bot.slack.transport.web_client import web_client
from tests import postgres
from tests.bot.standing import Standing, Talk
from tests.clock import Clock
from tests.fake_slack import FakeSlack
from tests.fake_slack.web_api import WebApi

#: As in production, but quick enough for tests.
QUICK = Timings(ping=0.1, silence=1.0, pause=0.1, refresh=0.2, farewell=8.0)


class Running:
    """A Runtime in a thread of its own."""

    def __init__(self, slack: FakeSlack, database: str, timings: Timings, **more: Any) -> None:
        self.settings = load(
            SlackSettings,
            SLACK_BOT_TOKEN="xoxb-loopback",  # noqa: S106 - the fake's
            SLACK_APP_TOKEN="xapp-loopback",  # noqa: S106 - the fake's
            ZADANKAI_DATABASE_URL=database,
            **{"SLACK_API_URL": slack.api_url, **more},
        )
        self.stop = threading.Event()
        network = Network.open(self.settings.ca_file)
        client = web_client(self.settings.bot_token.get_secret_value(), self.settings.api_url, network)
        self.runtime = Runtime(
            self.settings, client, timings, self.stop, installed=installed(client), network=network, metrics=Metrics()
        )
        self.code: int | None = None
        self._thread = threading.Thread(target=self._run, name="service")
        self._thread.start()

    def _run(self) -> None:
        try:
            self.code = self.runtime.run()
        except SettingsError:
            # As the command ends, which names it.
            self.code = 2

    def join(self, seconds: float = 20) -> int | None:
        """Wait for the end; returns the exit code."""
        self._thread.join(seconds)
        return self.code

    def end(self) -> int | None:
        """Stop it, as SIGTERM does; returns the exit code."""
        self.stop.set()
        return self.join()


Start = Callable[..., Running]


@pytest.fixture(autouse=True)
def shapes_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Slack's validator is asked without pauses: the fake has no rate limits of its own."""
    monkeypatch.setattr(shapes, "PAUSE", 0.0)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{(tmp_path / 'zadankai.sqlite3').as_posix()}"


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    with FakeSlack(patience=1.0) as workspace:
        yield workspace


@pytest.fixture
def start(slack: FakeSlack, database: str) -> Iterator[Start]:
    """Start a bot on this Slack, by default with the sample; it is stopped with the test."""
    running: list[Running] = []

    def begin(timings: Timings = QUICK, **more: Any) -> Running:
        running.append(Running(slack, database, timings, **{"ZADANKAI_SAMPLE": "1", **more}))
        return running[-1]

    yield begin
    for bot in running:
        bot.end()
        bot.runtime.inbox.engine.dispose()


@pytest.fixture
def bot(slack: FakeSlack, start: Start) -> Running:
    """Return a connected bot that answers from the sample."""
    running = start()
    slack.wait_for_connection()
    slack.wait_until(lambda: running.runtime.ready, 10, "the first pong")
    return running


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """Yield one Slack and one bot for all tests of a module; feedback is stored, U0OPERATOR is the operator."""
    folder = tmp_path_factory.mktemp("standing")
    with FakeSlack() as slack, Standing.over(slack, f"sqlite:///{(folder / 'zadankai.sqlite3').as_posix()}") as bot:
        yield bot


@pytest.fixture(scope="module", params=["SQLite", "PostgreSQL"])
def standing_on_either(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Standing]:
    """Yield the same as ``standing``, on both databases: a module takes it by a fixture ``standing`` of its own."""
    with ExitStack() as stack:
        database = f"sqlite:///{(tmp_path_factory.mktemp('standing') / 'zadankai.sqlite3').as_posix()}"
        if request.param == "PostgreSQL":
            database = stack.enter_context(postgres.empty_database(request.getfixturevalue("postgres_server")))
        slack = stack.enter_context(FakeSlack())
        yield stack.enter_context(Standing.over(slack, database))


@pytest.fixture
def talk(standing: Standing, request: pytest.FixtureRequest) -> Iterator[Talk]:
    """Yield a channel of the test's own; a payload's faults fail the test that sent it."""
    yield Talk(standing, f"C{abs(hash(request.node.nodeid)) % 10**9}")
    with cleared(standing.slack) as faults:
        assert faults == []


@pytest.fixture
def web(talk: Talk) -> Iterator[WebApi]:
    """Yield the Web API to be made to refuse; it does as it is asked again after the test."""
    web = talk.slack.web
    yield web
    for refusals in (web.denied, web.invalid, web.refused, web.slow, web.broken):
        refusals.clear()


@contextmanager
def cleared(slack: FakeSlack) -> Iterator[list[str]]:
    """Yield the faults found so far, for a test of the checks themselves, and clear them."""
    yield slack.web.faults
    slack.web.faults.clear()
