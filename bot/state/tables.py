"""The bot's tables: the inbox, and what people asked to be remembered. They share the database of the articles.

Columns that hold a field of ``Inquiry``, ``Asker``, ``Conversation`` … are described there.

A change of these tables comes with a migration in ``bot/state/migrations`` (those up to 0005 stand with the articles',
in ``corpus/storage/migrations``), a line in ``docs/privacy.md``, and a new ``HISTORY.head``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy import Column, Engine, Index, Table, Text

from corpus.storage import database
from corpus.storage.database import ARTICLES
from corpus.storage.schema import UTCDateTime, metadata

#: All tables that a database has: the articles' and the bot's.
METADATA: Final = metadata
#: The revisions of all that is stored: the articles' and the bot's.
HISTORY: Final = replace(ARTICLES, head="0009", packages=("bot.state.migrations",))


def connect(address: str) -> Engine:
    """Return the engine for a database address with all tables at the newest revision. Raises StoreError."""
    return database.connect(address, HISTORY)


#: What people asked, from before it is acked until it is settled (``bot/state/inbox.py``).
inbox = Table(
    "inbox",
    metadata,
    Column("event_id", Text, primary_key=True),
    Column("surface", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("thread_ts", Text),
    Column("team", Text, nullable=False),
    Column("user", Text, nullable=False),
    #: JSON of what is needed to answer; erased when the event is settled.
    Column("body", Text),
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
    Column("team", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("municipality", Text),
    Column("changed_at", UTCDateTime, nullable=False),
)

#: Questions that can be refined or continued (もっと見る, a thread's 練馬区は？): kept for seven days.
conversations = Table(
    "conversations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("team", Text, nullable=False),
    Column("user", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("thread_ts", Text),
    Column("question_ts", Text),
    Column("message_ts", Text),
    Column("question", Text, nullable=False),
    #: JSON: filters taken off, passages shown so far.
    Column("progress", Text, nullable=False),
    Column("asked_at", UTCDateTime, nullable=False),
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

#: Terms that found nothing, a row a term and person: what the corpus lacks (``zadankai gaps``).
missed_terms = Table(
    "misses",
    metadata,
    #: HMAC of the term.
    Column("mark", Text, primary_key=True),
    #: HMAC of the term and the person.
    Column("person", Text, primary_key=True),
    #: The month in Tokyo in which the person last missed it: 2026-04.
    Column("month", Text, nullable=False),
    #: Null while only one person missed it.
    Column("term", Text),
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
