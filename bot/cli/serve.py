"""``zadankai serve``: the bot itself."""

from __future__ import annotations

import typer

from bot.cli.output import complain
from bot.settings import SlackSettings, load


def serve() -> None:
    """Answer in Slack (Socket Mode) until SIGTERM."""
    # Not at the head: Bolt takes time for which ``ask`` must not wait.
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
