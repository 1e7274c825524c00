"""The database: its schema is brought up to date, whoever opens it, and foreign errors are named without secrets."""

from __future__ import annotations

import gc
import sqlite3
import threading
import time
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, NullPool, create_engine, delete, text

from corpus.errors import StoreError
from corpus.storage import engine as engines
from corpus.storage.database import connect, reading, wipe, writing, writing_many
from corpus.storage.schema import articles
from corpus.store.store import Store
from tests.corpus.published import article


def address(folder: Path) -> str:
    return f"sqlite:///{folder / 'zadankai.sqlite3'}"


def test_opening_again_migrates_nothing(tmp_path: Path) -> None:
    connect(address(tmp_path))
    engine = connect(address(tmp_path))
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM state")).scalar() == 1


def test_a_database_that_nobody_holds_any_more_is_closed(tmp_path: Path) -> None:
    engine = connect(address(tmp_path))
    with reading(engine) as connection:
        driver = connection.connection.driver_connection
    assert driver is not None
    del engine, connection
    gc.collect()
    with pytest.raises(sqlite3.ProgrammingError, match="closed"):
        driver.execute("SELECT 1")


def test_only_a_write_of_many_need_not_wait_for_the_disk(tmp_path: Path) -> None:
    engine = connect(address(tmp_path))

    with writing_many(engine) as many:
        assert _waits(many) == 1  # NORMAL
    assert _waits(engine) == 2  # FULL


def _waits(engine: Engine) -> int:
    with writing(engine) as connection:
        return int(connection.execute(text("PRAGMA synchronous")).scalar_one())


