"""A deleted article: no word of it is in any table, and no import takes it until that is allowed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select, text

from corpus.errors import UnknownArticle
from corpus.storage.database import reading
from corpus.storage.schema import aliases, articles, deleted, derived, fetches, hidden, withdrawn
from corpus.store.catalogue import hide
from corpus.store.importer import Importer
from corpus.store.store import Outcome, Store
from index.analysis import Analyzer
from index.library import Library
from tests.corpus.published import NOW, PIECE, Piece
from tests.corpus.store.test_store import KEY, copy_of, page_of

TABLES = (aliases, articles, deleted, derived, fetches, hidden, withdrawn)
OTHER = Piece(PIECE.title, 8, PIECE.parts)


@pytest.fixture
def store(either_database: str) -> Iterator[Store]:
    store = Store.open(either_database)
    yield store
    store.engine.dispose()


def held(store: Store) -> str:
    with reading(store.engine) as connection:
        rows = [row for table in TABLES for row in connection.execute(select(table))]
    return "\n".join(str(value) for row in rows for value in row)


def take(store: Store, piece: Piece = PIECE) -> Outcome | None:
    return Importer(store).take(page_of(piece), "名").outcome


def test_it_goes_with_what_was_hidden_and_derived_and_the_others_stay(store: Store) -> None:
    take(store)
    store.put(page_of(OTHER, "n0000000000ff"))
    library = Library(store, Analyzer())
    passages = [passage for passage in library.index.passages if passage.transcript.key == KEY]
    hide(store, passages[0].id, "本人の申し出", NOW)
    before = store.revision()
    store.delete(KEY, NOW)
    assert store.revision() > before
    assert store.article_keys() == ("n0000000000ff",)
    assert store.deleted() == {KEY: NOW}
    # The other article says the hidden words, too.
    assert {entry.key for entry in store.hidden()} == {"n0000000000ff"}
    with reading(store.engine) as connection:
        kept = set(connection.execute(text("SELECT source FROM derived")).scalars())
    assert kept == {"n0000000000ff", "tables"}
    # The bot that runs meanwhile derives what is left, and nothing else.
    assert library.refresh()
    assert not [passage for passage in library.index.passages if passage.transcript.key == KEY]
    store.delete("n0000000000ff", NOW)
    assert not [word for word in ("星を見上げる", "森野", "朝の一時間", "本人の申し出") if word in held(store)]


def test_neither_its_key_nor_a_former_one_is_taken_until_it_is_allowed(store: Store) -> None:
    copy = copy_of(PIECE, store)
    store.put(copy)
    take(store)
    store.delete(copy.key, NOW)
    assert set(store.deleted()) == {KEY, copy.key}
    assert [take(store), store.put(copy)] == [Outcome.DELETED, Outcome.DELETED]
    assert store.count() == 0
    assert store.allow(KEY)
    assert not store.allow(KEY)
    assert take(store) is Outcome.ADDED


def test_a_copy_that_is_stored_stays_where_its_deleted_page_is_not_taken(store: Store) -> None:
    take(store)
    store.delete(KEY, NOW)
    copy = copy_of(PIECE, store)
    assert Importer(store).take(copy, "名").outcome is Outcome.ADDED
    assert take(store) is Outcome.DELETED
    assert store.article_keys() == (copy.key,)


def test_what_is_not_stored_is_not_deleted(store: Store) -> None:
    with pytest.raises(UnknownArticle):
        store.delete(KEY, NOW)
    assert store.deleted() == {}
