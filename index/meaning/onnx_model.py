"""A sentence model in a folder, in the form of sentence-transformers' exports: ``model.onnx``, ``tokenizer.json``.

Read where they exist: ``config_sentence_transformers.json`` (``prompts``: what stands before a ``query`` and before a
``passage`` or ``document``; without it, E5's) and ``1_Pooling/config.json`` (``pooling_mode_cls_token``; without it,
the mean over all tokens).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.meaning.sentence_model import ModelError, Vectors, file_digest, readable

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
PROMPTS, POOLING = "config_sentence_transformers.json", "1_Pooling/config.json"

#: What E5 was trained with (its model card).
_QUERY, _PASSAGE = "query: ", "passage: "
#: Tokens that E5 reads; what is longer is cut.
_WINDOW = 512
#: A piece of the vocabulary that Japanese or Latin text can hold.
_OURS = re.compile("[\u0000-\u024f\u2000-\u33ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]*")
#: Pieces of a vocabulary that stay whatever they are: a model's special ones.
_SPECIAL = 16


class OnnxModel:
    """The model of a folder. Raises ModelError where a file is missing or cannot be used."""

    def __init__(self, folder: Path) -> None:
        try:
            from onnxruntime import InferenceSession, SessionOptions  # noqa: PLC0415 - of the extra
            from tokenizers import Tokenizer  # noqa: PLC0415
        except ImportError as error:
            raise ModelError(
                f"{error.name} is not installed: pip install --require-hashes -r requirements-meaning.txt"
            ) from error
        self.name = folder.resolve().name
        self.digest = _digest(folder)
        prompts = _json(folder / PROMPTS).get("prompts") or {}
        self._query = str(prompts.get("query", _QUERY))
        self._passage = str(prompts.get("passage", prompts.get("document", _PASSAGE)))
        self._first_token = bool(_json(folder / POOLING).get("pooling_mode_cls_token"))
        described, self._ids = _reduced(_json(folder / TOKENIZER))
        options = SessionOptions()
        # One thread: answers come from many at a time, and vectors are made in the background.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # It would keep what the longest text has taken.
        options.enable_cpu_mem_arena = False
        try:
            self._tokenizer: Any = Tokenizer.from_str(json.dumps(described))
            self._session: Any = InferenceSession(str(folder / MODEL), options, providers=["CPUExecutionProvider"])
        except Exception as error:
            raise ModelError(f"{self.name} cannot be loaded: {_first_line(error)}") from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(_WINDOW)
        self._inputs = [each.name for each in self._session.get_inputs()]
        self._check()

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages."""
        return np.stack([self._vector(self._passage + readable(text)) for text in texts])

    def question(self, text: str) -> Vectors:
        """Return the vector of a question."""
        return self._vector(self._query + readable(text))

    def _vector(self, text: str) -> Vectors:
        ids = self._ids[self._tokenizer.encode(text).ids][None]
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        made = self._session.run(None, {name: given[name] for name in self._inputs})[0][0]
        whole = made if made.ndim == 1 else made[0] if self._first_token else made.mean(axis=0)
        vector: Vectors = (whole / max(float(np.linalg.norm(whole)), 1e-12)).astype(np.float32)
        return vector

    def _check(self) -> None:
        if unknown := set(self._inputs) - {"input_ids", "attention_mask", "token_type_ids"}:
            raise ModelError(f"{self.name} is no sentence model: it wants {', '.join(sorted(unknown))}")
        try:
            sound = np.isfinite(self.question("採用")).all()
        except Exception as error:
            raise ModelError(f"{self.name} cannot be run: {_first_line(error)}") from error
        if not sound:
            raise ModelError(f"{self.name} returns no numbers: bring its folder anew")


def _digest(folder: Path) -> str:
    """Return the digest of all that a vector depends on."""
    names = (MODEL, TOKENIZER, *(name for name in (PROMPTS, POOLING) if (folder / name).exists()))
    if missing := [name for name in (MODEL, TOKENIZER) if not (folder / name).is_file()]:
        raise ModelError(f"{missing[0]} is missing in the model's folder {folder.name}: docs/operations.md says how")
    return sha256(" ".join(file_digest(folder / name) for name in names).encode()).hexdigest()


def _json(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise ModelError(f"{path.name} cannot be read: {_first_line(error)}") from error
    if not isinstance(found, dict):
        raise ModelError(f"{path.name} is no JSON object")
    return found


def _reduced(described: dict[str, Any]) -> tuple[dict[str, Any], NDArray[np.int64]]:
    """Return a tokenizer without pieces of other scripts, and the model's id of each piece that is left.

    Of 250,000 pieces, which take 280 MB, a third is left. Only a Unigram vocabulary is a list that can be shortened.
    """
    model: Mapping[str, Any] = described.get("model") or {}
    vocabulary = model.get("vocab")
    if model.get("type") != "Unigram" or not isinstance(vocabulary, list):
        return described, np.arange(1 << 20)
    kept = [place for place, (piece, _) in enumerate(vocabulary) if place < _SPECIAL or _OURS.fullmatch(piece)]
    numbers = {place: number for number, place in enumerate(kept)}
    added = [
        each | {"id": numbers[each["id"]]} for each in described.get("added_tokens") or () if each["id"] in numbers
    ]
    shortened = {**model, "vocab": [vocabulary[place] for place in kept]}
    return {**described, "added_tokens": added, "model": shortened}, np.array(kept)


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
