"""A sentence model for tests that need no runtime: a text's vector says which of a few matters it speaks of."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from index.meaning.sentence_model import Vectors

#: Words of one matter each.
MATTERS = (
    ("採用", "募集", "人手", "応募", "辞退", "内定"),
    ("研修", "育成", "学び"),
    ("窓口", "受付", "来庁"),
    ("うっかり", "アドレスが互いに見える"),
    ("島", "海底", "台風"),
)


class Concepts:
    """The model; it counts what it was asked to embed."""

    name = "concepts"

    def __init__(self, digest: str = "concepts 1") -> None:
        self.digest = digest
        #: The passages that were embedded.
        self.embedded: list[str] = []

    def passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return np.stack([_vector(text) for text in texts])

    def question(self, text: str) -> Vectors:
        return _vector(text)


def _vector(text: str) -> Vectors:
    own = np.random.default_rng(zlib.crc32(text.encode())).normal(0, 0.1, 64)
    for place, words in enumerate(MATTERS):
        own[place] += 2 * sum(text.count(word) for word in words)
    vector: Vectors = (own / np.linalg.norm(own)).astype(np.float32)
    return vector
