"""What is kept of 役に立った and 違う: terms, passages, a pseudonym; not who, not the question."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Engine, select

from bot.state.askers import Asker
from bot.state.feedback import Feedback, Verdict
from bot.state.tables import feedback as table

WHO = Asker("T1", "U0ASKER")


def over(engine: Engine, secret: bytes | None = b"a secret of a test") -> Feedback:
    return Feedback(engine, lambda: datetime(2026, 4, 1, 9, tzinfo=UTC), secret)


def rows(engine: Engine) -> list[tuple[str, str, str]]:
    with engine.connect() as connection:
        found = connection.execute(select(table.c.verdict, table.c.terms, table.c.passages))
        return [(row.verdict, row.terms, row.passages) for row in found]


def test_a_verdict_holds_terms_and_passages(engine: Engine) -> None:
    over(engine).give(WHO, Verdict.USEFUL, ("研修", "𠮷野"), ("n1-abc-1",))
    assert rows(engine) == [("useful", '["研修", "𠮷野"]', '["n1-abc-1"]')]


def test_who_changes_their_mind_has_one_verdict(engine: Engine) -> None:
    feedback = over(engine)
    feedback.give(WHO, Verdict.USEFUL, ("研修",), ("n1-abc-1",))
    feedback.give(WHO, Verdict.WRONG, ("研修",), ("n1-abc-1",))
    assert [verdict for verdict, *_ in rows(engine)] == ["wrong"]


def test_the_row_tells_nobody_s_id_and_another_secret_another_person(engine: Engine) -> None:
    over(engine).give(WHO, Verdict.USEFUL, ("研修",), ("n1-abc-1",))
    over(engine, b"another secret of a test").give(WHO, Verdict.USEFUL, ("研修",), ("n1-abc-1",))
    with engine.connect() as connection:
        people = connection.execute(select(table.c.person)).scalars().all()
    assert len(set(people)) == 2
    assert not any("U0ASKER" in person or "T1" in person for person in people)


def test_without_a_secret_nothing_is_kept(engine: Engine) -> None:
    feedback = over(engine, None)
    feedback.give(WHO, Verdict.USEFUL, ("研修",), ("n1-abc-1",))
    assert rows(engine) == []
