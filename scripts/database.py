"""Back up and restore the database: ``python scripts/database.py backup|restore FILE``, in the bot's environment.

SQLite is copied while the bot runs; PostgreSQL by its own pg_dump and pg_restore. A restore replaces all that is there:
the bot is to be stopped first. ZADANKAI_DATABASE_URL (else DATABASE_URL, else the data folder) says which one it is.
"""  # noqa: INP001 - a script, no package

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import URL
from sqlalchemy.engine import make_url

from bot.settings import Settings, load

_SERVICE = "zadankai"


def main(arguments: list[str]) -> int:
    """Do it; the exit status is 2 for a command that was not understood and 1 where it failed."""
    match arguments:
        case ["backup", file]:
            do = {"sqlite": _back_up_sqlite, "postgresql": _back_up_postgres}
        case ["restore", file]:
            do = {"sqlite": _restore_sqlite, "postgresql": _restore_postgres}
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return 2
    url = make_url(load(Settings).database)
    try:
        do[url.get_backend_name()](url, Path(file))
    except (OSError, sqlite3.Error, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"{arguments[0]}: {error}\n")
        return 1
    return 0


def _back_up_sqlite(url: URL, file: Path) -> None:
    # A new file beside it first: a copy that was broken off must not take the place of yesterday's.
    half = file.with_name(f"{file.name}.part")
    _touch_private(half)
    with closing(sqlite3.connect(f"{Path(str(url.database)).resolve().as_uri()}?mode=ro", uri=True)) as connection:
        connection.execute("VACUUM INTO ?", (str(half),))
    half.replace(file)


def _restore_sqlite(url: URL, file: Path) -> None:
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as backup:
        if backup.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise sqlite3.DatabaseError(f"{file} is damaged")
        target = Path(str(url.database))
        # What was written ahead belongs to the database that goes.
        for old in (target, target.with_name(f"{target.name}-wal"), target.with_name(f"{target.name}-shm")):
            old.unlink(missing_ok=True)
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _touch_private(target)
        with closing(sqlite3.connect(target)) as restored:
            backup.backup(restored)


def _back_up_postgres(url: URL, file: Path) -> None:
    half = file.with_name(f"{file.name}.part")
    _touch_private(half)
    _postgres(url, "pg_dump", "--format=custom", "--no-owner", f"--file={half}")
    half.replace(file)


def _restore_postgres(url: URL, file: Path) -> None:
    how = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
    _postgres(url, "pg_restore", *how, f"--dbname=service={_SERVICE}", str(file))


def _postgres(url: URL, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL's; where the database is, it learns from a file, since all can read arguments."""
    named = {"host": url.host, "port": url.port, "dbname": url.database, "user": url.username, "password": url.password}
    lines = [f"{name}={value}" for name, value in {**named, **url.query}.items() if value is not None]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".conf") as service:
        service.write("\n".join((f"[{_SERVICE}]", *lines, "")))
        service.flush()
        environment = os.environ | {"PGSERVICEFILE": service.name, "PGSERVICE": _SERVICE}
        subprocess.run([program, *arguments], env=environment, check=True)  # noqa: S603 - programs named above


def _touch_private(file: Path) -> None:
    # What is there already would keep its mode.
    file.unlink(missing_ok=True)
    file.touch(mode=0o600)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
