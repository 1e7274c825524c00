"""A fault of the database that passes costs no question: what was not answered meanwhile is answered afterwards."""

from __future__ import annotations

from contextlib import ExitStack, closing

import pytest
from sqlalchemy import Connection, Engine, event, text

from bot.state.inbox import State
from corpus.storage.database import writing
from tests.bot.conftest import Running
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
