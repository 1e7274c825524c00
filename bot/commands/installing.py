"""``zadankai setup`` and ``manifest``: the app in Slack, and everything that it needs to run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot.commands.importing import bring_in, fetch
from bot.commands.printing import complain, line, show_findings
from bot.operating.findings import Finding
from bot.settings import SettingsError, SlackSettings, load
from bot.slack import manifest as app_manifest
from corpus.store import Store


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command()(setup)
    app.command()(manifest)


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
    from bot.operating import setup as setting_up  # noqa: PLC0415 - see above

    console = Console()
    try:
        settings = load(SlackSettings)
    except SettingsError as error:
        for words in setting_up.creation():
            line(console, words)
        complain(error)
        line(console, setting_up.UNSET)
        raise typer.Exit(1) from error
    found: list[Finding] = []
    for stage in setting_up.stages(settings, lambda: _bring(settings, files or [])):
        line(console, f"{'ok' if not stage.findings else '--'}  {stage.title}")
        show_findings(console, stage.findings)
        found.extend(stage.findings)
    runs, last = setting_up.verdict(found)
    line(console, last)
    raise typer.Exit(0 if runs else 1)


def _bring(settings: SlackSettings, files: list[Path]) -> bool:
    if files:
        return bring_in(files) == 0
    # Fetched once: the rest is a regular task of its own.
    return bool(Store.open(settings.database).count()) or fetch() == 0
