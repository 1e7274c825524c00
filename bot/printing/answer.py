"""An answer for a terminal: what was searched, the quotes, where they come from. What it says is in ``bot/wording``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

from bot import wording
from bot.answers.citation import attribution, marks
from bot.conversation.explaining import Explained
from bot.printing.jsonforms import link
from bot.views.page import asked_for, covered, explanation_lines, lead, outside, without_filter, words
from corpus.model import METROPOLIS, Passage
from index.asking.model import Asked, ClauseKind
from index.browsing.census import Topic
from index.model import Coverage, Hit, Results

#: What stands before each line of a quotation.
_BAR = "   ┃ "
#: Marks that no line of Japanese begins with.
_CLOSING = "。、，．」』）】！？"
#: Rich's styles of what a reader looks for.
_MATCHED = "bold yellow"
_QUIET = "dim"
#: Municipalities of a question of which those without a roundtable are named: 「23区は」 names many.
_FEW = 5


def show_answer(
    console: Console, results: Results, term: Explained | None = None, unspoken: Sequence[Topic] = ()
) -> None:
    """Print an answer: what was searched and how, the quotes, and what the marking means.

    Above it what the ``term`` means that was asked for, as ours; ``unspoken``: what was asked for and nobody speaks of.
    """
    _show_term(console, term)
    lead, *others = _said(results, tuple(topic.name for topic in unspoken))
    console.print(Text(lead, style="" if not results.hits else _QUIET))
    for line in others:
        console.print(Text(line, style=_QUIET))
    for number, hit in enumerate(results.hits, start=1):
        console.print()
        console.print(_quotation(number, hit))
    console.print()
    for line in _footer(results):
        console.print(Text(line, style=_QUIET))


def _show_term(console: Console, term: Explained | None) -> None:
    if term:
        meaning, *marks = explanation_lines(term.term, len(term.passages))
        console.print(Text(meaning, style="bold"))
        for mark in marks:
            console.print(Text(mark, style=_QUIET))
        console.print()


def _said(results: Results, unspoken: tuple[str, ...]) -> Iterator[str]:
    """What was found, worded apart for found, near and nothing; under which conditions; what else could be tried."""
    asked, question = results.asked, asked_for(results.query)
    if asked and (asked.thread_reference or (asked.wordless and not asked.filters)):
        yield wording.WHAT_IS_THIS if asked.thread_reference else wording.ASK_WHAT
        return
    yield lead(results, len(results.hits)) if results.hits else wording.nothing(question)
    if unspoken:
        yield wording.unspoken(unspoken)
    if results.silent:
        yield wording.silent(results.silent)
    if results.themes:
        yield wording.themes(results.themes)
    if asked:
        yield from conditions(asked, results.coverage)
        if absent := _absent(asked, results.coverage):
            yield wording.no_roundtable(absent)
    if not results.hits:
        yield wording.try_again(covered(results.coverage))
        yield from map(without_filter, results.excluded_by)
        if results.near_words:
            yield wording.near_words(results.near_words)


def conditions(asked: Asked, coverage: Coverage) -> Iterator[str]:
    """Filters, order, and what of the question could not be met: a sentence each."""
    if used := tuple(clause for clause in asked.filters if clause.names or clause.kind is not ClauseKind.OWN):
        yield wording.conditions(words(used))
    if asked.own_needed:
        yield wording.WHICH_IS_OWN
    if asked.newest_first:
        yield wording.newest(coverage.since, coverage.until)
    if asked.periods_outside:
        yield wording.outside(outside(asked), coverage.since, coverage.until)
    if asked.rounds_outside:
        yield wording.rounds_outside(asked.rounds_outside)
    if asked.unknown:
        yield wording.unknown(asked.unknown)


def _absent(asked: Asked, coverage: Coverage) -> tuple[str, ...]:
    if len(asked.affiliations) > _FEW:
        return ()
    return tuple(body for body in asked.affiliations if body not in (*coverage.municipalities, METROPOLIS))


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
