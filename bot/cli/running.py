"""``zadankai setup``, ``manifest``, ``serve``, ``check``: the app in Slack, the bot, and whether all of it is well."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot.cli.importing import bring_in, fetch
from bot.cli.output import complain, line
from bot.clock import now
from bot.settings import SettingsError, SlackSettings, load
from bot.slack.transport import manifest as app_manifest
from corpus.store.store import Store

if TYPE_CHECKING:
    from bot.operations.check import CheckFinding


def manifest() -> None:
    """Print the app's manifest, to be pasted where Slack creates an app."""
    typer.echo(app_manifest.text(), nl=False)


def setup(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Articles to begin with; without any they are fetched.")
    ] = None,
) -> None:
    """Set it up: the app in Slack, tokens, a test message, the first articles; again and again until it runs."""
    # Not at the head: slack_sdk takes a tenth of a second.
    from bot.operations import setup as setting_up  # noqa: PLC0415 - see above

    console = Console()
    try:
        settings = load(SlackSettings)
    except SettingsError as error:
        for words in setting_up.creation():
            line(console, words)
        complain(error)
        line(console, setting_up.UNSET)
        raise typer.Exit(1) from error
    found: list[CheckFinding] = []
    for stage in setting_up.stages(settings, lambda: _bring(settings, files or [])):
        line(console, f"{'ok' if not stage.findings else '--'}  {stage.title}")
        _show(console, stage.findings)
        found.extend(stage.findings)
    runs, last = setting_up.verdict(found)
    line(console, last)
    raise typer.Exit(0 if runs else 1)


def _bring(settings: SlackSettings, files: list[Path]) -> bool:
    if files:
        return bring_in(files) == 0
    # Fetched once: the rest is a regular task of its own.
    return bool(Store.open(settings.database).count()) or fetch() == 0


def serve() -> None:
    """Answer in Slack (Socket Mode) until SIGTERM."""
    # Not at the head: Bolt takes time that a question in the terminal need not wait for.
    from bot import logs  # noqa: PLC0415 - see above
    from bot.runtime import serve as answer  # noqa: PLC0415 - the same
    from bot.slack.transport.sdk_internals import IncompatibleSDK  # noqa: PLC0415 - the same

    settings = load(SlackSettings)
    logs.configure(settings.log_form)
    logs.take_over_tracebacks()
    try:
        raise typer.Exit(answer(settings))
    except IncompatibleSDK as error:
        # Not in main, which must not import Slack's libraries for every command.
        complain(error)
        raise typer.Exit(2) from error


def check(
    live: Annotated[
        bool, typer.Option("--live", help="Ask Slack too, with the real tokens; nothing is posted.")
    ] = False,
) -> None:
    """Tell what is wrong and how to mend it: settings, database, articles, index; with --live tokens and scopes."""
    # Not at the head: slack_sdk takes a tenth of a second.
    from bot.operations.check import Severity  # noqa: PLC0415 - see above
    from bot.operations.check import check as checked  # noqa: PLC0415 - the same

    findings = checked(now, live=live)
    console = Console()
    _show(console, findings)
    if all(finding.severity is Severity.NOTE for finding in findings):
        line(console, "all is well")
    raise typer.Exit(1 if any(finding.severity is Severity.ERROR for finding in findings) else 0)


def _show(console: Console, findings: Iterable[CheckFinding]) -> None:
    """Print what is wrong, each with its mend."""
    for finding in findings:
        line(console, f"{finding.severity.value}: {finding.what}\n  → {finding.mend}")
