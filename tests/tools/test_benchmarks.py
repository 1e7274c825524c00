from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.benchmarks.contenders import Ours, RankBm25
from tools.benchmarks.corpora import Material, recombined
from tools.benchmarks.exact import differing
from tools.benchmarks.timing import one

if TYPE_CHECKING:
    from pathlib import Path

GIVEN = Material(
    sentences=(
        ("人材", "採用"),
        ("研修", "増やす"),
        ("窓口", "書く", "紙"),
        ("予算", "足りる"),
        ("防災", "訓練", "訓練"),
    ),
    questions=(("採用",), ("訓練", "予算"), ("紙", "紙", "未知")),
)


def test_a_corpus_of_one_size_is_always_the_same() -> None:
    assert recombined(GIVEN.sentences, 50) == recombined(GIVEN.sentences, 50)
    assert len(recombined(GIVEN.sentences, 50)) == 50


def test_scores_of_many_recombined_passages_are_the_models_own() -> None:
    assert differing(recombined(GIVEN.sentences, 6000), GIVEN.questions) == 0


@pytest.mark.parametrize("engine", [Ours, RankBm25])
def test_a_loaded_engine_answers_as_the_built_one(engine: type[Ours], tmp_path: Path) -> None:
    built, loaded = engine(), engine()
    built.build(recombined(GIVEN.sentences, 200), tmp_path)
    built.save(tmp_path)
    loaded.load(tmp_path)
    assert list(loaded.ask(["採用"])) == list(built.ask(["採用"])) != []


def test_a_timing_has_every_figure() -> None:
    timing = one(Ours, GIVEN, 100)
    assert (timing.engine, timing.passages) == ("ours", 100)
    assert min(timing.build_s, timing.load_s, timing.disk_mb, timing.p50_ms, timing.per_second) > 0
