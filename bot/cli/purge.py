"""``zadankai purge``: delete what is older than it may be kept."""

from __future__ import annotations

from bot.cli.output import AsJson, Terminal, line, print_json
from bot.clock import now
from bot.open_library import configured_store


def purge(as_json: AsJson = False) -> None:
    """Delete records past their retention; the running bot does so every hour."""
    # Not at the head: it imports the tables of all records.
    from bot.operations.scheduler import purge_now  # noqa: PLC0415 - see above

    deleted = purge_now(configured_store().engine, now)
    if as_json:
        print_json(dict(deleted))
        return
    line(Terminal(), "deleted: " + ", ".join(f"{name} {count}" for name, count in deleted.items()))
