"""``zadankai articles``, ``people``, ``transcript``, ``hide``, ``unhide``: what is stored, how it was understood."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot import open_library
from bot.cli import json_forms, show_articles
from bot.cli.output import AsJson, complain, line, print_json
from bot.clock import now
from bot.settings import Settings, load
from corpus.errors import CorpusError, StoreError
from corpus.model import Article, Transcript
from corpus.municipalities import tokyo
from corpus.people import persons
from corpus.reading.reader import TranscriptReader, read_all
from corpus.sources.files import ReadOptions, read_file, read_files
from corpus.store.catalogue import catalogue
from corpus.store.catalogue import hide as withhold
from corpus.store.store import Store


def listed(as_json: AsJson = False) -> None:
    """List the articles: round, date, hosts, what is unresolved or stray, source and state; name what lacks."""
    contents = catalogue(open_library.shelf_to_ask(load(Settings)))
    if as_json:
        print_json(json_forms.contents(contents))
    else:
        show_articles.show_catalogue(Console(), contents)


def people(as_json: AsJson = False) -> None:
    """List who took part, across rounds: name, body, and each role with the date since when it was printed."""
    shelf = open_library.shelf_to_ask(load(Settings))
    read_so = (found for _, found in read_all(shelf.articles(), shelf.gazetteer, sample=shelf.sample))
    known = persons(found for found in read_so if isinstance(found, Transcript))
    if as_json:
        print_json(json_forms.people(known))
    else:
        show_articles.show_people(Console(), known)


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
        print_json(json_forms.transcript(understood))
    else:
        show = show_articles.show_outline if outline else show_articles.show_transcript
        show(Console(), understood)


def _understood(which: str) -> Transcript:
    if Path(which).is_file():
        return _read_file(Path(which))
    shelf = open_library.shelf_to_ask(load(Settings))
    return TranscriptReader(shelf.gazetteer, shelf.articles(), sample=shelf.sample).read(shelf.article(which))


def _read_file(path: Path) -> Transcript:
    """Read a file together with the other parts of its talk: those beside it, then those that are stored."""
    reception = ReadOptions(tokyo(), now())
    article = read_file(path, reception)
    files = sorted(each for each in path.parent.iterdir() if each.suffix == path.suffix and each.is_file())
    beside = (one.article for one in read_files([each for each in files if each != path], reception) if one.article)
    # The article comes first, so another copy of it is not taken for a second article of its part.
    return TranscriptReader(tokyo(), chain([article], beside, _stored()), spare=True).read(article)


def _stored() -> Iterator[Article]:
    shelf = open_library.shelf_to_ask(load(Settings))
    if not shelf.sample:
        yield from shelf.articles()


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
    with _naming():
        if not store.unhide(target):
            raise CorpusError(target, "is not hidden; 'zadankai check' lists what is")
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
