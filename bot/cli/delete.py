"""``zadankai delete``: an article that is to be stored no longer."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.output import Terminal, line, reporting_corpus_errors
from bot.clock import now
from bot.open_library import configured_store
from corpus.errors import CorpusError


def delete(
    key: Annotated[str, typer.Argument(metavar="KEY", help="The article's key.")],
    undo: Annotated[bool, typer.Option("--undo", help="Let the next import or sync bring it in again.")] = False,
) -> None:
    """Delete an article for good, with what was hidden of it; imports and sync leave it out until '--undo'."""
    store = configured_store()
    with reporting_corpus_errors():
        if not undo:
            store.delete(key, now())
        elif not store.allow(key):
            raise CorpusError(key, "was not deleted; 'zadankai check' lists what was")
    line(Terminal(), f"may be imported again: {key}" if undo else f"deleted: {key}")
