"""Tokens in the database: a second start tokenizes nothing, and what is stale is removed; it is only a cache."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, NullPool, create_engine, event, select, text

from corpus.model import Article
from corpus.sample import SampleShelf
from corpus.storage.database import reading
from corpus.storage.schema import derived
from corpus.store.catalogue import hide
from corpus.store.store import Store
from index.analysis import Analyzer
from index.caching_analyzer import TABLES
from index.library import Library
from index.model import Token

QUESTION = "専門人材の採用"


class Counting(Analyzer):
    """The analyzer, with the texts that it tokenized, and with other parameters where given."""

    def __init__(self, parameters: str = "") -> None:
        super().__init__()
        self.cut: list[str] = []
        self.parameters = parameters

    @property
    def fingerprint(self) -> str:
        return super().fingerprint + self.parameters

    def tokens(self, text: str) -> tuple[Token, ...]:
        self.cut.append(text)
        return super().tokens(text)


def articles() -> tuple[Article, ...]:
    return tuple(SampleShelf().articles())[:3]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "articles.sqlite3"


@pytest.fixture
def store(file: Path) -> Store:
    filled = Store.open(f"sqlite:///{file}")
    for article in articles():
        filled.put(article)
    return filled


def started(store: Store, analyzer: Counting | None = None) -> tuple[Library, list[str]]:
    """Return a library, and the texts that were tokenized for it."""
    counting = analyzer or Counting()
    library = Library(store, counting)
    return library, list(counting.cut)


def sources(store: Store) -> set[str]:
    with reading(store.engine) as connection:
        return set(connection.execute(select(derived.c.source)).scalars())


def test_a_second_start_cuts_nothing_and_answers_alike(store: Store) -> None:
    first, cut = started(store)
    second, again = started(store)
    assert len(cut) > 100
    assert again == []
    assert second.index.tokens == first.index.tokens
    assert second.ask(QUESTION).hits == first.ask(QUESTION).hits


def test_a_changed_article_is_cut_only_where_it_changed(store: Store) -> None:
    started(store)
    article = next(each for each in articles() if "採用" in each.body)
    store.put(replace(article, body=article.body.replace("採用", "任用", 1)))
    library, cut = started(store)
    assert len(cut) == 1
    assert "任用" in cut[0]
    assert cut[0] in {passage.text for passage in library.index.passages}


def test_rows_are_named_by_the_articles_keys_and_old_ones_go(store: Store) -> None:
    started(store)
    assert sources(store) == {article.key for article in articles()} | {TABLES}
    first, *others = articles()
    store.withdraw(first.key, datetime(2026, 11, 1, tzinfo=UTC))
    started(store)
    assert sources(store) == {article.key for article in others} | {TABLES}


def test_another_fingerprint_cuts_anew_and_takes_the_place(store: Store) -> None:
    started(store)
    assert len(started(store, Counting("; another dictionary"))[1]) > 100
    with reading(store.engine) as connection:
        makers = set(connection.execute(select(derived.c.maker)).scalars())
    assert makers == {f"tokens: {Analyzer().fingerprint}; another dictionary"}


def test_what_is_hidden_is_kept_no_longer(store: Store) -> None:
    library, _ = started(store)
    hide(store, library.index.passages[0].id, "asked for", datetime(2026, 11, 1, tzinfo=UTC))
    started(store)
    store.unhide(library.index.passages[0].id)
    assert library.index.passages[0].text in started(store)[1]


def test_a_damaged_row_is_cut_anew(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    started(store)
    with store.engine.begin() as connection:
        connection.execute(text("UPDATE derived SET content = x'00'"))
    assert started(store)[0].ask(QUESTION).hits
    assert "all is cut again" in caplog.text
    assert started(store)[1] == []


def reading_only(file: Path) -> Engine:
    return create_engine(f"sqlite:///file:{file}?mode=ro&uri=true", poolclass=NullPool)


def full(file: Path) -> Engine:
    engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def _fill(connection: Any, _record: object) -> None:
        connection.execute("PRAGMA max_page_count = 1")

    return engine


@pytest.mark.parametrize("broken", [reading_only, full])
def test_a_database_that_takes_nothing_stops_no_start(
    broken: Any, store: Store, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert store.count() == 3
    with caplog.at_level(logging.WARNING):
        library, cut = started(Store(broken(file)))
    assert cut
    assert library.ask(QUESTION).hits
    assert "tokens are not kept" in caplog.text
