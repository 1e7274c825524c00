"""scripts/database.py runs where the docs say, tells what it wrote, and replaces nothing unless it is told to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
from contextlib import closing
from pathlib import Path

import pytest

from bot.open_library import open_store
from tests import ROOT, postgres
from tests.corpus.published import PIECE, article, as_html

SCRIPT = ROOT / "scripts" / "database.py"


@pytest.fixture
def address(either_database: str) -> str:
    """The address of a database with one article."""
    put(either_database, "n000000000001")
    return either_database


def put(address: str, key: str) -> None:
    store = open_store(address)
    store.put(article(as_html(PIECE), title=PIECE.title, key=key))
    store.engine.dispose()


def keys(address: str) -> tuple[str, ...]:
    store = open_store(address)
    with closing(store.engine.raw_connection()):
        found = store.article_keys()
    store.engine.dispose()
    return found


def run(
    address: str, *arguments: object, python: tuple[str, ...] = (sys.executable,), script: Path = SCRIPT, **other: str
) -> tuple[int, str]:
    """Run it from another folder; return its status and what it said."""
    path = os.environ["PATH"]
    if address.startswith("postgres"):
        path = f"{postgres.programs()}{os.pathsep}{path}"
    done = subprocess.run(  # noqa: S603 - our own script
        [*python, script, *map(str, arguments)],
        env=os.environ | {"ZADANKAI_DATABASE_URL": address, "PATH": path, **other},
        cwd="/",
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_it_tells_what_it_wrote_and_from_where(address: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    status, said = run(address, "backup", file)
    assert status == 0
    assert f"wrote {file}: {file.stat().st_size:,} bytes" in said
    status, said = run(address, "restore", file, "--replace")
    assert status == 0
    assert f"from {file}: 1 article" in said


def test_a_backup_takes_no_other_s_place_unless_it_is_told_to(address: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_text("yesterday's")
    status, said = run(address, "backup", file)
    assert (status, file.read_text()) == (1, "yesterday's")
    assert f"{file} is there already" in said
    assert run(address, "backup", file, "--replace")[0] == 0
    assert sorted(tmp_path.glob("backup*")) == [file]


def test_a_restore_replaces_no_articles_unless_it_is_told_to(address: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    run(address, "backup", file)
    put(address, "n000000000002")
    status, said = run(address, "restore", file)
    assert status == 1
    assert "is not empty" in said
    assert len(keys(address)) == 2
    assert run(address, "restore", file, "--replace")[0] == 0
    assert len(keys(address)) == 1


def test_a_restore_that_fails_leaves_what_is_there(address: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_text("no backup" * 100)
    status, said = run(address, "restore", file, "--replace")
    assert status == 1
    assert str(file) in said
    assert len(keys(address)) == 1


def test_a_database_that_is_missing_is_named_and_leaves_no_file(tmp_path: Path) -> None:
    status, said = run(f"sqlite:///{tmp_path / 'none.sqlite3'}", "backup", tmp_path / "backup")
    assert status == 1
    assert "none.sqlite3" in said
    assert list(tmp_path.iterdir()) == []


def test_an_address_that_is_none_is_named(tmp_path: Path) -> None:
    status, said = run("mysql://hana:himitsu@host/db", "backup", tmp_path / "backup")
    assert status == 2
    assert "ZADANKAI_DATABASE_URL" in said
    assert "himitsu" not in said


def test_from_a_fresh_clone_it_needs_the_locked_packages_only(tmp_path: Path) -> None:
    for name in ("bot", "index", "corpus"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "scripts").mkdir()
    script = Path(shutil.copy(SCRIPT, tmp_path / "scripts"))
    database = f"sqlite:///{tmp_path / 'zadankai.sqlite3'}"
    put(database, "n000000000001")
    # Without site, the installation of this project is not seen; its packages are.
    packages = {"PYTHONPATH": sysconfig.get_path("purelib")}
    without_site = (sys.executable, "-S")
    assert run(database, "backup", tmp_path / "backup", python=without_site, script=script, **packages)[0] == 0


def test_without_them_it_says_which_python_to_take(tmp_path: Path) -> None:
    status, said = run("sqlite:///x", "backup", tmp_path / "backup", python=(sys.executable, "-S"))
    assert status == 2
    assert ".venv/bin/python" in said