def test_a_schema_of_a_newer_program_is_refused_with_the_mend(tmp_path: Path) -> None:
    with connect(address(tmp_path)).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="upgrade zadankai"):
        connect(address(tmp_path))


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A connection that is refused is not tried again."""
    monkeypatch.setattr(engines, "_PATIENCE", 0.0)


@pytest.mark.usefixtures("impatient")
def test_an_address_that_is_none_is_named_and_its_password_is_not() -> None:
    with pytest.raises(StoreError, match="the database's address"):
        connect("mysterious://user:himitsu@host/db")
    with pytest.raises(StoreError) as failed:
        connect("postgres://user:himitsu@127.0.0.1:1/db")
    assert "himitsu" not in str(failed.value)


@pytest.mark.parametrize(
    "asked",
    [
        "postgres://127.0.0.1:1/db?user=u&password=himitsu",
        "postgres://u:himi@himitsu@127.0.0.1:1/db",
        "postgres://u:himi/x@himitsu@127.0.0.1:1/db",
        "postgres://u:x@y/himitsu@127.0.0.1:1/db",
        "postgres://u:himitsu#x@127.0.0.1:1/db",
        "postgres://u:himitsu?x@127.0.0.1:1/db",
        "postgres://u:himitsu/x@127.0.0.1:1/db",
        "postgres://u:himitsu",
        "postgres://u:x@127.0.0.1:himitsu/db",
    ],
)
@pytest.mark.usefixtures("impatient")
def test_a_password_is_not_shown_wherever_it_stands(asked: str) -> None:
    with pytest.raises(StoreError) as failed:
        connect(asked)
    assert "himitsu" not in str(failed.value)
    assert failed.value.__cause__ is None or "himitsu" not in str(failed.value.__cause__)


def test_an_at_sign_in_a_password_is_named_with_its_mend() -> None:
    with pytest.raises(StoreError, match="%40"):
        connect("postgres://u:a@b@127.0.0.1:1/db")


def test_the_file_and_its_folder_are_their_owner_s_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data" / "zadankai"
    engine = connect(address(folder))
    with writing(engine) as connection:
        connection.execute(text("UPDATE state SET revision = 1"))
    modes = {file.name: file.stat().st_mode & 0o777 for file in (folder, *folder.iterdir())}
    assert modes == dict.fromkeys(["zadankai.sqlite3", "zadankai.sqlite3-wal", "zadankai.sqlite3-shm"], 0o600) | {
        "zadankai": 0o700
    }


def test_a_file_that_was_copied_back_is_its_owner_s_alone_again(tmp_path: Path) -> None:
    engine = connect(address(tmp_path))
    with writing(engine) as connection:
        connection.execute(text("UPDATE state SET revision = 1"))
    for file in tmp_path.iterdir():
        file.chmod(0o644)
    connect(address(tmp_path))
    assert {file.stat().st_mode & 0o777 for file in tmp_path.iterdir()} == {0o600}


def test_a_file_that_is_no_database_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "zadankai.sqlite3").write_text("no database" * 100)
    with pytest.raises(StoreError, match=r"zadankai\.sqlite3"):
        connect(address(tmp_path))


def test_a_database_that_others_made_is_not_taken_over(tmp_path: Path) -> None:
    with create_engine(address(tmp_path), poolclass=NullPool).begin() as connection:
        connection.execute(text("CREATE TABLE articles (x TEXT)"))
    with pytest.raises(StoreError, match="articles already exists"):
        connect(address(tmp_path))


def test_a_file_that_was_replaced_under_the_program_is_refused_and_not_written_to(tmp_path: Path) -> None:
    engine, file = connect(address(tmp_path)), tmp_path / "zadankai.sqlite3"
    connect(address(tmp_path / "backup"))
    (tmp_path / "backup" / file.name).replace(file)
    with pytest.raises(StoreError, match=r"zadankai\.sqlite3: the file was replaced"), writing(engine):
        pass


def test_a_file_that_was_deleted_under_the_program_is_not_made_anew(tmp_path: Path) -> None:
    engine, file = connect(address(tmp_path)), tmp_path / "zadankai.sqlite3"
    with reading(engine):
        # One connection is busy: the next transaction opens another one.
        file.unlink()
        for open_transaction in (reading, writing):
            with pytest.raises(StoreError, match="replaced or deleted"), open_transaction(engine):
                pass
    engine.dispose()
    with pytest.raises(StoreError, match="replaced or deleted"), reading(engine):
        pass
    assert not file.exists()


def test_a_database_in_memory_is_there_after_its_log_was_to_be_emptied() -> None:
    store = Store.open("sqlite://")
    store.put(article("<p>本文</p>", key="n0123456789ab"))
    wipe(store.engine)
    assert store.count() == 1
    store.engine.dispose()


def test_who_writes_does_not_wait_for_a_log_that_a_reader_keeps_from_being_emptied(tmp_path: Path) -> None:
    file = tmp_path / "articles.sqlite3"
    store = Store.open(f"sqlite:///{file}")
    store.put(article("<p>本文</p>", key="n0123456789ab"))
    with closing(sqlite3.connect(file, isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM articles").fetchone()
        other = threading.Thread(target=wipe, args=(store.engine,))
        other.start()
        with closing(sqlite3.connect(file, timeout=2)) as writer:
            for _ in range(20):
                with writer:
                    writer.execute("UPDATE state SET revision = revision + 1")
                time.sleep(0.02)
        reader.execute("ROLLBACK")
        other.join()
    store.engine.dispose()


def test_what_was_deleted_leaves_the_log_also_where_another_empties_it_at_that_moment(tmp_path: Path) -> None:
    file = tmp_path / "articles.sqlite3"
    store = Store.open(f"sqlite:///{file}")
    store.put(article("<p>忘れるべき言葉</p>", key="n0123456789ab"))
    reader = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM articles").fetchone()
    # It waits for the reader, and has begun before the article is deleted.
    other = threading.Thread(target=wipe, args=(store.engine,))
    other.start()
    with writing(store.engine) as connection:
        connection.execute(delete(articles))
    threading.Timer(0.5, lambda: reader.execute("ROLLBACK")).start()
    wipe(store.engine)
    log = file.with_name(f"{file.name}-wal")
    assert "忘れるべき言葉".encode() not in file.read_bytes() + (log.read_bytes() if log.exists() else b"")
    other.join()
    reader.close()
    store.engine.dispose()
