"""``zadankai import``: articles from files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from bot.cli.output import Terminal, line, show_hidden_changes
from bot.clock import now
from bot.open_library import open_store
from bot.settings import Settings, load
from corpus.links import note_hosts
from corpus.model import Transcript
from corpus.reading.reader import read_all
from corpus.sources.files import SUFFIXES, ReadOptions, passed_over, read_files
from corpus.store.importer import Importer, Taken
from corpus.store.store import Outcome, Store
from corpus.unsettled import Unsettled

#: How many kinds of markup are named; a page may have any number.
_MOST_NAMES = 12


def import_(
    paths: Annotated[list[Path], typer.Argument(help="note's export (.zip, .xml), saved pages, plain text, folders.")],
    url: Annotated[str | None, typer.Option(help="The article's address, for a single file.")] = None,
    drafts: Annotated[bool, typer.Option("--drafts", help="Import the drafts of an export too.")] = False,
) -> None:
    """Import articles from files; a second import changes nothing, and unreadable files are named and skipped."""
    raise typer.Exit(import_files(paths, url=url, drafts=drafts))


def import_files(paths: Sequence[Path], *, url: str | None = None, drafts: bool = False) -> int:
    """Store the articles of files, print the outcome of each, and return the exit status."""
    settings = load(Settings)
    store = open_store(settings.database)
    options = ReadOptions(store.gazetteer, now(), drafts=drafts, url=url, hosts=note_hosts(settings.sources))
    console = Terminal()
    try:
        taken = list(_with_progress(Importer(store).take_all(read_files(paths, options))))
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--url") from error
    _report(console, taken)
    if halves := dict.fromkeys(one.key or one.name for one in taken if one.is_half):
        line(console, f"only up to the paid part: {', '.join(halves)}; save what somebody sees who may read it all")
    if left := passed_over(paths):
        line(
            console,
            f"not read in folders and archives: {', '.join(f'{count} {kind}' for kind, count in sorted(left.items()))}",
        )
    for key, words in _left_open(store, taken):
        line(console, f"{key}: {words}; see 'zadankai transcript {key} --outline'")
    if not taken:
        line(console, f"nothing to import: no file that ends in {', '.join(sorted(SUFFIXES))}")
    read = sum(one.outcome is not None for one in taken)
    if foreign := Counter(name for one in taken for name in one.foreign):
        counts = ", ".join(f"{name} {count}" for name, count in foreign.most_common(_MOST_NAMES))
        line(console, f"lines that are never quoted, by the markup that note does not make: {counts}")
    line(console, f"{read} of {len(taken)} articles read; {store.count()} in the store")
    show_hidden_changes(console, store)
    return 1 if not taken or any(one.error for one in taken) else 0


def _with_progress(taken: Iterable[Taken]) -> Iterator[Taken]:
    """Pass outcomes on, with a progress bar where standard error is a terminal."""
    console = Terminal(stderr=True)
    with Progress(BarColumn(), TextColumn("{task.percentage:3.0f}%"), console=console, transient=True) as progress:
        task = progress.add_task("", total=1.0, visible=console.is_terminal)
        for one in taken:
            progress.update(task, completed=one.progress)
            yield one


def _report(console: Console, taken: Sequence[Taken]) -> None:
    table = Table("", "key", "article", box=None, pad_edge=False, show_header=False)
    for one in taken:
        fixed, words = _row(one)
        table.add_row(*(Text(cell, no_wrap=True) for cell in fixed), Text(words, overflow="fold"))
    console.print(table)


def _left_open(store: Store, taken: Sequence[Taken]) -> Iterator[tuple[str, str]]:
    """Yield key and what the reading leaves open; with open speakers again, as a later part may settle them."""
    left = {one.key: (one.transcript, Unsettled.of(one.transcript)) for one in taken if one.key and one.transcript}
    keys = {key for key, (transcript, each) in left.items() if transcript.part is not None and each.open_labels}
    yield from ((key, words) for key, (_, each) in left.items() if key not in keys and (words := str(each)))
    articles = (article for article in store.stored() if article.key in keys) if keys else ()
    for article, found in read_all(articles, store.gazetteer, parts=store.articles()):
        if isinstance(found, Transcript) and (words := str(Unsettled.of(found))):
            yield article.key, words


def _row(taken: Taken) -> tuple[tuple[str, str], str]:
    if taken.error:
        return ("refused", ""), f"{taken.name}: {taken.error.reason}"
    if taken.outcome is None:
        return ("unpublished", ""), taken.name
    return (taken.outcome.value, taken.key or ""), _title(taken)


def _title(taken: Taken) -> str:
    replaced = f" (replaces {', '.join(taken.replaced)})" if taken.replaced else ""
    title = f"{taken.transcript.title if taken.transcript else taken.name}{replaced}"
    stays = f"\n{taken.name} is left out: what is stored of this article is from a better source"
    return title + stays if taken.outcome is Outcome.OUTRANKED else title
