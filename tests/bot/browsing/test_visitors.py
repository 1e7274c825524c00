"""Who may have App Home open, and whose page is behind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.browsing.visitors import MOST, STAY, Visitors
from bot.memory.people import Person
from tests.clock import Clock

ONE, OTHER = Person("", "T1", "U1"), Person("", "T1", "U2")


@pytest.fixture
def visitors(clock: Clock) -> Visitors:
    """Both came and saw revision 1."""
    made = Visitors(clock)
    made.came(ONE, 1)
    made.came(OTHER, 1)
    return made


def test_who_sees_the_newest_is_not_behind(visitors: Visitors) -> None:
    assert visitors.behind(1, 10) == ()
    visitors.saw(ONE, 2)
    assert visitors.behind(2, 10) == (OTHER,)


def test_no_more_are_named_than_are_wanted(visitors: Visitors) -> None:
    assert visitors.behind(2, 1) == (ONE,)


def test_who_came_an_hour_ago_has_left_and_a_renewed_page_does_not_keep_them(visitors: Visitors, clock: Clock) -> None:
    clock.now += STAY / 2
    visitors.came(OTHER, 1)
    visitors.saw(ONE, 2)
    clock.now += STAY / 2 + timedelta(seconds=1)
    assert visitors.behind(3, 10) == (OTHER,)


def test_who_left_is_shown_nothing(visitors: Visitors) -> None:
    visitors.left(ONE)
    assert visitors.behind(2, 10) == (OTHER,)


def test_the_first_to_come_are_given_up_when_there_are_too_many(visitors: Visitors) -> None:
    for number in range(MOST - 1):
        visitors.came(Person("", "T1", f"U9{number}"), 1)
    behind = visitors.behind(2, MOST + 5)
    assert (len(behind), behind[0]) == (MOST, OTHER)


def test_who_came_within_the_hour_is_there(visitors: Visitors, clock: Clock) -> None:
    assert visitors.is_there(ONE)
    assert not visitors.is_there(Person("", "T1", "U3"))
    clock.now += STAY + timedelta(seconds=1)
    assert not visitors.is_there(ONE)
