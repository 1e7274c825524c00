"""/health and /metrics: readiness waits for index and connection; gauges are those of the database."""

from __future__ import annotations

import io
import json
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from http.client import HTTPConnection
from typing import Any

import pytest

from bot.logs import configure
from bot.operations.health import STARTING, Health, Metrics, serve_health
from bot.settings import LogForm
from corpus.errors import StoreError
from tests.bot.conftest import Running
from tests.fake_slack import FakeSlack

WELL = Health(live=True, ready=True, revision=7, age=1.5, passages=156, vectors=40)


@contextmanager
def asking(health: Health, metrics: Metrics | None = None) -> Iterator[HTTPConnection]:
    with (
        serve_health("127.0.0.1", 0, lambda: health, metrics or Metrics()) as port,
        closing(HTTPConnection("127.0.0.1", port, timeout=5)) as connection,
    ):
        yield connection


def get(connection: HTTPConnection, path: str) -> tuple[int, bytes]:
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_who_is_well_answers_200_with_revision_and_age() -> None:
    with asking(WELL) as connection:
        status, content = get(connection, "/health")
    assert status == 200
    assert json.loads(content) == {
        "live": True,
        "ready": True,
        "revision": 7,
        "age": 1.5,
        "reason": None,
        "refused": 0,
        "stale": False,
        "passages": 156,
        "vectors": 40,
    }


def test_while_the_index_is_built_a_process_is_live_and_not_ready() -> None:
    for path, expected in (("/health", 503), ("/health/ready", 503), ("/health/live", 200)):
        with asking(STARTING) as connection:
            status, content = get(connection, path)
        assert status == expected
        assert json.loads(content)["reason"] == "the index is being built"


def test_who_hangs_is_not_live() -> None:
    with asking(Health(live=False, ready=True)) as connection:
        assert get(connection, "/health/live")[0] == 503


def test_other_paths_and_methods_are_refused() -> None:
    with asking(WELL) as connection:
        assert get(connection, "/")[0] == 404
    with asking(WELL) as connection:
        connection.request("POST", "/health", body=b"x")
        assert connection.getresponse().status == 501


def test_connections_that_dawdle_get_no_more_than_32_threads_and_hold_nobody_up() -> None:
    stop = threading.Event()
    with serve_health("127.0.0.1", 0, lambda: WELL, Metrics(), timeout=60) as port, ExitStack() as stack:
        before = threading.active_count()
        slow = [stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=5)) for _ in range(100)]
        drip = threading.Thread(target=dripping, args=(slow, stop))
        drip.start()
        statuses = [quickly(port, "/health/live") for _ in range(5)]
        most = threading.active_count() - before
        stop.set()
        drip.join()
    assert statuses == [200] * 5
    # 32, one that drips, and those that are about to end.
    assert most < 50


def test_a_connection_that_dawdles_alone_is_cut() -> None:
    with (
        serve_health("127.0.0.1", 0, lambda: WELL, Metrics(), timeout=0.2) as port,
        socket.create_connection(("127.0.0.1", port), timeout=20) as slow,
    ):
        slow.send(b"GET /health")
        assert slow.recv(100) == b""


def test_a_database_that_hangs_holds_up_scrapes_only() -> None:
    metrics, hanging = Metrics(), threading.Event()
    metrics.number("zadankai_hanging", "…", lambda: hanging.wait(60))
    with serve_health("127.0.0.1", 0, lambda: WELL, metrics, timeout=60) as port, ExitStack() as stack:
        for _ in range(100):
            scrape = stack.enter_context(closing(HTTPConnection("127.0.0.1", port, timeout=5)))
            scrape.request("GET", "/metrics")
        before = threading.active_count()
        assert quickly(port, "/health") == 200
        assert quickly(port, "/metrics") == 503
        assert before < 50
        hanging.set()


def quickly(port: int, path: str) -> int:
    """Return the status of a response that comes within three times the second that it may take."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=3)) as connection:
        return get(connection, path)[0]


def dripping(slow: list[socket.socket], stop: threading.Event) -> None:
    """Send a byte of a request now and then on each connection."""
    while not stop.wait(0.05):
        for each in slow:
            with suppress(OSError):
                each.send(b"G")


def test_a_failure_is_a_line_of_the_log_and_says_nothing_of_what_failed(capfd: pytest.CaptureFixture[str]) -> None:
    def fail() -> Health:
        raise RuntimeError("geheime Worte")

    lines = io.StringIO()
    before = logging.getLogger().handlers[:]
    configure(LogForm.CONSOLE, lines)
    try:
        with (
            serve_health("127.0.0.1", 0, fail, Metrics()) as port,
            closing(HTTPConnection("127.0.0.1", port)) as connection,
        ):
            connection.request("GET", "/health")
            with pytest.raises(ConnectionError):
                connection.getresponse()
    finally:
        logging.getLogger().handlers[:] = before
    assert "RuntimeError" in lines.getvalue()
    assert "geheime" not in lines.getvalue() + "".join(capfd.readouterr())


def test_a_port_that_is_taken_is_an_error() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(OSError, match="in use"), serve_health("127.0.0.1", port, lambda: WELL, Metrics()):
            pass


def test_a_figure_that_cannot_be_had_is_left_out_and_the_others_are_shown() -> None:
    def unreachable() -> Any:
        raise StoreError("the database", "is away")

    metrics = Metrics()
    metrics.counts("events", "…", "state", unreachable)
    metrics.number("passages", "…", lambda: 3.0)
    metrics.worked(0.02, 0.3)
    text = metrics.text().decode()
    assert "passages 3.0" in text
    assert "events" not in text
    assert 'zadankai_wait_seconds_bucket{le="0.025"} 1.0' in text


def test_a_running_bot_tells_how_it_is(slack: FakeSlack, bot: Running) -> None:
    slack.mention("研修は？")
    slack.wait_for_posts()
    slack.wait_until(lambda: 'zadankai_events{state="sent"} 1.0' in text(bot), 10, "the gauge of the answer")
    slack.wait_until(lambda: "zadankai_work_seconds_count 0.0" not in text(bot), 10, "the end of the work")
    lines = dict(line.rsplit(" ", 1) for line in text(bot).splitlines() if not line.startswith("#"))
    assert lines["zadankai_connected"] == "1.0"
    assert lines["zadankai_articles_not_read"] == "0.0"
    assert float(lines["zadankai_passages"]) > 50
    assert float(lines["zadankai_work_seconds_count"]) >= 1
    assert "研修" not in text(bot)
    health = bot.runtime.health()
    assert (health.live, health.ready, health.stale, health.reason) == (True, True, False, None)
    bot.end()
    assert bot.runtime.health().reason == "stopping"


def text(bot: Running) -> str:
    return bot.runtime.metrics.text().decode()
