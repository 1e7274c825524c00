"""The articles as received, in a database; each change of what is searched raises the revision in one transaction.

Withheld articles (hidden by the operator, withdrawn by their publisher, or without the words in them that are hidden)
are visible to the operator only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol, Self

from sqlalchemy import Connection, Engine, Row, RowMapping, Select, delete, insert, select, update

from corpus.errors import Overtaken, UnknownArticle
from corpus.hidden import RUN, Hidden, is_lost
from corpus.markup import canonical
from corpus.model import Article, MediaType, Source
from corpus.municipalities import Gazetteer, tokyo
from corpus.passages import split_id
from corpus.storage.database import bump, changing, connect, inserting, reading, rewrite, writing
from corpus.storage.schema import aliases, articles, deleted, derived, fetches, hidden, state, withdrawn
from corpus.text import letters


class Outcome(StrEnum):
    """The outcome of putting an article into the store."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    #: The stored one comes from a more trusted source and stays.
    OUTRANKED = "outranked"
    #: The operator deleted it; it is not stored again unless they allow it.
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class Derived:
    """A cache of what was derived from articles, so that the next start need not derive it again.

    The store does not interpret the bytes. A source is an article's key, with which its rows are deleted, or the name
    of what is no article.
    """

    engine: Engine
    #: What is derived (tokens, vectors): makers of one kind replace each other.
    kind: str

    def read(self, maker: str) -> Mapping[str, bytes]:
        """Return source → the bytes that ``maker`` derived from it."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(derived).where(derived.c.maker == self._named(maker)))
            return {row.source: row.content for row in rows}

    def replace(self, maker: str, made: Mapping[str, bytes], sources: Collection[str]) -> None:
        """Store ``made``; delete this kind's rows of other makers and of sources that are not in ``sources``.

        Another process may know newer articles, or that one was deleted: their rows stay, and its are not stored.
        """
        name = self._named(maker)
        with writing(self.engine) as connection:
            own = derived.c.maker.startswith(self._named(""), autoescape=True)
            shown = _shown().with_only_columns(articles.c.key)
            unknown = derived.c.source.not_in(sources) & derived.c.source.not_in(shown)
            stale = (derived.c.maker != name) | unknown | derived.c.source.in_(made)
            connection.execute(delete(derived).where(own & stale))
            gone = set(connection.execute(select(deleted.c.key).where(deleted.c.key.in_(made))).scalars())
            rows = [{"source": key, "maker": name, "content": made[key]} for key in made.keys() - gone]
            if rows:
                connection.execute(inserting(self.engine, derived).on_conflict_do_nothing(), rows)

    def _named(self, maker: str) -> str:
        return f"{self.kind}: {maker}"


class Shelf(Protocol):
    """A source of articles without withheld ones: the store, or the sample, which takes the defaults."""

    @property
    def gazetteer(self) -> Gazetteer:
        """The municipalities of these articles."""

    @property
    def sample(self) -> bool:
        """True if the articles are invented."""
        return False

    def derived(self, kind: str) -> Derived | None:  # noqa: ARG002 - for those that have one
        """Return the cache of what of this kind is derived from the articles, or None."""
        return None

    def revision(self) -> int:
        """Return a number that changes whenever an article changes or is hidden."""
        return 0

    def articles(self) -> Iterator[Article]:
        """Yield all articles, in the order of their keys."""

    def article(self, key: str) -> Article:
        """Return an article, also by a former key; raises UnknownArticle."""

    def aliases(self) -> Mapping[str, str]:
        """Return former keys of articles → their current keys."""
        return {}

    def hidden_words(self) -> Mapping[str, tuple[str, ...]]:
        """Return article key → the texts of its hidden passages."""
        return {}


@dataclass(frozen=True, slots=True)
class Store(Shelf):
    """The articles of a database; all methods raise StoreError if it fails."""

    engine: Engine

    @classmethod
    def open(cls, address: str) -> Self:
        """Open the store at a database address and upgrade the tables of articles; raises StoreError."""
        return cls(connect(address))

    @property
    def gazetteer(self) -> Gazetteer:
        """The 62 municipalities of Tokyo."""
        return tokyo()

    def derived(self, kind: str) -> Derived:
        """Return the cache, in the same database."""
        return Derived(self.engine, kind)

    def revision(self) -> int:
        """Return the number of changes so far of what is searched."""
        with reading(self.engine) as connection:
            return int(connection.execute(select(state.c.revision)).scalar_one())

    def count(self) -> int:
        """Return the number of stored articles, including withheld ones."""
        return len(self.article_keys())

    def articles(self) -> Iterator[Article]:
        """Yield all articles except withheld ones, in the order of their keys."""
        words = self.hidden_words()
        yield from (article for article in self._each(_shown()) if not _has_lost(article, words))

    def stored(self) -> Iterator[Article]:
        """Yield all articles, including withheld ones, in the order of their keys."""
        yield from self._each(select(articles))

    def article_keys(self) -> tuple[str, ...]:
        """Return the keys of all stored articles, in order."""
        with reading(self.engine) as connection:
            return tuple(connection.execute(select(articles.c.key).order_by(articles.c.key)).scalars())

    def article(self, key: str) -> Article:
        """Return an article, also by a former key; raises UnknownArticle, also if it is withheld."""
        with reading(self.engine) as connection:
            now = _key_now(connection, key)
            row = connection.execute(_shown().where(articles.c.key == now)).mappings().one_or_none()
            if row is None and not _is_stored(connection, now):
                raise UnknownArticle(key, "not in the store; 'zadankai import' brings articles in")
        if row is None or _has_lost(found := _article(row), self.hidden_words()):
            raise UnknownArticle(key, "withheld: hidden or withdrawn; 'zadankai check' says why")
        return found

    def holding(self, target: str) -> tuple[Article, str]:
        """Return the article of a key or a passage's id, withheld or not, and the rest of the id.

        Raises UnknownArticle.
        """
        with reading(self.engine) as connection:
            for key, rest in ((target, ""), split_id(target)):
                query = select(articles).where(articles.c.key == _key_now(connection, key))
                if row := connection.execute(query).mappings().one_or_none():
                    return _article(row), rest
        raise UnknownArticle(target, "no article of this key is stored")

    def aliases(self) -> Mapping[str, str]:
        """Return former keys of articles → their current keys."""
        with reading(self.engine) as connection:
            return {row.alias: row.key for row in connection.execute(select(aliases))}

    def put(self, article: Article, *, replaces: Collection[str] = (), seen: int | None = None) -> Outcome:
        """Add an article or replace the one of its key; an equal one changes nothing.

        Articles of the keys in ``replaces`` are deleted, and their keys become aliases of this article. Raises
        Overtaken where the revision is not the one ``seen``, if one is given.
        """
        with changing(self.engine) as connection:
            if seen not in {None, connection.execute(select(state.c.revision)).scalar_one()}:
                raise Overtaken(article.key, "another process has changed the articles meanwhile")
            if connection.execute(select(deleted).where(deleted.c.key == article.key)).one_or_none():
                return Outcome.DELETED
            stored = connection.execute(select(articles).where(articles.c.key == article.key)).one_or_none()
            is_alias = _key_now(connection, article.key) != article.key
            outcome = Outcome.OUTRANKED if is_alias else _compared(article, stored)
            if outcome is Outcome.ADDED:
                connection.execute(insert(articles).values(_row(article)))
            elif outcome is Outcome.CHANGED:
                connection.execute(update(articles).where(articles.c.key == article.key).values(_row(article)))
            for key in replaces:
                _replace(connection, key, article.key)
            if replaces or outcome in {Outcome.ADDED, Outcome.CHANGED}:
                bump(connection)
                kept = connection.execute(select(hidden)).mappings()
                _hide_in(connection, article, [Hidden(**row) for row in kept])
        return outcome

    def hide(self, what: Hidden) -> None:
        """Hide an article, or a passage in all that say it; an earlier entry of the same target is replaced."""
        with changing(self.engine) as connection:
            connection.execute(delete(hidden).where(hidden.c.target == what.target))
            connection.execute(insert(hidden).values(asdict(what)))
            for row in connection.execute(select(articles)).mappings() if what.words else ():
                _hide_in(connection, _article(row), [what])
            bump(connection)

    def unhide(self, target: str) -> bool:
        """Unhide the target, or the article of this current key; return False if it was not hidden."""
        named = (hidden.c.target == target) | (hidden.c.key == target) & hidden.c.words.is_(None)
        with changing(self.engine) as connection:
            found = connection.execute(delete(hidden).where(named)).rowcount > 0
            if found:
                bump(connection)
        return found

    def hidden(self) -> tuple[Hidden, ...]:
        """Return the hidden articles and passages, the earliest first."""
        with reading(self.engine) as connection:
            rows = connection.execute(select(hidden).order_by(hidden.c.since, hidden.c.target)).mappings()
            return tuple(Hidden(**row) for row in rows)

    def hidden_words(self) -> Mapping[str, tuple[str, ...]]:
        """Return article key → the texts of its hidden passages."""
        found: dict[str, tuple[str, ...]] = {}
        for what in self.hidden():
            if what.words is not None:
                found[what.key] = (*found.get(what.key, ()), what.words)
        return found

    def withdraw(self, key: str, since: datetime) -> bool:
        """Mark an article as withdrawn by its publisher; return False if it is not stored."""
        with changing(self.engine) as connection:
            if not _is_stored(connection, key):
                return False
            if connection.execute(select(withdrawn).where(withdrawn.c.key == key)).one_or_none() is None:
                connection.execute(insert(withdrawn).values(key=key, since=since))
                bump(connection)
        return True

    def restore(self, key: str) -> None:
        """Mark an article as published again."""
        with changing(self.engine) as connection:
            if connection.execute(delete(withdrawn).where(withdrawn.c.key == key)).rowcount:
                bump(connection)

    def withdrawn(self) -> Mapping[str, datetime]:
        """Return the keys of withdrawn articles → since when."""
        with reading(self.engine) as connection:
            return {row.key: row.since for row in connection.execute(select(withdrawn))}

    def delete(self, key: str, since: datetime) -> None:
        """Delete an article, what was hidden of it and what was derived, and refuse its keys from now on.

        Raises UnknownArticle.
        """
        with changing(self.engine) as connection:
            now = _key_now(connection, key)
            if not _is_stored(connection, now):
                raise UnknownArticle(key, "no article of this key is stored")
            former = connection.execute(select(aliases.c.alias).where(aliases.c.key == now)).scalars()
            connection.execute(insert(deleted), [{"key": name, "since": since} for name in (now, *former)])
            for table in (articles, aliases, hidden, withdrawn):
                connection.execute(delete(table).where(table.c.key == now))
            connection.execute(delete(fetches).where(fetches.c.address.endswith(f"/{now}")))
            connection.execute(delete(derived).where(derived.c.source == now))
            bump(connection)
        rewrite(self.engine)

    def allow(self, key: str) -> bool:
        """Let an import or sync bring a deleted article in again; return False if it was not deleted."""
        with writing(self.engine) as connection:
            return connection.execute(delete(deleted).where(deleted.c.key == key)).rowcount > 0

    def deleted(self) -> Mapping[str, datetime]:
        """Return the keys of deleted articles → since when."""
        with reading(self.engine) as connection:
            return {row.key: row.since for row in connection.execute(select(deleted))}

    def _each(self, query: Select[Any]) -> Iterator[Article]:
        with reading(self.engine) as connection:
            yield from map(_article, connection.execute(query.order_by(articles.c.key)).mappings())


def _has_lost(article: Article, hidden_words: Mapping[str, Sequence[str]]) -> bool:
    """Tell whether hidden words are not found in an article any more."""
    return any(is_lost(canonical(article).text, words) for words in hidden_words.get(article.key, ()))


def _hide_in(connection: Connection, article: Article, kept: Sequence[Hidden]) -> None:
    """Hide in an article what is hidden in another and said in this one, too: under another key, or as another part."""
    known = {each.words for each in kept if each.key == article.key}
    for words, each in {each.words: each for each in kept if each.words not in known}.items():
        if words and len(letters(words)) >= RUN and not is_lost(canonical(article).text, words):
            found = replace(each, target=f"{article.key}:{each.target.rpartition(':')[2]}", key=article.key)
            connection.execute(delete(hidden).where(hidden.c.target == found.target))
            connection.execute(insert(hidden).values(asdict(found)))


def _shown() -> Select[Any]:
    gone = select(withdrawn.c.key).union(select(hidden.c.key).where(hidden.c.words.is_(None)))
    return select(articles).where(articles.c.key.not_in(gone))


def _key_now(connection: Connection, key: str) -> str:
    return connection.execute(select(aliases.c.key).where(aliases.c.alias == key)).scalar() or key


def _is_stored(connection: Connection, key: str) -> bool:
    return connection.execute(select(articles.c.key).where(articles.c.key == key)).scalar() is not None


def _replace(connection: Connection, old: str, new: str) -> None:
    connection.execute(delete(articles).where(articles.c.key == old))
    connection.execute(delete(aliases).where(aliases.c.alias.in_([old, new])))
    # Aliases of the old key too, so that no alias refers to another alias.
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
