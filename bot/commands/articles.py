"""``zadankai import`` and ``transcript``: articles brought in, and how they were understood."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from bot import jsonforms, opening, terminal
from bot.commands.printing import AsJson, complain, line, print_json
from bot.settings import Settings, load
from corpus.errors import CorpusError, StoreError
from corpus.model import Transcript
from corpus.municipalities import tokyo
from corpus.sources import read_text_file
from corpus.store import Store
from corpus.transcript import read


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("import")(import_)
    app.command()(transcript)


def import_(
    paths: Annotated[list[Path], typer.Argument(help="Plain-text files, or folders of them.")],
    url: Annotated[str | None, typer.Option(help="The article's address, for a single file.")] = None,
) -> None:
    """Store articles as received; twice changes nothing, what cannot be read is named and the rest goes on."""
    files = _files(paths)
    if url and len(files) != 1:
        raise typer.BadParameter(f"it belongs to one file, and here are {len(files)}", param_hint="--url")
    store = Store.open(load(Settings).database)
    console = Console()
    failed = sum(not _import_one(console, store, file, url) for file in files)
    line(console, f"{len(files) - failed} of {len(files)} articles read; {store.count()} in the store")
    raise typer.Exit(1 if failed or not files else 0)


def _files(paths: Sequence[Path]) -> list[Path]:
    return [file for path in paths for file in (sorted(path.rglob("*.txt")) if path.is_dir() else [path])]


def _import_one(console: Console, store: Store, file: Path, url: str | None) -> bool:
    try:
        article = read_text_file(file, url=url, retrieved=datetime.now(UTC), gazetteer=store.gazetteer)
        understood = read(article, store.gazetteer)
    except CorpusError as error:
        line(console, f"refused    {file}: {error.reason}")
        return False
    line(console, f"{store.put(article).value:<10} {article.key}  {understood.title}")
    return True


def transcript(
    which: Annotated[str, typer.Argument(metavar="KEY|PATH", help="A stored article's key, or a file.")],
    outline: Annotated[
        bool, typer.Option("--outline", help="Kinds, lengths and positions only: no word of the article.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Show how an article was understood, without storing it."""
    try:
        understood = _understood(which)
    except StoreError:
        raise
    except CorpusError as error:
        complain(error)
        raise typer.Exit(1) from error
    if as_json:
        print_json(jsonforms.transcript(understood))
    else:
        show = terminal.show_outline if outline else terminal.show_transcript
        show(Console(), understood)


def _understood(which: str) -> Transcript:
    if Path(which).is_file():
        article = read_text_file(Path(which), url=None, retrieved=datetime.now(UTC), gazetteer=tokyo())
        return read(article, tokyo())
    shelf = opening.shelf_to_ask(load(Settings))
    return read(shelf.article(which), shelf.gazetteer, sample=shelf.sample)
