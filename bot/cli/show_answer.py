"""An answer in the terminal: lead, quotes with their sources, and the explanation of their scores.

Its sentences are in ``bot/wording``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot import wording
from bot.answers.answer import Answer
from bot.answers.citation import address_remark, attribution
from bot.answers.json_form import Json, link
from bot.answers.quote import Quote
from bot.answers.remarks import sentences
from bot.cli.output import QUIET
from index.model import Contribution, Hit, Results
from index.search import Index
from index.selection.confidence import CLOSE

#: Printed before each line of a quotation.
_BAR = "   ┃ "
#: Marks that must not begin a line in Japanese (kinsoku).
_CLOSING = "。、，．」』）】！？"
#: Rich's style of what a reader looks for.
_MATCHED = "bold yellow"
#: Each quote with the parts that add up to its score, the largest first.
Explained = tuple[tuple[Hit, tuple[Contribution, ...]], ...]


def show_answer(console: Console, answer: Answer) -> None:
    """Print an answer: definition, lead, remarks, quotes, source."""
    if answer.definition:
        meaning, *marks = answer.definition.lines
        console.print(Text(meaning, style="bold"))
        _print_quietly(console, marks)
        console.print()
    if answer.lead:
        console.print(Text(answer.lead, style=QUIET if answer.quotes else ""))
    said = sentences(answer.above)
    for line in said:
        console.print(Text(line, style="" if answer.alone else QUIET))
    for quote in answer.quotes:
        console.print()
        console.print(_quotation(quote))
    console.print()
    _print_quietly(console, _footer(answer))


def _print_quietly(console: Console, lines: Iterable[str]) -> None:
    for line in lines:
        console.print(Text(line, style=QUIET))


def _quotation(quote: Quote) -> RenderableType:
    head = Text(f"{quote.number}. ", style="bold").append(attribution(quote.passage), style="bold cyan")
    for mark in quote.marks:
        head.append(f" 【{mark}】", style="bold magenta")
    words = Text(quote.words)
    for span in quote.bold:
        words.stylize(_MATCHED, span.start, span.end)
    return Group(head, _Barred(words), Padding(_whence(quote), (0, 0, 0, 3)))


@dataclass(frozen=True, slots=True)
class _Barred:
    """Words with a bar at their left, wrapped and never cut."""

    words: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        # Two cells stay free for a mark that would otherwise begin the next line.
        room = max(options.max_width - len(_BAR) - 2, 2)
        for line in _hanging(self.words.wrap(console, room)):
            yield Text.assemble((_BAR, "green"), line, overflow="ignore", no_wrap=True)


def _hanging(lines: Iterable[Text]) -> list[Text]:
    """Return lines of which none begins with a closing mark; it moves to the line before."""
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


def _whence(quote: Quote) -> Text:
    passage = quote.passage
    titles = " › ".join(part for part in (passage.section.heading, passage.section.subheading) if part)
    where = link(passage) or (wording.SAMPLE_NO_ARTICLE if passage.transcript.sample else wording.NO_ADDRESS)
    remark = address_remark(passage.transcript)
    return Text("\n".join(filter(None, (*quote.notes, titles, where, remark))), style=QUIET)


def _footer(answer: Answer) -> Iterable[str]:
    if answer.has_bold:
        yield wording.MARKED
    yield answer.source
    if answer.results.coverage.sample:
        yield wording.GET_ARTICLES


def explained(results: Results, index: Index) -> Explained:
    """Return each hit with the parts of its score; *index* is the one that was searched."""
    parts = ((hit, index.explain(results.query, hit.passage)) for hit in results.hits)
    return tuple((hit, tuple(sorted(each, key=lambda part: -part.gain))) for hit, each in parts)


def show_explained(console: Console, quotes: Explained) -> None:
    """Print a table for each quote: field, term, gain, with the total score as its title."""
    for number, (hit, parts) in enumerate(quotes, start=1):
        title = f"{number}. {wording.explained_score(hit.score, hit.covers)}"
        if hit.ranks:
            title += wording.explained_ranks(*hit.ranks, hit.closeness, CLOSE)
        table = Table(*wording.EXPLANATION_COLUMNS, title=title)
        table.title_justify = "left"
        table.columns[-1].justify = "right"
        for part in parts:
            table.add_row(wording.FIELDS[part.field], Text(part.term), f"{part.gain:.3f}")
        console.print()
        console.print(table)


def explained_json(quotes: Explained) -> list[list[Json]]:
    """Return the parts of each quote's score as JSON."""
    return [
        [{"field": part.field.value, "term": part.term, "gain": part.gain} for part in parts] for _, parts in quotes
    ]
