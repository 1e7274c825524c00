"""What is missing of the roundtables that are there: a part whose other part is stored, an article known from outside.

Where something is missing, "we found nothing" says less, and an answer must say so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.model import Transcript
from corpus.reading.rounds import lacking
from corpus.web.series import KnownArticle


@dataclass(frozen=True, slots=True, order=True)
class Missing:
    """An article that is not in the corpus."""

    #: The round's number; 0 where none is printed.
    round: int
    #: Which part of it; 0 for a round that is not split.
    part: int


def missing(transcripts: Iterable[Transcript], known: Iterable[KnownArticle] = ()) -> Mapping[str, tuple[Missing, ...]]:
    """Host → what is missing of its roundtables, by round and part; hosts of which all is there are left out.

    ``known``: articles that are known to exist. They count for hosts only of which something is there.
    """
    there = tuple(transcripts)
    hosts = {host for transcript in there for host in transcript.hosts}
    found: dict[str, set[Missing]] = {}
    for each, gone in (*_missing_parts(there), *_not_there(known, there)):
        for host in hosts.intersection(each):
            found.setdefault(host, set()).add(gone)
    return {host: tuple(sorted(gone)) for host, gone in found.items()}


def _missing_parts(there: tuple[Transcript, ...]) -> Iterable[tuple[tuple[str, ...], Missing]]:
    rounds: dict[object, list[Transcript]] = {}
    for transcript in there:
        if transcript.part is not None:
            rounds.setdefault(_round(transcript), []).append(transcript)
    for parts in rounds.values():
        for gone in lacking({each.part for each in parts if each.part}, (each.parts for each in parts)):
            yield parts[0].hosts, Missing(parts[0].round or 0, gone)


def _round(transcript: Transcript) -> object:
    """What the parts of one talk have in common; two talks may claim one number."""
    return transcript.round, transcript.held_on, frozenset(transcript.hosts)


def _not_there(
    known: Iterable[KnownArticle], there: tuple[Transcript, ...]
) -> Iterable[tuple[tuple[str, ...], Missing]]:
    keys = {transcript.key for transcript in there}
    for article in known:
        if article.key not in keys and not any(_is(article, transcript) for transcript in there):
            yield article.hosts, Missing(article.round or 0, article.part or 0)


def _is(article: KnownArticle, transcript: Transcript) -> bool:
    """Tell whether a transcript is that article under another key: a copy without an address has one of its own."""
    same_part = article.part is None or transcript.part is None or article.part == transcript.part
    return same_part and transcript.held_on == article.held_on and set(transcript.hosts) == set(article.hosts)
