"""Back up and restore the database: ``python scripts/database.py backup|restore FILE [--replace]``.

Run it with the python of the environment that the bot is installed in (/opt/zadankai/bin/python, .venv/bin/python), and
with the bot's settings: ZADANKAI_DATABASE_URL (else DATABASE_URL, else the data folder) says which database it is.
SQLite is copied while the bot runs, PostgreSQL by its own pg_dump and pg_restore. Stop the bot before a restore. What
is there already, a file or a database with articles, is replaced with --replace only.
"""  # noqa: INP001 - a script, no package

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

# Of a clone in which only the locked packages are installed.
sys.path.append(str(Path(__file__).resolve().parents[1]))
try:
    from sqlalchemy import URL, create_engine, inspect, text
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import SQLAlchemyError

    from bot.settings import Settings, SettingsError, load
    from corpus.storage.engine import named
except ModuleNotFoundError as missing:
    sys.stderr.write(f"{missing}: not the bot's environment\n\n{__doc__}")
    sys.exit(2)

_SERVICE = "zadankai"


class Refused(Exception):
    """What would be replaced, or is no backup."""


def main(arguments: list[str]) -> int:
    """Do it; the exit status is 2 for a command or a setting that was not understood and 1 where it failed."""
    match [each for each in arguments if each != "--replace"]:
        case [("backup" | "restore") as what, file]:
            do = _back_up if what == "backup" else _restore
        case _:
            sys.stderr.write(__doc__)
            return 2
    try:
        said = do(make_url(load(Settings).database), Path(file), replace="--replace" in arguments)
    except SettingsError as error:
        sys.stderr.write(f"{what}: {error}\n")
        return 2
    except (Refused, OSError, sqlite3.Error, SQLAlchemyError, subprocess.CalledProcessError) as error:
        sys.stderr.write(f"{what}: {getattr(error, 'orig', None) or error}\n")
        return 1
    sys.stdout.write(f"{said}\n")
    return 0


def _back_up(url: URL, file: Path, *, replace: bool) -> str:
    if file.exists() and not replace:
        raise Refused(f"{file} is there already, nothing was written: name another file, or add --replace")
    # A new file beside it first: a copy that was broken off must not take the place of yesterday's.
    with _private_part(file) as part:
        if url.get_backend_name() == "sqlite":
            with _opened(Path(str(url.database))) as connection:
                connection.execute("VACUUM INTO ?", (str(part),))
        else:
            _postgres(url, "pg_dump", "--format=custom", "--no-owner", f"--file={part}")
        part.replace(file)
    return f"wrote {file}: {file.stat().st_size:,} bytes, all of {named(url)}; it holds people's questions"


def _restore(url: URL, file: Path, *, replace: bool) -> str:
    if not replace and (before := _articles(url)) is not None:
        raise Refused(f"{named(url)} is not empty: {_counted(before)}, and what people asked; add --replace to lose it")
    if url.get_backend_name() == "sqlite":
        _restore_sqlite(Path(str(url.database)), file)
    else:
        how = ("--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error")
        _postgres(url, "pg_restore", *how, f"--dbname=service={_SERVICE}", str(file))
    return f"restored {named(url)} from {file}: {_counted(_articles(url) or 0)}; now: zadankai check"


def _restore_sqlite(target: Path, file: Path) -> None:
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with _opened(file) as backup, _private_part(target) as part:
        try:
            found = backup.execute("PRAGMA integrity_check").fetchone()
        except sqlite3.Error as error:
            found = (error,)
        if found != ("ok",):
            raise Refused(f"{file} is damaged, or no backup: {found[0]}")
        with closing(sqlite3.connect(part)) as restored:
            backup.backup(restored)
        # What was written ahead belongs to the database that goes.
        for ahead in ("-wal", "-shm"):
            target.with_name(f"{target.name}{ahead}").unlink(missing_ok=True)
        part.replace(target)


def _articles(url: URL) -> int | None:
    """Return the number of articles in a database, or None where it has no table of them."""
    if url.get_backend_name() == "sqlite" and not Path(str(url.database)).exists():
        return None
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            there = inspect(connection).has_table("articles")
            return int(connection.execute(text("SELECT count(*) FROM articles")).scalar_one()) if there else None
    finally:
        engine.dispose()


def _counted(articles: int) -> str:
    return f"{articles} article" + "s" * (articles != 1)


@contextmanager
def _opened(file: Path) -> Iterator[sqlite3.Connection]:
    """Open a file of SQLite that must be there, and is only read."""
    if not file.is_file():
        raise Refused(f"{file} is not there")
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


@contextmanager
def _private_part(file: Path) -> Iterator[Path]:
    """Give an empty file beside *file* that only its owner can read, and is gone afterwards."""
    part = file.with_name(f"{file.name}.part")
    # What is there already would keep its mode.
    part.unlink(missing_ok=True)
    part.touch(mode=0o600)
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def _postgres(url: URL, program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL's; where the database is, it learns from a file, since all can read arguments."""
    named = {"host": url.host, "port": url.port, "dbname": url.database, "user": url.username, "password": url.password}
    lines = [f"{name}={value}" for name, value in {**named, **url.query}.items() if value is not None]
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".conf") as service:
        service.write("\n".join((f"[{_SERVICE}]", *lines, "")))
        service.flush()
        environment = os.environ | {"PGSERVICEFILE": service.name, "PGSERVICE": _SERVICE}
        subprocess.run([program, *arguments], env=environment, check=True)  # noqa: S603 - programs named above


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
