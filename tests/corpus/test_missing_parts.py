"""The articles of each talk, and the parts that are missing from the corpus."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import combinations, product

from corpus.missing_parts import Missing, missing_parts, talks
from corpus.model import Transcript
from corpus.series import KnownArticle
from tests.index.corpora import transcript

DAY = date(2022, 4, 1)


def part(number: int | None, of: int | None = 2, round_number: int | None = 7) -> Transcript:
    return replace(transcript(("青山", ("はい。",)), number=round_number), part=number, parts=of)


def missing(present: list[Transcript], known: Iterable[KnownArticle] = ()) -> tuple[Missing, ...]:
    return missing_parts(talks(present), known)


def known(key: str = "n00000000000f", number: int | None = 9, which: int | None = None) -> KnownArticle:
    return KnownArticle(key, "invented", number, which, ("朝霧市",), date(2022, 9, 16))


def test_a_second_part_without_a_first_misses_it() -> None:
    assert missing([part(2)]) == (Missing(7, 1, ("朝霧市",)),)


def test_where_nobody_says_how_many_parts_there_are_a_first_one_has_a_second() -> None:
    assert missing([part(1, None, None)]) == (Missing(None, 2, ("朝霧市",)),)


def test_of_two_parts_or_of_an_article_that_is_not_split_nothing_is_missing() -> None:
    assert missing([part(1), part(2)]) == ()
    assert missing([part(None, None)]) == ()


def test_an_article_that_is_known_and_not_there_is_missing_to_its_host() -> None:
    assert missing([part(None, None)], [known()]) == (Missing(9, None, ("朝霧市",)),)


def test_a_host_of_which_nothing_is_there_misses_no_part() -> None:
    assert missing([], [known()]) == ()


def test_a_copy_under_a_key_of_its_own_is_the_known_article() -> None:
    there = replace(part(None, None, 9), held_on=date(2022, 9, 16), key="local-0123456789ab")
    assert missing([there], [known()]) == ()
    assert missing([there], [known(there.key)]) == ()


def test_the_other_part_of_the_same_day_is_another_article() -> None:
    there = replace(part(1), held_on=date(2022, 9, 16))
    assert missing([there], [known(number=7, which=2)]) == (Missing(7, 2, ("朝霧市",)),)


def test_every_host_of_a_round_misses_its_part() -> None:
    both = replace(part(1), hosts=("朝霧市", "夕凪区"))
    assert missing([both]) == (Missing(7, 2, ("朝霧市", "夕凪区")),)


def keys(found: tuple[tuple[Transcript, ...], ...]) -> list[list[str]]:
    return [[each.key for each in talk] for talk in found]


def test_the_parts_of_one_talk_are_together_in_their_order_whatever_the_order_of_its_hosts() -> None:
    one = replace(part(1), key="a", hosts=("朝霧市", "夕凪区"))
    two = replace(part(2), key="b", hosts=("夕凪区", "朝霧市"))
    assert keys(talks([two, one])) == [["a", "b"]]


def test_two_articles_that_print_one_number_are_two_talks_where_day_or_hosts_differ() -> None:
    first = replace(part(1), key="a")
    assert len(talks([first, replace(part(2), key="b", held_on=date(2022, 4, 2))])) == 2
    assert missing([first, replace(part(2), key="b", hosts=("夕凪区",))]) == (
        Missing(7, 1, ("夕凪区",)),
        Missing(7, 2, ("朝霧市",)),
    )


def test_what_one_article_does_not_print_is_not_guessed_from_the_other() -> None:
    first = replace(part(1), key="a")
    assert len(talks([first, replace(part(2), key="b", held_on=None)])) == 2
    assert len(talks([first, replace(part(2), key="b", round=None)])) == 2


def test_an_article_without_number_and_day_is_a_talk_by_itself() -> None:
    bare = [replace(part(number), key=key, round=None, held_on=None) for number, key in ((1, "a"), (2, "b"))]
    assert keys(talks(bare)) == [["a"], ["b"]]


def test_a_part_that_the_series_knows_and_that_another_part_tells_of_is_missing_once() -> None:
    assert missing([part(1)], [replace(known(number=7, which=2), held_on=DAY)]) == (Missing(7, 2, ("朝霧市",)),)


def test_a_stored_part_that_is_joined_to_no_other_is_not_called_missing() -> None:
    both = ("朝霧市", "夕凪区")
    bare = [replace(part(number), key=f"b{number}", round=None, held_on=None) for number in (1, 2)]
    undated = [replace(part(1), key="a"), replace(part(2), key="b", held_on=None)]
    fewer_hosts = [replace(part(number, 3), key=f"c{number}", hosts=both) for number in (1, 2)]
    for present in (bare, undated, [*fewer_hosts, replace(part(3, 3), key="c3")]):
        assert len(talks(present)) == 2
        assert missing(present) == ()


def test_a_part_without_a_number_is_not_missing_beside_one_that_has_a_number() -> None:
    assert missing([part(1), part(2), replace(part(2), key="b", round=None, held_on=None)]) == ()


def test_a_known_article_whose_copy_lacks_its_day_is_not_missing() -> None:
    for number in (9, None):
        copy = replace(part(None, None, number), key="local-0123456789ab", held_on=None)
        assert missing([copy], [known(number=number)]) == ()
    # Of another day it is another article.
    assert missing([part(None, None, None)], [known(number=None)]) == (Missing(None, None, ("朝霧市",)),)


#: Every article of two parts: number, part, day, hosts.
FORMS = tuple(product((7, 8, None), (1, 2), (DAY, None), (("朝霧市",), ("夕凪区",), ("朝霧市", "夕凪区"))))


def test_of_any_articles_no_stored_part_is_missing_and_every_absent_one_is() -> None:
    for chosen in (*combinations(FORMS, 1), *combinations(FORMS, 2), *combinations(FORMS[::3], 3)):
        present = [
            replace(part(which), key=str(at), round=number, held_on=day, hosts=hosts)
            for at, (number, which, day, hosts) in enumerate(chosen)
        ]
        stored = {(number, which, host) for number, which, _, hosts in chosen for host in hosts}
        gone = missing(present)
        assert stored.isdisjoint((each.round, each.part, host) for each in gone for host in each.hosts), chosen
        for number, which, _, hosts in chosen:
            # A part without a number may be that of any round.
            numbers = {number} if number else {each for each, *_ in chosen}
            there = any((each, 3 - which, host) in stored for each in numbers for host in hosts)
            named = any((each.round, each.part, each.hosts) == (number, 3 - which, hosts) for each in gone)
            assert named is not there, chosen
