from __future__ import annotations

import json
from dataclasses import replace

import pytest

from index.fields import Tuning
from tools.relevance.collection import Collection
from tools.relevance.floors import ARTICLES, FLOORS, JUDGED, fallen, figures, pinned, ranked
from tools.relevance.sample import digest, read

PINNED = {"digest": "d", "floors": {"MRR@10": 0.8}, "lowered": []}


@pytest.fixture(scope="module")
def collection() -> Collection:
    return read(ARTICLES, JUDGED)


def test_no_figure_of_the_sample_is_below_its_floor(collection: Collection) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))
    assert digest(ARTICLES, JUDGED) == floors["digest"], "the sample or its judgements changed: pin the floors anew"
    assert fallen(figures(collection), floors["floors"]) == []


@pytest.mark.parametrize("weight", ["speaker", "context", "pairs", "characters", "synonyms"])
def test_a_weight_of_zero_falls_through_the_floors(collection: Collection, weight: str) -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["floors"]
    own = ranked(collection, replace(Tuning(), **{weight: 0.0}))
    assert fallen(own, {name: floors[name] for name in own}) != []


def test_few_answerable_questions_get_nothing_and_most_others_do() -> None:
    floors = json.loads(FLOORS.read_text(encoding="utf-8"))["floors"]
    assert floors["answered"] >= 0.96
    assert floors["nothing recognised"] >= 0.60


def test_a_floor_rises_without_a_reason() -> None:
    assert pinned(PINNED, {"MRR@10": 0.9}, "d", "")["floors"] == {"MRR@10": 0.9}


def test_a_floor_falls_only_with_a_reason_that_stays() -> None:
    with pytest.raises(ValueError, match=r"MRR@10: 0\.7000 is below 0\.8000"):
        pinned(PINNED, {"MRR@10": 0.7}, "d", "")
    assert pinned(PINNED, {"MRR@10": 0.7}, "d", "other words")["lowered"] == ["other words"]


def test_changed_data_need_a_reason_too() -> None:
    with pytest.raises(ValueError, match="the data changed"):
        pinned(PINNED, {"MRR@10": 0.9}, "e", "")


def test_a_figure_that_is_no_longer_measured_has_fallen() -> None:
    assert fallen({}, {"MRR@10": 0.8}) == ["MRR@10: 0.0000 is below 0.8000"]
