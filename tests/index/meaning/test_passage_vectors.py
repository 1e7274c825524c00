"""Vectors are derived: made once, kept by text and model, thrown away with the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import text

from bot.open_library import open_store
from corpus.sample import SampleShelf
from corpus.storage.database import reading, writing
from corpus.store.catalogue import hide
from corpus.store.store import Store
from index.analysis import Analyzer
from index.caching_analyzer import digest
from index.library import Library
from index.meaning.passage_vectors import OTHER_MATTERS, PassageVectors
from index.meaning.sentence_model import ModelError, Vectors
from tests.index.meaning.concepts import Concepts

NOW = datetime(2026, 11, 1, tzinfo=UTC)
QUESTION = "うっかりの話"


@pytest.fixture
def store(either_database: str) -> Iterator[Store]:
    filled = open_store(either_database)
    for article in islice(SampleShelf().articles(), 5, 10):
        filled.put(article)
    yield filled
    filled.engine.dispose()


def started(store: Store, model: Concepts | None = None) -> tuple[Library, Concepts]:
    """Return a library with all vectors, and its model."""
    model = model or Concepts()
    library = Library(store, Analyzer(), model=model)
    assert library.make_vectors()
    return library, model


def rows(store: Store) -> dict[str, bytes]:
    with reading(store.engine) as connection:
        found = connection.execute(text("SELECT source, content FROM derived WHERE maker LIKE 'vectors: %'"))
        return {source: bytes(content) for source, content in found}


def test_a_second_start_embeds_nothing_and_answers_alike(store: Store) -> None:
    first, model = started(store)
    second = Library(store, Analyzer(), model=(again := Concepts()))
    assert len(set(model.embedded)) > 60
    assert again.embedded == []
    assert [hit.passage.id for hit in second.ask(QUESTION).hits] == [hit.passage.id for hit in first.ask(QUESTION).hits]
    assert second.make_vectors()
    assert again.embedded == []


def test_of_a_start_that_was_stopped_what_was_finished_is_not_made_again(store: Store) -> None:
    left = iter([False] * 72)
    library = Library(store, Analyzer(), model=(model := Concepts()))
    assert not library.make_vectors(lambda: next(left, True))
    _, again = started(store)
    finished = [passage for passage in library.index.passages if passage.transcript.key in rows(store)]
    assert finished
    kept = {name for name, content in rows(store).items() if content}
    assert len(kept) > 2
    assert len(again.embedded) < len(set(model.embedded)) + len(library.index.passages)
    assert set(again.embedded).isdisjoint(model.embedded[:20])


def test_another_model_makes_its_own_and_the_old_ones_go(store: Store) -> None:
    started(store)
    _, other = started(store, Concepts("concepts 2"))
    assert len(other.embedded) > 60
    with reading(store.engine) as connection:
        makers = connection.execute(text("SELECT DISTINCT maker FROM derived WHERE maker LIKE 'vectors: %'")).scalars()
        assert list(makers) == ["vectors: concepts 2"]


def test_vectors_go_with_their_article_and_the_others_stay(store: Store) -> None:
    library, model = started(store)
    gone, *others = store.article_keys()
    store.delete(gone, NOW)
    assert rows(store).keys() == {*others, OTHER_MATTERS}
    embedded = len(model.embedded)
    assert library.refresh()
    assert library.make_vectors()
    assert len(model.embedded) == embedded
    assert library.ask(QUESTION).hits[0].closeness is not None


def test_the_vector_of_what_is_hidden_is_kept_no_longer(store: Store) -> None:
    library, _ = started(store)
    passage = library.ask(QUESTION).hits[0].passage
    assert bytes.fromhex(digest(passage.text)) in rows(store)[passage.transcript.key]
    hide(store, passage.id, "asked for", NOW)
    assert library.refresh()
    assert library.make_vectors()
    assert bytes.fromhex(digest(passage.text)) not in rows(store)[passage.transcript.key]
    assert passage.id not in {hit.passage.id for hit in library.ask(QUESTION).hits}


@pytest.mark.parametrize("content", [b"\0", b"\x20\0\0\0\1\2\3\4", b""])
def test_a_damaged_row_is_made_anew(content: bytes, store: Store, caplog: pytest.LogCaptureFixture) -> None:
    started(store)
    with writing(store.engine) as connection:
        damage = text("UPDATE derived SET content = :content WHERE maker LIKE 'vectors: %'")
        connection.execute(damage, {"content": content})
    library, model = started(store)
    assert "all are made again" in caplog.text
    assert len(model.embedded) > 60
    assert library.ask(QUESTION).hits[0].closeness is not None
    assert Library(store, Analyzer(), model=(again := Concepts())).make_vectors()
    assert again.embedded == []


class Faulty(Concepts):
    """Returns no vector for what speaks of 採用."""

    def __init__(self, fault: Vectors) -> None:
        super().__init__()
        self.fault = fault

    def passages(self, texts: Sequence[str]) -> Vectors:
        return np.array([self.fault]) if "採用" in texts[0] else super().passages(texts)


@pytest.mark.parametrize("fault", [np.full(64, np.nan), np.ones(3), np.ones((2, 2))])
def test_what_is_no_vector_is_neither_used_nor_kept(fault: Vectors, store: Store) -> None:
    library = Library(store, Analyzer(), model=Faulty(fault.astype(np.float32)))
    with pytest.raises(ModelError, match="returns no vector for a text"):
        library.make_vectors()
    assert library.ask("職員の採用はどうやって？").hits
    # Another start with a sound model of this digest makes what is missing.
    assert started(store)[0].ask(QUESTION).hits[0].closeness is not None


def test_an_article_that_is_deleted_while_vectors_are_made_leaves_nothing(store: Store) -> None:
    gone = store.article_keys()[-1]
    library = Library(store, Analyzer(), model=(model := Concepts()))

    def stop() -> bool:
        if len(model.embedded) == 5 and gone in store.article_keys():
            store.delete(gone, NOW)
        return False

    library.make_vectors(stop)
    assert gone not in store.article_keys()
    assert gone not in rows(store)


def test_a_process_that_knows_fewer_articles_leaves_the_others_rows(store: Store) -> None:
    old = Library(store, Analyzer(), model=Concepts())
    first = next(iter(store.articles()))
    store.put(replace(first, key="n00000000newer", title="新しい記事"))
    started(store)
    assert "n00000000newer" in rows(store)
    assert old.make_vectors()
    assert "n00000000newer" in rows(store)


def test_passages_of_several_articles_in_any_order_have_all_their_vectors() -> None:
    passages = Library(SampleShelf(), Analyzer()).index.passages
    mixed = (*passages[::2], *passages[1::2])
    vectors = PassageVectors(Concepts(), None)
    assert vectors.make(mixed)
    assert vectors.space(mixed) is not None


def test_without_a_model_nothing_is_made_and_an_empty_store_needs_nothing(tmp_path: Path) -> None:
    assert Library(SampleShelf(), Analyzer()).make_vectors()
    empty = Library(open_store(f"sqlite:///{tmp_path / 'empty.sqlite3'}"), Analyzer(), model=Concepts())
    assert empty.make_vectors()
    assert empty.ask(QUESTION).hits == ()
