from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tools.relevance.collection import digest, passages, read
from tools.relevance.engines import ours, peers

if TYPE_CHECKING:
    from pathlib import Path

FIRST = {"doc": "a", "turn": "t1", "speaker": "灰田課長", "heading": "第1回 / 研修"}
ROWS = [
    {"id": "a1", "text": "研修を増やしました。"} | FIRST,
    {"id": "a2", "text": "講師は職員です。"} | FIRST,
    {"id": "a3", "text": "採用も増やしました。"} | FIRST | {"turn": "t2", "speaker": "森田", "heading": "第1回 / 採用"},
    {"id": "b1", "title": "梅", "text": "梅は春に咲きます。"},
    {"id": "b2", "title": "梅", "text": "梅の実は初夏に熟します。"},
]
QUESTIONS = [{"id": "q1", "text": "研修", "kind": "keyword"}, {"id": "q2", "text": "桜", "kind": "none"}]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, rows in (("passages.jsonl", ROWS), ("queries.jsonl", QUESTIONS)):
        (tmp_path / name).write_text("\n".join(json.dumps(row) for row in rows) + "\n", encoding="utf-8")
    (tmp_path / "qrels.tsv").write_text("question\tpassage\tscore\nq1\ta1\t2\nq2\ta3\t0\n", encoding="utf-8")
    return tmp_path


def test_rows_become_passages_in_their_order_with_their_words() -> None:
    placed = passages(ROWS)
    assert [(passage.id, passage.text) for passage in placed] == [(row["id"], row["text"]) for row in ROWS]


def test_a_turn_is_a_speech_and_a_heading_a_section() -> None:
    first, second, third, *_ = passages(ROWS)
    assert first.speech is second.speech
    assert (first.speech.label, first.section.heading) == ("灰田課長", "研修")
    assert (third.speech.label, third.section.heading, third.transcript.title) == ("森田", "採用", "第1回")


def test_rows_without_a_document_stand_alone_under_their_title() -> None:
    *_, one, other = passages(ROWS)
    assert one.transcript.key != other.transcript.key
    assert one.section.heading == "梅"


def test_any_header_line_is_passed_over(folder: Path) -> None:
    collection = read(folder)
    assert collection.grades == {"q1": {"a1": 2}, "q2": {"a3": 0}}
    assert [question.id for question in collection.answerable] == ["q1"]


def test_the_digest_changes_with_any_file(folder: Path) -> None:
    before = digest(folder)
    (folder / "qrels.tsv").write_text("question\tpassage\tscore\nq1\ta1\t1\n", encoding="utf-8")
    assert digest(folder) != before


def test_every_engine_finds_the_one_passage_about_it() -> None:
    placed = passages(ROWS)
    for name, engine in (("ours", ours(placed)), *peers(placed)):
        assert engine("研修を増やした話")[0] == "a1", name
