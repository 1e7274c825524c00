"""A short run of everything at once, and what its figures must not let pass."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tools.faults.__main__ import run
from tools.faults.figures import Figures, Row, Seen

NOON = datetime(2026, 4, 1, 3, tzinfo=UTC)
KILLED = NOON + timedelta(seconds=2)


def test_under_faults_every_question_is_accounted_for(tmp_path: Path) -> None:
    database = f"sqlite:///{(tmp_path / 'faults.sqlite3').as_posix()}"
    figures = run(database, tmp_path, questions=60, every=3.0)
    assert figures.faults() == []
    assert figures.done["SIGKILL"] + figures.done["500"] >= 1


def _figures(*rows: Row, posts: dict[str, int]) -> Figures:
    seen = Seen(posts, broken=frozenset({"C2"}), kills=(KILLED,), shut=())
    return Figures({}, len(rows), len(rows), 0, 0, (), rows, seen, ())


def test_one_answer_each_is_as_it_must_be() -> None:
    assert _figures(Row("C1", "sent", None, NOON), posts={"C1": 1}).faults() == []


def test_two_answers_are_a_fault() -> None:
    assert _figures(Row("C1", "sent", None, NOON), posts={"C1": 2}).faults() == ["answered twice: ['C1']"]


def test_what_is_sent_and_was_never_posted_is_a_fault() -> None:
    rows = (Row("C1", "sent", None, NOON), Row("C3", "sent", None, NOON))
    assert _figures(*rows, posts={"C1": 1}).faults() == ["sent as the inbox says, and never posted: ['C3']"]


def test_what_is_not_settled_is_a_fault() -> None:
    rows = (Row("C1", "sent", None, NOON), Row("C3", "received", None, None))
    assert _figures(*rows, posts={"C1": 1}).faults() == ["answered + dropped + uncertain = 1, acked = 2"]


def test_an_uncertain_one_needs_a_cause_that_was_seen() -> None:
    sent, posts = Row("C1", "sent", None, NOON), {"C1": 1}
    for explained in (Row("C2", "uncertain", "http 500", NOON), Row("C3", "uncertain", "restart", KILLED, NOON)):
        assert _figures(sent, explained, posts=posts).faults() == []
        unseen = replace(explained, key="C9", taken_at=KILLED + timedelta(seconds=1))
        assert len(_figures(sent, unseen, posts=posts).faults()) == 1
