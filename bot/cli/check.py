"""``zadankai check``: what is wrong, and how to fix it."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.output import Terminal, line, show_findings
from bot.clock import now


def check(
    live: Annotated[bool, typer.Option("--live", help="Ask Slack too, with the real tokens; posts nothing.")] = False,
) -> None:
    """Report what is wrong and how to fix it: settings, database, articles, index; with --live tokens and scopes."""
    # Not at the head: slack_sdk takes a tenth of a second.
    from bot.operations.check import Severity  # noqa: PLC0415 - see above
    from bot.operations.check import check as checked  # noqa: PLC0415 - the same

    findings = checked(now, live=live)
    console = Terminal()
    show_findings(console, findings)
    if all(finding.severity is Severity.NOTE for finding in findings):
        line(console, "all is well")
    raise typer.Exit(1 if any(finding.severity is Severity.ERROR for finding in findings) else 0)
