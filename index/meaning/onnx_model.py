"""A sentence model in a folder, in the form of sentence-transformers' exports: ``model.onnx``, ``tokenizer.json``.

Read where they exist: ``config_sentence_transformers.json`` (``prompts``: what stands before a ``query`` and before a
``passage`` or ``document``; without it, E5's) and ``1_Pooling/config.json`` (``pooling_mode_cls_token``; without it,
the mean over all tokens).
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.meaning.sentence_model import LONGEST, RECIPE, ModelError, Vectors, file_digest, readable

MODEL, TOKENIZER = "model.onnx", "tokenizer.json"
PROMPTS, POOLING = "config_sentence_transformers.json", "1_Pooling/config.json"

#: What E5 was trained with (its model card).
_QUERY, _PASSAGE = "query: ", "passage: "
#: Tokens that E5 reads; what is longer is cut.
_WINDOW = 512
#: A piece of the vocabulary that Japanese or English text can hold.
_OURS = re.compile("[\u0000-\u007f\u2000-\u33ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]*")
#: Files of a model's folder, at most.
_FILES = 20
#: Pieces of a vocabulary that stay whatever they are: a model's special ones.
_SPECIAL = 16


class OnnxModel:
    """The model of a folder. Raises ModelError where a file is missing or cannot be used."""

    def __init__(self, folder: Path) -> None:
        self.name = folder.resolve().name
        try:
            self._load(folder)
            self._check()
        except ImportError as error:
            raise ModelError(
                f"{error.name} is not installed: pip install --require-hashes -r requirements-meaning.txt"
            ) from error
        except ModelError:
            raise
        except Exception as error:
            raise ModelError(f"{self.name} cannot be used: {_first_line(error)}") from error

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages."""
        return np.stack([self._vector(self._passage + readable(text)) for text in texts])

    def question(self, text: str) -> Vectors:
        """Return the vector of a question."""
        return self._vector(self._query + readable(text))

    def _load(self, folder: Path) -> None:
        # Before the import: later, its threads and files are there already. Windows' has a switch of its own.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import onnxruntime  # noqa: PLC0415 - of the extra
        from tokenizers import Tokenizer  # noqa: PLC0415

        onnxruntime.disable_telemetry_events()
        self.digest = _digest(folder)
        prompts: Any = _json(folder / PROMPTS).get("prompts") or {}
        if not isinstance(prompts, dict) or not all(isinstance(each, str) for each in prompts.values()):
            raise ModelError(f"{PROMPTS}: its prompts are no texts by name")
        self._query = str(prompts.get("query", _QUERY))
        self._passage = str(prompts.get("passage", prompts.get("document", _PASSAGE)))
        self._first_token = bool(_json(folder / POOLING).get("pooling_mode_cls_token"))
        described, self._ids = _reduced(_json(folder / TOKENIZER))
        self._tokenizer: Any = Tokenizer.from_str(json.dumps(described))
        window = min(_WINDOW, (described.get("truncation") or {}).get("max_length", _WINDOW))
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(window)
        options = onnxruntime.SessionOptions()
        # One thread: answers come from many at a time, and vectors are made in the background.
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        # It would keep what the longest text has taken.
        options.enable_cpu_mem_arena = False
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / MODEL), options, providers=["CPUExecutionProvider"]
        )
        self._inputs = [each.name for each in self._session.get_inputs()]

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
        # The longest that it will ever get, too: a model with a shorter window must not fail at an article's.
        made = [self.question("採用"), self.question("職員の採用について"), self.question("採" * LONGEST)]
        if {each.shape for each in made} != {made[0].shape} or made[0].ndim != 1:
            raise ModelError(f"{self.name} is no sentence model: it returns {made[0].shape} for one text")
        if not all(np.isfinite(each).all() and each.any() for each in made):
            raise ModelError(f"{self.name} returns no numbers: bring its folder anew")


def _digest(folder: Path) -> str:
    """Return the digest of all that a vector depends on: every file, for a graph can keep its weights in another."""
    name = folder.resolve().name
    if missing := [file for file in (MODEL, TOKENIZER) if not (folder / file).is_file()]:
        raise ModelError(f"{missing[0]} is missing in the model's folder {name}: docs/operations.md says how")
    files = sorted(path for path in (*folder.iterdir(), folder / POOLING) if path.is_file())
    if len(files) > _FILES:
        raise ModelError(f"{name} holds more than {_FILES} files: it is no model's folder")
    told = [f"{path.relative_to(folder).as_posix()} {file_digest(path)}" for path in files]
    return sha256("\n".join((RECIPE, *told)).encode()).hexdigest()


def _json(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path.name} cannot be read: {_first_line(error)}") from error
    if not isinstance(found, dict):
        raise ModelError(f"{path.name} is no JSON object")
    return found


def _reduced(described: dict[str, Any]) -> tuple[dict[str, Any], NDArray[np.int64]]:
    """Return a tokenizer without pieces of other scripts, and the model's id of each piece that is left.

    Of 250,000 pieces, which take 280 MB, 100,000 are left. Only a Unigram vocabulary is a list that can be shortened,
    and only where what is named by its id stands at its beginning, which stays.
    """
    model: Mapping[str, Any] = described.get("model") or {}
    vocabulary = model.get("vocab")
    named = [model.get("unk_id"), *_numbers(described.get("post_processor"))]
    if model.get("type") != "Unigram" or not isinstance(vocabulary, list) or any((n or 0) >= _SPECIAL for n in named):
        return described, np.arange(1 << 20)
    kept = [place for place, (piece, _) in enumerate(vocabulary) if place < _SPECIAL or _OURS.fullmatch(piece)]
    # <mask> and its like, at the end: no text holds them.
    added = [each for each in described.get("added_tokens") or () if each["id"] < _SPECIAL]
    shortened = {**model, "vocab": [vocabulary[place] for place in kept]}
    return {**described, "added_tokens": added, "model": shortened}, np.array(kept)


def _numbers(of: object) -> Iterator[int]:
    """Yield the numbers in a part of a tokenizer's description: among them are the ids that it names."""
    if isinstance(of, dict):
        of = list(of.values())
    if isinstance(of, list):
        for each in of:
            yield from _numbers(each)
    elif isinstance(of, int) and not isinstance(of, bool):
        yield of


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
