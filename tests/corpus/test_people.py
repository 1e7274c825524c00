"""People across rounds: who is the same person, and their role in each."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.model import Transcript
from corpus.people import DatedRole, Person, persons
from corpus.reading.transcript import read
from tests.articles import article, invented


def talk(day: str, *entries: str, key: str = "n000000000001") -> Transcript:
    """Return a roundtable in which the first participant says a word."""
    surname = entries[0].split(":")[-1].split()[0]
    head = f"汐凪市CIO×都CIO座談会\n\n{day}に対談を実施しました。\n\n参加者(敬称略)\n" + "\n".join(entries)
    return read(article(f"{head}\n\n見出し\n\n{surname}\nはい。\n", key), invented())


def names(found: tuple[Person, ...]) -> list[tuple[str, str | None]]:
    return [(person.name, person.affiliation) for person in found]


def test_a_person_has_dated_roles_oldest_first() -> None:
    later = talk("令和4年9月16日", "汐凪市長:架空 一郎", key="n000000000002")
    earlier = talk("令和3年10月18日", "汐凪市CIO(副市長):架空 一郎")

    (person,) = persons([later, earlier])

    assert person.roles == (
        DatedRole(date(2021, 10, 18), "汐凪市CIO(副市長)"),
        DatedRole(date(2022, 9, 16), "汐凪市長"),
    )


def test_the_same_role_in_two_parts_is_said_once() -> None:
    parts = [talk("令和3年10月18日", "汐凪市CIO:架空 一郎", key=f"n00000000000{n}") for n in (1, 2)]

    assert [len(person.roles) for person in persons(parts)] == [1]


def test_old_and_new_characters_are_one_person_named_as_the_latest_round_prints() -> None:
    talks = [
        talk("令和3年10月18日", "汐凪市CIO:髙澤 一郎"),
        talk("令和4年9月16日", "汐凪市CIO:高沢　一郎", key="n000000000002"),
    ]

    assert names(persons(talks)) == [("高沢　一郎", "汐凪市")]


def test_the_same_name_in_two_bodies_is_two_people() -> None:
    talks = [talk("令和3年10月18日", "汐凪市CIO:架空 一郎", "東京都CIO:架空 一郎")]

    assert names(persons(talks)) == [("架空 一郎", "汐凪市"), ("架空 一郎", "東京都")]


def test_a_person_of_an_outside_body_is_one_where_the_body_is_printed_alike() -> None:
    talks = [
        talk(day, entry, key=day)
        for day, entry in (
            ("令和3年10月18日", "株式会社見本代表:架空 一郎"),
            ("令和4年9月16日", "株式会社見本代表:架空 一郎"),
            ("令和4年9月17日", "架空大学教授:架空 一郎"),
        )
    ]

    assert [len(person.roles) for person in persons(talks)] == [1, 1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("一般社団法人甲の会代表理事", "一般社団法人乙の会代表理事"),
        ("架空大学教授", "架空大学院大学教授"),
        ("株式会社見本情報東", "株式会社見本情報西"),
        ("元株式会社甲部長", "元株式会社乙部長"),
        ("株式会社Sample East代表", "株式会社Sample West代表"),
        ("認定NPO法人甲の会理事長", "認定NPO法人乙の会理事長"),
        ("協同組合甲理事", "協同組合乙理事"),
        ("国立大学法人架空大学教授", "国立大学法人絵空大学教授"),
    ],
)
def test_namesakes_of_two_outside_bodies_of_one_kind_are_two_people(one: str, other: str) -> None:
    days = ("令和3年10月18日", "令和4年9月16日")
    talks = [
        talk(day, "汐凪市CIO:見本 一", f"{role}:架空 一郎", key=day)
        for day, role in zip(days, (one, other), strict=True)
    ]

    assert [name for name, _ in names(persons(talks))].count("架空 一郎") == 2
    assert len({person.id for person in persons(talks)}) == 3


@pytest.mark.parametrize("role", ["大学教授", "株式会社代表", "法人理事", "センター長"])
def test_a_kind_of_body_without_a_name_makes_nobody_the_same_across_talks(role: str) -> None:
    talks = [talk(day, f"{role}:架空 一郎", key=day) for day in ("令和3年10月18日", "令和4年9月16日")]

    assert names(persons(talks)) == [("架空 一郎", None)] * 2


def test_a_surname_alone_or_a_name_of_no_known_body_is_one_person_in_its_own_talk_only() -> None:
    for entry in ("汐凪市CIO:架空", "司会:架空 一郎"):
        days = ("令和3年10月18日", "令和4年9月16日")
        talks = [talk(day, entry, key=day) for day in days]

        assert len(persons(talks)) == 2
        assert len({person.id for person in persons(talks)}) == 2


def test_different_given_names_are_different_people() -> None:
    talks = [
        talk("令和3年10月18日", "汐凪市CIO:架空 一郎"),
        talk("令和4年9月16日", "汐凪市CIO:架空 二郎", key="n000000000002"),
    ]

    assert [name for name, _ in names(persons(talks))] == ["架空 一郎", "架空 二郎"]


def test_a_persons_id_stays_when_rounds_are_added() -> None:
    first = talk("令和3年10月18日", "汐凪市CIO:架空 一郎")
    second = talk("令和4年9月16日", "汐凪市長:架空 一郎", key="n000000000002")

    assert persons([first])[0].id == persons([first, second])[0].id
