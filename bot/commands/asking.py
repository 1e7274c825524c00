"""``zadankai ask``: a question in the terminal."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from bot import opening
from bot.browsing.frame import Frame, listed
from bot.commands.printing import AsJson, print_json
from bot.conversation.explaining import Explained, answered, explained
from bot.printing import explanation, jsonforms
from bot.printing.answer import show_answer
from bot.printing.explanation import explained as contributions
from bot.printing.explanation import show_explained
from bot.printing.tables import Form, render
from bot.settings import Settings, load
from index.browsing.census import topics, unspoken
from index.glossary import Glossary
from index.library import Library
from index.model import Sureness


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(ask)


def ask(  # noqa: PLR0913, PLR0917 - Typer reads the options off the parameters
    question: Annotated[str, typer.Argument(help="What you want to know, in Japanese.")],
    limit: Annotated[int, typer.Option(min=1, max=100, help="How many quotes at most.")] = 3,
    own: Annotated[str | None, typer.Option(help="Your municipality: what うちの区 is, and 他の区 is not.")] = None,
    as_json: AsJson = False,
    table: Annotated[
        Form | None, typer.Option(help="A row a municipality instead: those that the question names, or all.")
    ] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Also why: each term's part in each quote's score.")
    ] = False,
) -> None:
    """Ask the roundtables and see verbatim quotes: from the invented sample while no article was imported."""
    library = opening.library_to_ask(load(Settings))
    if table:
        # Not by Rich, which would wrap it.
        typer.echo(_table(library, question, table, _own(library, own)), nl=False)
        return
    asked, term = library.understand(question, _own(library, own)), explained(question, Glossary.read(), library)
    results = answered(library, asked, limit, term)
    why = contributions(results, library.index) if explain else ()
    if as_json:
        explanations = {"explanations": explanation.as_json(why)} if explain else {}
        print_json(jsonforms.answer(results) | _meaning(term) | explanations)
    else:
        nowhere = () if results.sureness is Sureness.FOUND else unspoken(question, topics(), library.index.passages)
        show_answer(Console(), results, term, nowhere)
        show_explained(Console(), why)


def _meaning(term: Explained | None) -> jsonforms.Json:
    """Our own explanation of the word that was asked for, or null."""
    said = {"term": term.term.term, "sentence": term.term.sentence, "passages": len(term.passages)} if term else None
    return {"meaning": said}


def _own(library: Library, name: str | None) -> str | None:
    """A municipality's full name, whatever its spelling."""
    place = library.gazetteer.named(name) if name else None
    if name and place is None:
        raise typer.BadParameter("no municipality of this name", param_hint="--own")
    return place.name if place else None


def _table(library: Library, question: str, form: Form, own: str | None) -> str:
    asked = library.understand(question, own)
    if asked.wordless and asked.theme is None:
        raise typer.BadParameter("no word to search", param_hint="QUESTION")
    frame = Frame.of(question, asked, library.gazetteer, own)
    return render(listed(library, asked, frame, own), form)
