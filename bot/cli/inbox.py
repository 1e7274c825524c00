"""``zadankai inbox``: what became of the questions."""

from __future__ import annotations

from rich.table import Table

from bot.cli.output import AsJson, Terminal, print_json
from bot.clock import now
from bot.open_library import configured_store
from bot.state.inbox import Inbox


def inbox(as_json: AsJson = False) -> None:
    """Count the questions by state: received, sending, sent, dropped, uncertain."""
    box = Inbox(configured_store().engine, now)
    counts, reasons = box.counts(), box.reasons()
    if as_json:
        print_json({"states": {state.value: count for state, count in counts.items()}, "reasons": dict(reasons)})
        return
    table = Table("state", "events")
    for state, count in counts.items():
        table.add_row(state.value, str(count))
    for reason, count in reasons.items():
        table.add_row(f"  {reason}", str(count), style="dim")
    Terminal().print(table)
