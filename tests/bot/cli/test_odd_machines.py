"""A user without a home, a folder that may not be read, a terminal without Japanese: a sentence, never the sample."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from bot.cli.main import main
from bot.open_library import is_there
from corpus.sample import SampleShelf
from tests import ROOT
from tests.bot.cli.conftest import Zadankai


def said(*words: str, **environment: str) -> tuple[int, str]:
    """Run the command in a process of its own; returns its exit status and all that it printed."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "bot", *words],
        capture_output=True,
        cwd=ROOT,
        env=os.environ | environment,
        check=False,
        timeout=60,
    )
    return done.returncode, " ".join((done.stdout + done.stderr).decode("utf-8", "replace").split())


@pytest.fixture
def closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with an article and a database in it that may not be entered, also where root runs the tests."""
    folder = tmp_path / "閉"
    folder.mkdir()
    (folder / "記事.txt").write_text(next(iter(SampleShelf().articles())).body, encoding="utf-8")
    real_stat, real_scandir, real_open = os.stat, os.scandir, Path.open

    def refuse(path: Any) -> None:
        if isinstance(path, str | os.PathLike) and Path(path).is_relative_to(folder):
            raise PermissionError(13, "Permission denied", os.fspath(path))

    def stat(path: Any, *rest: Any, **named: Any) -> Any:
        if path != folder and str(path) != str(folder):
            refuse(path)
        return real_stat(path, *rest, **named)

    def scandir(path: Any = ".") -> Any:
        refuse(path)
        return real_scandir(path)

    def opened(path: Path, *rest: Any, **named: Any) -> Any:
        refuse(path)
        return real_open(path, *rest, **named)

    monkeypatch.setattr(os, "stat", stat)
    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(Path, "open", opened)
    return folder


def test_a_file_in_a_folder_that_may_not_be_entered_is_refused_by_name(zadankai: Zadankai, closed: Path) -> None:
    done = zadankai("import", str(closed / "記事.txt"))
    assert done.exit_code == 1
    assert "記事.txt: Permission denied" in done.stdout
    assert zadankai("transcript", str(closed / "記事.txt")).exit_code == 1


def test_a_folder_that_may_not_be_read_is_named_beside_what_is_read(zadankai: Zadankai, closed: Path) -> None:
    (closed.parent / "開.txt").write_text(next(iter(SampleShelf().articles())).body, encoding="utf-8")
    done = zadankai("import", str(closed.parent))
    assert done.exit_code == 1
    assert "閉: a folder that may not be read" in done.stdout
    assert "1 of 2 articles read" in done.stdout


def test_a_database_that_may_not_be_looked_at_is_there_so_that_opening_it_says_why_not(closed: Path) -> None:
    assert is_there(closed / "z.sqlite3")
    assert not is_there(closed.parent / "z.sqlite3")


@pytest.mark.parametrize("address", ["postgresql://u:a@b:himitsu@h/db", "postgresql://u@h:himitsu/db"])
def test_an_address_of_a_database_that_cannot_be_read_is_not_shown(
    address: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ZADANKAI_DATABASE_URL", address)
    monkeypatch.setattr("sys.argv", ["zadankai", "articles"])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 2
    assert "himitsu" not in "".join(capsys.readouterr())


@pytest.mark.parametrize("command", [("ask", "研修"), ("articles",), ("check",)])
def test_a_user_without_a_home_is_told_which_setting_to_make(
    command: tuple[str, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_home(*_: object, **__: object) -> str:
        raise RuntimeError("could not determine the home directory")

    monkeypatch.setattr("bot.settings.user_data_dir", no_home)
    monkeypatch.delenv("ZADANKAI_DATABASE_URL", raising=False)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setattr("sys.argv", ["zadankai", *command])
    with pytest.raises(SystemExit) as ended:
        main()
    out, err = capsys.readouterr()
    assert ended.value.code in {1, 2}
    assert "ZADANKAI_DATABASE_URL: is not set, and this user has no home folder for it" in " ".join((out + err).split())


def test_an_argument_that_is_empty_is_not_the_folder_in_which_one_stands() -> None:
    assert said("import", "") == (2, "zadankai: an argument is empty: is a variable in it not set?")


def test_a_terminal_without_japanese_is_named_in_a_sentence(tmp_path: Path) -> None:
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "HOME": str(tmp_path)}
    status, words = said("ask", "研修", **plain)
    assert status == 2
    assert "the encoding here is ascii, which has no Japanese: set LANG=ja_JP.UTF-8 or PYTHONUTF8=1" in words
    assert "Traceback" not in words
