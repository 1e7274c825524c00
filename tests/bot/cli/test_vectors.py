"""Finding by meaning from the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot import open_library, wording
from corpus.sample import SampleShelf
from tests.bot.cli.conftest import Zadankai
from tests.index.meaning import tiny_model
from tests.index.meaning.concepts import Concepts

#: Its words stand in no passage of the sample.
QUESTION = "うっかりの話"


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def stored(database: str) -> None:
    store = open_library.open_store(database)
    for article in SampleShelf().articles():
        store.put(article)
    store.engine.dispose()


def test_without_a_model_the_setting_is_named(zadankai: Zadankai) -> None:
    done = zadankai("vectors", ZADANKAI_SAMPLE="1")
    assert "ZADANKAI_MODEL: is not set" in str(done.exception)


def test_a_model_that_cannot_be_used_ends_a_command_with_its_setting(zadankai: Zadankai, tmp_path: Path) -> None:
    pytest.importorskip("onnxruntime")
    done = zadankai("ask", "採用", ZADANKAI_SAMPLE="1", ZADANKAI_MODEL=str(tmp_path))
    assert "ZADANKAI_MODEL: model.onnx is missing" in str(done.exception)


def test_the_first_question_to_the_sample_makes_its_vectors_and_the_second_finds_them(
    zadankai: Zadankai, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Concepts(), Concepts()
    for model, told in ((first, "making the vectors of 156 passages by concepts"), (second, "")):
        monkeypatch.setattr(open_library, "model_of", lambda _, model=model: model)
        done = zadankai("ask", QUESTION, ZADANKAI_SAMPLE="1", ZADANKAI_MODEL="concepts")
        assert wording.BY_MEANING in done.stdout
        assert told in done.stderr
    assert first.embedded
    assert second.embedded == []
    assert list(own_cache.rglob("*.sqlite3"))


def test_a_cache_that_cannot_be_written_costs_the_second_question_its_head_start_only(
    zadankai: Zadankai, own_cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own_cache.write_bytes(b"no folder")
    monkeypatch.setattr(open_library, "model_of", lambda _: Concepts())
    done = zadankai("ask", QUESTION, ZADANKAI_SAMPLE="1", ZADANKAI_MODEL="concepts")
    assert wording.BY_MEANING in done.stdout


def test_over_a_store_the_command_makes_them_and_until_then_words_answer_alone(
    zadankai: Zadankai, database: str, tmp_path: Path
) -> None:
    model = str(tiny_model.write(tmp_path / "tiny"))
    stored(database)
    before = zadankai("ask", "人手が足りない", ZADANKAI_MODEL=model)
    assert "by words alone: 0 of 156 passages have vectors" in before.stderr
    assert "all 156 passages have vectors" in zadankai("vectors", ZADANKAI_MODEL=model).stderr
    after = zadankai("ask", "人手が足りない", "--explain", "--json", ZADANKAI_MODEL=model)
    assert after.stderr == ""
    hits = json.loads(after.stdout)["hits"]
    assert hits
    assert all(hit["ranks"].keys() == {"words", "meaning"} for hit in hits)
    shown = zadankai("ask", "人手が足りない", "--explain", ZADANKAI_MODEL=model).stdout
    assert "意味の順位" in "".join(shown.split())
