"""A real PostgreSQL as hosts offer it: with few connections, some of them refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest
from sqlalchemy import text

from corpus.errors import StoreError
from corpus.storage.database import connect, reading


@pytest.fixture
def plan(postgres_database: str) -> Iterator[str]:
    """The address of a database for a user who may have 20 connections."""
    parts = urlsplit(postgres_database)
    name = f"plan{parts.path.strip('/')}"
    with psycopg.connect(postgres_database, autocommit=True) as operator:
        operator.execute(f"CREATE ROLE {name} LOGIN CONNECTION LIMIT 20")
        operator.execute(f"ALTER DATABASE {parts.path.strip('/')} OWNER TO {name}")
        yield urlunsplit(parts._replace(netloc=f"{name}:@"))
        operator.execute(f"REASSIGN OWNED BY {name} TO postgres")
        operator.execute(f"DROP ROLE {name}")


def test_two_processes_and_a_command_find_room_among_20_connections(plan: str) -> None:
    with ExitStack() as stack:
        for _ in range(2):
            stack.enter_context(busy(plan))
        connect(plan).dispose()


def test_a_connection_that_was_refused_is_tried_again(plan: str) -> None:
    with ExitStack() as stack:
        for _ in range(20):
            last = stack.enter_context(closing(psycopg.connect(plan)))
        later = threading.Timer(0.5, last.close)
        later.start()
        connect(plan).dispose()
        later.join()


def test_one_that_is_refused_for_longer_is_an_error_that_may_pass(plan: str) -> None:
    with ExitStack() as stack:
        for _ in range(20):
            stack.enter_context(closing(psycopg.connect(plan)))
        with pytest.raises(StoreError, match="too many connections") as failed:
            connect(plan)
    assert failed.value.passing


@contextmanager
def busy(address: str) -> Iterator[None]:
    """A process all of whose threads ask something that takes a while."""
    engine, asked, end = connect(address), threading.Semaphore(0), threading.Event()

    def ask() -> None:
        with reading(engine) as connection:
            connection.execute(text("SELECT 1"))
            asked.release()
            end.wait(20)

    threads = [threading.Thread(target=ask) for _ in range(40)]
    for thread in threads:
        thread.start()
    for _ in range(9):
        assert asked.acquire(timeout=20)
    try:
        yield
    finally:
        end.set()
        for thread in threads:
            thread.join()
        engine.dispose()


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "EUC_JP"])
def test_a_database_that_is_not_in_utf_8_is_refused_with_the_mend(postgres_database: str, encoding: str) -> None:
    name = f"test_{encoding.lower()}"
    with psycopg.connect(postgres_database, autocommit=True) as operator:
        operator.execute(f"CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'")
        try:
            with pytest.raises(StoreError, match=f"{encoding}.*UTF8"):
                connect(urlunsplit(urlsplit(postgres_database)._replace(path=f"/{name}")))
        finally:
            operator.execute(f"DROP DATABASE {name}")
