"""Inserts that can pass over a row that is there, or change it, within the one statement: each dialect has its own."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine, Table


def inserting(engine: Engine, table: Table) -> Any:
    """An insert into ``table`` that has ``on_conflict_do_nothing`` and ``on_conflict_do_update``."""
    if engine.dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import insert  # noqa: PLC0415 - 30 ms that SQLite need not wait for
    else:
        from sqlalchemy.dialects.sqlite import insert  # type: ignore[assignment] # noqa: PLC0415 - likewise
    return insert(table)
