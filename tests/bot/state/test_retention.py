"""What is kept too long is deleted, what is not stays; what nobody will answer loses its text."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, Table, insert, select

from bot.state.inbox import State
from bot.state.retention import PERIODS, purge
from bot.state.tables import conversations, feedback, inbox, missed_terms, notices, people, reports, subscriptions
from corpus.storage.database import reading, writing

NOW = datetime(2026, 4, 1, tzinfo=UTC)
ONE = timedelta(minutes=1)


def put(engine: Engine, table: Table, **values: Any) -> None:
    with writing(engine) as connection:
        connection.execute(insert(table).values(**values))


def rows(engine: Engine, table: Table) -> list[Any]:
    with reading(engine) as connection:
        return list(connection.execute(select(table)))


def event(engine: Engine, name: str, state: State, received: datetime, settled: datetime | None = None) -> None:
    fields = {"surface": "mention", "channel": "C1", "team": "T1", "user": "U1", "body": None if settled else "{}"}
    put(engine, inbox, event_id=name, state=state, received_at=received, settled_at=settled, **fields)


def _conversation(at: datetime, name: str) -> dict[str, Any]:
    who = {"team": "T1", "user": "U1", "channel": "C1"}
    return {"id": name, "question": "研修", "progress": "{}", "asked_at": at, **who}


def _feedback(at: datetime, name: str) -> dict[str, Any]:
    return {"id": name, "person": "h", "verdict": "useful", "terms": "[]", "passages": "[]", "given_at": at}


def _report(at: datetime, name: str) -> dict[str, Any]:
    return {"id": name, "passage": "p", "kind": "speaker", "reported_at": at}


def _notice(at: datetime, name: str) -> dict[str, Any]:
    return {"article": name, "receiver": "U1", "state": "sent", "due_at": at, "settled_at": at}


@pytest.mark.parametrize(
    ("table", "days", "row"),
    [
        (conversations, 7, _conversation),
        (feedback, 180, _feedback),
        (reports, 365, _report),
        (notices, 365, _notice),
    ],
)
def test_a_row_goes_when_its_days_are_over_and_not_a_minute_before(
    engine: Engine, table: Table, days: int, row: Any
) -> None:
    border = NOW - timedelta(days=days)
    put(engine, table, **row(border - ONE, "old"))
    put(engine, table, **row(border + ONE, "young"))
    assert purge(engine, NOW)[table.name] == 1
    assert [kept[0] for kept in rows(engine, table)] == ["young"]


def test_terms_that_found_nothing_go_after_180_days(engine: Engine) -> None:
    # 180 days before the first of April are the third of October: the month is over by then at the latest.
    for month in ("2025-10", "2025-11"):
        for person in "ab":
            put(engine, missed_terms, mark=month, person=person, month=month, term="水族")
    assert purge(engine, NOW)["misses"] == 2
    assert {row.month for row in rows(engine, missed_terms)} == {"2025-11"}


def test_the_id_of_a_settled_event_goes_after_a_day(engine: Engine) -> None:
    day = timedelta(days=1)
    event(engine, "old", State.SENT, NOW - 2 * day, NOW - day - ONE)
    event(engine, "young", State.SENT, NOW - day, NOW - day + ONE)
    assert purge(engine, NOW)["inbox"] == 1
    assert [row.event_id for row in rows(engine, inbox)] == ["young"]


def test_what_no_process_will_answer_is_settled_and_loses_its_text(engine: Engine) -> None:
    hour = timedelta(hours=1)
    event(engine, "a", State.RECEIVED, NOW - hour - ONE)
    event(engine, "b", State.SENDING, NOW - hour - ONE)
    event(engine, "c", State.RECEIVED, NOW - timedelta(minutes=9))
    purge(engine, NOW)
    found = {row.event_id: (row.state, row.reason, row.body) for row in rows(engine, inbox)}
    assert found == {
        "a": ("dropped", "late", None),
        "b": ("uncertain", "restart", None),
        "c": ("received", None, "{}"),
    }


def test_what_goes_on_with_somebody_s_question_lives_no_longer_than_that(engine: Engine) -> None:
    put(engine, conversations, **_conversation(NOW - timedelta(days=8), "asked"))
    for name in ("copy", "copy of the copy"):
        put(engine, conversations, **_conversation(NOW - ONE, name) | {"user": "U2", "origin": "asked"})
    assert purge(engine, NOW)["conversations"] == 3


@pytest.mark.parametrize("ahead", [timedelta(hours=1), timedelta(days=6), timedelta(days=3650)])
def test_what_a_clock_noted_that_was_ahead_is_not_kept_until_then(engine: Engine, ahead: timedelta) -> None:
    made = {conversations: _conversation, feedback: _feedback, notices: _notice}
    for table, row in made.items():
        put(engine, table, **row(NOW + ahead, "ahead"))
        put(engine, table, **row(NOW + ONE, "another machine's clock"))
    put(engine, notices, **_notice(NOW + ahead, "due") | {"state": "received", "settled_at": None})
    event(engine, "ahead", State.SENT, NOW + ahead, NOW + ahead)
    event(engine, "another machine's clock", State.SENT, NOW + ONE, NOW + ONE)
    event(engine, "waiting", State.RECEIVED, NOW + ahead)
    put(engine, missed_terms, mark="m", person="p", month=f"{NOW + timedelta(days=40):%Y-%m}")
    purge(engine, NOW)
    left = {table.name: [row[0] for row in rows(engine, table)] for table in (*made, inbox, missed_terms)}
    other = ["another machine's clock"]
    waited = [row for row in rows(engine, inbox) if row.event_id == "waiting"]
    assert [(row.state, row.body, row.settled_at) for row in waited] == [("dropped", None, NOW)]
    assert left == {**{table.name: other for table in made}, "inbox": [*other, "waiting"], "misses": []}


def test_a_report_that_a_clock_noted_too_late_is_kept_a_year_from_now(engine: Engine) -> None:
    put(engine, reports, **_report(NOW + timedelta(days=3650), "ahead"))
    assert purge(engine, NOW)["reports"] == 0
    assert purge(engine, NOW + timedelta(days=366))["reports"] == 1


def test_a_notice_that_nobody_settled_goes_after_a_year(engine: Engine) -> None:
    put(engine, notices, **_notice(NOW - timedelta(days=366), "left") | {"state": "sending", "settled_at": None})
    assert purge(engine, NOW)["notices"] == 1


def test_what_people_asked_to_be_remembered_stays(engine: Engine) -> None:
    old = NOW - timedelta(days=3000)
    put(engine, people, team="T1", user="U1", municipality="灯台市", changed_at=old)
    put(engine, subscriptions, receiver="U1", team="T1", user="U1", since=old)
    assert set(purge(engine, NOW)) == set(PERIODS)
    assert len(rows(engine, people)) == len(rows(engine, subscriptions)) == 1
