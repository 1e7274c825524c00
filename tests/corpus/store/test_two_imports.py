"""Two imports at once, or one beside a sync: neither fails, no article is lost, and none is stored twice."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pytest

from corpus.model import Article
from corpus.store.importer import Importer
from corpus.store.store import Outcome, Store
from corpus.sync.fetch_log import FetchLog
from tests.corpus.published import PIECE
from tests.corpus.store.test_store import copy_of, page_of

NUMBERS = range(1, 25)
#: The same articles, as pages and as copies that somebody pasted.
PIECES = tuple(replace(PIECE, number=number) for number in NUMBERS)
KEYS = tuple(f"n{number:012x}" for number in NUMBERS)
PAGES = tuple(map(page_of, PIECES, KEYS))


@pytest.fixture
def stores(either_database: str) -> Iterator[tuple[Store, Store]]:
    """Yield a store of each process."""
    both = Store.open(either_database), Store.open(either_database)
    yield both
    for store in both:
        store.engine.dispose()


def at_once(stores: tuple[Store, Store], *articles: Sequence[Article]) -> list[list[Outcome | None]]:
    """Import in step: what each makes of each of its articles."""
    step = Barrier(2, timeout=20)

    def run(store: Store, own: Sequence[Article]) -> list[Outcome | None]:
        importer, made = Importer(store), list[Outcome | None]()
        for article in own:
            step.wait()
            made.append(importer.take(article, "名").outcome)
        return made

    with ThreadPoolExecutor(2) as threads:
        return list(threads.map(run, stores, articles))


def test_of_the_same_articles_each_is_added_once(stores: tuple[Store, Store]) -> None:
    made = at_once(stores, PAGES, PAGES)
    assert stores[0].article_keys() == KEYS
    assert all({*pair} == {Outcome.ADDED, Outcome.UNCHANGED} for pair in zip(*made, strict=True))


def test_a_copy_takes_no_place_beside_the_page_that_comes_with_it(stores: tuple[Store, Store]) -> None:
    at_once(stores, PAGES, [copy_of(piece, stores[0]) for piece in PIECES])
    assert stores[0].article_keys() == KEYS


def test_a_copy_is_compared_with_what_another_import_has_stored_meanwhile(stores: tuple[Store, Store]) -> None:
    one, other = map(Importer, stores)
    one.take(PAGES[0], "名")
    other.take(PAGES[1], "名")
    assert one.take(copy_of(PIECES[1], stores[0]), "名").outcome is Outcome.OUTRANKED
    assert one.take(copy_of(PIECES[2], stores[0]), "名").outcome is Outcome.ADDED
    # It replaces a copy that the other one has not seen.
    assert other.take(PAGES[2], "名").replaced
    assert one.take(PAGES[2], "名").outcome is Outcome.UNCHANGED


def test_two_syncs_learn_the_same_addresses(stores: tuple[Store, Store]) -> None:
    step = Barrier(2, timeout=20)

    def learn(store: Store) -> None:
        for key in KEYS:
            step.wait()
            FetchLog(store.engine).learn([f"https://note.com/sample/n/{key}"])

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(learn, stores))
    assert {known.key for known in FetchLog(stores[0].engine).known()} == set(KEYS)
