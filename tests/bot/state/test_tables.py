"""One history of migrations makes all tables, the articles' and the bot's; an older database keeps what it holds."""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from bot.state.tables import HISTORY, METADATA
from corpus.errors import StoreError
from corpus.storage.database import ARTICLES, History, connect, reading

#: A revision such as a later release of the bot may bring.
REVISION = """
from alembic import op
from sqlalchemy import Column, Text

revision, down_revision = "9001", "{head}"


def upgrade() -> None:
    op.create_table("answers_kept", Column("id", Text, primary_key=True))
"""


def address(folder: Path) -> str:
    return f"sqlite:///{(folder / 'zadankai.sqlite3').as_posix()}"


def test_the_newest_revision_is_the_head() -> None:
    folders = [files("corpus.storage") / "migrations" / "versions", *map(files, HISTORY.packages)]
    names = [file.name for folder in folders for file in folder.iterdir()]
    assert max(found[0] for name in names if (found := re.match(r"\d{4}", name))) == HISTORY.head


def test_the_migrations_make_the_tables_that_the_program_knows(either_database: str) -> None:
    engine = connect(either_database, HISTORY)
    with reading(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []
    engine.dispose()


def test_a_database_of_the_first_release_keeps_its_articles(tmp_path: Path) -> None:
    engine = connect(address(tmp_path), HISTORY)
    with engine.begin() as connection:
        for table in METADATA.tables.keys() - {"articles", "state", "inbox"}:
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("ALTER TABLE inbox DROP COLUMN taken_at"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
        connection.execute(
            text(
                "INSERT INTO articles (key, title, body, media_type, source, retrieved, digest)"
                " VALUES ('n0', '', 'x', 'text/plain', 'copy', '2026-11-01 00:00:00', '')"
            )
        )
    with reading(connect(address(tmp_path), HISTORY)) as connection:
        assert connection.execute(text("SELECT key FROM articles")).scalars().all() == ["n0"]
        assert inspect(connection).has_table("hidden")


def test_an_upgrade_keeps_no_name_that_was_missed_and_no_word_of_a_foreign_answer(tmp_path: Path) -> None:
    with connect(address(tmp_path), replace(HISTORY, head="0006")).begin() as connection:
        connection.execute(text("INSERT INTO misses VALUES ('鷹觜', '2026-11-01')"))
        for article, reason in (("n1", "late"), ("n2", "<html>内緒の研修")):
            row = {"article": article, "reason": reason}
            connection.execute(
                text("INSERT INTO notices VALUES (:article, 'U1', 'dropped', :reason, '2026-11-01', '2026-11-01')"), row
            )
    with reading(connect(address(tmp_path), HISTORY)) as connection:
        assert connection.execute(text("SELECT * FROM misses")).all() == []
        reasons = connection.execute(text("SELECT article, reason FROM notices ORDER BY article")).all()
    assert list(map(tuple, reasons)) == [("n1", "late"), ("n2", "other")]


def test_an_upgrade_gives_one_person_of_an_organisation_one_row_the_newest(either_database: str) -> None:
    engine = connect(either_database, replace(HISTORY, head="0008"))
    people = (
        ("E1", "T1", "U1", "灯台市", "2026-01-01 00:00:00"),
        ("E1", "T2", "U1", "風待区", "2026-02-01 00:00:00"),
        # Asked, and did not say.
        ("E1", "T3", "U1", None, "2026-03-01 00:00:00"),
        ("", "T3", "U3", "鈴音区", "2026-03-01 00:00:00"),
    )
    with engine.begin() as connection:
        for row in people:
            placed = dict(zip("abcde", row, strict=True))
            connection.execute(text("INSERT INTO people VALUES (:a, :b, :c, :d, :e)"), placed)
        connection.execute(
            text("INSERT INTO subscriptions VALUES ('C1', 'E1', 'T1', 'U1', '2026-01-01 00:00:00')"),
        )
    engine.dispose()
    engine = connect(either_database, HISTORY)
    with reading(engine) as connection:
        kept = connection.execute(text('SELECT team, "user", municipality FROM people ORDER BY team')).all()
        asked_for = connection.execute(text('SELECT team, "user" FROM subscriptions')).all()
    engine.dispose()
    assert list(map(tuple, kept)) == [("E1", "U1", "風待区"), ("T3", "U3", "鈴音区")]
    assert list(map(tuple, asked_for)) == [("E1", "U1")]


def test_a_later_revision_of_the_bot_s_is_taken_up_and_what_is_stored_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "later_revisions"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "9001_answers.py").write_text(REVISION.format(head=HISTORY.head), encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    later = History("9001", (*HISTORY.packages, package.name))
    with connect(address(tmp_path), HISTORY).begin() as connection:
        connection.execute(text("INSERT INTO people VALUES ('T1', 'U1', '練馬区', '2026-11-01 00:00:00')"))

    with reading(connect(address(tmp_path), later)) as connection:
        assert inspect(connection).has_table("answers_kept")
        assert connection.execute(text("SELECT municipality FROM people")).scalar() == "練馬区"
    sys.modules.pop(package.name, None)
    # Who knows the articles' history alone does not open it, and says what to do.
    with pytest.raises(StoreError, match="upgrade zadankai"):
        connect(address(tmp_path), ARTICLES)
