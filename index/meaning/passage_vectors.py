"""PassageVectors: the vectors of an index's passages, made one article after the other and kept in the database.

A passage's vector is that of its own words, moved a little towards its headings and what was said before it: answers
often lack the words of what they answer. Each text is embedded once, alone; with what stands around it in one text,
its own words would count less (docs/retriever.md has the figures).

How close a passage is to a question is told in standard deviations, beyond what the closest passage is to a question on
quite other matters: cosines of one model say nothing about those of another, or of another corpus. A message of several
sentences is close to talk whatever it is about, so of messages more is wanted, as far as those on other matters tell.
"""

from __future__ import annotations

import logging
import struct
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import chain
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from corpus.errors import StoreError
from corpus.model import Passage
from corpus.store.store import Derived
from index.caching_analyzer import digest
from index.fields import heading_lines
from index.meaning.sentence_model import ModelError, SentenceModel, Vectors

log = logging.getLogger(__name__)

#: How far the headings above a passage, and the passage before it, move its vector (docs/retriever.md).
HEADING, BEFORE = 0.2, 0.1

#: Characters up to which a question is one, and from which it is a message; between them it is a little of both.
QUESTION, MESSAGE = 25, 45
#: How much of what messages on other matters are closer than questions is taken off a message: the rest is ours, too.
TALK = 0.6

#: The row of questions on other matters.
OTHER_MATTERS = "other matters"

#: Bytes of a text's digest, and how the length of a row is written.
_NAME, _LENGTH = 16, struct.Struct("<I")

#: A text's digest → its vector, in half precision, which changes a cosine by less than .001.
Known = dict[str, NDArray[np.float16]]

#: One value a passage.
Closeness = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """The vectors of one index."""

    #: Whose vectors they are.
    passages: Sequence[Passage]
    vectors: Vectors
    #: Mean and standard deviation of the highest cosine that questions on other matters have.
    mean: float
    deviation: float
    #: What the mean of messages on other matters is above that.
    talk: float

    def closeness(self, question: Vectors, length: int) -> Closeness:
        """Return how close each passage is to a question of so many characters."""
        cosines = (self.vectors @ question).astype(np.float64)
        expected = self.mean + np.interp(length, (QUESTION, MESSAGE), (0.0, TALK * self.talk))
        closeness: Closeness = (cosines - expected) / self.deviation
        return closeness


