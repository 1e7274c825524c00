"""``zadankai serve``, ``check`` and ``inbox``: the bot in Slack, and whether it is well."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from bot.commands.printing import AsJson, line, print_json
from bot.inbox import Inbox
from bot.settings import Settings, SlackSettings, load
from corpus.store import Store


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(serve)
    app.command()(check)
    app.command()(inbox)


def serve() -> None:
    """Answer in Slack (Socket Mode) until SIGTERM."""
    # Not at the head: Bolt takes time that a question in the terminal need not wait for.
    from bot.serving import serve as answer  # noqa: PLC0415 - see above

    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    raise typer.Exit(answer(load(SlackSettings)))


def check(
    live: Annotated[
        bool, typer.Option("--live", help="Ask Slack too, with the real tokens; nothing is posted.")
    ] = False,
) -> None:
    """Tell what is wrong and how to mend it: settings, database, articles, index; with --live tokens and scopes."""
    # Not at the head: slack_sdk takes a tenth of a second.
    from bot import check as checks  # noqa: PLC0415 - see above

    findings = checks.check(_now, live=live)
    console = Console()
    for finding in findings:
        line(console, f"{finding.severity.value}: {finding.what}\n  → {finding.mend}")
    if not findings:
        line(console, "all is well")
    raise typer.Exit(1 if any(finding.severity is checks.Severity.ERROR for finding in findings) else 0)


def inbox(as_json: AsJson = False) -> None:
    """Show what became of the questions: received, sending, sent, dropped, uncertain."""
    box = Inbox(Store.open(load(Settings).database).engine, _now)
    counts, reasons = box.counts(), box.reasons()
    if as_json:
        print_json({"states": {state.value: count for state, count in counts.items()}, "reasons": dict(reasons)})
        return
    table = Table("state", "events")
    for state, count in counts.items():
        table.add_row(state.value, str(count))
    for reason, count in reasons.items():
        table.add_row(f"  {reason}", str(count), style="dim")
    Console().print(table)


def _now() -> datetime:
    return datetime.now(UTC)
