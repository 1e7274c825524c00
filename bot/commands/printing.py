"""How commands print: to standard output what was asked for, to standard error what went wrong."""

from __future__ import annotations

import json
from typing import Annotated

import typer
from rich.console import Console

from bot.jsonforms import Json

#: The option of every command that programs may read.
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON: keys are only ever added.")]


def complain(error: Exception) -> None:
    """Name an error on standard error."""
    Console(stderr=True).print(f"zadankai: {error}", markup=False, highlight=False, soft_wrap=True)


def line(console: Console, words: str) -> None:
    """Print one line as it is: file names may look like markup, and must not be wrapped."""
    console.print(words, markup=False, highlight=False, soft_wrap=True)


def print_json(form: Json) -> None:
    """Print JSON; not by Rich, which would wrap it."""
    typer.echo(json.dumps(form, ensure_ascii=False, indent=2))
