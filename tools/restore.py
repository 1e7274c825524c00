"""``python -m tools.restore [--postgres]``: backup, loss and restore, and the upgrade of every older schema with data.

What must hold: the same answers to the same questions, the same rows in every table, and nothing that the copy lacks.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, NullPool, create_engine, inspect, select

from bot.answers.answers import Answers
from bot.answers.json_form import answer_json
from bot.answers.quote import WHOLE
from bot.open_library import open_store
from bot.settings import database_url
from bot.state.askers import Asker, Askers
from bot.state.conversations import Conversations
from bot.state.inbox import Inbox, Inquiry, Surface
from bot.state.tables import HISTORY, METADATA, connect
from corpus.sources.files import ReadOptions, read_files
from corpus.storage.database import reading, writing
from corpus.store.importer import Importer
from index.analysis import Analyzer
from index.library import Library
from tests import postgres

ROOT = Path(__file__).parents[1]
MIGRATIONS = ROOT / "corpus" / "storage" / "migrations"
VERSIONS = (MIGRATIONS / "versions", ROOT / "bot" / "state" / "migrations")
QUESTIONS = ("専門人材の採用で困っていることは？", "職員の研修をどう進めている？", "ドローンの騒音", "システムの標準化")
#: What is made again by itself: a copy may lack it, or have it anew.
_MADE_AGAIN = {"derived", "alembic_version"}
Rows = Mapping[str, list[str]]
Columns = Mapping[str, set[str]]


@dataclass(frozen=True, slots=True)
class Figures:
    """What was compared."""

    what: str
    articles: int
    rows: int
    answers: int
    faults: tuple[str, ...]

    def __str__(self) -> str:
        outcome = "; ".join(self.faults) or "the same answers, the same rows"
        return f"{self.what}: {self.articles} articles, {self.rows} rows, {self.answers} answers: {outcome}"


def fill(address: str) -> None:
    """Bring in articles and have something remembered of each kind that a person sees."""
    store = open_store(address)
    engine = store.engine
    reception = ReadOptions(store.gazetteer, datetime.now(UTC))
    assert all(one.outcome for one in Importer(store).take_all(read_files([ROOT / "corpus" / "sample"], reception)))
    person, now = Asker("T0ZADANKAI", "U0ASKER"), lambda: datetime.now(UTC)
    Askers(engine, now).remember(person, "練馬区")
    Conversations(engine, now).begin(person, "C0DXROOM", None, "研修は？")
    Inbox(engine, now).receive(Inquiry("Ev1", Surface.MENTION, "C0DXROOM", None, person.team, person.user, "研修は？"))
    engine.dispose()


def backed_up_and_restored(address: str, folder: Path, destroy: Callable[[], object]) -> Figures:
    """Back up, lose everything, restore."""
    before, rows = answers(address), stored(address)
    copy = folder / "backup"
    _script(address, "backup", copy)
    destroy()
    _script(address, "restore", copy)
    faults = [
        *_differences(before, answers(address), rows, stored(address)),
        *([] if copy.stat().st_mode & 0o077 == 0 else ["others can read the backup"]),
        *(f"others can read {file.name}" for file in folder.glob("*.sqlite3*") if file.stat().st_mode & 0o077),
    ]
    return _figures("backup, loss, restore", before, rows, faults)


def upgraded(address: str, older: str, revision: str) -> Figures:
    """What ``address`` holds, in a database of an older schema, which is then opened by this version."""
    before = answers(address)
    with create_engine(database_url(older), poolclass=NullPool).begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(MIGRATIONS))
        config.set_main_option("path_separator", "newline")
        config.set_main_option("version_locations", "\n".join(map(str, VERSIONS)))
        command.upgrade(config, revision)
        columns = _columns(connection)
        rows = _copy(address, connection)
    found = answers(older)
    # As far as the older schema went: what came later is empty.
    after = {name: rows_ for name, rows_ in stored(older, columns).items() if name in rows}
    return _figures(
        f"upgrade from {revision} to {HISTORY.head}", before, rows, _differences(before, found, rows, after)
    )


def _copy(address: str, connection: Any) -> Rows:
    """Put what the older tables can hold into them; returns it."""
    older = MetaData()
    older.reflect(connection)
    source = connect(address)
    with reading(source) as there:
        for name in older.tables.keys() & METADATA.tables.keys() - _MADE_AGAIN:
            old, now = older.tables[name], METADATA.tables[name]
            # A table that was made anew begins empty.
            if not {column.name for column in old.columns} <= set(now.c.keys()):
                continue
            rows = there.execute(select(*(now.c[column.name] for column in old.columns))).mappings().all()
            connection.execute(old.delete())
            # By today's columns: what is a moment for Python is one for the older table, too.
            if rows:
                connection.execute(now.insert(), [dict(row) for row in rows])
    source.dispose()
    return _rows(connection, older.tables.keys() & METADATA.tables.keys(), _columns(connection))


def revisions() -> list[str]:
    """The older schemas, oldest first."""
    script = ScriptDirectory(str(MIGRATIONS), version_locations=[str(folder) for folder in VERSIONS])
    return [each.revision for each in reversed(list(script.walk_revisions())) if each.revision != HISTORY.head]


def answers(address: str) -> list[Any]:
    """What the questions are answered with."""
    store = open_store(address)
    asked = Answers(Library(store, Analyzer()))
    found = [answer_json(asked.to(question, WHOLE)) for question in QUESTIONS]
    store.engine.dispose()
    return found


def stored(address: str, columns: Columns | None = None) -> Rows:
    """All rows of all tables, but for what is made again; ``columns``: of these tables these columns only."""
    engine = create_engine(database_url(address))
    with engine.connect() as connection:
        columns = columns or _columns(connection)
        rows = _rows(connection, set(columns), columns)
    engine.dispose()
    return rows


def _columns(connection: Any) -> Columns:
    """Table → its columns, as they are there."""
    there = inspect(connection)
    return {name: {column["name"] for column in there.get_columns(name)} for name in there.get_table_names()}


def _rows(connection: Any, names: set[str], existing: Columns) -> Rows:
    tables = [table for table in METADATA.sorted_tables if table.name in names - _MADE_AGAIN]
    return {
        table.name: sorted(
            str(tuple(row))
            for row in connection.execute(select(*(c for c in table.columns if c.name in existing[table.name])))
        )
        for table in tables
    }


def _differences(before: list[Any], after: list[Any], rows: Rows, rows_after: Rows) -> list[str]:
    return [
        *(f"another answer: {asked}" for asked, was, now in zip(QUESTIONS, before, after, strict=True) if was != now),
        *(f"other rows in {name}" for name in rows if rows[name] != rows_after.get(name)),
        *([] if any(answer["hits"] for answer in before) else ["nothing was found before: nothing is shown by this"]),
    ]


def _figures(what: str, before: list[Any], rows: Rows, faults: list[str]) -> Figures:
    return Figures(what, len(rows["articles"]), sum(map(len, rows.values())), len(before), tuple(faults))


def _script(address: str, do: str, file: Path) -> None:
    environment = os.environ | {"ZADANKAI_DATABASE_URL": address, "PYTHONPATH": str(ROOT), "PATH": _path(address)}
    command_line = [sys.executable, str(ROOT / "scripts" / "database.py"), do, str(file)]
    subprocess.run(command_line, env=environment, check=True)  # noqa: S603 - our own script


def _path(address: str) -> str:
    """Where programs are looked for: pg_dump must be of the server's version."""
    first = (str(postgres.programs()),) if address.startswith("postgres") else ()
    return os.pathsep.join((*first, os.environ["PATH"]))


