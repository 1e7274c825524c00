"""The known articles of the series, and the accounts that publish it.

The list is incomplete: ``sync`` begins with it, and the catalogue names what is missing from the store.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from corpus.model import TalkKey

#: The forum's account, and the one that published an early round: the default of ``ZADANKAI_SOURCES``.
SOURCES = ("https://note.com/tokyo_cio_forum", "https://note.com/kouzoukaikaku")


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """An article that is known to exist."""

    key: str
    account: str
    #: None if none is printed.
    round: int | None
    #: None for an article that is not split.
    part: int | None
    hosts: tuple[str, ...]
    held_on: date

    @property
    def talk(self) -> TalkKey:
        """The talk that it belongs to."""
        return TalkKey.of(self.key, self.round, self.held_on, self.hosts)

    @property
    def url(self) -> str:
        """Its public address."""
        return f"https://note.com/{self.account}/n/{self.key}"


@cache
def known_articles() -> tuple[KnownArticle, ...]:
    """Return the articles of ``series.csv``.

    >>> known_articles()[1].url
    'https://note.com/tokyo_cio_forum/n/n83171647a995'
    """
    table = (files("corpus") / "series.csv").read_text(encoding="utf-8")
    return tuple(map(_known, csv.DictReader(table.splitlines())))


def _known(row: Mapping[str, str]) -> KnownArticle:
    number, part = (int(row[column]) if row[column] else None for column in ("round", "part"))
    hosts = tuple(row["hosts"].split("|"))
    return KnownArticle(row["key"], row["account"], number, part, hosts, date.fromisoformat(row["held_on"]))
