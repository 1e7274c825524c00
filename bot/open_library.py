"""The shelf that questions are answered from: the stored articles, or the sample while there are none."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.settings import Settings
from corpus.sample import SampleShelf
from corpus.store.store import Shelf, Store
from index.analysis import Analyzer
from index.library import Library


def shelf_to_ask(settings: Settings) -> Shelf:
    """Return the store where it has articles, else the sample: never both. Raises StoreError."""
    # A first question must not create a database: no file, no articles.
    if settings.sample or not _exists(settings.database):
        return SampleShelf()
    store = Store.open(settings.database)
    return store if store.count() else SampleShelf()


def library_to_ask(settings: Settings) -> Library:
    """Return a library over that shelf. Raises StoreError."""
    return Library(shelf_to_ask(settings), Analyzer())


def _exists(address: str) -> bool:
    try:
        url = make_url(address)
    except ArgumentError:
        return True  # Store.open reports what is wrong with it
    return url.get_backend_name() != "sqlite" or url.database is None or Path(url.database).exists()
