"""SentenceModel: what turns texts into vectors, and how a text is prepared for one. Nothing here loads any."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

#: One row a text, each of length 1: the product of two is the cosine of their angle.
Vectors = NDArray[np.float32]

#: Characters of a text that a model reads: longer than any passage, and a bound on what a pasted message costs.
LONGEST = 2000

#: How a text becomes a vector by our code, beside the model: raise it with a change, and all vectors are made anew.
RECIPE = "1"

_UNREADABLE = re.compile("[\x00\ud800-\udfff]")


class ModelError(Exception):
    """A model cannot be used; the message names the thing and what to do."""


class SentenceModel(Protocol):
    """A model that tells how close two texts are in meaning. Threads may share it."""

    @property
    def name(self) -> str:
        """Its name, for people."""

    @property
    def digest(self) -> str:
        """What its vectors depend on: two models of one digest return the same vectors."""

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of passages."""

    def question(self, text: str) -> Vectors:
        """Return the vector (one dimension) of a question."""


def readable(text: str) -> str:
    """Return ``text`` as every model gets it: in NFKC, encodable, without NUL, at most ``LONGEST`` characters.

    >>> readable("ＤＸ" + chr(0) + "推進")
    'DX 推進'
    """
    return unicodedata.normalize("NFKC", _UNREADABLE.sub(" ", text[:LONGEST]))[:LONGEST]


def file_digest(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal. Raises ModelError if it cannot be read."""
    found = sha256()
    try:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                found.update(piece)
    except OSError as error:
        raise ModelError(f"{path.name} cannot be read: {error.strerror}") from error
    return found.hexdigest()
