"""``zadankai articles``, ``people``, ``transcript``, ``hide``, ``unhide``: what is stored, how it was understood."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot import opening
from bot.clock import now
from bot.commands.printing import AsJson, complain, line, print_json
from bot.printing import jsonforms, terminal
from bot.settings import Settings, load
from corpus.errors import CorpusError, StoreError
from corpus.keeping.catalogue import catalogue
from corpus.keeping.hiding import hide as withhold
from corpus.model import Transcript
from corpus.municipalities import tokyo
from corpus.persons import persons
from corpus.reading.rounds import read_all
from corpus.sources import read_text_file
from corpus.store import Store
from corpus.transcript import read


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("articles")(listed)
    app.command()(people)
    app.command()(transcript)
    app.command()(hide)
    app.command()(unhide)


def listed(as_json: AsJson = False) -> None:
    """List the articles: round, date, hosts, what is unresolved or stray, source and state; name what lacks."""
    contents = catalogue(opening.shelf_to_ask(load(Settings)))
    if as_json:
        print_json(jsonforms.contents(contents))
    else:
        terminal.show_catalogue(Console(), contents)


def people(as_json: AsJson = False) -> None:
    """List who took part, across rounds: name, body, and each role with the date since when it was printed."""
    shelf = opening.shelf_to_ask(load(Settings))
    read_so = (found for _, found in read_all(shelf.articles(), shelf.gazetteer, sample=shelf.sample))
    known = persons(found for found in read_so if isinstance(found, Transcript))
    if as_json:
        print_json(jsonforms.people(known))
    else:
        terminal.show_people(Console(), known)


def transcript(
    which: Annotated[str, typer.Argument(metavar="KEY|PATH", help="A stored article's key, or a file.")],
    outline: Annotated[
        bool, typer.Option("--outline", help="Kinds, lengths and positions only: no word of the article.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show how an article was understood, without storing it."""
    with _naming():
        understood = _understood(which)
    if as_json:
        print_json(jsonforms.transcript(understood))
    else:
        show = terminal.show_outline if outline else terminal.show_transcript
        show(Console(), understood)


def _understood(which: str) -> Transcript:
    if Path(which).is_file():
        article = read_text_file(Path(which), url=None, retrieved=now(), gazetteer=tokyo())
        return read(article, tokyo())
    shelf = opening.shelf_to_ask(load(Settings))
    return read(shelf.article(which), shelf.gazetteer, sample=shelf.sample)


def hide(
    target: Annotated[str, typer.Argument(metavar="KEY|PASSAGE_ID", help="An article's key or a passage's id.")],
    reason: Annotated[str, typer.Option(help="Why: 'check' lists it.")],
) -> None:
    """Keep an article or a passage out of all answers, within a minute and until 'unhide'; sync does not undo it."""
    store = Store.open(load(Settings).database)
    with _naming():
        hidden = withhold(store, target, reason, now())
    line(Console(), f"hidden: {hidden.target} ({'a passage' if hidden.words else 'the whole article'})")


def unhide(target: Annotated[str, typer.Argument(metavar="KEY|PASSAGE_ID", help="As it was hidden.")]) -> None:
    """Show what was hidden again."""
    store = Store.open(load(Settings).database)
    if not store.unhide(target):
        complain(CorpusError(target, "is not hidden; 'zadankai check' lists what is"))
        raise typer.Exit(1)
    line(Console(), f"shown again: {target}")


@contextmanager
def _naming() -> Iterator[None]:
    """Name what is wrong with an article and end with status 1; the database's own errors end with 2."""
    try:
        yield
    except StoreError:
        raise
    except CorpusError as error:
        complain(error)
        raise typer.Exit(1) from error
