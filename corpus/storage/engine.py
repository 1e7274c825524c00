"""The engine for a database's address: how SQLite and PostgreSQL are connected to, and how transactions begin.

Their errors are translated in ``database.py``.
"""

from __future__ import annotations

import re
import time
import weakref
from contextlib import suppress
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from corpus.errors import StoreError

#: Seconds that a writer waits for another one before it fails.
_BUSY = 10
#: Seconds for which a refused connection is tried again, and between two attempts.
_PATIENCE, _PAUSE = 2.0, 0.4
#: PostgreSQL's code of a write that a read-only server refuses.
_READ_ONLY = "25006"


def open_engine(address: str) -> Engine:
    """Return the engine for a database address. Raises StoreError where it cannot be parsed."""
    try:
        url = _url(address)
        # PostgreSQL's driver forgets how many rows an INSERT made once its result is closed: without this, none ever.
        counted = {"preserve_rowcount": True}
        engine = create_engine(url, execution_options=counted, **_options(url.get_backend_name()))
    except (ArgumentError, NoSuchModuleError, ValueError):
        # Not what they say, and not as its cause: they quote what they did not understand, maybe the password.
        raise StoreError("the database's address", "not understood: sqlite:///PATH or postgres://…") from None
    event.listen(engine, "connect", _close_with_its_engine)
    if engine.dialect.name == "sqlite":
        if url.database and url.database != ":memory:" and "uri" not in url.query:
            _make_private(Path(url.database))
            _keep_to(Path(url.database), engine)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        event.listen(engine, "do_connect", _connect_postgresql)
        event.listen(engine, "begin", _begin_postgresql)
        event.listen(engine, "handle_error", _is_gone)
    return engine


def _url(address: str) -> URL:
    """Parse an address. Raises ArgumentError, ValueError, and StoreError where a part of a password would be shown."""
    url = make_url(re.sub(r"^postgres(?:ql)?(?=://)", "postgresql+psycopg", address))
    # A bare @ in a password makes its end a part of the host, which errors name.
    if url.get_backend_name() == "postgresql" and address.count("@") > 1:
        raise StoreError("the database's address", "not understood: encode @ in the password as %40")
    return url


def _make_private(file: Path) -> None:
    """Create a missing SQLite file and its folder; make the file its owner's only: it holds people's questions."""
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


def _keep_to(file: Path, engine: Engine) -> None:
    """Refuse what takes the file's place: what is written into a deleted one is lost, and nobody notices."""

    def identity() -> tuple[int, int] | None:
        with suppress(OSError):
            found = file.stat()
            return found.st_dev, found.st_ino
        return None

    opened = identity()

    def check(*_: object) -> None:
        if identity() != opened:
            raise StoreError(named(engine.url), "the file was replaced or deleted while it was in use; start again")

    event.listen(engine, "do_connect", check)
    event.listen(engine, "begin", check)


def named(url: URL) -> str:
    """Return what of an address may be shown; a password can stand in several places of it.

    >>> named(make_url("postgresql://hana:himitsu@db.example:5432/zadankai?password=himitsu"))
    'postgresql://db.example/zadankai'
    """
    return f"{url.get_backend_name()}://{url.host or ''}/{url.database or ''}"


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
            connection: Any = dialect.connect(*arguments, **named)
        except dialect.loaded_dbapi.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(_PAUSE)
        else:
            break
    encoding = connection.info.parameter_status("server_encoding")
    if encoding and encoding != "UTF8":
        # In another one names such as 髙﨑 cannot be stored, or are read back as bytes. Some poolers do not tell it.
        connection.close()
        what = f"the database {named.get('dbname', '')}".strip()
        raise StoreError(what, f"its encoding is {encoding}; create one with ENCODING 'UTF8'")
    return connection


def _begin_postgresql(connection: Connection) -> None:
    """Let no statement take longer than a question may wait."""
    # For this transaction alone: behind a pooler such as PgBouncer the next one may be on another connection.
    if not connection.get_execution_options().get("bare", False):
        connection.exec_driver_sql("SET LOCAL statement_timeout = '30s'")


def _is_gone(context: ExceptionContext) -> None:
    # A server that became read-only was replaced by another one: all connections to it are thrown away.
    if getattr(context.original_exception, "sqlstate", None) == _READ_ONLY:
        context.is_disconnect = True


def _close_with_its_engine(connection: Any, record: object) -> None:
    # An engine that nobody holds any more leaves nothing open: of a command that ended, of a start that failed.
    weakref.finalize(record, connection.close).atexit = False


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
