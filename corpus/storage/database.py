"""The database itself: the schema brought up to date, transactions, foreign errors translated.

Articles and the bot's own tables share one engine and one history of migrations.
"""

from __future__ import annotations

import logging
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, Row, Table, inspect, select, text, update
from sqlalchemy.exc import DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from corpus.errors import StoreError
from corpus.storage.engine import named, open_engine
from corpus.storage.schema import state

log = logging.getLogger(__name__)

#: Attempts to empty SQLite's log, and seconds between them.
_WIPES, _WIPE_PAUSE = 50, 0.1
#: One number for all processes that migrate this schema on one PostgreSQL (any 64-bit integer, the same for all).
_MIGRATION_LOCK = 0x7A61_6461


@dataclass(frozen=True, slots=True)
class History:
    """The revisions of a schema: those beside this file, and those of packages that add tables of their own."""

    #: The newest revision; a test compares it with the files.
    head: str = "0006"
    #: Packages whose modules are further revisions (Alembic's version locations), such as ``bot.state.migrations``.
    packages: tuple[str, ...] = ()


#: That of the articles alone.
ARTICLES: Final = History()


def connect(address: str, history: History = ARTICLES) -> Engine:
    """Return the engine for a database address, with its schema brought to the head of *history*.

    ``postgres://`` is accepted as hosts give it. Raises StoreError where the address cannot be parsed, the database
    cannot be reached, or its schema is newer than this program.
    """
    engine = open_engine(address)
    with translated(engine):
        _bring_up_to_date(engine, history)
    return engine


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """Turn SQLAlchemy's errors into StoreError, named by kind, host and name of the database."""
    try:
        yield
    except SQLAlchemyError as error:
        raise StoreError(named(engine.url), _brief(error), passing=_is_passing(error)) from error


def _is_passing(error: SQLAlchemyError) -> bool:
    if isinstance(error, OperationalError):
        # SQLite's name for a statement that is wrong, such as one of a missing table; PostgreSQL has other classes.
        return getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR
    # The latter: no connection of the pool became free.
    return (isinstance(error, DBAPIError) and error.connection_invalidated) or isinstance(error, PoolTimeout)


def _brief(error: Exception) -> str:
    """Return the first line of a driver's message; the rest quotes the statement and its parameters."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that will write and is committed when the block ends. Raises StoreError."""
    with translated(engine), engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def changing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that changes articles: one at a time, whatever else the processes do. Raises StoreError."""
    with writing(engine) as connection:
        # Before anything else is locked: two that locked each other's rows first would wait for ever.
        connection.execute(select(state.c.revision).with_for_update())
        yield connection


def bump(connection: Connection) -> None:
    """Raise the revision, in the transaction that changes an article."""
    connection.execute(update(state).values(revision=state.c.revision + 1))


@contextmanager
def writing_many(engine: Engine) -> Iterator[Engine]:
    """Give an engine for many transactions in a row: SQLite waits for the disk once, when the block ends.

    None of them is lost or halved when the process dies; a power cut before the end may take the last ones, whole.
    """
    try:
        yield engine.execution_options(many=True)
    finally:
        # All stand in one log, so one commit that waits for the disk makes those before it safe; it has to write.
        with writing(engine) as connection:
            connection.execute(update(state).values(revision=state.c.revision))


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that only reads. Raises StoreError."""
    with translated(engine), engine.connect() as connection, connection.begin():
        yield connection


class Kept:
    """A table with an engine and a clock; methods raise StoreError where the database fails."""

    def __init__(self, engine: Engine, clock: Callable[[], datetime]) -> None:
        self.engine = engine
        #: The time, with its zone.
        self.clock = clock

    def rows(self, query: Any) -> Sequence[Row[Any]]:
        """Return the rows of a query, in a transaction of its own."""
        with reading(self.engine) as connection:
            return connection.execute(query).all()

    def run(self, statement: Any) -> int:
        """Execute a statement in a transaction of its own; return the number of rows changed."""
        with writing(self.engine) as connection:
            return int(connection.execute(statement).rowcount)


def wipe(engine: Engine) -> None:
    """Remove what was deleted from SQLite's log, too. PostgreSQL cleans up by itself.

    Waits some seconds for readers, and leaves the log where they stay; nobody who writes waits for it.
    Raises StoreError.
    """
    if engine.dialect.name == "sqlite":
        # Outside of a transaction: within one SQLite refuses.
        with translated(engine), engine.connect().execution_options(bare=True) as connection:
            # SQLite waits for readers with the lock of those who write in its hand: the waiting is done here, without.
            if connection.exec_driver_sql("PRAGMA journal_mode").scalar() != "wal":
                return  # in memory there is no log, and nothing beside its one connection
            connection.detach()
            connection.exec_driver_sql("PRAGMA busy_timeout = 0").close()
            for _ in range(_WIPES):
                # Another's checkpoint makes it busy too, and that one may have begun before what was deleted.
                if not connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").scalar():
                    return
                time.sleep(_WIPE_PAUSE)
        log.info("the database's log is in use: what was deleted leaves it with the next time")


def rewrite(engine: Engine) -> None:
    """Write the articles' tables anew: no page keeps a deleted row. Raises StoreError."""
    if engine.dialect.name == "sqlite":
        with translated(engine), engine.connect().execution_options(bare=True) as connection:
            connection.exec_driver_sql("VACUUM").close()
    else:
        alone = {"isolation_level": "AUTOCOMMIT", "bare": True}
        with translated(engine), engine.connect().execution_options(**alone) as connection:
            connection.execute(text("VACUUM (FULL) articles, aliases, hidden, derived, fetches"))
    wipe(engine)


def _bring_up_to_date(engine: Engine, history: History) -> None:
    # Asked first without Alembic: its import alone would be a tenth of the time that a question may take.
    with engine.connect() as connection:
        if _version(connection) == history.head:
            return
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
        # Another process may have done it while we waited for the lock.
        if _version(connection) != history.head:
            _migrate(connection, history)


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _migrate(connection: Connection, history: History) -> None:
    from alembic import command  # noqa: PLC0415 - see _bring_up_to_date
    from alembic.config import Config  # noqa: PLC0415 - the same
    from alembic.util import CommandError  # noqa: PLC0415 - the same

    with ExitStack() as unpacked:
        own = unpacked.enter_context(as_file(files("corpus.storage") / "migrations"))
        further = [unpacked.enter_context(as_file(files(package))) for package in history.packages]
        config = Config()
        config.set_main_option("script_location", _escaped(own))
        config.set_main_option("path_separator", "newline")
        config.set_main_option("version_locations", "\n".join(map(_escaped, [own / "versions", *further])))
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, history.head)
        # KeyError: a revision whose predecessor is in a package that was not named.
        except (CommandError, KeyError) as error:
            raise StoreError(
                named(connection.engine.url), f"its schema is not one of this program's: {error}; upgrade zadankai"
            ) from error


def _escaped(path: Path) -> str:
    """Return a path as Alembic's configuration takes it, which interpolates %."""
    return str(path).replace("%", "%%")


def inserting(engine: Engine, table: Table) -> Any:
    """Return the dialect's insert into ``table``, with ``on_conflict_do_nothing`` and ``on_conflict_do_update``."""
    if engine.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415 - 30 ms that SQLite need not wait for
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment] # noqa: PLC0415 - likewise
    return insert(table)
