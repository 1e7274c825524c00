"""``zadankai ask --table``: the comparison as a table, on the command line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli.main import program
from corpus.sample import SampleShelf

QUESTION = "専門人材の採用で困っていることは？"


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{(tmp_path / 'zadankai.sqlite3').as_posix()}"


@pytest.fixture
def zadankai(tmp_path: Path, database: str) -> Callable[..., Result]:
    def run(*words: str) -> Result:
        settings = {"HOME": str(tmp_path), "ZADANKAI_DATABASE_URL": database, "COLUMNS": "200", "ZADANKAI_SAMPLE": "1"}
        return CliRunner().invoke(program(), words, env=settings)

    return run


def test_a_table_has_a_row_a_municipality_and_its_rows_say_that_they_are_the_sample(
    zadankai: Callable[..., Result],
) -> None:
    run = zadankai("ask", QUESTION, "--table", "tsv")
    assert run.exit_code == 0
    rows = [line.split("\t") for line in run.stdout.splitlines()]
    assert [row[0] for row in rows[1:11]] == [place.name for place in SampleShelf().gazetteer]
    (own,) = [row for row in rows if row[0] == "風待区"]
    assert own[1].endswith("［見本］")
    assert own[2].endswith("〔当時〕・試案 恵")


def test_the_three_forms_say_the_same(zadankai: Callable[..., Result]) -> None:
    question = "風待区と灯野村は専門人材の採用をどうしている？"
    comma = zadankai("ask", question, "--table", "csv").stdout
    assert comma.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(comma.removeprefix("\ufeff"), newline="")))
    assert [row[0] for row in rows] == ["自治体", "風待区", "灯野村"]
    markdown = zadankai("ask", question, "--table", "markdown").stdout.splitlines()
    assert [line.split(" | ")[0] for line in markdown] == ["| 自治体", "| ---", "| 風待区", "| 灯野村"]


def test_one_s_own_is_left_out_where_the_others_are_asked_for(zadankai: Callable[..., Result]) -> None:
    own = ("--own", "風待区", "--table", "tsv")
    others = zadankai("ask", "他の自治体は専門人材の採用をどうしている？", *own).stdout
    assert not [line for line in others.splitlines() if line.startswith("風待区\t")]
    everyone = zadankai("ask", "専門人材の採用をどうしている？", *own).stdout
    assert len(everyone.splitlines()) == len(others.splitlines()) + 1
    rows = zadankai("ask", "他の区は専門人材の採用をどうしている？", *own).stdout.splitlines()[1:]
    wards = [row.split("\t")[0] for row in rows if "\t" in row]
    assert wards
    assert all(ward.endswith("区") for ward in wards)


def test_a_question_without_a_word_to_search_is_refused(zadankai: Callable[..., Result]) -> None:
    run = zadankai("ask", "風待区は？", "--table", "tsv")
    assert run.exit_code == 2
    assert "no word to search" in run.stderr


def test_an_unknown_form_is_refused(zadankai: Callable[..., Result]) -> None:
    assert zadankai("ask", QUESTION, "--table", "docx").exit_code == 2
