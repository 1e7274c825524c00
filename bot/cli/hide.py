"""``zadankai hide`` and ``unhide``: articles and passages that no answer may show."""

from __future__ import annotations

from typing import Annotated

import typer

from bot.cli.output import Terminal, line, reporting_corpus_errors
from bot.clock import now
from bot.open_library import configured_store
from corpus.errors import CorpusError
from corpus.store.catalogue import hide as hide_in


def hide(
    target: Annotated[str, typer.Argument(metavar="KEY|PASSAGE_ID", help="An article's key or a passage's id.")],
    reason: Annotated[str, typer.Option(help="The reason, which 'check' prints.")],
) -> None:
    """Hide an article or a passage from all answers, within a minute and until 'unhide'; sync does not undo it."""
    store = configured_store()
    with reporting_corpus_errors():
        hidden = hide_in(store, target, reason, now())
    line(Terminal(), f"hidden: {hidden.target} ({'a passage' if hidden.words else 'the whole article'})")


def unhide(
    target: Annotated[str, typer.Argument(metavar="KEY|PASSAGE_ID", help="The key or id that was hidden.")],
) -> None:
    """Show a hidden article or passage again."""
    store = configured_store()
    with reporting_corpus_errors():
        if not store.unhide(target):
            raise CorpusError(target, "is not hidden; 'zadankai check' lists what is")
    line(Terminal(), f"shown again: {target}")
