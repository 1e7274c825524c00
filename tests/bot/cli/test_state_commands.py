"""``gaps``, ``feedback``, ``inbox`` and ``purge``: the bot's records on the command line."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from sqlalchemy import insert

from bot.state.askers import Asker
from bot.state.feedback import Feedback, Verdict
from bot.state.inbox import Inbox, Inquiry, Surface
from bot.state.missed_terms import MissedTerms, month_of
from bot.state.tables import connect, missed_terms
from corpus.storage.database import writing
from tests.bot.cli.conftest import Zadankai

NOW = datetime.now(UTC)


def miss(database: str, users: str, *terms: str) -> None:
    engine = connect(database)
    for user in users:
        MissedTerms(engine, lambda: NOW, b"a secret of a test").note(Asker("T1", user), terms)
    engine.dispose()


def test_a_gap_is_shown_with_how_many_missed_it(zadankai: Zadankai, database: str) -> None:
    miss(database, "abc", "水族")
    miss(database, "ab", "動物")
    miss(database, "aa", "昆虫")
    run = zadankai("gaps")
    assert run.exit_code == 0
    assert "動物" in run.stdout
    assert "昆虫" not in run.stdout
    assert json.loads(zadankai("gaps", "--people", "3", "--json").stdout) == {
        "gaps": [{"term": "水族", "people": 3, "last": month_of(NOW)}]
    }


def test_without_gaps_it_says_so(zadankai: Zadankai) -> None:
    assert zadankai("gaps").stdout == "no term found nothing for 2 people or more\n"


def test_verdicts_are_counted_and_nobody_is_named(zadankai: Zadankai, database: str) -> None:
    engine = connect(database)
    feedback = Feedback(engine, lambda: NOW, b"a secret of a test")
    for user in ("U1", "U2"):
        feedback.give(Asker("T1", user), Verdict.USEFUL, ("採用", "困る"), ("n1-a-1",))
    feedback.give(Asker("T1", "U1"), Verdict.WRONG, ("研修",), ("n1-a-1",))
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
        connection.execute(insert(missed_terms).values(mark="m", person="p", month="2020-01"))
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
