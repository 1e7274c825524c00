"""The articles of each talk, and the parts that are missing from the corpus.

Articles with equal ``TalkKey`` are one talk. "Nothing found" says less while parts are missing, so answers, 一覧, Home
and the catalogue all name what these functions return.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter

from corpus.model import TalkKey, Transcript
from corpus.series import KnownArticle


@dataclass(frozen=True, slots=True)
class Missing:
    """An article that is not in the corpus."""

    #: The round's number, or None where none is printed.
    round: int | None
    #: Which part of the talk, or None for a talk that is not split.
    part: int | None
    #: The municipalities of the talk.
    hosts: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[int, int, tuple[str, ...]]:
        """The sort key: by round and part."""
        return self.round or 0, self.part or 0, self.hosts


def talks(transcripts: Iterable[Transcript]) -> tuple[tuple[Transcript, ...], ...]:
    """Return the articles of each talk, by part; talks in order of appearance."""
    found: dict[TalkKey, list[Transcript]] = {}
    for transcript in transcripts:
        found.setdefault(transcript.talk, []).append(transcript)
    return tuple(tuple(sorted(parts, key=lambda each: (each.part or 0, each.key))) for parts in found.values())


def missing_parts(present: Iterable[Sequence[Transcript]], known: Iterable[KnownArticle] = ()) -> tuple[Missing, ...]:
    """Return the parts missing from the ``present`` talks, by round and part.

    ``known``: articles that are known to exist; they count only for hosts of which an article is present.
    """
    kept = tuple(present)
    parts = (Missing(talk[0].round, part, talk[0].hosts) for talk in kept for part in lacking(talk))
    # A part that both name is missing once.
    missing = {(each.round, each.part, frozenset(each.hosts)): each for each in (*_unseen(known, kept), *parts)}
    return tuple(sorted(missing.values(), key=attrgetter("place")))


def lacking(talk: Sequence[Transcript]) -> tuple[int, ...]:
    """Return the part numbers that are missing from one talk's articles; none of a talk that is not split."""
    parts = {article.part for article in talk if article.part is not None}
    # A numbered part has at least one other, even if the number of parts is not printed.
    count = max(2, *parts, *(article.parts or 0 for article in talk)) if parts else 0
    return tuple(part for part in range(1, count + 1) if part not in parts)


def _unseen(known: Iterable[KnownArticle], kept: Sequence[Sequence[Transcript]]) -> Iterator[Missing]:
    present = [article for talk in kept for article in talk]
    keys, hosts = {article.key for article in present}, {host for article in present for host in article.hosts}
    for each in known:
        if hosts.intersection(each.hosts) and each.key not in keys and not any(_is(each, one) for one in present):
            yield Missing(each.round, each.part, each.hosts)


def _is(known: KnownArticle, article: Transcript) -> bool:
    """Tell whether a copy without an address, which has a local key, is the known article."""
    return known.talk == article.talk and (known.part == article.part or None in (known.part, article.part))
