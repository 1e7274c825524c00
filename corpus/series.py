"""The known articles of the series, the accounts that publish it, and addresses of articles that came without one.

The list is incomplete: ``sync`` begins with it, and the catalogue names what is missing from the store. Of two numbers
in one article it has the one of the date's sentence, as ``reading`` does (江東区, 2022: the lead says 22).
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from importlib.resources import files

from corpus.model import TalkKey, Transcript

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


def with_known_addresses(
    transcripts: Iterable[Transcript], known: Iterable[KnownArticle] | None = None
) -> tuple[Transcript, ...]:
    """Return the transcripts; one without an address has that of the ``known`` article of its talk and part.

    It is derived and not stored, so that it follows the table. Only if exactly one known article and no other
    transcript is of that talk and part, and the known article itself is not among the transcripts.
    """
    kept, rows = tuple(transcripts), tuple(known_articles() if known is None else known)
    claims, listed = (Counter((each.talk, each.part) for each in group) for group in (kept, rows))
    keys = {each.key for each in kept}
    urls = {
        place: row.url
        for row in rows
        if claims[place := (row.talk, row.part)] == listed[place] == 1 and row.key not in keys
    }
    return tuple(replace(each, url=each.url or urls.get((each.talk, each.part))) for each in kept)


def is_address_from_table(transcript: Transcript) -> bool:
    """Tell whether the address is from the table and not from the article, whose key would then be the table's."""
    return any(row.url == transcript.url and row.key != transcript.key for row in known_articles())


def _known(row: Mapping[str, str]) -> KnownArticle:
    number, part = (int(row[column]) if row[column] else None for column in ("round", "part"))
    hosts = tuple(row["hosts"].split("|"))
    return KnownArticle(row["key"], row["account"], number, part, hosts, date.fromisoformat(row["held_on"]))
