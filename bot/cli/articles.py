"""``zadankai articles``: what is stored, how it was read, and which parts are missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from bot import open_library, wording
from bot.answers.json_form import Json
from bot.cli.output import QUIET, AsJson, Terminal, print_json
from bot.settings import Settings, load
from corpus.missing_parts import Missing
from corpus.store.catalogue import Catalogue, Entry, catalogue


def articles(as_json: AsJson = False) -> None:
    """List the articles: round, date, hosts, unresolved speakers, stray text, source, state; and what is missing."""
    contents = catalogue(open_library.shelf_to_ask(load(Settings)))
    if as_json:
        print_json(_form(contents))
    else:
        _show(Terminal(), contents)


def _show(console: Console, stored: Catalogue) -> None:
    table = Table("round", "date", "source", "state", "stray", "key", "hosts, title, open speakers", box=None)
    for entry in stored.entries:
        table.add_row(*_cells(entry))
    console.print(table)
    for words in _missing(stored.missing):
        console.print(Text(words, style="yellow"))
    for words in (wording.SAMPLE_NOTICE, wording.GET_ARTICLES) if stored.sample else ():
        console.print(Text(words, style=QUIET))


def _cells(entry: Entry) -> tuple[RenderableType, ...]:
    found, article = entry.transcript, entry.article
    part = f"-{found.part}" if found and found.part else ""
    hosts = Text("・".join(found.hosts if found else ()) or "?", style="bold", overflow="fold")
    lines = hosts.append(f"  {entry.title}", style="not bold")
    if entry.unresolved:
        lines.append(f"\nnot settled: {'、'.join(entry.unresolved)}", style="not bold yellow")
    if entry.reason:
        lines.append(f"\n{entry.reason}", style="not bold red")
    number, day = (found.round or "?", found.held_on or "?") if found else ("?", "?")
    fixed = (f"{number}{part}", str(day), article.source.value, entry.standing.value)
    return (*(Text(cell, no_wrap=True) for cell in (*fixed, f"{entry.stray:.1%}", article.key)), lines)


def _missing(missing: Sequence[Missing]) -> Iterable[str]:
    """Yield what is missing: whole rounds in one line, as ranges; each part with its hosts."""
    if rounds := sorted({gone.round for gone in missing if gone.part is None and gone.round}):
        yield f"no article of round {', '.join(_ranges(rounds))}"
    for gone in missing:
        if gone.part is not None:
            hosts = f" ({'・'.join(gone.hosts)})" if gone.hosts else ""
            yield f"no part {gone.part} of round {gone.round or '?'}{hosts}"
        elif not gone.round:
            yield f"no article of {'・'.join(gone.hosts)}, without a round's number"


def _ranges(rising: Sequence[int]) -> Iterable[str]:
    """Yield rising numbers, consecutive ones as a range.

    >>> list(_ranges([1, 3, 4, 5]))
    ['1', '3–5']
    """
    # Consecutive numbers have the same difference from their index.
    for _, run in groupby(enumerate(rising), key=lambda placed: placed[1] - placed[0]):
        numbers = [number for _, number in run]
        yield str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def _form(stored: Catalogue) -> Json:
    return {
        "sample": stored.sample,
        "articles": [_entry(entry) for entry in stored.entries],
        "missing": [{"round": gone.round, "part": gone.part, "hosts": list(gone.hosts)} for gone in stored.missing],
    }


def _entry(entry: Entry) -> Json:
    found = entry.transcript
    return {
        "key": entry.article.key,
        "url": entry.article.url,
        "title": entry.title,
        "round": found.round if found else None,
        "part": found.part if found else None,
        "parts": found.parts if found else None,
        "held_on": found.held_on.isoformat() if found and found.held_on else None,
        "hosts": list(found.hosts) if found else [],
        "speeches": sum(1 for _ in found.speeches) if found else 0,
        "unresolved": list(entry.unresolved),
        "stray": entry.stray,
        "source": entry.article.source.value,
        "state": entry.standing.value,
        "reason": entry.reason,
    }
