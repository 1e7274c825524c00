"""Outlines, transcripts and the catalogue for a terminal. Answers are in ``answer.py``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count, groupby

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from bot import wording
from corpus.missing_parts import Missing
from corpus.model import Transcript
from corpus.people import Person
from corpus.store.catalogue import Catalogue, Entry

_QUIET = "dim"


def show_outline(console: Console, understood: Transcript) -> None:
    """Print kinds, lengths and positions of the blocks, no word of the article: safe to send to someone for help."""
    table = Table("kind", "level", "start", "length")
    for block in understood.blocks:
        table.add_row(block.kind.value, str(block.level or ""), str(block.span.start), str(len(block.span)))
    console.print(table)


def show_transcript(console: Console, understood: Transcript) -> None:
    """Print how an article was understood."""
    console.print(Text(f"{understood.key}  {understood.title}", style="bold"))
    console.print(Text(_particulars(understood), style=_QUIET))
    others = (part for part in count(1) if part != understood.part)
    for part, key in zip(others, understood.read_with, strict=False):
        console.print(Text(f"read together with part {part}: {key}", style=_QUIET))
    for person in understood.participants:
        console.print(Text(f"  {person.role}  {person.name}  [{person.affiliation or '?'}]"))
    for section in understood.sections:
        console.print(Text(f"\n{section.heading}", style="bold").append(f"  {section.subheading or ''}", style=_QUIET))
        for speech in section.speeches:
            who = f"{speech.speaker.name} [{speech.speaker.affiliation or '?'}]" if speech.speaker else "?"
            console.print(Text(f"  {speech.label} → {who}  {len(speech.span)} characters"))


def _particulars(understood: Transcript) -> str:
    facts: Sequence[tuple[str, object]] = (
        ("round", understood.round),
        ("part", understood.part),
        ("of", understood.parts),
        ("held on", understood.held_on),
        ("hosts", "・".join(understood.hosts)),
    )
    return "  ".join(f"{name} {value or '?'}" for name, value in facts)


def show_catalogue(console: Console, catalogue: Catalogue) -> None:
    """Print the articles, and what is missing between them."""
    table = Table("round", "date", "source", "state", "stray", "key", "hosts, title, open speakers", box=None)
    for entry in catalogue.entries:
        table.add_row(*_cells(entry))
    console.print(table)
    for words in _missing(catalogue.missing):
        console.print(Text(words, style="yellow"))
    for words in (wording.SAMPLE_NOTICE, wording.GET_ARTICLES) if catalogue.sample else ():
        console.print(Text(words, style=_QUIET))


def show_people(console: Console, people: Sequence[Person]) -> None:
    """Print who took part, by body, each with the roles that were printed and since when."""
    table = Table("body", "name", "roles at the time", box=None)
    for person in sorted(people, key=lambda one: (one.affiliation or "", one.name)):
        roles = "\n".join(f"{role.held_on or '?'}  {role.role}" for role in person.roles)
        table.add_row(*(Text(cell, overflow="fold") for cell in (person.affiliation or "?", person.name, roles)))
    console.print(table)


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
    """Whole rounds in one line, as ranges; parts one a line, with their hosts."""
    if rounds := sorted({gone.round for gone in missing if gone.part is None and gone.round}):
        yield f"no article of round {', '.join(_ranges(rounds))}"
    for gone in missing:
        if gone.part is not None:
            hosts = f" ({'・'.join(gone.hosts)})" if gone.hosts else ""
            yield f"no part {gone.part} of round {gone.round or '?'}{hosts}"
        elif not gone.round:
            yield f"no article of {'・'.join(gone.hosts)}, without a round's number"


def _ranges(rising: Sequence[int]) -> Iterable[str]:
    """Rising numbers, those that follow each other as one range.

    >>> list(_ranges([1, 3, 4, 5]))
    ['1', '3–5']
    """
    # Numbers that follow each other have the same distance from their place in the list.
    for _, run in groupby(enumerate(rising), key=lambda placed: placed[1] - placed[0]):
        numbers = [number for _, number in run]
        yield str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
