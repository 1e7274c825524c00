"""The series as it is known from outside: addresses of articles that have been seen, and where new ones appear.

Facts only, and surely incomplete: ``sync`` begins with them, and an operator may see what is missing.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

#: The account, its magazine, and the account that published one early round: the default of ``ZADANKAI_SOURCES``.
SOURCES = (
    "https://note.com/tokyo_cio_forum",
    "https://note.com/tokyo_cio_forum/m/m453f0a9b12cd",
    "https://note.com/kouzoukaikaku",
)


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An article that has been seen."""

    key: str
    account: str
    #: None where none is printed.
    round: int | None
    #: None for an article that is not split.
    part: int | None
    hosts: tuple[str, ...]
    held_on: date

    @property
    def url(self) -> str:
        """Its public address."""
        return f"https://note.com/{self.account}/n/{self.key}"


@cache
def known_articles() -> tuple[KnownArticle, ...]:
    """The articles of ``series.csv``.

    >>> known_articles()[1].url
    'https://note.com/tokyo_cio_forum/n/n83171647a995'
    """
    with (files(__package__) / "series.csv").open(encoding="utf-8", newline="") as table:
        return tuple(_known(**row) for row in csv.DictReader(table))


def _known(*, key: str, account: str, round: str, part: str, hosts: str, held_on: str) -> KnownArticle:  # noqa: A002 - the column's name
    number = int(round) if round else None
    return KnownArticle(
        key, account, number, int(part) if part else None, tuple(hosts.split("|")), date.fromisoformat(held_on)
    )
