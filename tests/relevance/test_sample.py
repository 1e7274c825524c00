from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tools.relevance.floors import ARTICLES, JUDGED
from tools.relevance.sample import read

if TYPE_CHECKING:
    from pathlib import Path


def test_every_judgement_finds_its_speech_and_every_kind_is_there() -> None:
    collection = read(ARTICLES, JUDGED)
    kinds = Counter(question.kind for question in collection.questions)
    assert set(kinds) == {"natural", "keyword", "paraphrase", "speaker", "message", "recruitment", "none"}
    assert kinds["none"] >= 40
    assert len(collection.answerable) >= 80


def test_questions_without_an_answer_have_no_judged_answer() -> None:
    collection = read(ARTICLES, JUDGED)
    without = [question for question in collection.questions if question.kind == "none"]
    assert not any(collection.is_answerable(question) for question in without)


def test_a_judgement_of_a_speech_that_is_not_there_is_named(tmp_path: Path) -> None:
    (tmp_path / "queries.jsonl").write_text(json.dumps({"id": "q", "text": "？", "kind": "none"}), encoding="utf-8")
    row = {"query": "q", "article": "01-hoshimi", "speech": "こんな発言はない", "grade": 2}
    (tmp_path / "judgements.jsonl").write_text(json.dumps(row), encoding="utf-8")
    with pytest.raises(ValueError, match="こんな発言はない"):
        read(ARTICLES, tmp_path)
