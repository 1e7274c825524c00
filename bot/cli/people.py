"""``zadankai people``: who took part, across rounds."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from bot import open_library
from bot.answers.json_form import Json
from bot.cli.output import AsJson, Terminal, print_json
from corpus.model import Transcript
from corpus.people import Person, persons
from corpus.reading.reader import read_all


def people(as_json: AsJson = False) -> None:
    """List the participants of all rounds: name, body, and each role with the date from which it was printed."""
    shelf = open_library.shelf_to_ask()
    readings = (found for _, found in read_all(shelf.articles(), shelf.gazetteer, sample=shelf.sample))
    known = persons(found for found in readings if isinstance(found, Transcript))
    if as_json:
        print_json({"people": [_form(person) for person in known]})
    else:
        _show(Terminal(), known)


def _show(console: Console, people: Sequence[Person]) -> None:
    table = Table("body", "name", "roles at the time", box=None)
    for person in sorted(people, key=lambda one: (_body(one), one.name)):
        roles = "\n".join(f"{role.held_on or '?'}  {role.role}" for role in person.roles)
        table.add_row(*(Text(cell, overflow="fold") for cell in (_body(person), person.name, roles)))
    console.print(table)


def _form(person: Person) -> Json:
    roles = [{"since": role.held_on.isoformat() if role.held_on else None, "role": role.role} for role in person.roles]
    named = {"id": person.id, "name": person.name, "municipality": person.affiliation, "body": _body(person)}
    return {**named, "roles": roles}


def _body(person: Person) -> str:
    """Return the municipality, 東京都 or outside body; of a person without one, the talk, as filters name it."""
    return person.affiliation or person.apart
