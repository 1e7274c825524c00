"""The ``zadankai`` command. With ``__main__.py`` and ``commands/`` the only place where the program is put together.

Exit status: 0 done, 1 some of it failed and was named, 2 the command, a setting, the database or a release of
Slack's libraries is wrong.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Callable

import typer

from bot.cli import articles, asking, browsing, importing, keeping, running
from bot.cli.output import complain
from bot.settings import SettingsError
from corpus.errors import StoreError

#: In the order in which one meets them.
_COMMANDS: dict[str, Callable[..., None]] = {
    "ask": asking.ask,
    "themes": browsing.themes,
    "import": importing.import_,
    "sync": importing.synchronize,
    "articles": articles.listed,
    "people": articles.people,
    "transcript": articles.transcript,
    "hide": articles.hide,
    "unhide": articles.unhide,
    "setup": running.setup,
    "manifest": running.manifest,
    "serve": running.serve,
    "check": running.check,
    "inbox": keeping.inbox,
    "gaps": keeping.gaps,
    "feedback": keeping.feedback,
    "purge": keeping.purge,
}


def main() -> None:
    """Run the command line; a setting or a database that is wrong ends it with its name and status 2."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        # On Windows a pipe would take the code page, which lacks many characters of names (髙, 﨑).
        sys.stdout.reconfigure(encoding="utf-8")
    try:
        program()()
    except (SettingsError, StoreError) as error:
        complain(error)
        sys.exit(2)


def program() -> typer.Typer:
    """All commands."""
    app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    for name, command in _COMMANDS.items():
        app.command(name)(command)
    return app
