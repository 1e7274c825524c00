"""The gate's two outputs: JSON for programs, tables for people and for the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tools.relevance.__main__ import main
from tools.relevance.report import grids

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PASSAGES = [
    {"id": "a", "text": "研修を増やしました。"},
    {"id": "b", "text": "採用を増やしました。"},
    {"id": "c", "text": "窓口の列を短くしました。"},
]
QUESTIONS = [
    {"id": "q1", "text": "研修を増やした", "kind": "natural"},
    {"id": "q2", "text": "窓口", "kind": "keyword"},
    {"id": "q3", "text": "桜の見頃", "kind": "none"},
]


def collection(folder: Path) -> Path:
    for name, rows in (("passages.jsonl", PASSAGES), ("queries.jsonl", QUESTIONS)):
        (folder / name).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    (folder / "qrels.tsv").write_text("query\tpassage\tgrade\nq1\ta\t2\nq1\tb\t0\nq2\tc\t1\n", encoding="utf-8")
    return folder


def test_the_json_has_ours_and_the_peers_under_the_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = str(collection(tmp_path))
    main(["--json", folder])
    engines = json.loads(capsys.readouterr().out)[folder]
    assert {"ours", "rank-bm25 sudachi A", "rank-bm25 sudachi C", "rank-bm25 bigrams"} <= engines.keys()
    ours = engines["ours"]
    assert (ours["nDCG@10"], ours["MRR@10"], ours["success@1"], ours["recall@10"]) == (1.0, 1.0, 1.0, 1.0)
    assert ours["by kind"].keys() == {"natural", "keyword"}
    assert engines["rank-bm25 sudachi A"]["ours gains"]["nDCG@10"].keys() == {"difference", "low", "high"}
    assert ours["sureness"]["curve"]["0.25"] == {"wrong nothing": 0.0, "right nothing": 1.0}

    quality, kinds, curve = (grid.for_page() for grid in grids("three", engines))
    assert "| engine | nDCG@10 | MRR@10 |" in quality
    assert "| engine | natural (1) | keyword (1) |" in kinds
    assert "| 0.25 nothing below | 0.0% | 100.0% |" in curve
