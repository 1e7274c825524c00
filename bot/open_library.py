"""Opening what is asked: the store with the bot's own tables, or the sample while no article is stored."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.settings import Settings, load
from bot.state.tables import connect
from corpus.sample import SampleShelf
from corpus.store.store import Shelf, Store
from index.analysis import Analyzer
from index.library import Library


def open_store(address: str) -> Store:
    """Return the store at a database address, its tables and the bot's brought up to date. Raises StoreError."""
    return Store(connect(address))


def configured_store() -> Store:
    """Return the store that the settings name. Raises SettingsError and StoreError."""
    return open_store(load(Settings).database)


def shelf_to_ask() -> Shelf:
    """Return the store where it has articles, else the sample: never both. Raises SettingsError and StoreError."""
    settings = load(Settings)
    # A first question must not create a database: no file, no articles.
    if settings.sample or not _exists(settings.database):
        return SampleShelf()
    store = open_store(settings.database)
    return store if store.count() else SampleShelf()


def library_of(settings: Settings, store: Store) -> Library:
    """Return a library over the opened *store*, or over the sample where the settings ask for it. Raises StoreError."""
    return Library(SampleShelf() if settings.sample else store, Analyzer())


def library_to_ask() -> Library:
    """Return a library over that shelf. Raises SettingsError and StoreError."""
    return Library(shelf_to_ask(), Analyzer())


def _exists(address: str) -> bool:
    try:
        url = make_url(address)
    except ArgumentError:
        return True  # open_store reports what is wrong with it
    return url.get_backend_name() != "sqlite" or url.database is None or Path(url.database).exists()
