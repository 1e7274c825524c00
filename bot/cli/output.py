"""How commands print: results to standard output, errors to standard error."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from bot.answers.json_form import Json
from corpus.errors import CorpusError, StoreError
from corpus.store.catalogue import changes
from corpus.store.store import Store
from corpus.text import printable, printable_json

if TYPE_CHECKING:
    from bot.operations.check import CheckFinding

#: The option of every command that programs may read.
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON; later versions only add keys.")]
#: Rich's style of what a reader may skip.
QUIET = "dim"


class Terminal(Console):
    """Standard output or error. Text is never obeyed, neither by Rich as markup nor by the terminal."""

    def __init__(self, *, stderr: bool = False) -> None:
        super().__init__(stderr=stderr, markup=False, emoji=False, highlight=False)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Yield the segments of what is printed, with their text made printable; control segments are Rich's own."""
        for text, style, control in super().render(renderable, options):
            yield Segment(text if control else printable(text), style, control)


def complain(error: Exception | str) -> None:
    """Print what is wrong on standard error."""
    line(Terminal(stderr=True), f"zadankai: {error}")


def line(console: Console, words: str) -> None:
    """Print one line as it is: wrapping would break file names."""
    console.print(words, soft_wrap=True)


def plain(words: str, *, err: bool = False) -> None:
    """Print rows without Rich, which would wrap them; CR LF stays."""
    typer.echo("\r\n".join(map(printable, words.split("\r\n"))), err=err, nl=False)


def print_json(form: Json) -> None:
    """Print JSON."""
    plain(printable_json(json.dumps(form, ensure_ascii=False, indent=2)) + "\n")


def print_json_line(form: Json) -> None:
    """Print JSON in one line."""
    plain(printable_json(json.dumps(form, ensure_ascii=False)) + "\n")


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


def show_hidden_changes(console: Console, store: Store) -> None:
    """Print which hidden words were edited, and what to do about it."""
    for change in changes(store):
        line(console, f"warning: {change.what}\n  → {change.fix}")
