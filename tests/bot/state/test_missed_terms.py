"""Terms that found nothing: words only, a row a day, a gap on three different days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import Engine, select

from bot.state.missed_terms import Gap, MissedTerms
from bot.state.tables import missed_terms as table
from corpus.storage.database import reading

#: 1 April in Tokyo, still 31 March in UTC.
MORNING = datetime(2026, 3, 31, 20, tzinfo=UTC)


def kept(engine: Engine) -> list[tuple[str, str]]:
    with reading(engine) as connection:
        return [(row.term, row.day) for row in connection.execute(select(table).order_by(table.c.term))]


def on(engine: Engine, day: int) -> MissedTerms:
    return MissedTerms(engine, lambda: MORNING + timedelta(days=day))


def test_a_term_is_kept_once_a_day_by_tokyo_s_calendar(engine: Engine) -> None:
    for _ in range(3):
        on(engine, 0).note(["水族館", "水族館"])
    assert kept(engine) == [("水族館", "2026-04-01")]


def test_a_term_that_found_nothing_on_three_days_is_a_gap_and_on_two_is_not(engine: Engine) -> None:
    for day in (0, 0, 1, 5):
        on(engine, day).note(["水族館"])
    for day in (0, 1):
        on(engine, day).note(["ペンギン"])
    assert on(engine, 9).gaps() == (Gap("水族館", 3, date(2026, 4, 6)),)
    assert [gap.term for gap in on(engine, 9).gaps(days=2)] == ["水族館", "ペンギン"]


def test_numbers_addresses_and_whole_sentences_are_not_kept(engine: Engine) -> None:
    on(engine, 0).note(["0312345678", "第3回", "hana@city.test", "a/b", "あ" * 21, "あ", "二\n行", "水族館"])
    assert [term for term, _ in kept(engine)] == ["水族館"]


def test_of_one_question_at_most_eight_terms_are_kept(engine: Engine) -> None:
    on(engine, 0).note(["いろ", "にほ", "へと", "ちり", "ぬる", "をわ", "かよ", "たれ", "そつ", "ねな"])
    assert len(kept(engine)) == 8
