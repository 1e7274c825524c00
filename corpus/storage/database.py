"""The database itself: an engine for an address, the schema brought up to date, foreign errors translated.

Articles and the bot's own tables share one engine and one history of migrations.
"""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, Final

from sqlalchemy import URL, Connection, Dialect, Engine, Row, Table, create_engine, event, inspect, text, update
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, OperationalError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from corpus.errors import StoreError
from corpus.storage.schema import state

#: One number for all processes that migrate this schema on one PostgreSQL (any 64-bit integer, the same for all).
_MIGRATION_LOCK = 0x7A61_6461
#: Seconds that a writer waits for another one before it fails.
_BUSY = 10
#: Seconds for which a refused connection is tried again, and between two attempts.
_PATIENCE, _PAUSE = 2.0, 0.4
#: Seconds that PostgreSQL may take for one statement.
_LONGEST = 30
#: PostgreSQL's code of a write that a read-only server refuses.
_READ_ONLY = "25006"


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
    try:
        url = _url(address)
        # PostgreSQL's driver forgets how many rows an INSERT made once its result is closed: without this, none ever.
        counted = {"preserve_rowcount": True}
        engine = create_engine(url, execution_options=counted, **_options(url.get_backend_name()))
    except (ArgumentError, NoSuchModuleError, ValueError):
        # Not what they say, and not as its cause: they quote what they did not understand, maybe the password.
        raise StoreError("the database's address", "not understood: sqlite:///PATH or postgres://…") from None
    if engine.dialect.name == "sqlite":
        _make_private(url)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "do_connect", _connect_postgresql)
        event.listen(engine, "begin", _begin_postgresql)
        event.listen(engine, "handle_error", _is_gone)
    with translated(engine):
        _bring_up_to_date(engine, history)
    return engine


def _url(address: str) -> URL:
    """Parse an address. Raises ArgumentError, ValueError, and StoreError where a part of a password would be shown."""
    url = make_url(re.sub(r"^postgres(?:ql)?(?=://)", "postgresql+psycopg", address))
    # A bare @ in a password makes its end a part of the host, which errors name.
    if url.get_backend_name() == "postgresql" and address.count("@") > 1:
        raise StoreError("the database's address", "not understood: encode @ in the password as %40")
    return url


def _make_private(url: URL) -> None:
    """Create a missing SQLite file and its folder; make the file its owner's only: it holds people's questions."""
    if not url.database or url.database == ":memory:" or "uri" in url.query:
        return
    file = Path(url.database)
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # SQLite gives what it writes beside it (-wal, -shm) the same mode.
        with suppress(FileExistsError):
            file.touch(mode=0o600, exist_ok=False)
        # One that was copied back is anybody's; whose it is not cannot change that.
        with suppress(PermissionError):
            for part in (file, *filter(Path.exists, (Path(f"{file}-wal"), Path(f"{file}-shm")))):
                part.chmod(0o600)
    except OSError as error:
        raise StoreError(str(file), f"cannot be made: {error.strerror}; set ZADANKAI_DATABASE_URL") from error


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """Turn SQLAlchemy's errors into StoreError, named by kind, host and name of the database."""
    try:
        yield
    except SQLAlchemyError as error:
        raise StoreError(_named(engine.url), _brief(error), passing=_is_passing(error)) from error


def _is_passing(error: SQLAlchemyError) -> bool:
    if isinstance(error, OperationalError):
        # SQLite's name for a statement that is wrong, such as one of a missing table; PostgreSQL has other classes.
        return getattr(error.orig, "sqlite_errorcode", None) != sqlite3.SQLITE_ERROR
    # The latter: no connection of the pool became free.
    return (isinstance(error, DBAPIError) and error.connection_invalidated) or isinstance(error, PoolTimeout)


def _is_gone(context: ExceptionContext) -> None:
    # A server that became read-only was replaced by another one: all connections to it are thrown away.
    if getattr(context.original_exception, "sqlstate", None) == _READ_ONLY:
        context.is_disconnect = True


def _named(url: URL) -> str:
    """Return what of an address may be shown; a password can stand in several places of it.

    >>> _named(make_url("postgresql://hana:himitsu@db.example:5432/zadankai?password=himitsu"))
    'postgresql://db.example/zadankai'
    """
    return f"{url.get_backend_name()}://{url.host or ''}/{url.database or ''}"


def _brief(error: Exception) -> str:
    """Return the first line of a driver's message; the rest quotes the statement and its parameters."""
    return str(getattr(error, "orig", None) or error).splitlines()[0]


def _options(backend: str) -> dict[str, Any]:
    if backend == "sqlite":
        return {"connect_args": {"timeout": _BUSY}}
    # A connection that a firewall cut must not fail the first question of the day, nor hold a later one for hours.
    alive = {"keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3, "tcp_user_timeout": 30_000}
    # Nor are statements prepared on a connection that a pooler gives to somebody else meanwhile.
    arguments = {"connect_timeout": _BUSY, "prepare_threshold": None, **alive}
    # Nine in all: small plans have 20 connections, and two processes overlap while one takes the other's place.
    pool = {"pool_pre_ping": True, "pool_size": 5, "max_overflow": 4, "pool_timeout": _BUSY}
    return {**pool, "connect_args": arguments}


def _connect_postgresql(dialect: Dialect, _record: object, arguments: list[Any], named: dict[str, Any]) -> Any:
    """Connect, again where it is refused: there may be too many connections, or the server starts."""
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return dialect.connect(*arguments, **named)
        except dialect.loaded_dbapi.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(_PAUSE)


def _begin_postgresql(connection: Connection) -> None:
    # For this transaction alone: behind a pooler such as PgBouncer the next one may be on another connection.
    if not connection.get_execution_options().get("bare", False):
        connection.exec_driver_sql(f"SET LOCAL statement_timeout = '{_LONGEST}s'")


def _prepare_sqlite(connection: Any, _record: object) -> None:
    # We begin transactions ourselves: the driver begins them too late for a read that a write follows.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    # What is deleted is overwritten: else questions could be read in the file long after they were forgotten.
    cursor.execute("PRAGMA secure_delete=ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # IMMEDIATE takes the write lock at once and waits for it; a deferred one fails when it comes to write.
    options = connection.get_execution_options()
    if options.get("bare", False):
        return
    if options.get("writes", False):
        # With WAL, NORMAL loses nothing when the process dies; FULL also survives a power cut, and an acked event must.
        many = options.get("many", False)
        connection.exec_driver_sql("PRAGMA synchronous=NORMAL" if many else "PRAGMA synchronous=FULL")
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    else:
        connection.exec_driver_sql("BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that will write and is committed when the block ends. Raises StoreError."""
    with translated(engine), engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


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

    Waits for readers as long as any writer does, and leaves the log where they stay. Raises StoreError.
    """
    if engine.dialect.name == "sqlite":
        # Outside of a transaction: within one SQLite refuses.
        with translated(engine), engine.connect().execution_options(bare=True) as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").close()


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
                _named(connection.engine.url), f"its schema is not one of this program's: {error}; upgrade zadankai"
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
