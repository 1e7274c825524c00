"""A fault of the database that passes costs no question: what was not answered meanwhile is answered afterwards."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.engine import make_url

from bot.operations.health import serve_health
from bot.state.inbox import State
from corpus.storage.database import writing
from tests.bot.conftest import QUICK, Running, Start
from tests.fake_slack import FakeSlack

_REFUSING = """CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'no space left on device' USING ERRCODE = 'disk_full'; END $$"""
#: Refuses each change of the inbox in the database's own words; SQLite may not grow meanwhile (``_no_growth``).
FULL = {
    "sqlite": (
        "CREATE TABLE padding (x BLOB)",
        "CREATE TRIGGER full_disk AFTER UPDATE ON inbox BEGIN INSERT INTO padding VALUES (randomblob(9999)); END",
    ),
    "postgresql": (
        _REFUSING,
        "CREATE TRIGGER full_disk BEFORE UPDATE ON inbox FOR EACH ROW EXECUTE FUNCTION full_disk()",
    ),
}

#: What /health answers while ``gone``.
SAYS = re.compile("503.*(the file was replaced or deleted|not currently accepting)")


@pytest.fixture
def database(either_database: str) -> str:
    return either_database


def fill(engine: Engine) -> None:
    """Let no event be taken, as on a full disk, until the trigger is dropped."""
    with writing(engine) as connection:
        for statement in FULL[engine.dialect.name]:
            connection.execute(text(statement))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "begin", _no_growth)


def clear(engine: Engine) -> None:
    with writing(engine) as connection:
        connection.execute(text("DROP TRIGGER full_disk" + " ON inbox" * (engine.dialect.name != "sqlite")))


def demote(engine: Engine) -> None:
    """Let the server behind all connections be read-only; a new connection leads to another one."""
    with ExitStack() as stack:
        for _ in range(5):
            connection = stack.enter_context(closing(engine.raw_connection()))
            connection.cursor().execute("SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY")
            connection.commit()


def _no_growth(connection: Connection) -> None:
    connection.exec_driver_sql("PRAGMA max_page_count=1").close()


def test_a_question_that_met_a_full_disk_is_answered_when_there_is_room(slack: FakeSlack, bot: Running) -> None:
    engine, refused = bot.runtime.inbox.engine, list[str]()
    fill(engine)
    event.listen(engine, "handle_error", lambda context: refused.append(str(context.original_exception)))

    slack.direct_message("研修は？")
    slack.wait_until(lambda: bool(refused), 10, "a refusal")
    clear(engine)

    assert "引用" in str(slack.wait_for_posts(1, 20)[0])
    slack.wait_until(lambda: bot.runtime.inbox.counts()[State.SENT] == 1, 10, "the end")
    assert any("full" in each or "no space" in each for each in refused)
    assert len(slack.posts) == 1


@pytest.mark.parametrize("either_database", ["PostgreSQL"], indirect=True)
def test_a_server_that_became_read_only_is_left_for_its_successor(
    slack: FakeSlack, bot: Running, caplog: pytest.LogCaptureFixture
) -> None:
    demote(bot.runtime.inbox.engine)

    slack.direct_message("研修は？")

    # Slack delivers it again: it was not acked.
    assert "引用" in str(slack.wait_for_posts(1, 20)[0])
    slack.wait_until(lambda: bot.runtime.inbox.counts()[State.SENT] == 1, 10, "the end")
    assert "read-only" in caplog.text


def test_while_the_database_is_gone_health_is_not_ready_and_says_why(
    slack: FakeSlack, start: Start, database: str
) -> None:
    running = start(replace(QUICK, abandoned=0.2))
    slack.wait_until(lambda: running.runtime.ready, 10, "the first pong")
    with serve_health("127.0.0.1", 0, running.runtime.health, running.runtime.metrics) as port:
        slack.wait_until(lambda: health(port)[0] == 200, 10, "readiness")
        with gone(database):
            # First it may say that the connection was closed.
            slack.wait_until(lambda: SAYS.search(str(health(port))) is not None, 20, "unreadiness")
        slack.wait_until(lambda: health(port)[0] == 200, 20, "readiness again")


@contextmanager
def gone(database: str) -> Iterator[None]:
    """Let nobody reach the database until the block ends."""
    if database.startswith("sqlite"):
        file = Path(str(make_url(database).database))
        moved = file.rename(file.with_name("elsewhere"))
        yield
        moved.rename(file)
        return
    name = urlsplit(database).path.strip("/")
    with psycopg.connect(urlunsplit(urlsplit(database)._replace(path="/postgres")), autocommit=True) as operator:
        operator.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        operator.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        yield
        operator.execute(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")


def health(port: int) -> tuple[int, Any]:
    """Ask /health, which waits for no database."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=3)) as connection:
        connection.request("GET", "/health")
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
