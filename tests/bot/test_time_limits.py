"""No call to another host can block a thread for ever."""

from __future__ import annotations

import socket
import time

from sqlalchemy import text

from bot.slack.blocks.reply import sentence
from bot.slack.transport.outcomes import Unknown
from bot.slack.transport.posting import post_to
from bot.slack.transport.web_client import TIMEOUT, web_client
from bot.state.tables import connect


def test_a_statement_on_postgresql_may_take_half_a_minute(postgres_database: str) -> None:
    engine = connect(postgres_database)
    with engine.connect() as connection:
        assert connection.execute(text("SHOW statement_timeout")).scalar() == "30s"
    engine.dispose()


def test_a_slack_that_accepts_and_says_nothing_is_given_up_as_uncertain() -> None:
    assert web_client("xoxb-1", "https://slack.com/api/").timeout == TIMEOUT
    with socket.create_server(("127.0.0.1", 0)) as silent:
        client = web_client("xoxb-1", f"http://127.0.0.1:{silent.getsockname()[1]}/api/")
        client.timeout = 1
        begun = time.monotonic()
        assert isinstance(post_to(client, "C1", sentence("こんにちは")), Unknown)
        assert time.monotonic() - begun < 5
