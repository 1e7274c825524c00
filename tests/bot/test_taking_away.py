"""``zadankai ask --table`` and ``feedback``: what is taken out of the bot, on the command line."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bot.cli import program
from bot.memory.feedback import Feedback, Given, Verdict
from bot.memory.people import Person
from bot.printing.qrels import grades
from corpus.keeping.database import connect
from corpus.passages import passages
from corpus.reading.reader import read_all
from corpus.sample import SampleShelf
from tests.relevance.collection import read

QUESTION = "専門人材の採用で困っていることは？"
ASKER = Person("", "T1", "U1")


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{(tmp_path / 'zadankai.sqlite3').as_posix()}"


@pytest.fixture
def zadankai(tmp_path: Path, database: str) -> Callable[..., Result]:
    def run(*words: str) -> Result:
        settings = {"HOME": str(tmp_path), "ZADANKAI_DATABASE_URL": database, "COLUMNS": "200", "ZADANKAI_SAMPLE": "1"}
        return CliRunner().invoke(program(), words, env=settings)

    return run


@pytest.fixture
def feedback(database: str) -> Feedback:
    return Feedback(connect(database), lambda: datetime.now(UTC), b"a secret of a test")


@pytest.fixture(scope="module")
def quoted() -> str:
    """The id of a passage of the sample."""
    shelf = SampleShelf()
    _, transcript = next(iter(read_all(shelf.articles(), shelf.gazetteer, sample=True)))
    assert not isinstance(transcript, Exception)
    return passages(transcript)[0].id


# ask --table


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
    others = zadankai("ask", "他の区は専門人材の採用をどうしている？", *own).stdout
    assert not [line for line in others.splitlines() if line.startswith("風待区\t")]
    everyone = zadankai("ask", "専門人材の採用をどうしている？", *own).stdout
    assert len(everyone.splitlines()) == len(others.splitlines()) + 1


def test_a_question_without_a_word_to_search_is_refused(zadankai: Callable[..., Result]) -> None:
    run = zadankai("ask", "風待区は？", "--table", "tsv")
    assert run.exit_code == 2
    assert "no word to search" in run.stderr


def test_an_unknown_form_is_refused(zadankai: Callable[..., Result]) -> None:
    assert zadankai("ask", QUESTION, "--table", "docx").exit_code == 2


# feedback


def test_without_feedback_there_is_only_the_head_which_says_what_stands_for_the_question(
    zadankai: Callable[..., Result],
) -> None:
    run = zadankai("feedback", "--qrels")
    assert run.stdout == "query (its terms stand for the question, which is not kept)\tpassage\tgrade\n"


def test_verdicts_are_counted_and_nobody_is_named(zadankai: Callable[..., Result], feedback: Feedback) -> None:
    for user in ("U1", "U2"):
        feedback.give(Person("", "T1", user), Verdict.USEFUL, ("採用", "困る"), ("n1-a-1",))
    feedback.give(ASKER, Verdict.WRONG, ("研修",), ("n1-a-1",))
    run = zadankai("feedback")
    assert run.stdout.splitlines() == ["useful: 2", "wrong: 1", "2 questions were judged"]
    assert "U1" not in run.output


def test_qrels_leave_out_quotes_that_are_gone_and_say_so(
    zadankai: Callable[..., Result], feedback: Feedback, quoted: str
) -> None:
    feedback.give(ASKER, Verdict.USEFUL, ("採用", "困る"), (quoted, "n0123456789ab-gone-1"))
    run = zadankai("feedback", "--qrels")
    assert run.stdout.splitlines()[1:] == [f"採用 困る\t{quoted}\t2"]
    assert run.stderr == "1 judgements left out: their quotes were changed or withdrawn\n"


def test_the_collection_is_read_by_the_gate(
    zadankai: Callable[..., Result], feedback: Feedback, quoted: str, tmp_path: Path
) -> None:
    feedback.give(ASKER, Verdict.USEFUL, ("採用", "困る"), (quoted,))
    feedback.give(ASKER, Verdict.WRONG, ("研修",), (quoted,))
    assert zadankai("feedback", "--folder", str(tmp_path / "said")).exit_code == 0
    collection = read(tmp_path / "said")
    assert [question.text for question in collection.answerable] == ["採用 困る"]
    assert collection.grades["研修"][quoted] == 0
    assert quoted in {passage.id for passage in collection.passages}
    first = json.loads((tmp_path / "said" / "queries.jsonl").read_text(encoding="utf-8").splitlines()[0])
    assert first == {"id": "採用 困る", "text": "採用 困る", "kind": "terms"}


def test_who_disagrees_leaves_a_grade_between() -> None:
    useful = Given(Verdict.USEFUL, ("採用",), ("n1-a-1",))
    wrong = Given(Verdict.WRONG, ("採用",), ("n1-a-1",))
    assert grades([useful, useful, wrong]) == {("採用", "n1-a-1"): 2}
    assert grades([useful, wrong]) == {("採用", "n1-a-1"): 1}
    assert grades([wrong]) == {("採用", "n1-a-1"): 0}
