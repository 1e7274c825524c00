"""How commands print: results to standard output, errors to standard error."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console

from bot.answers.json_form import Json
from corpus.errors import CorpusError, StoreError

if TYPE_CHECKING:
    from bot.operations.check import CheckFinding

#: The option of every command that programs may read.
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON; later versions only add keys.")]
#: Rich's style of what a reader may skip.
QUIET = "dim"
#: Control characters, which a terminal would obey, and surrogates: bytes of a file name that are not UTF-8.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def printable(words: str) -> str:
    r"""Return text of a file or a name with unprintable characters replaced.

    >>> printable("写し\x1b[31m.txt")
    '写し\ufffd[31m.txt'
    """
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", words)


def complain(error: Exception) -> None:
    """Print an error on standard error."""
    Console(stderr=True).print(f"zadankai: {printable(str(error))}", markup=False, highlight=False, soft_wrap=True)


def line(console: Console, words: str) -> None:
    """Print one line as it is: file names may look like markup, and wrapping would break them."""
    console.print(printable(words), markup=False, highlight=False, soft_wrap=True)


def print_json(form: Json) -> None:
    """Print JSON, without Rich, which would wrap it."""
    typer.echo(json.dumps(form, ensure_ascii=False, indent=2))


@contextmanager
def reporting_corpus_errors() -> Iterator[None]:
    """Report an error of an article and exit with status 1; StoreError passes, and ``main`` exits with 2."""
    try:
        yield
    except StoreError:
        raise
    except CorpusError as error:
        complain(error)
        raise typer.Exit(1) from error


def show_findings(console: Console, findings: Iterable[CheckFinding]) -> None:
    """Print findings of a check, each with its fix."""
    for finding in findings:
        line(console, f"{finding.severity.value}: {finding.what}\n  → {finding.fix}")
