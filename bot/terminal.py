"""Answers, import reports and outlines for a terminal. What they say in Japanese is in ``wording.py``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot import wording
from bot.jsonforms import link
from bot.views.attribution import attribution, marks
from corpus.catalogue import Catalogue, Entry, Hole
from corpus.model import Passage, Transcript
from index.model import Coverage, Hit, Results

#: What stands before each line of a quotation.
_BAR = "   ┃ "
#: Marks that no line of Japanese begins with.
_CLOSING = "。、，．」』）】！？"
#: Rich's styles of what a reader looks for.
_MATCHED = "bold yellow"
_QUIET = "dim"


def show_answer(console: Console, results: Results) -> None:
    """Print an answer: what was searched, the quotes, and what the marking means."""
    coverage = covered(results.coverage)
    question = " ".join(results.query.text.split())[:60]
    if not results.hits:
        console.print(Text(wording.nothing(question)))
        console.print(Text(wording.try_again(coverage), style=_QUIET))
    else:
        console.print(Text(wording.found(question, len(results.hits), results.total, coverage), style=_QUIET))
    for number, hit in enumerate(results.hits, start=1):
        console.print()
        console.print(_quotation(number, hit))
    console.print()
    for line in _footer(results):
        console.print(Text(line, style=_QUIET))


def covered(coverage: Coverage) -> str:
    """What was searched, in one line; that it is the sample comes first."""
    line = wording.covered(
        coverage.articles, coverage.rounds, len(coverage.municipalities), coverage.since, coverage.until
    )
    return wording.sample_notice(line) if coverage.sample else line


def _quotation(number: int, hit: Hit) -> RenderableType:
    passage = hit.passage
    head = Text(f"{number}. ", style="bold").append(attribution(passage), style="bold cyan")
    for mark in marks(passage.transcript):
        head.append(f" 【{mark}】", style="bold magenta")
    return Group(head, _quote(hit), Padding(_whence(passage), (0, 0, 0, 3)))


def _quote(hit: Hit) -> RenderableType:
    """The words with a bar beside them, matched ones marked; nothing else is added to them."""
    words = Text(hit.passage.text)
    for span in hit.highlights:
        words.stylize(_MATCHED, span.start, span.end)
    return _Barred(words)


@dataclass(frozen=True, slots=True)
class _Barred:
    """Words with a bar at their left, wrapped and never cut."""

    words: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        # Two cells stay free for a full stop that would otherwise begin a line.
        room = max(options.max_width - len(_BAR) - 2, 2)
        for line in _hanging(self.words.wrap(console, room)):
            yield Text.assemble((_BAR, "green"), line, overflow="ignore", no_wrap=True)


def _hanging(lines: Iterable[Text]) -> list[Text]:
    """Lines of which none begins with a mark that belongs to the word before it."""
    kept: list[Text] = []
    for line in lines:
        leading = len(line.plain) - len(line.plain.lstrip(_CLOSING))
        if kept and leading == 1:
            mark, rest = line.divide([1])
            kept[-1].append_text(mark)
            kept.extend([rest] if rest.plain else [])
        else:
            kept.append(line)
    return kept


def _whence(passage: Passage) -> Text:
    section = passage.section
    titles = " › ".join(part for part in (section.heading, section.subheading) if part)
    where = link(passage) or (wording.SAMPLE_NO_ARTICLE if passage.transcript.sample else wording.NO_ADDRESS)
    return Text(f"{titles}\n{where}" if titles else where, style=_QUIET)


def _footer(results: Results) -> Iterable[str]:
    if results.hits:
        yield wording.MARKED
    if results.coverage.sample:
        yield wording.SAMPLE_NOTICE
        yield wording.GET_ARTICLES
    else:
        yield wording.SOURCE


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
    """Print the stored articles, and what is missing between them."""
    table = Table("round", "date", "source", "state", "stray", "key", "hosts, title, open speakers", box=None)
    for entry in catalogue.entries:
        table.add_row(*_cells(entry))
    console.print(table)
    for words in _missing(catalogue.holes):
        console.print(Text(words, style="yellow"))


def _cells(entry: Entry) -> tuple[RenderableType, ...]:
    part = f"-{entry.part}" if entry.part else ""
    lines = Text("・".join(entry.hosts) or "?", style="bold", overflow="fold").append(
        f"  {entry.title}", style="not bold"
    )
    if entry.unresolved:
        lines.append(f"\nnot settled: {'、'.join(entry.unresolved)}", style="not bold yellow")
    if entry.reason:
        lines.append(f"\n{entry.reason}", style="not bold red")
    fixed = (f"{entry.round or '?'}{part}", str(entry.held_on or "?"), entry.source.value, entry.standing.value)
    return (*(Text(cell, no_wrap=True) for cell in (*fixed, f"{entry.stray:.1%}", entry.key)), lines)


def _missing(holes: Sequence[Hole]) -> Iterable[str]:
    """Whole rounds in one line, as ranges; parts one a line, with their hosts."""
    if rounds := [hole.round for hole in holes if hole.part is None and hole.round]:
        yield f"no article of round {', '.join(_ranges(rounds))}"
    for hole in holes:
        if hole.part is not None:
            yield f"no part {hole.part} of round {hole.round or '?'} ({'・'.join(hole.hosts)})"


def _ranges(rising: Sequence[int]) -> Iterable[str]:
    """Rising numbers, those that follow each other as one range.

    >>> list(_ranges([1, 3, 4, 5]))
    ['1', '3–5']
    """
    # Numbers that follow each other have the same distance from their place in the list.
    for _, run in groupby(enumerate(rising), key=lambda placed: placed[1] - placed[0]):
        numbers = [number for _, number in run]
        yield str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"
