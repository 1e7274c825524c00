"""``zadankai manifest``: the app's manifest."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.output import plain
from bot.slack.transport import manifest as app_manifest


def manifest(
    threads: Annotated[
        bool, typer.Option("--threads", help="With the scopes to read the thread in which it is asked about これ.")
    ] = False,
) -> None:
    """Print the app's manifest, to paste where Slack creates an app."""
    plain(app_manifest.text(threads=threads))
