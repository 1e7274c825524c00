"""The tables: one MetaData for all that is stored, whoever reads it.

Only sources, the inbox and what people asked to be remembered live in the database; transcripts, passages and the index
are derived, and ``derived`` holds nothing that could not be made again. Changes of these tables come with a migration
in ``corpus/migrations``.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, DateTime, Dialect, Index, Integer, LargeBinary, MetaData, Table, Text, TypeDecorator


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
    #: The digest of the article that it was made from, or another name for what is no article.
    Column("source", Text, primary_key=True),
    #: Who made it, with all that the result depends on: versions, parameters.
    Column("maker", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

#: What people asked, from before it is acked until it is settled (``bot/state/inbox.py``).
inbox = Table(
    "inbox",
    metadata,
    #: Slack's event id, or ``command:`` and the trigger of a slash command.
    Column("event_id", Text, primary_key=True),
    #: mention, direct_message or command.
    Column("surface", Text, nullable=False),
    Column("channel", Text, nullable=False),
    #: The thread to answer in, or null.
    Column("thread_ts", Text),
    #: The asker's own team, which is not always the workspace's.
    Column("team", Text, nullable=False),
    Column("user", Text, nullable=False),
    #: JSON of what is needed to answer; erased when the event is settled.
    Column("body", Text),
    #: received, sending, sent, dropped or uncertain.
    Column("state", Text, nullable=False),
    #: Why it was dropped, or null.
    Column("reason", Text),
    Column("received_at", UTCDateTime, nullable=False),
    Column("settled_at", UTCDateTime),
    #: When it became sending, or null.
    Column("taken_at", UTCDateTime),
    # Counting by state and clearing old rows must not read the whole table while events come in.
    Index("ix_inbox_state_received_at", "state", "received_at"),
)

#: What a person asked to be remembered: one's own municipality, until ``/zadankai forget``.
people = Table(
    "people",
    metadata,
    #: Of an org-wide installation, else empty.
    Column("enterprise", Text, primary_key=True),
    #: The *user's* team.
    Column("team", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("municipality", Text),
    Column("changed_at", UTCDateTime, nullable=False),
)

#: Questions that can be refined or continued (もっと見る, a thread's 練馬区は？): kept for seven days.
conversations = Table(
    "conversations",
    metadata,
    #: Random, as buttons carry it.
    Column("id", Text, primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("team", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("channel", Text, nullable=False),
    #: The thread that the answer stands in, or null.
    Column("thread_ts", Text),
    #: The answer itself, or null where Slack did not say.
    Column("message_ts", Text),
    Column("question", Text, nullable=False),
    #: JSON: filters taken off, passages shown so far.
    Column("progress", Text, nullable=False),
    Column("asked_at", UTCDateTime, nullable=False),
    #: The id of somebody else's question that this one goes on with, or null: it is kept no longer than that.
    Column("origin", Text),
    Index("ix_conversations_thread", "channel", "thread_ts"),
)

#: 役に立った and 違う: the question's terms, never its text, and who under an HMAC; kept for 180 days.
feedback = Table(
    "feedback",
    metadata,
    Column("id", Text, primary_key=True),
    #: HMAC of enterprise, team and user.
    Column("person", Text, nullable=False),
    #: useful or wrong.
    Column("verdict", Text, nullable=False),
    #: JSON lists.
    Column("terms", Text, nullable=False),
    Column("passages", Text, nullable=False),
    Column("given_at", UTCDateTime, nullable=False),
)

#: この引用について知らせる: what somebody found wrong with a quote, for the operator; no words of theirs.
reports = Table(
    "reports",
    metadata,
    Column("id", Text, primary_key=True),
    Column("passage", Text, nullable=False),
    #: speaker, context or removal.
    Column("kind", Text, nullable=False),
    Column("reported_at", UTCDateTime, nullable=False),
    #: When the operator was told, or null.
    Column("told_at", UTCDateTime),
)

#: Who wants to hear of new roundtables: a person or a channel.
subscriptions = Table(
    "subscriptions",
    metadata,
    Column("receiver", Text, primary_key=True),
    Column("enterprise", Text, nullable=False),
    Column("team", Text, nullable=False),
    #: Who asked for it.
    Column("user", Text, nullable=False),
    Column("since", UTCDateTime, nullable=False),
)

#: 新しい座談会が入りました: once per article and receiver, with the inbox's states.
notices = Table(
    "notices",
    metadata,
    Column("article", Text, primary_key=True),
    Column("receiver", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("due_at", UTCDateTime, nullable=False),
    Column("settled_at", UTCDateTime),
)

#: Terms that found nothing, a row a term and day: what the corpus lacks (``zadankai gaps``).
missed_terms = Table(
    "misses",
    metadata,
    Column("term", Text, primary_key=True),
    #: The day in Tokyo, ISO.
    Column("day", Text, primary_key=True),
)

#: When each regular task last ran and what came of it: the operator's daily message, purge, sync's failures.
jobs = Table(
    "chores",
    metadata,
    Column("name", Text, primary_key=True),
    Column("done_at", UTCDateTime, nullable=False),
    #: JSON, by task.
    Column("detail", Text, nullable=False),
)
