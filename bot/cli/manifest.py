"""``zadankai manifest``: the app's manifest."""

from __future__ import annotations

from bot.cli.output import plain
from bot.slack.transport import manifest as app_manifest


def manifest() -> None:
    """Print the app's manifest, to paste where Slack creates an app."""
    plain(app_manifest.text())
