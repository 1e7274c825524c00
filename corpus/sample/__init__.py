"""The sample: articles that we invented, of municipalities and people that do not exist, for a first try.

They are read like any others; their municipalities stand in a table of the same form. Every reply from them says 見本.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files

from corpus.errors import UnknownArticle
from corpus.model import Article
from corpus.municipalities import Gazetteer
from corpus.sources.decoding import decoded
from corpus.sources.plain_copy import copied

#: The day on which the sample was written.
_WRITTEN = datetime(2026, 11, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SampleShelf:
    """The sample's articles, read from the package; they never change."""

    @property
    def gazetteer(self) -> Gazetteer:
        """The municipalities that we invented."""
        return _gazetteer()

    @property
    def sample(self) -> bool:
        """Always."""
        return True

    @property
    def derived(self) -> None:
        """Nowhere: a first question must not need a place to write."""

    def revision(self) -> int:
        """The same for ever."""
        return 0

    def articles(self) -> Iterator[Article]:
        """All articles, in the order of their keys."""
        yield from _articles().values()

    def article(self, key: str) -> Article:
        """One article; raises UnknownArticle."""
        try:
            return _articles()[key]
        except KeyError as error:
            raise UnknownArticle(key, "not in the sample") from error

    def aliases(self) -> Mapping[str, str]:
        """None: their keys never changed."""
        return {}

    def hidden_words(self) -> Mapping[str, tuple[str, ...]]:
        """None: nothing in it is anybody's."""
        return {}


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
