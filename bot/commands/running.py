"""``zadankai serve`` and ``check``: the bot in Slack, and whether it is well."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from bot.clock import now
from bot.commands.printing import line, show_findings
from bot.operating.findings import Severity
from bot.settings import SlackSettings, load


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(serve)
    app.command()(check)


def serve() -> None:
    """Answer in Slack (Socket Mode) until SIGTERM."""
    # Not at the head: Bolt takes time that a question in the terminal need not wait for.
    from bot.operating import logs  # noqa: PLC0415 - see above
    from bot.service import serve as answer  # noqa: PLC0415 - the same

    settings = load(SlackSettings)
    logs.configure(settings.log_form)
    logs.take_over_tracebacks()
    raise typer.Exit(answer(settings))


def check(
    live: Annotated[
        bool, typer.Option("--live", help="Ask Slack too, with the real tokens; nothing is posted.")
    ] = False,
) -> None:
    """Tell what is wrong and how to mend it: settings, database, articles, index; with --live tokens and scopes."""
    # Not at the head: slack_sdk takes a tenth of a second.
    from bot.operating.check import check as checked  # noqa: PLC0415 - see above

    findings = checked(now, live=live)
    console = Console()
    show_findings(console, findings)
    if all(finding.severity is Severity.NOTE for finding in findings):
        line(console, "all is well")
    raise typer.Exit(1 if any(finding.severity is Severity.ERROR for finding in findings) else 0)
