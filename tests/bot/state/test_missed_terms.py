"""Terms that found nothing: of two people at least, without a sign of whose they are or of what was asked with them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, select, text

from bot.state.askers import Asker
from bot.state.missed_terms import Gap, MissedTerms
from bot.state.tables import missed_terms as table
from corpus.storage.database import reading

#: 1 April in Tokyo, still 31 March in UTC.
MORNING = datetime(2026, 3, 31, 20, tzinfo=UTC)
HANA, TARO, JIRO = (Asker("T1", user) for user in ("U0HANA", "U0TARO", "U0JIRO"))


@pytest.fixture
def missed(engine: Engine) -> MissedTerms:
    return on(engine, 0)


def on(engine: Engine, day: int) -> MissedTerms:
    return MissedTerms(engine, lambda: MORNING + timedelta(days=day), b"a secret of a test")


def kept(engine: Engine) -> list[str]:
    """All that the table holds, in the order in which it lies there."""
    with reading(engine) as connection:
        return [str(value) for row in connection.execute(select(table)) for value in row]


def test_a_term_that_one_person_misses_is_not_kept_however_often(engine: Engine) -> None:
    for day in (0, 1, 5, 40):
        on(engine, day).note(HANA, ["水族"])
    assert "水族" not in "".join(kept(engine))
    assert on(engine, 40).gaps(1) == ()


def test_the_second_person_makes_it_a_gap_of_their_month_in_tokyo(engine: Engine, missed: MissedTerms) -> None:
    missed.note(HANA, ["水族", "遊園"])
    missed.note(TARO, ["水族"])
    assert missed.gaps() == (Gap("水族", 2, "2026-04"),)
    assert "遊園" not in "".join(kept(engine))
    on(engine, 60).note(JIRO, ["水族"])
    assert missed.gaps(3) == (Gap("水族", 3, "2026-05"),)


def test_no_id_stands_there_and_no_two_rows_are_seen_to_be_one_person_s(engine: Engine, missed: MissedTerms) -> None:
    for person in (HANA, TARO):
        missed.note(person, ["水族", "遊園", "動物"])
    rows = kept(engine)
    assert not [value for value in rows if "U0" in value]
    people = rows[1::4]
    assert len(people) == len(set(people)) == 6


def test_neither_order_nor_transaction_tells_what_was_asked_together(engine: Engine, missed: MissedTerms) -> None:
    for term in ("水族", "遊園", "動物"):
        for person in (HANA, TARO):
            missed.note(person, [term])
    place = "ctid" if engine.dialect.name == "postgresql" else "rowid"
    with reading(engine) as connection:
        rows = connection.execute(text(f"SELECT mark, person FROM misses ORDER BY {place}")).all()  # noqa: S608 - two words of ours
        assert rows == sorted(rows)
        if place == "ctid":
            assert len(connection.execute(text("SELECT DISTINCT xmin::text FROM misses")).all()) == 1


def test_who_is_forgotten_takes_their_share_along_and_the_word_where_one_is_left(
    engine: Engine, missed: MissedTerms
) -> None:
    for person in (HANA, TARO):
        missed.note(person, ["水族", "遊園"])
    missed.note(JIRO, ["遊園"])
    assert missed.forget_person(HANA) == 2
    assert missed.gaps() == (Gap("遊園", 2, "2026-04"),)
    assert "水族" not in "".join(kept(engine))
    assert missed.forget_person(HANA) == 0


def test_without_a_secret_nothing_is_kept(engine: Engine) -> None:
    without = MissedTerms(engine, lambda: MORNING, None)
    for person in (HANA, TARO):
        without.note(person, ["水族"])
    assert kept(engine) == []


def test_numbers_addresses_and_whole_sentences_are_not_kept(missed: MissedTerms) -> None:
    for person in (HANA, TARO):
        missed.note(person, ["0312345678", "第3回", "hana@city.test", "a/b", "あ" * 21, "あ", "二\n行", "水族"])
    assert [gap.term for gap in missed.gaps()] == ["水族"]


def test_of_one_question_at_most_eight_terms_are_kept(engine: Engine, missed: MissedTerms) -> None:
    missed.note(HANA, ["いろ", "にほ", "へと", "ちり", "ぬる", "をわ", "かよ", "たれ", "そつ", "ねな"])
    assert len(kept(engine)) == 8 * 4


def test_two_who_miss_at_once_lose_nothing(engine: Engine) -> None:
    both = Barrier(2)

    def ask(person: Asker) -> None:
        both.wait()
        for term in ("水族", "遊園", "動物"):
            on(engine, 0).note(person, [term])

    threads = [Thread(target=ask, args=(person,)) for person in (HANA, TARO)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [gap.people for gap in on(engine, 0).gaps()] == [2, 2, 2]