def run_sqlite() -> Iterator[Figures]:
    """On files."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file = folder / "zadankai.sqlite3"
        address = f"sqlite:///{file.as_posix()}"
        fill(address)
        yield backed_up_and_restored(address, folder, lambda: lose(file))
        for revision in revisions():
            yield upgraded(address, f"sqlite:///{(folder / f'{revision}.sqlite3').as_posix()}", revision)


def lose(file: Path) -> None:
    """Remove a database of SQLite, whatever stands beside it."""
    for part in file.parent.glob(f"{file.name}*"):
        part.unlink()


def run_postgres() -> Iterator[Figures]:
    """On a real server; raises NoPostgres."""
    with postgres.serving() as server, tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        address = stack.enter_context(postgres.empty_database(server))
        fill(address)
        yield backed_up_and_restored(address, Path(folder), lambda: _empty(address))
        for revision in revisions():
            yield upgraded(address, stack.enter_context(postgres.empty_database(server)), revision)


def _empty(address: str) -> None:
    engine = create_engine(database_url(address))
    with writing(engine) as connection:
        everything = MetaData()
        everything.reflect(connection)
        everything.drop_all(connection)
    engine.dispose()


def main() -> int:
    """Run, print what was compared, and say by the exit status whether all was the same."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--postgres", action="store_true", help="on a real PostgreSQL instead of SQLite")
    figures = run_postgres() if parser.parse_args().postgres else run_sqlite()
    faults = 0
    try:
        for each in figures:
            sys.stdout.write(f"{each}\n")
            sys.stdout.flush()
            faults += bool(each.faults)
    except postgres.NoPostgres as reason:
        parser.error(str(reason))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
