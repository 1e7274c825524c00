"""One's own municipality: kept per person, of their own team, never per workspace."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import Engine

from bot.state.askers import Asker, Askers

WHO = Asker("T1", "U1")


@pytest.fixture
def people(engine: Engine) -> Askers:
    return Askers(engine, lambda: datetime(2026, 4, 1, 9, tzinfo=UTC))


def test_it_is_remembered_and_replaced(people: Askers) -> None:
    assert people.municipality(WHO) is None
    people.remember(WHO, "灯台市")
    people.remember(WHO, "麦野市")
    assert people.municipality(WHO) == "麦野市"


@pytest.mark.parametrize("other", [Asker("T1", "U2"), Asker("T2", "U1"), Asker("E1", "U1", "T2")])
def test_it_is_nobody_else_s(people: Askers, other: Asker) -> None:
    people.remember(WHO, "灯台市")
    assert people.municipality(other) is None


def test_one_is_asked_once(people: Askers) -> None:
    assert people.first_time(WHO)
    assert not people.first_time(WHO)
    assert people.municipality(WHO) is None
    people.remember(WHO, "灯台市")
    assert people.municipality(WHO) == "灯台市"
