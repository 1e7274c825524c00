"""``zadankai ask``: a question in the terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated

import typer

from bot import open_library
from bot.answers.answers import Answers
from bot.answers.comparison_table import TableForm, render
from bot.answers.json_form import answer_json
from bot.answers.quote import WHOLE
from bot.answers.remarks import sentences
from bot.cli.batch import answered, opened
from bot.cli.output import AsJson, Terminal, plain, print_json, print_json_line
from bot.cli.show_answer import explained, explained_json, show_answer, show_explained
from bot.cli.vectors import make
from bot.slack.blocks.comparison_frame import ComparisonFrame, comparison_of
from index.library import Library


def ask(  # noqa: PLR0913, PLR0917 - Typer reads the options off the parameters
    question: Annotated[str | None, typer.Argument(help="The question, in Japanese.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=100, help="Maximum number of quotes.")] = 3,
    own: Annotated[
        str | None, typer.Option(help="Your municipality: what うちの区 means, and 他の区 leaves out.")
    ] = None,
    as_json: AsJson = False,
    table: Annotated[
        TableForm | None,
        typer.Option(help="Print a table instead, a row a municipality: those that the question names, or all."),
    ] = None,
    batch: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="Answer a question a line (MUNICIPALITY TAB QUESTION, or JSON with question, own, conversation), "
            "- for standard input; prints JSON lines.",
        ),
    ] = "",
    explain: Annotated[
        bool, typer.Option("--explain", help="Also print what each term adds to the score of each quote.")
    ] = False,
) -> None:
    """Answer a question with verbatim quotes; from the invented sample while no article is stored."""
    if (question is None) == (not batch):
        raise typer.BadParameter("a question or --batch is needed, not both", param_hint="QUESTION")
    library = open_library.library_to_ask()
    _tell_vectors(library)
    asker = _full_name(library, own)
    answers = Answers(library)
    if batch:
        for each in answered(answers, opened(batch), replace(WHOLE, quotes=limit)):
            print_json_line(each)
        return
    question = question or ""
    if table:
        _print_table(answers, question, table, asker)
        return
    answer = answers.to(question, replace(WHOLE, quotes=limit), asker)
    explanations = explained(answer.results, library.index) if explain else ()
    if as_json:
        print_json(answer_json(answer) | ({"explanations": explained_json(explanations)} if explain else {}))
    else:
        show_answer(Terminal(), answer)
        show_explained(Terminal(), explanations)


def _tell_vectors(library: Library) -> None:
    """Make the few that the sample lacks; else say that questions are answered by words alone until all are made."""
    passages = library.index.passages
    if library.vectors is None or not passages or library.vectors.space(passages):
        return
    if library.sample:
        make(library)
        return
    have, number = library.vectors.progress(passages)
    plain(f"by words alone: {have} of {number} passages have vectors ('zadankai vectors' makes the rest)\n", err=True)


def _full_name(library: Library, name: str | None) -> str | None:
    """Return a municipality's full name, whatever its spelling."""
    place = library.gazetteer.named(name) if name else None
    if name and place is None:
        raise typer.BadParameter("no municipality of this name", param_hint="--own")
    return place.name if place else None


def _print_table(answers: Answers, question: str, form: TableForm, own: str | None) -> None:
    library, asked = answers.library, answers.understood(question, own)
    if asked.wordless and asked.theme is None:
        raise typer.BadParameter("no word to search", param_hint="QUESTION")
    frame = ComparisonFrame.of(question, asked, library.gazetteer, own)
    for words in sentences(answers.on_table(asked)):
        plain(f"{words}\n", err=True)  # on standard error: standard output is the table alone
    plain(render(comparison_of(library, asked, frame, own), form))
