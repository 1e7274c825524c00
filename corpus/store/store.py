"""The articles as received, in a database; every change of what is asked raises one revision in the same transaction.

What is withheld (hidden by the operator, withdrawn by its publisher) stays for the operator and is not on the shelf.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, Self

from sqlalchemy import Connection, Engine, Row, RowMapping, Select, delete, func, insert, select, update

from corpus.errors import UnknownArticle
from corpus.hidden import Hidden
from corpus.model import Article, MediaType, Source
from corpus.municipalities import Gazetteer, tokyo
from corpus.passages import split_id
from corpus.storage.database import ARTICLES, History, connect, reading, writing
from corpus.storage.schema import aliases, articles, derived, hidden, state, withdrawn


class Outcome(StrEnum):
    """What became of an article that was put into the store."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    #: The stored one comes from a better source and stays.
    OUTRANKED = "outranked"


@dataclass(frozen=True, slots=True)
class Derived:
    """What was derived from articles and may be thrown away: kept so that the next start need not make it again.

    It is bytes here; what they mean is known to whoever derived them.
    """

    engine: Engine

    def read(self, maker: str) -> Mapping[str, bytes]:
        """Source → what ``maker`` derived from it."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(derived).where(derived.c.maker == maker))
            return {row.source: row.content for row in rows}

    def replace(self, maker: str, made: Mapping[str, bytes], sources: Collection[str]) -> None:
        """Keep what ``maker`` made, and of what was there only its rows of ``sources``: another maker's are stale."""
        with writing(self.engine) as connection:
            stale = (derived.c.maker != maker) | derived.c.source.not_in(sources) | derived.c.source.in_(made)
            connection.execute(delete(derived).where(stale))
            if made:
                rows = [{"source": source, "maker": maker, "content": content} for source, content in made.items()]
                connection.execute(insert(derived), rows)


class Shelf(Protocol):
    """Where articles are read from: the store, or the sample. What is withheld is not on it."""

    @property
    def gazetteer(self) -> Gazetteer:
        """The municipalities that these articles speak of."""

    @property
    def sample(self) -> bool:
        """True where the articles are invented."""

    @property
    def derived(self) -> Derived | None:
        """Where what is derived from them is kept; None: nowhere."""

    def revision(self) -> int:
        """A number that changes whenever an article does, or is hidden."""

    def articles(self) -> Iterator[Article]:
        """All articles, in the order of their keys."""

    def article(self, key: str) -> Article:
        """One article as it stands now, also by a key that it once had; raises UnknownArticle."""

    def aliases(self) -> Mapping[str, str]:
        """Keys that articles once had → the keys that they have now."""

    def hidden_words(self) -> Mapping[str, tuple[str, ...]]:
        """Article key → the words of the passages that are hidden in it."""


