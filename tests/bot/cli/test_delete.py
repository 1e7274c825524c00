"""``delete``: of an article nothing stays but its key, and nothing brings it back unless the operator says so."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.state.tables import METADATA, connect
from corpus.storage.database import reading
from tests.bot.cli.conftest import Zadankai
from tests.corpus.published import PIECE, as_page, as_text

KEY = "n0123456789ab"
#: Of the article's title, a speaker and a speech.
WORDS = ("星を見上げる", "森野", "朝の一時間")


def held(database: str) -> str:
    """All values of all tables."""
    engine = connect(database)
    with reading(engine) as connection:
        rows = [row for table in METADATA.sorted_tables for row in connection.execute(select(table))]
    engine.dispose()
    return "\n".join(str(value) for row in rows for value in row)


def written(folder: Path) -> Iterator[str]:
    """Yield which of the words stand in which of SQLite's files."""
    for file in folder.glob("zadankai.sqlite3*"):
        yield from (f"{word} in {file.name}" for word in WORDS if word.encode() in file.read_bytes())


@pytest.fixture
def page(tmp_path: Path, zadankai: Zadankai) -> Path:
    """Return a page that was imported, asked and partly hidden."""
    file = tmp_path / "page.html"
    file.write_text(as_page(PIECE, KEY), encoding="utf-8")
    assert zadankai("import", str(file)).exit_code == 0
    found = json.loads(zadankai("ask", "研修は朝の一時間", "--json").stdout)["hits"]
    assert zadankai("hide", found[0]["passage_id"], "--reason", "本人の申し出").exit_code == 0
    return file


def test_no_word_of_a_deleted_article_is_in_any_table_or_file(
    page: Path, zadankai: Zadankai, database: str, tmp_path: Path
) -> None:
    assert all(word in held(database) for word in WORDS)
    assert zadankai("delete", KEY).stdout == f"deleted: {KEY}\n"
    assert not [word for word in (*WORDS, "本人の申し出") if word in held(database)]
    page.unlink()
    assert list(written(tmp_path)) == []


def test_a_deleted_article_comes_back_only_after_the_operator_allows_it(page: Path, zadankai: Zadankai) -> None:
    zadankai("delete", KEY)
    again = zadankai("import", str(page))
    assert again.exit_code == 0
    assert "deleted" in again.stdout
    assert "0 in the store" in again.stdout
    assert f"article {KEY} was deleted on" in zadankai("check").stdout
    assert zadankai("delete", KEY, "--undo").stdout == f"may be imported again: {KEY}\n"
    assert "1 in the store" in zadankai("import", str(page)).stdout
    assert "was deleted" not in zadankai("check").stdout


def test_a_copy_that_its_page_replaced_does_not_come_back_either(zadankai: Zadankai, tmp_path: Path) -> None:
    copy, page = tmp_path / "copy.txt", tmp_path / "page.html"
    copy.write_text(as_text(PIECE), encoding="utf-8")
    page.write_text(as_page(PIECE, KEY), encoding="utf-8")
    for file in (copy, page):
        assert "1 in the store" in zadankai("import", str(file)).stdout
    zadankai("delete", KEY)
    for file in (copy, page):
        assert "0 in the store" in zadankai("import", str(file)).stdout


def test_what_is_not_stored_cannot_be_deleted_and_what_was_not_deleted_not_be_allowed(zadankai: Zadankai) -> None:
    none = zadankai("delete", KEY)
    assert (none.exit_code, none.stderr) == (1, f"zadankai: {KEY}: no article of this key is stored\n")
    undone = zadankai("delete", KEY, "--undo")
    assert (undone.exit_code, "was not deleted" in undone.stderr) == (1, True)
