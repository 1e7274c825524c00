"""``zadankai articles``: what is stored, how it was read, and which parts are missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from itertools import groupby

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from bot import open_library, wording
from bot.answers.json_form import Json, talk_json
from bot.cli.output import QUIET, AsJson, Terminal, print_json
from corpus.missing_parts import Missing
from corpus.series import is_address_from_table
from corpus.store.catalogue import Catalogue, Entry, catalogue


def articles(as_json: AsJson = False) -> None:
    """List the articles: round, date, hosts, source, state, what the reading leaves open; and what is missing."""
    contents = catalogue(open_library.shelf_to_ask())
    if as_json:
        entries = [_entry(entry) for entry in contents.entries]
        missing = [asdict(gone) for gone in contents.missing]
        print_json({"sample": contents.sample, "articles": entries, "missing": missing})
    else:
        _show(Terminal(), contents)


def _show(console: Console, stored: Catalogue) -> None:
    table = Table("round", "date", "source", "state", "stray", "key", "hosts, title, open speakers", box=None)
    for entry in stored.entries:
        table.add_row(*_cells(entry))
    console.print(table)
    for words in _missing(stored.missing):
        console.print(Text(words, style="yellow"), soft_wrap=True)
    for words in (wording.SAMPLE_NOTICE, wording.GET_ARTICLES) if stored.sample else ():
        console.print(Text(words, style=QUIET))


def _cells(entry: Entry) -> tuple[RenderableType, ...]:
    found, article = entry.transcript, entry.article
    part = f"-{found.part}" if found and found.part else ""
    hosts = Text("・".join(found.hosts if found else ()) or "?", style="bold", overflow="fold")
    lines = hosts.append(f"  {entry.title}", style="not bold")
    if words := str(entry.unsettled):
        labels = "、".join(dict.fromkeys(entry.unsettled.open_labels))
        lines.append(f"\n{words}{f' ({labels})' if labels else ''}", style="not bold yellow")
    if found and is_address_from_table(found):
        lines.append(f"\naddress from the table of known articles: {found.url}", style="not bold")
    if entry.reason:
        lines.append(f"\n{entry.reason}", style="not bold red")
    number, day = (found.round or "?", found.held_on or "?") if found else ("?", "?")
    fixed = (f"{number}{part}", str(day), article.source.value, entry.standing.value)
    return (*(Text(cell, no_wrap=True) for cell in (*fixed, f"{entry.unsettled.stray:.1%}", article.key)), lines)


def _missing(missing: Sequence[Missing]) -> Iterable[str]:
    """Yield what is missing: rounds of which nothing is known in one line, as ranges; each other article in one."""
    if rounds := sorted({gone.round for gone in missing if gone.round and not (gone.part or gone.hosts)}):
        yield f"no article of round {', '.join(_ranges(rounds))}"
    for gone in missing:
        if gone.part or gone.hosts:
            hosts = f" ({'・'.join(gone.hosts)})" if gone.hosts else ""
            address = f": {gone.url}" if gone.url else ""
            talk = f"of round {gone.round}" if gone.round else "without a round"
            yield f"no {f'part {gone.part}' if gone.part else 'article'} {talk}{hosts}{address}"
    if any(gone.url for gone in missing):
        yield "to add those with an address: open each in a browser, save the page, then 'zadankai import FOLDER'"


def _ranges(rising: Sequence[int]) -> Iterable[str]:
    """Yield rising numbers, consecutive ones as a range.

    >>> list(_ranges([1, 3, 4, 5]))
    ['1', '3–5']
    """
    # Consecutive numbers have the same difference from their index.
    for _, run in groupby(enumerate(rising), key=lambda placed: placed[1] - placed[0]):
        numbers = [number for _, number in run]
        yield str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def _entry(entry: Entry) -> Json:
    found, left_open = entry.transcript, entry.unsettled
    unread = dict.fromkeys(("url_source", "round", "part", "held_on")) | {"url": entry.article.url, "hosts": []}
    return {
        "key": entry.article.key,
        **(talk_json(found) if found else unread),
        "title": entry.title,
        "parts": found.parts if found else None,
        "speeches": left_open.speeches,
        "speeches_open": len(left_open.open_labels),
        "unresolved": list(dict.fromkeys(left_open.open_labels)),
        "participants_missing_of": list(left_open.unrepresented),
        "participants_doubtful": list(left_open.doubtful),
        "rounds_printed": list(left_open.rounds),
        "stray": left_open.stray,
        "unsettled": str(left_open) or None,
        "source": entry.article.source.value,
        "state": entry.standing.value,
        "reason": entry.reason,
    }
