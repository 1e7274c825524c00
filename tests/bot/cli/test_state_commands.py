"""``gaps``, ``feedback``, ``inbox`` and ``purge``: the bot's records on the command line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from sqlalchemy import insert

from bot.state.askers import Asker
from bot.state.feedback import Feedback, Verdict
from bot.state.inbox import Inbox, Inquiry, Surface
from bot.state.missed_terms import MissedTerms
from bot.state.tables import connect, missed_terms
from corpus.storage.database import writing
from tests.bot.cli.conftest import Zadankai

NOW = datetime.now(UTC)


def miss(database: str, days: Sequence[int], *terms: str) -> None:
    engine = connect(database)
    for day in days:
        MissedTerms(engine, lambda day=day: NOW - timedelta(days=day)).note(terms)  # type: ignore[misc] # as above
    engine.dispose()


def test_a_gap_is_shown_with_its_days(zadankai: Zadankai, database: str) -> None:
    miss(database, (0, 1, 4), "水族館")
    miss(database, (0, 1), "動物園")
    run = zadankai("gaps")
    assert run.exit_code == 0
    assert "水族館" in run.stdout
    assert "動物園" not in run.stdout
    assert [gap["term"] for gap in json.loads(zadankai("gaps", "--days", "2", "--json").stdout)["gaps"]] == [
        "水族館",
        "動物園",
    ]


def test_without_gaps_it_says_so(zadankai: Zadankai) -> None:
    assert zadankai("gaps").stdout == "no term found nothing on 3 days or more\n"


def test_verdicts_are_counted_and_nobody_is_named(zadankai: Zadankai, database: str) -> None:
    engine = connect(database)
    feedback = Feedback(engine, lambda: NOW, b"a secret of a test")
    for user in ("U1", "U2"):
        feedback.give(Asker("", "T1", user), Verdict.USEFUL, ("採用", "困る"), ("n1-a-1",))
    feedback.give(Asker("", "T1", "U1"), Verdict.WRONG, ("研修",), ("n1-a-1",))
    engine.dispose()
    run = zadankai("feedback")
    assert run.stdout.splitlines() == ["useful: 2", "wrong: 1", "2 questions were judged"]
    assert "U1" not in run.output
    form = json.loads(zadankai("feedback", "--json").stdout)
    assert form == {"verdicts": {"useful": 2, "wrong": 1}, "questions": 2}


def test_without_verdicts_there_are_none(zadankai: Zadankai) -> None:
    assert json.loads(zadankai("feedback", "--json").stdout)["verdicts"] == {"useful": 0, "wrong": 0}


def test_purge_says_what_it_deleted(zadankai: Zadankai, database: str) -> None:
    engine = connect(database)
    with writing(engine) as connection:
        connection.execute(insert(missed_terms).values(term="水族館", day="2020-01-01"))
    engine.dispose()
    assert "misses 1" in zadankai("purge").stdout
    assert json.loads(zadankai("purge", "--json").stdout)["misses"] == 0


def test_the_inbox_is_counted_by_state_and_reason(zadankai: Zadankai, database: str) -> None:
    box = Inbox(connect(database), lambda: NOW)
    box.receive(Inquiry("Ev1", Surface.MENTION, "C1", None, "T1", "U1", "研修"), refused="busy")
    box.engine.dispose()
    found = json.loads(zadankai("inbox", "--json").stdout)
    assert found["states"]["dropped"] == 1
    assert found["reasons"] == {"busy": 1}
    assert "研修" not in zadankai("inbox").stdout
