"""``zadankai ask --explain``: every point of a score is accounted for."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from bot import wording
from bot.cli.show_answer import explained, show_explained
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.library import Library
from index.model import Field
from tests.bot.cli.test_cli import zadankai

QUESTION = "ガバクラの費用"


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(SampleShelf(), Analyzer())


@pytest.mark.parametrize("question", [QUESTION, "人材の採用について、他の区は何と言っている？", "余白係長 USBメモリ"])
def test_the_parts_of_each_quote_add_up_to_its_score(library: Library, question: str) -> None:
    quotes = explained(library.ask(question), library.index)
    assert quotes
    for hit, parts in quotes:
        assert sum(part.gain for part in parts) == pytest.approx(hit.score)


def test_the_table_names_place_term_and_points_the_largest_first(library: Library) -> None:
    out = io.StringIO()
    quotes = explained(library.ask(QUESTION), library.index)
    show_explained(Console(file=out, width=100), quotes)
    assert "別の呼び方" in out.getvalue()
    assert "ガバメントクラウド" in out.getvalue()
    assert f"合計{quotes[0][0].score:.3f}点" in out.getvalue()
    gains = [part.gain for part in quotes[0][1]]
    assert gains == sorted(gains, reverse=True)


def test_every_field_has_a_name() -> None:
    assert set(wording.FIELDS) == set(Field)


def test_the_command_explains_in_the_terminal_and_as_json(tmp_path: Path) -> None:
    assert "続く二文字" in zadankai(tmp_path, "ask", QUESTION, "--explain").stdout
    assert "続く二文字" not in zadankai(tmp_path, "ask", QUESTION).stdout
    answer = json.loads(zadankai(tmp_path, "ask", QUESTION, "--explain", "--json").stdout)
    assert len(answer["explanations"]) == len(answer["hits"]) > 0
    assert {"field", "term", "gain"} == set(answer["explanations"][0][0])
    assert "explanations" not in json.loads(zadankai(tmp_path, "ask", QUESTION, "--json").stdout)
