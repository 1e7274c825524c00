"""What is missing of the roundtables that are there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corpus.model import Transcript
from corpus.web.series import KnownArticle
from index.browsing.incomplete import Missing, missing
from tests.index.corpora import transcript

DAY = date(2022, 4, 1)


def part(number: int | None, of: int | None = 2, round_number: int | None = 7) -> Transcript:
    return replace(transcript(("青山", ("はい。",)), number=round_number), part=number, parts=of)


def known(key: str = "n00000000000f", number: int | None = 9, which: int | None = None) -> KnownArticle:
    return KnownArticle(key, "invented", number, which, ("朝霧市",), date(2022, 9, 16))


def test_a_second_part_without_a_first_misses_it() -> None:
    assert missing([part(2)]) == {"朝霧市": (Missing(7, 1),)}


def test_where_nobody_says_how_many_parts_there_are_a_first_one_has_a_second() -> None:
    assert missing([part(1, None, None)]) == {"朝霧市": (Missing(0, 2),)}


def test_of_two_parts_or_of_an_article_that_is_not_split_nothing_is_missing() -> None:
    assert missing([part(1), part(2)]) == {}
    assert missing([part(None, None)]) == {}


def test_an_article_that_is_known_and_not_there_is_missing_to_its_host() -> None:
    assert missing([part(None, None)], [known()]) == {"朝霧市": (Missing(9, 0),)}


def test_a_host_of_which_nothing_is_there_misses_no_part() -> None:
    assert missing([], [known()]) == {}


def test_a_copy_under_a_key_of_its_own_is_the_known_article() -> None:
    there = replace(part(None, None, 9), held_on=date(2022, 9, 16), key="local-0123456789ab")
    assert missing([there], [known(number=None)]) == {}
    assert missing([there], [known(there.key)]) == {}


def test_the_other_part_of_the_same_day_is_another_article() -> None:
    there = replace(part(1), held_on=date(2022, 9, 16))
    assert missing([there], [known(number=7, which=2)]) == {"朝霧市": (Missing(7, 2),)}


def test_every_host_of_a_round_misses_its_part() -> None:
    both = replace(part(1), hosts=("朝霧市", "夕凪区"))
    assert missing([both]) == {"朝霧市": (Missing(7, 2),), "夕凪区": (Missing(7, 2),)}
