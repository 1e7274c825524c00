"""The sample: invented articles of municipalities and people that do not exist, for a first try.

They are read like all others, with a table of municipalities in the same form. Every answer from them says 見本.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

from corpus.errors import UnknownArticle
from corpus.model import Article
from corpus.municipalities import Gazetteer
from corpus.sources.decoding import decoded
from corpus.sources.plain_copy import copied
from corpus.store.store import Derived, Shelf, Store

#: The day on which the sample was written.
_WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SampleShelf(Shelf):
    """The sample's articles, read from the package; they never change."""

    #: Where what is derived from them is kept; None: nowhere.
    kept: Store | None = None

    @property
    def sample(self) -> bool:
        """True."""
        return True

    @property
    def gazetteer(self) -> Gazetteer:
        """The invented municipalities."""
        return _gazetteer()

    def derived(self, kind: str) -> Derived | None:
        """Return the cache of what is derived, or None."""
        return self.kept.derived(kind) if self.kept else None

    def articles(self) -> Iterator[Article]:
        """Yield all articles, in the order of their keys."""
        yield from _articles().values()

    def article(self, key: str) -> Article:
        """Return an article; raises UnknownArticle."""
        try:
            return _articles()[key]
        except KeyError as error:
            raise UnknownArticle(key, "not in the sample") from error


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer.read(files(__name__) / "municipalities.csv")


@cache
def _articles() -> dict[str, Article]:
    texts = (file for file in files(__name__).iterdir() if file.name.endswith(".txt"))
    read = (
        copied(
            decoded(file.read_bytes(), file.name), name=file.name, url=None, retrieved=_WRITTEN, gazetteer=_gazetteer()
        )
        for file in texts
    )
    return dict(sorted((article.key, article) for article in read))
