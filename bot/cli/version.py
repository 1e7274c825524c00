"""``zadankai --version``: the version of the program that runs."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from bot.cli.output import plain


def program_version() -> str:
    """Return the installed package's version; ``source`` where the program runs from its folder."""
    try:
        return version("zadankai")
    except PackageNotFoundError:
        # Some hosts install the requirements alone and start the program from its folder.
        return "source"


def _print_version(asked: bool) -> None:  # noqa: FBT001 - Typer calls it with the option's value
    if asked:
        plain(f"zadankai {program_version()}\n")
        raise typer.Exit


#: The option of ``zadankai`` itself. Eager: it needs no command.
ShowVersion = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version and exit.")
]
