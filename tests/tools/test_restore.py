"""Backup, loss, restore, and the upgrade of older schemas: on SQLite here, on PostgreSQL by the command."""

from __future__ import annotations

from pathlib import Path

from tools import restore


def test_after_a_loss_the_backup_gives_the_same_answers(tmp_path: Path) -> None:
    file = tmp_path / "zadankai.sqlite3"
    address = f"sqlite:///{file.as_posix()}"
    restore.fill(address)
    assert restore.backed_up_and_restored(address, tmp_path, lambda: restore.lose(file)).faults == ()


def test_a_database_of_the_schema_before_this_one_gives_the_same_answers(tmp_path: Path) -> None:
    address, older = (f"sqlite:///{(tmp_path / name).as_posix()}" for name in ("now", "before"))
    restore.fill(address)
    assert restore.upgraded(address, older, restore.revisions()[-1]).faults == ()
