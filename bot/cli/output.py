"""How commands print: to standard output what was asked for, to standard error what went wrong."""

from __future__ import annotations

import json
import re
from typing import Annotated

import typer
from rich.console import Console

from bot.answers.json_form import Json

#: The option of every command that programs may read.
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON: keys are only ever added.")]

#: Control characters, which a terminal would obey, and what stands for bytes of a file's name that are no UTF-8.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def printable(words: str) -> str:
    r"""Words of whatever file or name as a terminal may have them.

    >>> printable("写し\x1b[31m.txt")
    '写し\ufffd[31m.txt'
    """
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", words)


def complain(error: Exception) -> None:
    """Name an error on standard error."""
    Console(stderr=True).print(f"zadankai: {printable(str(error))}", markup=False, highlight=False, soft_wrap=True)


def line(console: Console, words: str) -> None:
    """Print one line as it is: file names may look like markup, and must not be wrapped."""
    console.print(printable(words), markup=False, highlight=False, soft_wrap=True)


def print_json(form: Json) -> None:
    """Print JSON; not by Rich, which would wrap it."""
    typer.echo(json.dumps(form, ensure_ascii=False, indent=2))