class PassageVectors:
    """The vectors of passages by one model. Threads may read while one of them makes those that are missing."""

    def __init__(self, model: SentenceModel, derived: Derived | None) -> None:
        """Read the stored vectors; without ``derived``, nothing is read or stored."""
        self.model = model
        self._derived = derived
        self._known: Known = {}
        #: What is stored: source → digests of its texts.
        self._stored: dict[str, set[str]] = {}
        self._space: Space | None = None
        #: Of which passages nothing is missing and nothing too many.
        self._made: Sequence[Passage] | None = None
        self._making = Lock()
        self._read()

    def progress(self, passages: Sequence[Passage]) -> tuple[int, int]:
        """Return how many of the passages have a vector, and how many there are."""
        if self.space(passages) is not None:
            return len(passages), len(passages)
        return sum(digest(passage.text) in self._known for passage in passages), len(passages)

    def space(self, passages: Sequence[Passage]) -> Space | None:
        """Return the vectors of an index's passages; None until all are made and `use` was called."""
        space = self._space
        return space if space is not None and space.passages is passages else None

    def use(self, passages: Sequence[Passage]) -> bool:
        """Answer from these passages' vectors from now on, if all are made; return whether they are."""
        names = set(chain.from_iterable(_by_source(passages).values()))
        if (complete := names <= self._known.keys()) and passages:
            self._space = self._composed(passages)
        elif complete:
            self._space = None
        return complete

    def make(self, passages: Sequence[Passage], stop: Callable[[], bool] = lambda: False) -> bool:
        """Make, store and use what is missing, and drop all else; return False if ``stop`` said so before the end.

        Raises ModelError where the model fails at a text; what was made before is kept.
        """
        with self._making:
            if self._made is passages:
                return True
            needed = _by_source(passages)
            for source, texts in needed.items():
                for name, text in texts.items():
                    if stop():
                        return False
                    if name not in self._known:
                        self._known[name] = self._embedded(text, is_question=source == OTHER_MATTERS)
                if self._stored.get(source) != texts.keys():
                    self._store({source: texts}, needed)
            if self._stored.keys() - needed.keys():
                self._store({}, needed)
            names = set(chain.from_iterable(needed.values()))
            self._known = {name: vector for name, vector in self._known.items() if name in names}
            if self._stored.keys() == needed.keys() or self._derived is None:
                self._made = passages
            return self.use(passages)

    def _embedded(self, text: str, *, is_question: bool) -> NDArray[np.float16]:
        """Return a text's vector. Raises ModelError where the model fails, or returns anything else."""
        try:
            made = self.model.question(text) if is_question else self.model.passages([text])[0]
        except Exception as error:  # noqa: BLE001 - code of others; its words may quote the text
            raise ModelError(f"{self.model.name} fails at a text: {type(error).__name__}") from None
        known = next(iter(self._known.values()), made)
        if made.ndim != 1 or made.shape != known.shape or not np.isfinite(made).all():
            raise ModelError(f"{self.model.name} returns no vector for a text")
        return made.astype(np.float16)

    def _composed(self, passages: Sequence[Passage]) -> Space:
        own = self._rows(digest(passage.text) for passage in passages)
        headings = self._rows(digest(_heading(passage)) for passage in passages)
        headed = np.array([bool(_heading(passage)) for passage in passages], dtype=np.float32)
        sections = [(passage.transcript.key, passage.section_index) for passage in passages]
        follows = np.array([place > 0 and sections[place - 1] == each for place, each in enumerate(sections)])
        vectors = own + HEADING * headed[:, None] * headings + BEFORE * follows[:, None] * np.roll(own, 1, axis=0)
        vectors = (vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-12)).astype(np.float32)
        others = _other_matters()
        highest = (vectors @ self._rows(map(digest, others)).T).max(axis=0)
        is_message = np.array([len(text) > QUESTION for text in others])
        questions, messages = highest[~is_message], highest[is_message]
        mean = float(questions.mean())
        return Space(passages, vectors, mean, float(questions.std()) or 1.0, float(messages.mean()) - mean)

    def _rows(self, names: Iterable[str]) -> Vectors:
        return np.array([self._known[name] for name in names], dtype=np.float32)

    def _read(self) -> None:
        try:
            rows = self._derived.read(self.model.digest) if self._derived else {}
            for source, content in rows.items():
                vectors = _unpacked(content)
                self._stored[source] = set(vectors)
                self._known |= vectors
            _check_sound(self._known.values())
        except (StoreError, ValueError) as error:
            self._known, self._stored = {}, {}
            log.warning("kept vectors cannot be read, all are made again: %s", error)

    def _store(self, made: Mapping[str, Iterable[str]], sources: Collection[str]) -> None:
        if self._derived is None:
            return
        packed = {source: _packed(self._known, names) for source, names in made.items()}
        try:
            self._derived.replace(self.model.digest, packed, sources)
        except StoreError as error:
            log.warning("vectors are not kept, the next start makes them again: %s", error)
            return
        self._stored = {source: names for source, names in self._stored.items() if source in sources}
        self._stored |= {source: set(names) for source, names in made.items()}


def _by_source(passages: Sequence[Passage]) -> dict[str, dict[str, str]]:
    """Return each source with its texts by digest: the questions on other matters, then the articles."""
    found = {OTHER_MATTERS: {digest(text): text for text in _other_matters()}}
    for passage in passages:
        own = found.setdefault(passage.transcript.key, {})
        own |= {digest(text): text for text in (passage.text, _heading(passage))}
    return found


def _heading(passage: Passage) -> str:
    return " ".join(filter(None, heading_lines(passage)))


def _other_matters() -> list[str]:
    return files(__package__).joinpath("other_matters.txt").read_text(encoding="utf-8").split()


def _check_sound(vectors: Collection[NDArray[np.float16]]) -> None:
    if len({each.shape for each in vectors}) > 1 or not all(np.isfinite(each).all() for each in vectors):
        raise ValueError("they are no vectors of one model")


def _packed(known: Known, names: Iterable[str]) -> bytes:
    """Return rows of a text's digest and its vector, after their length."""
    rows = [bytes.fromhex(name) + known[name].tobytes() for name in names]
    return _LENGTH.pack(len(rows[0]) if rows else 0) + b"".join(rows)


def _unpacked(content: bytes) -> Known:
    """Read what `_packed` wrote. Raises ValueError."""
    if len(content) < _LENGTH.size:
        raise ValueError("a row of vectors is cut")
    length, rows = _LENGTH.unpack_from(content)[0], content[_LENGTH.size :]
    if length <= _NAME or len(rows) % length:
        raise ValueError("a row of vectors is cut")
    each = (rows[start : start + length] for start in range(0, len(rows), length))
    return {row[:_NAME].hex(): np.frombuffer(row[_NAME:], dtype=np.float16) for row in each}
