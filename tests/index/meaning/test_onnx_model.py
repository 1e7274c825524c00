"""A sentence model in a folder: a tiny one that is made here, in the form of the real ones."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.meaning.onnx_model import OnnxModel, _reduced
from index.meaning.sentence_model import ModelError
from tests import ROOT
from tests.index.meaning import tiny_model

pytest.importorskip("onnxruntime")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tiny_model.write(tmp_path / "tiny")


def test_texts_of_one_meaning_are_close_and_every_vector_has_length_one(folder: Path) -> None:
    model = OnnxModel(folder)
    near, far = model.passages(["人手が足りない", "桜が咲いた"])
    question = model.question("採用は？")
    assert question @ near > question @ far + 0.2
    assert np.linalg.norm([question, near, far], axis=1) == pytest.approx(1.0, abs=1e-5)
    assert near.dtype == np.float32


def test_a_graph_that_returns_one_vector_a_text_is_read_too(tmp_path: Path) -> None:
    each, whole = OnnxModel(tiny_model.write(tmp_path / "a")), OnnxModel(tiny_model.write(tmp_path / "b", pooled=True))
    assert whole.question("採用は？") == pytest.approx(each.question("採用は？"), abs=1e-5)


def test_what_stands_before_a_text_is_read_from_the_folder(folder: Path) -> None:
    plain = OnnxModel(folder)
    told = {"prompts": {"query": "窓口", "document": "災害"}}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(told), encoding="utf-8")
    prompted = OnnxModel(folder)
    assert prompted.digest != plain.digest
    assert prompted.question("採用") @ plain.question("窓口") > plain.question("採用") @ plain.question("窓口")
    passages = [model.passages(["採用"])[0] for model in (prompted, plain)]
    storm = plain.question("台風")
    assert passages[0] @ storm > passages[1] @ storm


def test_the_first_piece_stands_for_the_text_where_the_folder_says_so(folder: Path) -> None:
    mean = OnnxModel(folder).question("採用")
    (folder / "1_Pooling").mkdir()
    (folder / "1_Pooling/config.json").write_text('{"pooling_mode_cls_token": true}', encoding="utf-8")
    assert OnnxModel(folder).question("採用") != pytest.approx(mean)


def test_pieces_of_other_scripts_are_left_out_and_the_vectors_stay(folder: Path) -> None:
    tokenizers = pytest.importorskip("tokenizers")
    model = OnnxModel(folder)
    whole = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    assert model._tokenizer.get_vocab_size() < whole.get_vocab_size()  # noqa: SLF001 - what is left out shows nowhere else
    text = "query: 研修で人手が足りない"
    ids = [int(model._ids[each]) for each in model._tokenizer.encode(text).ids]  # noqa: SLF001
    assert ids == whole.encode(text).ids


@pytest.mark.parametrize("text", ["", " ", "\0", "\ud800", "ﷺ" * 700, "採" * 5000, "привет", "👩‍👩‍👧" * 300])
def test_any_text_has_a_vector(text: str, folder: Path) -> None:
    assert np.isfinite(OnnxModel(folder).question(text)).all()


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("model.onnx", None, "model.onnx is missing"),
        ("tokenizer.json", None, "tokenizer.json is missing"),
        ("model.onnx", b"no model", "tiny cannot be used"),
        ("tokenizer.json", b"{", "tokenizer.json cannot be read"),
        ("tokenizer.json", b"[]", "tokenizer.json is no JSON object"),
        ("tokenizer.json", b"{}", "tiny cannot be used"),
        ("tokenizer.json", b'{"model": {"type": "Unigram", "vocab": [["a"]]}}', "tiny cannot be used"),
        ("tokenizer.json", b'{"model": []}', "tiny cannot be used"),
        ("tokenizer.json", b"[" * 100_000, "tiny cannot be used|cannot be read"),
        ("config_sentence_transformers.json", b'{"prompts": ["query"]}', "its prompts are no texts"),
        ("config_sentence_transformers.json", b'{"prompts": {"query": null}}', "its prompts are no texts"),
        ("config_sentence_transformers.json", b"{", "config_sentence_transformers.json cannot be read"),
    ],
)
def test_a_folder_that_cannot_be_used_is_named_with_its_file(
    name: str, content: bytes | None, told: str, folder: Path
) -> None:
    if content is None:
        (folder / name).unlink()
    else:
        (folder / name).write_bytes(content)
    with pytest.raises(ModelError, match=told):
        OnnxModel(folder)


def test_no_folder_is_named_too(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.onnx is missing in the model's folder nowhere"):
        OnnxModel(tmp_path / "nowhere")


def test_nothing_is_told_to_anybody_and_nothing_is_left_in_the_cache(folder: Path, tmp_path: Path) -> None:
    """Onnxruntime has telemetry compiled in; its threads and files come with the import."""
    said = "from pathlib import Path; from index.meaning.onnx_model import OnnxModel; import os, sys, threading; "
    said += "OnnxModel(Path(sys.argv[1])).question('採用'); print(os.environ['ORT_DISABLE_TELEMETRY'])"
    home = {"HOME": str(tmp_path / "home"), "XDG_CACHE_HOME": str(tmp_path / "cache"), "PATH": os.environ["PATH"]}
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-c", said, str(folder)], env=home, cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "1\n"
    assert not [*(tmp_path / "home").rglob("*"), *(tmp_path / "cache").rglob("*")]


def test_another_file_of_the_folder_is_another_model(folder: Path) -> None:
    """A graph can keep its weights beside itself."""
    before = OnnxModel(folder).digest
    (folder / "model.onnx_data").write_bytes(b"weights")
    assert OnnxModel(folder).digest != before


def test_a_graph_that_returns_no_vector_a_text_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="is no sentence model"):
        OnnxModel(tiny_model.write(tmp_path / "rows", rows=True))


@pytest.mark.parametrize("ids", [{"unk_id": 40}, {"cls": 40}])
def test_a_vocabulary_whose_special_pieces_stand_late_is_left_whole(ids: dict[str, int]) -> None:
    pieces = [["<unk>", 0.0], *([f"п{n}", -1.0] for n in range(60))]
    described: dict[str, Any] = {
        "model": {"type": "Unigram", "vocab": pieces, "unk_id": ids.get("unk_id", 0)},
        "post_processor": {"special_tokens": {"[CLS]": {"ids": [ids.get("cls", 0)]}}},
    }
    assert _reduced(described)[0] is described
    described["model"]["unk_id"], described["post_processor"] = 0, None
    assert len(_reduced(described)[0]["model"]["vocab"]) < len(pieces)
