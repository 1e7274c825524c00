"""``python -m tools.faults.victim serve``: the bot, on a disk that is full while a file says so.

SQLite itself then refuses each further page (max_page_count), as it does on a full disk; the bot is not touched.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event

from bot.cli.main import main

#: Names the file that says so.
VARIABLE = "FAULTS_FULL_DISK"
_MOST = 2**30


def fill_up(marker: Path) -> None:
    """Make every engine of this process look at ``marker``, and note there what the database refused."""
    refused = marker.with_suffix(".refused")

    def begin(connection: Connection) -> None:
        if connection.dialect.name == "sqlite":
            # No less than there are: SQLite takes 1 for "as many as there are now".
            pages = 1 if marker.exists() else _MOST
            connection.exec_driver_sql(f"PRAGMA max_page_count={pages}").close()

    def failed(context: Any) -> None:
        with refused.open("a", encoding="utf-8") as file:
            file.write(f"{str(context.original_exception).splitlines()[0]}\n")

    event.listen(Engine, "begin", begin)
    event.listen(Engine, "handle_error", failed)


if __name__ == "__main__":
    fill_up(Path(os.environ[VARIABLE]))
    main()
