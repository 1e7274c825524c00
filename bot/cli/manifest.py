"""``zadankai manifest``: the app's manifest."""

from __future__ import annotations

import typer

from bot.slack.transport import manifest as app_manifest


def manifest() -> None:
    """Print the app's manifest, to paste where Slack creates an app."""
    typer.echo(app_manifest.text(), nl=False)
