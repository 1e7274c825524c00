"""The database: its schema is brought up to date, whoever opens it, and foreign errors are named without secrets."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text

from corpus.errors import StoreError
from corpus.storage.database import HEAD, connect, reading, writing, writing_many
from corpus.storage.schema import metadata


def address(folder: Path) -> str:
    return f"sqlite:///{folder / 'zadankai.sqlite3'}"


def test_the_newest_migration_is_the_one_that_is_asked_for() -> None:
    versions = files("corpus.storage") / "migrations" / "versions"
    numbers = [found[0] for file in versions.iterdir() if (found := re.match(r"\d{4}", file.name))]
    assert max(numbers) == HEAD


def test_the_migrations_make_the_tables_that_the_program_knows(either_database: str) -> None:
    engine = connect(either_database)
    with reading(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_a_database_of_the_first_release_keeps_its_articles(tmp_path: Path) -> None:
    engine = connect(address(tmp_path))
    with engine.begin() as connection:
        for table in metadata.tables.keys() - {"articles", "state", "inbox"}:
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("ALTER TABLE inbox DROP COLUMN taken_at"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        connection.execute(
            text(
                "INSERT INTO articles (key, title, body, media_type, source, retrieved, digest)"
                " VALUES ('n0', '', 'x', 'text/plain', 'copy', '2026-11-01 00:00:00', '')"
            )
        )
    with reading(connect(address(tmp_path))) as connection:
        assert connection.execute(text("SELECT key FROM articles")).scalars().all() == ["n0"]
        assert inspect(connection).has_table("hidden")


def test_opening_again_migrates_nothing(tmp_path: Path) -> None:
    connect(address(tmp_path))
    engine = connect(address(tmp_path))
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM state")).scalar() == 1


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


def test_a_file_that_is_no_database_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "zadankai.sqlite3").write_text("no database" * 100)
    with pytest.raises(StoreError, match=r"zadankai\.sqlite3"):
        connect(address(tmp_path))


def test_a_database_that_others_made_is_not_taken_over(tmp_path: Path) -> None:
    with create_engine(address(tmp_path)).begin() as connection:
        connection.execute(text("CREATE TABLE articles (x TEXT)"))
    with pytest.raises(StoreError, match="articles already exists"):
        connect(address(tmp_path))
