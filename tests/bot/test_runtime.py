"""A Runtime under load, with strangers, and while its articles change: what it accepts, and its health and metrics."""

from __future__ import annotations

import json
import socket
import time
from http.client import HTTPConnection
from typing import Any

from sqlalchemy import insert

from bot import wording
from bot.open_library import open_store
from bot.state.inbox import State
from corpus.storage.database import bump, writing
from corpus.storage.schema import articles
from tests.bot.conftest import Running, Start
from tests.bot.test_stored_articles import ARTICLE
from tests.fake_slack import FakeSlack
from tests.fake_slack.limits import quotes
from tests.process import running

QUESTION = "職員の研修はどう進めている？"


def reasons(bot: Running) -> dict[str, int]:
    return dict(bot.runtime.inbox.reasons())


def test_when_the_queue_is_full_people_are_told_and_none_is_lost(slack: FakeSlack, start: Start) -> None:
    bot = start(ZADANKAI_QUEUE="5", ZADANKAI_PERSON_LIMIT="0")
    slack.wait_for_connection()
    slack.web.slow["chat.postMessage"] = 1.0
    envelopes = [slack.mention(QUESTION, user=f"U0{number}", channel=f"C0{number}") for number in range(60)]
    slack.wait_for_ack(*envelopes)
    slack.web.slow.clear()

    def accounted() -> bool:
        counts = bot.runtime.inbox.counts()
        return counts[State.SENT] + counts[State.DROPPED] == 60

    slack.wait_until(accounted, 20, "the end of all")
    assert set(reasons(bot)) == {"busy"}
    slack.wait_until(lambda: wording.BUSY in [post["text"] for post in slack.posts], 10, "the sentence")
    assert bot.runtime.inbox.counts()[State.SENT] >= 5


def test_who_asks_too_often_is_told_once_and_others_are_answered(slack: FakeSlack, start: Start) -> None:
    bot = start(ZADANKAI_PERSON_LIMIT="2")
    slack.wait_for_connection()
    for _ in range(4):
        slack.wait_for_ack(slack.mention(QUESTION))
    slack.wait_for_ack(slack.mention(QUESTION, user="U0OTHER"))
    slack.wait_for_posts(4)
    slack.wait_until(lambda: bot.runtime.inbox.counts()[State.SENT] == 3, 10, "three answers")
    assert reasons(bot) == {"too_many": 2}
    assert [post["text"] for post in slack.posts].count(wording.TOO_MANY) == 1


def test_somebody_of_another_organisation_is_told_that_they_are_not_answered(slack: FakeSlack, start: Start) -> None:
    bot = start()
    slack.wait_for_connection()
    slack.mention(QUESTION, user="U0PARTNER", user_team="T0PARTNER")
    assert slack.wait_for_posts()[0]["text"] == wording.OUTSIDER
    slack.wait_until(lambda: reasons(bot) == {"outsider": 1}, 10, "the reason")


def test_a_partner_s_people_are_answered_where_they_are_allowed(slack: FakeSlack, start: Start) -> None:
    start(ZADANKAI_WORKSPACES="T0ZADANKAI, T0PARTNER")
    slack.wait_for_connection()
    slack.mention(QUESTION, user="U0PARTNER", user_team="T0PARTNER")
    assert quotes(slack.wait_for_posts()[0]["blocks"])


def test_an_index_that_cannot_be_built_anew_leaves_the_old_one_and_says_so(
    slack: FakeSlack, start: Start, database: str
) -> None:
    store = open_store(database)
    store.put(ARTICLE)
    bot = start(ZADANKAI_SAMPLE="0")
    slack.wait_for_connection()
    before = bot.runtime.library.snapshot.revision
    row = {name: getattr(ARTICLE, name) for name in ("title", "body", "source", "retrieved", "digest")}
    with writing(store.engine) as connection:
        # Of a form that this program does not know.
        connection.execute(insert(articles).values(key="n0123456789ac", media_type="text/odd", **row))
        bump(connection)
    counted = b'zadankai_upkeep_failures_total{step="index"}'
    slack.wait_until(lambda: counted in bot.runtime.metrics.text(), 10, "the failure")
    assert bot.runtime.health().stale
    assert bot.runtime.health().revision == before
    slack.direct_message("窓口の研修")
    assert quotes(slack.wait_for_posts()[0]["blocks"])
    with writing(store.engine) as connection:
        connection.execute(articles.delete().where(articles.c.key == "n0123456789ac"))
    slack.wait_until(lambda: not bot.runtime.health().stale, 10, "the mend")
    assert bot.runtime.health().revision == before + 1
    store.engine.dispose()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def health(port: int) -> tuple[int, dict[str, Any]] | None:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/health")
        answer = connection.getresponse()
        return answer.status, json.loads(answer.read())
    except ConnectionError:
        return None
    finally:
        connection.close()


def test_with_an_empty_disk_readiness_waits_for_the_index_and_the_connection(slack: FakeSlack, database: str) -> None:
    port = free_port()
    seen: list[tuple[int, dict[str, Any]]] = []
    slack.web.slow["apps.connections.open"] = 0.5
    with running(slack, database, ZADANKAI_PORT=str(port), ZADANKAI_LOG="json") as bot:
        end = time.monotonic() + 30
        while time.monotonic() < end and (not seen or seen[-1][0] != 200):
            seen.extend(filter(None, [health(port)]))
            time.sleep(0.01)
        assert bot.terminate() == 0
    assert seen[0] == (
        503,
        {"live": True, "ready": False, "stale": False, "refused": 0}
        | dict.fromkeys(("revision", "age", "passages", "vectors"))
        | {"reason": "the index is being built"},
    )
    assert any(answer["reason"] == "no connection to Slack" for _, answer in seen)
    assert seen[-1][0] == 200
