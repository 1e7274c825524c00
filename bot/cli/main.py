"""The ``zadankai`` command: the table of its commands, and the entry point.

Exit status: 0 done, 1 part of it failed and was named, 2 the command, a setting, the database or a release of Slack's
libraries is wrong.
"""

from __future__ import annotations

import io
import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import typer
from typer.core import TyperGroup

from bot.cli.articles import articles
from bot.cli.ask import ask
from bot.cli.check import check
from bot.cli.delete import delete
from bot.cli.feedback import feedback
from bot.cli.gaps import gaps
from bot.cli.hide import hide, unhide
from bot.cli.import_ import import_
from bot.cli.inbox import inbox
from bot.cli.manifest import manifest
from bot.cli.output import complain, plain
from bot.cli.people import people
from bot.cli.purge import purge
from bot.cli.serve import serve
from bot.cli.setup import setup
from bot.cli.sync import sync
from bot.cli.themes import themes
from bot.cli.transcript import transcript
from bot.cli.vectors import vectors
from bot.cli.version import ShowVersion
from bot.settings import SettingsError
from corpus.errors import StoreError
from corpus.text import printable

#: In the order of ``zadankai --help``: that in which a new user needs them.
_COMMANDS: tuple[Callable[..., None], ...] = (
    *(ask, themes, import_, sync, articles, people, transcript, hide, unhide, delete, vectors),
    *(setup, manifest, serve, check, inbox, gaps, feedback, purge),
)

#: Typer's class of all of them, which has no public name.
_USAGE_ERROR: Any = typer.BadParameter.__base__


def main() -> None:
    """Run the command line; a wrong setting or database is named on standard error, with exit status 2."""
    if isinstance(sys.stdout, io.TextIOWrapper) and not sys.stdout.isatty():
        # On Windows a pipe would use the code page, which lacks many characters of names (髙, 﨑).
        sys.stdout.reconfigure(encoding="utf-8")
    elif isinstance(sys.stdout, io.TextIOWrapper):
        # A terminal in another encoding lacks some of them: they are named by their numbers.
        sys.stdout.reconfigure(errors="backslashreplace")
    # A traceback may quote what an article says.
    if unsaid := _unsaid() or _unset():
        complain(unsaid)
        sys.exit(2)
    sys.excepthook = lambda _kind, error, _trace: plain("".join(traceback.format_exception(error)), err=True)
    try:
        program()()
    except (SettingsError, StoreError) as error:
        complain(error)
        sys.exit(2)
    except PermissionError as error:
        complain(f"{error.filename}: {error.strerror}")
        sys.exit(2)


def _unset() -> str | None:
    """Return what is wrong with an empty argument, or None: as a path it would be the folder in which one stands."""
    return "an argument is empty: is a variable in it not set?" if "" in sys.argv[1:] else None


def _unsaid() -> str | None:
    """Return why Japanese can be neither typed nor shown here, or None."""
    for encoding in (sys.getfilesystemencoding(), sys.stdout.encoding or "utf-8"):
        try:
            "座談会".encode(encoding)
        except (UnicodeEncodeError, LookupError):
            return f"the encoding here is {encoding}, which has no Japanese: set LANG=ja_JP.UTF-8 or PYTHONUTF8=1"
    return None


def program() -> typer.Typer:
    """Return the application with all commands."""
    app = typer.Typer(cls=_Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
    app.callback()(_options)
    for command in _COMMANDS:
        app.command(command.__name__.rstrip("_"))(command)  # import is a keyword
    return app


class _Commands(TyperGroup):
    """The commands. Typer prints their usage errors itself, with what was typed in them."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the options above the command."""
        with _printable_usage_errors():
            return super().parse_args(ctx, args)

    def invoke(self, ctx: Any) -> Any:
        """Run the command that was named."""
        with _printable_usage_errors():
            return super().invoke(ctx)


@contextmanager
def _printable_usage_errors() -> Iterator[None]:
    try:
        yield
    except _USAGE_ERROR as error:
        error.message = printable(error.message)
        raise


def _options(version: ShowVersion = False) -> None:
    pass
