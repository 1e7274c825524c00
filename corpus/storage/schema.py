"""The tables of articles, and the MetaData that higher wings add theirs to.

Transcripts, passages and the index are derived: ``derived`` holds nothing that could not be made again. A change of
these tables comes with a migration in ``corpus/storage/migrations``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, Dialect, Integer, LargeBinary, MetaData, Table, Text, TypeDecorator


class UTCDateTime(TypeDecorator[datetime]):
    """A moment in UTC: aware in Python, without a zone in the database (SQLite knows none).

    Raises ValueError for a moment without a zone: a local time that crept in would shift by nine hours unseen.
    """

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Store as UTC, without the zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment without a zone: {value.isoformat()}")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Read back as UTC, with the zone."""
        return None if value is None else value.replace(tzinfo=UTC)


#: Alembic needs a name for every constraint that it may have to drop.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: Articles as received; the columns are the fields of ``corpus.model.Article``.
articles = Table(
    "articles",
    metadata,
    Column("key", Text, primary_key=True),
    Column("url", Text),
    Column("title", Text, nullable=False),
    Column("published", UTCDateTime),
    Column("modified", UTCDateTime),
    Column("body", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("retrieved", UTCDateTime, nullable=False),
    Column("digest", Text, nullable=False),
)

#: One row (id 1): the revision that every change of articles raises in its own transaction.
state = Table(
    "state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("revision", Integer, nullable=False),
)

#: Keys that articles once had, before a better source of the same text replaced them.
aliases = Table(
    "aliases",
    metadata,
    Column("alias", Text, primary_key=True),
    #: The key of the article now.
    Column("key", Text, nullable=False),
)

#: What the operator keeps out of the index (``corpus/hidden.py``).
hidden = Table(
    "hidden",
    metadata,
    #: The article's key or the passage's id, as it was when it was hidden.
    Column("target", Text, primary_key=True),
    #: The key of the article now.
    Column("key", Text, nullable=False),
    #: The passage's words: they are found again however a later parser cuts. Null where the whole article is hidden.
    Column("words", Text),
    Column("reason", Text, nullable=False),
    Column("since", UTCDateTime, nullable=False),
)

#: Articles that their publisher took down: their records stay for the operator.
withdrawn = Table(
    "withdrawn",
    metadata,
    Column("key", Text, primary_key=True),
    Column("since", UTCDateTime, nullable=False),
)

#: Keys of articles that the operator deleted: no import and no sync brings them back unless the row is removed.
deleted = Table(
    "deleted",
    metadata,
    Column("key", Text, primary_key=True),
    Column("since", UTCDateTime, nullable=False),
)

#: The addresses that ``corpus/sync/sync.py`` knows, and what each answered last.
fetches = Table(
    "fetches",
    metadata,
    Column("address", Text, primary_key=True),
    #: article; feed or sitemap in rows of earlier releases.
    Column("kind", Text, nullable=False),
    #: For conditional requests; null where it sent none, or what it sent was not kept.
    Column("etag", Text),
    Column("last_modified", Text),
    #: What became of it (``fetch_log.Verdict``), or null where it was not asked yet.
    Column("verdict", Text),
    #: More of that: the error's words, or null.
    Column("reason", Text),
    #: When it first answered 404 or 410 without answering otherwise since, or null.
    Column("gone_since", UTCDateTime),
    Column("checked_at", UTCDateTime),
)

#: What can be made again from the articles, kept because making takes time (``store.Derived``).
derived = Table(
    "derived",
    metadata,
    #: The key of the article that it was made from, or another name for what is no article.
    Column("source", Text, primary_key=True),
    #: What it is and who made it, with all that the result depends on: versions, parameters.
    Column("maker", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
