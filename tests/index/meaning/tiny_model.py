"""A tiny sentence model in the form of a real one, made here: an embedding per piece of text, and their mean.

Pieces of one meaning have one embedding, so that 募集 and 採用 are close; what is not listed is a little of its own.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from string import ascii_letters

import numpy as np
import pytest

#: Words of one meaning each.
MEANINGS = (
    ("採用", "募集", "人手", "雇う", "入庁"),
    ("研修", "育成", "学ぶ", "勉強"),
    ("窓口", "受付", "来庁"),
    ("災害", "台風", "地震"),
    ("カレー", "温泉", "サッカー", "桜", "猫"),
)
SIZE = 24
#: Pieces that the model reads one character at a time, and one of a script that no article is written in.
_CHARACTERS = f"▁{ascii_letters}:?？。、をにはがのでとてきましたすいるなかったくれさんどう人手不足困"
_FOREIGN = "привет"


def write(folder: Path, *, pooled: bool = False, rows: bool = False) -> Path:
    """Write the model's folder; *pooled*: the graph returns one vector a text; *rows*: one number a piece of it."""
    pytest.importorskip("onnxruntime")
    onnx = pytest.importorskip("onnx")
    tokenizers = pytest.importorskip("tokenizers")
    words = [word for words in MEANINGS for word in words]
    pieces = ["<s>", "</s>", "<unk>", *(f"<{n}>" for n in range(20)), _FOREIGN, *words, *dict.fromkeys(_CHARACTERS)]
    folder.mkdir(parents=True, exist_ok=True)
    model = tokenizers.models.Unigram([(piece, -1.0 if piece in words else -9.0) for piece in pieces], unk_id=2)
    tokenizer = tokenizers.Tokenizer(model)
    tokenizer.pre_tokenizer = tokenizers.pre_tokenizers.Metaspace()
    tokenizer.save(str(folder / "tokenizer.json"))
    vectors = onnx.numpy_helper.from_array(np.stack([_vector(piece) for piece in pieces]), "vectors")
    helper, kinds = onnx.helper, onnx.TensorProto
    nodes = [helper.make_node("Gather", ["vectors", "input_ids"], ["each"])]
    if pooled or rows:
        nodes.append(helper.make_node("ReduceMean", ["each"], ["made"], axes=[2 if rows else 1], keepdims=0))
    else:
        nodes.append(helper.make_node("Identity", ["each"], ["made"]))
    ids = [helper.make_tensor_value_info(name, kinds.INT64, ["texts", "pieces"]) for name in ("input_ids",)]
    shape = ["texts", "pieces"] if rows else ["texts", SIZE] if pooled else ["texts", "pieces", SIZE]
    out = helper.make_tensor_value_info("made", kinds.FLOAT, shape)
    graph = helper.make_graph(nodes, "tiny", ids, [out], [vectors])
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    onnx.save(made, str(folder / "model.onnx"))
    return folder


def _vector(piece: str) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    own = np.random.default_rng(zlib.crc32(piece.encode())).normal(0, 0.02, SIZE)
    for place, words in enumerate(MEANINGS):
        if piece in words:
            own[place] += 4.0
    return own.astype(np.float32)
