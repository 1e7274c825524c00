"""The articles of each talk, and the parts that are missing from the corpus.

Articles with equal ``TalkKey`` are one talk. "Nothing found" says less while parts are missing, so answers, 一覧, Home
and the catalogue all name what these functions return.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
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
    #: Its address, or None if it is not known.
    url: str | None = field(default=None, compare=False)

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


def missing_parts(
    present: Iterable[Sequence[Transcript]], known: Iterable[KnownArticle] = (), *, all_hosts: bool = False
) -> tuple[Missing, ...]:
    """Return the parts missing from the ``present`` talks, by round and part.

    ``known``: articles that are known to exist. They count for hosts of which an article is present, or ``all_hosts``.
    """
    kept = tuple(present)
    stored = [article for talk in kept for article in talk]
    parts = (Missing(talk[0].round, part, talk[0].hosts) for talk in kept for part in lacking(talk, stored))
    # A part that both name is missing once.
    hosts = {host for article in stored for host in article.hosts}
    unseen = (each for each in _unseen(known, stored) if all_hosts or not hosts.isdisjoint(each.hosts))
    missing = {(each.round, each.part, frozenset(each.hosts)): each for each in (*parts, *unseen)}
    return tuple(sorted(missing.values(), key=attrgetter("place")))


def lacking(talk: Sequence[Transcript], stored: Sequence[Transcript]) -> tuple[int, ...]:
    """Return the part numbers that are missing from one talk's articles; none of a talk that is not split.

    ``stored``: the articles of all talks, because a part that is not certainly of this talk may still be stored.
    """
    parts = {article.part for article in talk if article.part is not None}
    # A numbered part has at least one other, even if the number of parts is not printed.
    count = max(2, *parts, *(article.parts or 0 for article in talk)) if parts else 0
    gone = (Missing(talk[0].round, part, talk[0].hosts) for part in range(1, count + 1) if part not in parts)
    return tuple(each.part for each in gone if each.part and not _may_be_stored(each, stored))


def _may_be_stored(gone: Missing, stored: Iterable[Transcript]) -> bool:
    """Tell whether an article has that part and number and one of the hosts, whatever talk it is joined to.

    A part without a number may be that of any round. An article that is not split and has no number is told from
    others by its day alone, so only one without a day may be it.
    """
    return any(
        article.part == gone.part
        and not set(gone.hosts).isdisjoint(article.hosts)
        and (article.round == gone.round if gone.round is not None else bool(gone.part or article.talk.alone))
        for article in stored
    )


def _unseen(known: Iterable[KnownArticle], stored: Sequence[Transcript]) -> Iterator[Missing]:
    keys = {article.key for article in stored}
    for each in known:
        gone = Missing(each.round, each.part, each.hosts, each.url)
        if each.key in keys or _may_be_stored(gone, stored):
            continue
        if not any(_is(each, article) for article in stored):
            yield gone


def _is(known: KnownArticle, article: Transcript) -> bool:
    """Tell whether a copy without an address, which has a local key, is the known article."""
    return known.talk == article.talk and (known.part == article.part or None in (known.part, article.part))
