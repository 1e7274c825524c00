"""The engines that are timed, each behind one form: build from lists of terms, ask for the best ten, keep on disk."""

from __future__ import annotations

import pickle
import sqlite3
from abc import ABC, abstractmethod
from contextlib import closing
from typing import TYPE_CHECKING, Any, ClassVar

import numpy as np
from rank_bm25 import BM25Okapi

from index.ranking import Ranking, best, scattered

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    Documents = Sequence[Sequence[str]]

#: How many documents are asked for.
TOP = 10


class Contender(ABC):
    """One engine over one corpus."""

    name: ClassVar[str]
    #: Above this many documents it is left out: it would take minutes a question.
    largest: ClassVar[int] = 10_000_000

    @abstractmethod
    def build(self, documents: Documents, folder: Path) -> None:
        """Index the documents; what lives on disk goes to ``folder``."""

    @abstractmethod
    def ask(self, terms: list[str]) -> Sequence[int]:
        """Return the positions of the best documents."""

    @abstractmethod
    def save(self, folder: Path) -> None:
        """Write to ``folder`` what ``load`` needs."""

    @abstractmethod
    def load(self, folder: Path) -> None:
        """Be as after ``build``, from what was saved."""


class _Pickled(Contender):
    """An engine that is one Python value."""

    state: Any

    def save(self, folder: Path) -> None:
        (folder / "state").write_bytes(pickle.dumps(self.state, protocol=5))

    def load(self, folder: Path) -> None:
        self.state = pickle.loads((folder / "state").read_bytes())  # noqa: S301 - our own file of a moment ago


class Ours(_Pickled):
    """Posting lists compiled from rank_bm25's model; one field."""

    name = "ours"

    def build(self, documents: Documents, folder: Path) -> None:  # noqa: ARG002 - nothing on disk
        self.state = Ranking.compile(documents)

    def ask(self, terms: list[str]) -> Sequence[int]:
        scores = scattered(self.state.size, [self.state.postings(term) for term in terms])
        places = np.flatnonzero(scores)
        return places[best(scores[places], TOP)].tolist()  # type: ignore[no-any-return]  # numpy's tolist


class RankBm25(_Pickled):
    """rank_bm25 as it comes; its get_scores, then a partial sort (its own get_top_n sorts all)."""

    name = "rank_bm25"
    largest = 100_000

    def build(self, documents: Documents, folder: Path) -> None:  # noqa: ARG002 - nothing on disk
        self.state = BM25Okapi(documents)

    def ask(self, terms: list[str]) -> Sequence[int]:
        scores = self.state.get_scores(terms)
        first = np.argpartition(scores, -TOP)[-TOP:]
        return first[np.argsort(-scores[first])].tolist()  # type: ignore[no-any-return]  # numpy's tolist


class Bm25s(Contender):
    """bm25s with its numpy backend."""

    name = "bm25s numpy"
    backend = "numpy"
    model: Any

    def build(self, documents: Documents, folder: Path) -> None:  # noqa: ARG002 - nothing on disk
        import bm25s  # noqa: PLC0415 - extra bench

        self.model = bm25s.BM25(backend=self.backend)
        self.model.index(documents, show_progress=False)

    def ask(self, terms: list[str]) -> Sequence[int]:
        found, _ = self.model.retrieve([terms], k=TOP, show_progress=False, n_threads=0)
        return found[0].tolist()  # type: ignore[no-any-return]  # no types

    def save(self, folder: Path) -> None:
        self.model.save(folder, show_progress=False)

    def load(self, folder: Path) -> None:
        import bm25s  # noqa: PLC0415 - extra bench

        self.model = bm25s.BM25.load(folder, show_progress=False)
        self.model.backend = self.backend


class Bm25sNumba(Bm25s):
    """bm25s with its numba backend: the first question compiles."""

    name = "bm25s numba"
    backend = "numba"


class Tantivy(Contender):
    """tantivy, terms split at spaces; it scores with k1 1.2, b .75."""

    name = "tantivy"
    index: Any

    def build(self, documents: Documents, folder: Path) -> None:
        self.index = self._open(folder)
        import tantivy  # noqa: PLC0415 - extra bench

        writer = self.index.writer(heap_size=500_000_000, num_threads=1)
        for place, document in enumerate(documents):
            writer.add_document(tantivy.Document(place=place, words=" ".join(document)))
        writer.commit()
        writer.wait_merging_threads()
        self._ready()

    def ask(self, terms: list[str]) -> Sequence[int]:
        queries = [self._query.term_query(self.index.schema, "words", term, "freq") for term in terms]
        found = self.searcher.search(self._query.boolean_query([(self._should, one) for one in queries]), TOP)
        return [self.searcher.fast_field_values("place", [address])[0] for _, address in found.hits]

    def save(self, folder: Path) -> None:
        """It is on disk already."""

    def load(self, folder: Path) -> None:
        self.index = self._open(folder)
        self._ready()

    def _open(self, folder: Path) -> Any:
        import tantivy  # noqa: PLC0415 - extra bench

        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("place", stored=True, fast=True)
        schema.add_text_field("words", tokenizer_name="whitespace", index_option="freq")
        return tantivy.Index(schema.build(), path=str(folder))

    def _ready(self) -> None:
        import tantivy  # noqa: PLC0415 - extra bench

        self._query, self._should = tantivy.Query, tantivy.Occur.Should
        self.index.reload()
        self.searcher = self.index.searcher()


class Fts5(Contender):
    """SQLite's full-text search over words."""

    name = "sqlite fts5"

    def build(self, documents: Documents, folder: Path) -> None:
        self.load(folder)
        self.connection.execute("create virtual table documents using fts5(words, content='', tokenize='unicode61')")
        rows = ((place, " ".join(document)) for place, document in enumerate(documents))
        self.connection.executemany("insert into documents(rowid, words) values (?, ?)", rows)
        self.connection.commit()

    def ask(self, terms: list[str]) -> Sequence[int]:
        asked = " OR ".join('"' + term.replace('"', '""') + '"' for term in terms)
        sql = "select rowid from documents where documents match ? order by rank limit ?"
        with closing(self.connection.execute(sql, (asked, TOP))) as rows:
            return [row[0] for row in rows]

    def save(self, folder: Path) -> None:
        """It is on disk already."""

    def load(self, folder: Path) -> None:
        self.connection = sqlite3.connect(folder / "words.sqlite")


ALL = (Ours, RankBm25, Bm25s, Bm25sNumba, Tantivy, Fts5)