@dataclass(frozen=True, slots=True)
class Store:
    """The articles of a database; raises StoreError where it fails."""

    engine: Engine

    @classmethod
    def open(cls, address: str, history: History = ARTICLES) -> Self:
        """The store at a database address, its schema brought up to date; raises StoreError."""
        return cls(connect(address, history))

    @property
    def gazetteer(self) -> Gazetteer:
        """The 62."""
        return tokyo()

    @property
    def sample(self) -> bool:
        """Never: the sample is not stored."""
        return False

    @property
    def derived(self) -> Derived:
        """Beside them."""
        return Derived(self.engine)

    def revision(self) -> int:
        """How often what is asked has changed."""
        with reading(self.engine) as connection:
            return int(connection.execute(select(state.c.revision)).scalar_one())

    def count(self) -> int:
        """How many articles are stored, withheld ones too."""
        with reading(self.engine) as connection:
            return int(connection.execute(select(func.count()).select_from(articles)).scalar_one())

    def articles(self) -> Iterator[Article]:
        """All articles but those withheld, in the order of their keys."""
        yield from self._each(_shown())

    def stored(self) -> Iterator[Article]:
        """All articles, withheld ones too, in the order of their keys."""
        yield from self._each(select(articles))

    def article_keys(self) -> tuple[str, ...]:
        """The keys of all articles that are stored, in order."""
        with reading(self.engine) as connection:
            return tuple(connection.execute(select(articles.c.key).order_by(articles.c.key)).scalars())

    def article(self, key: str) -> Article:
        """One article as it stands now, also by a key that it once had; raises UnknownArticle, where withheld too."""
        with reading(self.engine) as connection:
            now = _key_now(connection, key)
            row = connection.execute(_shown().where(articles.c.key == now)).mappings().one_or_none()
            if row is None and _is_stored(connection, now):
                raise UnknownArticle(key, "withheld: hidden or withdrawn; 'zadankai check' says why")
        if row is None:
            raise UnknownArticle(key, "not in the store; 'zadankai import' brings articles in")
        return _article(row)

    def holding(self, target: str) -> tuple[Article, str]:
        """The article that a key or a passage's id names, withheld or not, and what the id has after the key.

        Raises UnknownArticle.
        """
        with reading(self.engine) as connection:
            for key, rest in ((target, ""), split_id(target)):
                query = select(articles).where(articles.c.key == _key_now(connection, key))
                if row := connection.execute(query).mappings().one_or_none():
                    return _article(row), rest
        raise UnknownArticle(target, "no article of this key is stored")

    def aliases(self) -> Mapping[str, str]:
        """Keys that articles once had → the keys that they have now."""
        with reading(self.engine) as connection:
            return {row.alias: row.key for row in connection.execute(select(aliases))}

    def put(self, article: Article, *, replaces: Collection[str] = ()) -> Outcome:
        """Add an article or replace the one of its key; the same one again changes nothing.

        The articles of the keys in ``replaces`` go, and their keys lead to this one from now on.
        """
        with writing(self.engine) as connection:
            stored = connection.execute(select(articles).where(articles.c.key == article.key)).one_or_none()
            outcome = Outcome.OUTRANKED if _is_alias(connection, article.key) else _compared(article, stored)
            if outcome is Outcome.ADDED:
                connection.execute(insert(articles).values(_row(article)))
            elif outcome is Outcome.CHANGED:
                connection.execute(update(articles).where(articles.c.key == article.key).values(_row(article)))
            for key in replaces:
                _replace(connection, key, article.key)
            if replaces or outcome in {Outcome.ADDED, Outcome.CHANGED}:
                bump(connection)
        return outcome

    def hide(self, what: Hidden) -> None:
        """Keep an article or a passage off the shelf; what was hidden before is replaced."""
        with writing(self.engine) as connection:
            connection.execute(delete(hidden).where(hidden.c.target == what.target))
            connection.execute(insert(hidden).values(asdict(what)))
            bump(connection)

    def unhide(self, target: str) -> bool:
        """Put it back, by the target that was hidden or by the article's key now; False where it was not hidden."""
        named = (hidden.c.target == target) | (hidden.c.key == target) & hidden.c.words.is_(None)
        with writing(self.engine) as connection:
            found = connection.execute(delete(hidden).where(named)).rowcount > 0
            if found:
                bump(connection)
        return found

    def hidden(self) -> tuple[Hidden, ...]:
        """What is hidden, the earliest first."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(hidden).order_by(hidden.c.since, hidden.c.target)).mappings()
            return tuple(Hidden(**row) for row in rows)

    def hidden_words(self) -> Mapping[str, tuple[str, ...]]:
        """Article key → the words of the passages that are hidden in it."""
        found: dict[str, tuple[str, ...]] = {}
        for what in self.hidden():
            if what.words is not None:
                found[what.key] = (*found.get(what.key, ()), what.words)
        return found

    def withdraw(self, key: str, since: datetime) -> bool:
        """Note that its publisher took an article down: it leaves the shelf, its record stays. False if not stored."""
        with writing(self.engine) as connection:
            if not _is_stored(connection, key):
                return False
            if connection.execute(select(withdrawn).where(withdrawn.c.key == key)).one_or_none() is None:
                connection.execute(insert(withdrawn).values(key=key, since=since))
                bump(connection)
        return True

    def restore(self, key: str) -> None:
        """Note that an article is published (again)."""
        with writing(self.engine) as connection:
            if connection.execute(delete(withdrawn).where(withdrawn.c.key == key)).rowcount:
                bump(connection)

    def withdrawn(self) -> Mapping[str, datetime]:
        """Keys of withdrawn articles → since when."""
        with reading(self.engine) as connection:
            return {row.key: row.since for row in connection.execute(select(withdrawn))}

    def _each(self, query: Select[Any]) -> Iterator[Article]:
        with reading(self.engine) as connection:
            yield from map(_article, connection.execute(query.order_by(articles.c.key)).mappings())


def bump(connection: Connection) -> None:
    """Raise the revision: to be called in the transaction that changes an article."""
    connection.execute(update(state).values(revision=state.c.revision + 1))


def _shown() -> Select[Any]:
    gone = select(withdrawn.c.key).union(select(hidden.c.key).where(hidden.c.words.is_(None)))
    return select(articles).where(articles.c.key.not_in(gone))


def _key_now(connection: Connection, key: str) -> str:
    return connection.execute(select(aliases.c.key).where(aliases.c.alias == key)).scalar() or key


def _is_alias(connection: Connection, key: str) -> bool:
    return _key_now(connection, key) != key


def _is_stored(connection: Connection, key: str) -> bool:
    return connection.execute(select(articles.c.key).where(articles.c.key == key)).scalar() is not None


def _replace(connection: Connection, old: str, new: str) -> None:
    connection.execute(delete(articles).where(articles.c.key == old))
    connection.execute(delete(aliases).where(aliases.c.alias.in_([old, new])))
    # Aliases of the old key too: each leads to an article in one step.
    connection.execute(update(aliases).where(aliases.c.key == old).values(key=new))
    connection.execute(insert(aliases).values(alias=old, key=new))
    connection.execute(update(hidden).where(hidden.c.key == old).values(key=new))


def _compared(article: Article, stored: Row[Any] | None) -> Outcome:
    if stored is None:
        return Outcome.ADDED
    if stored.digest == article.digest:
        return Outcome.UNCHANGED
    return Outcome.OUTRANKED if Source(stored.source).trust > article.source.trust else Outcome.CHANGED


def _row(article: Article) -> dict[str, Any]:
    return {**asdict(article), "digest": article.digest}


def _article(row: RowMapping) -> Article:
    fields = {name: value for name, value in row.items() if name != "digest"}
    return Article(**fields | {"media_type": MediaType(row["media_type"]), "source": Source(row["source"])})
