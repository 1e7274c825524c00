"""``zadankai setup``: from nothing to a bot that runs."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.import_ import import_files
from bot.cli.output import Terminal, complain, line, show_findings
from bot.cli.sync import fetch_articles
from bot.open_library import open_store
from bot.settings import SettingsError, SlackSettings, load

if TYPE_CHECKING:
    from bot.operations.check import CheckFinding


def setup(
    files: Annotated[
        list[Path] | None, typer.Argument(help="Articles to import first; without any, they are fetched.")
    ] = None,
) -> None:
    """Set up the bot: the app in Slack, tokens, a test message, the first articles; repeat until it runs."""
    # Not at the head: slack_sdk takes a tenth of a second.
    from bot.operations import setup as setup_stages  # noqa: PLC0415 - see above

    console = Terminal()
    try:
        settings = load(SlackSettings)
    except SettingsError as error:
        for words in setup_stages.creation():
            line(console, words)
        complain(error)
        line(console, setup_stages.UNSET)
        raise typer.Exit(1) from error
    found: list[CheckFinding] = []
    for title, findings in setup_stages.stages(settings, lambda: _first_articles(settings, files or [])):
        line(console, f"{'--' if findings else 'ok'}  {title}")
        show_findings(console, findings)
        found.extend(findings)
    runs, last = setup_stages.verdict(found)
    line(console, last)
    raise typer.Exit(0 if runs else 1)


def _first_articles(settings: SlackSettings, files: list[Path]) -> bool:
    if files:
        return import_files(files) == 0
    # Fetched here only once: later runs are a scheduled ``zadankai sync``.
    return bool(open_store(settings.database).count()) or fetch_articles() == 0
