"""The bot on a PostgreSQL behind PgBouncer in transaction mode: what one transaction sets, the next does not see."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import text

from bot.state.inbox import State
from corpus.storage.database import connect, reading
from tests.bot.conftest import Start
from tests.fake_slack import FakeSlack
from tests.pgbouncer import NoPgBouncer, PgBouncer, pooling


@pytest.fixture
def pooler(postgres_database: str) -> Iterator[PgBouncer]:
    try:
        with pooling(postgres_database) as bouncer:
            yield bouncer
    except NoPgBouncer as reason:
        pytest.skip(str(reason))


@pytest.fixture
def database(pooler: PgBouncer) -> str:
    return pooler.address


def test_every_question_is_answered_by_processes_that_share_connections(slack: FakeSlack, start: Start) -> None:
    one, other = (start(ZADANKAI_PERSON_LIMIT="0") for _ in range(2))
    slack.wait_for_connection(2, 30)
    for number in range(80):
        slack.direct_message("研修は？", channel=f"D{number}")
    slack.wait_for_posts(80)
    counts = one.runtime.inbox.counts
    slack.wait_until(lambda: counts()[State.SENT] == 80, 20, "the end of each")
    assert other.runtime.inbox.reasons() == {}


def test_the_time_limit_of_a_transaction_s_statements_is_nobody_else_s(pooler: PgBouncer) -> None:
    engine = connect(pooler.address)
    with reading(engine) as connection:
        assert connection.execute(text("SHOW statement_timeout")).scalar() == "30s"
    with psycopg.connect(pooler.address) as others:
        assert others.execute("SHOW statement_timeout").fetchone() == ("0",)
    engine.dispose()
