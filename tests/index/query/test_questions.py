"""Every question of ``questions.toml`` is understood as its line says, field by field."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from index.query.parsed_question import ParsedQuestion, Period
from index.query.parser import understand
from tests.index.query.parse_context import ASKED_IN_2023

TABLE = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))
#: What a line can say of: everything that is not derived from the constraints' positions.
FIELDS = [field for field in fields(ParsedQuestion) if field.name not in ("text", "constraints")]

Line = tuple[str, dict[str, Any]]


def lines() -> Iterator[Line]:
    for name, part in TABLE.items():
        if name == "messages":
            yield from ((line["text"], {key: line[key] for key in line if key != "text"}) for line in part)
        elif name == "unfiltered":
            yield from ((question, {}) for group in part.values() for question in group)
        else:
            yield from part.items()


def traps() -> list[str]:
    messages = [line["text"] for line in TABLE["messages"] if set(line) == {"text"}]
    unfiltered = [question for group in TABLE["unfiltered"].values() for question in group]
    return [*messages, *unfiltered, *TABLE["unsearched"]]


def expected(line: dict[str, Any]) -> dict[str, Any]:
    empty = {field.name: field.default for field in FIELDS if field.name not in ("rest", "affiliations")}
    said = {key: tuple(value) if isinstance(value, list) else value for key, value in line.items()}
    if "period" in line:
        said["period"] = Period(*(date.fromisoformat(day) if day else None for day in line["period"]))
    return empty | {key: value for key, value in said.items() if key not in ("rest", "affiliations", "count")}


def test_the_table_has_200_questions_and_60_traps() -> None:
    assert len({question for question, _ in lines()}) >= 200
    assert len(set(traps())) >= 60


@pytest.mark.parametrize(("question", "line"), [pytest.param(*line, id=line[0] or "empty") for line in lines()])
def test_a_question_asks_what_its_line_says(question: str, line: dict[str, Any]) -> None:
    asked = understand(question, ASKED_IN_2023)
    wanted = expected(line)
    assert {name: getattr(asked, name) for name in wanted} == wanted
    assert asked.rest.split() == line.get("rest", question).split()
    if "count" in line:
        assert len(asked.affiliations) == line["count"]
    else:
        assert asked.affiliations == tuple(line.get("affiliations", ()))
