"""``zadankai check``: what is wrong, and how to fix it."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.output import Terminal, line, show_findings
from bot.clock import now


def check(
    live: Annotated[bool, typer.Option("--live", help="Ask Slack too, with the real tokens; posts nothing.")] = False,
    shapes: Annotated[bool, typer.Option("--shapes", help="Only ask Slack whether it takes all that is sent.")] = False,
) -> None:
    """Report what is wrong and how to fix it: settings, database, articles, index; with --live tokens and scopes.

    With --shapes Slack's validator is asked about every kind of message and view, which needs no token and no database.
    """
    # Not at the head: slack_sdk takes a tenth of a second.
    from bot.operations import check as checks  # noqa: PLC0415 - see above

    findings = checks.check_shapes() if shapes else checks.check(now, live=live)
    console = Terminal()
    show_findings(console, findings)
    if all(finding.severity is checks.Severity.NOTE for finding in findings):
        line(console, "all is well")
    raise typer.Exit(1 if any(finding.severity is checks.Severity.ERROR for finding in findings) else 0)
