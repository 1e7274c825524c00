"""The operator's view of the store: how each article was read, what is missing, and hiding."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from operator import attrgetter

from corpus.errors import CorpusError, UnknownArticle
from corpus.hidden import Hidden, is_changed, is_lost, nearest
from corpus.markup import canonical
from corpus.missing_parts import Missing, missing_parts, talks
from corpus.model import Article, Transcript
from corpus.passages import passages
from corpus.reading.reader import read_all
from corpus.series import KnownArticle, known_articles, with_known_addresses
from corpus.store.store import Shelf, Store
from corpus.unsettled import Unsettled


class Standing(StrEnum):
    """Whether an article is searched, and if not, why."""

    ASKED = "asked"
    #: Hidden by the operator.
    HIDDEN = "hidden"
    #: Withdrawn by its publisher.
    WITHDRAWN = "withdrawn"
    #: Words that are hidden in it are not found any more.
    WITHHELD = "withheld"
    #: Stored, but this version's parser finds no speech in it.
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored article and its transcript."""

    article: Article
    #: None if it cannot be read.
    transcript: Transcript | None
    standing: Standing
    #: Why it is hidden, withheld or unreadable, or which words in it are withheld for changed ones; or None.
    reason: str | None

    @property
    def title(self) -> str:
        """The transcript's title, else that of the source."""
        return self.transcript.title if self.transcript else self.article.title

    @property
    def unsettled(self) -> Unsettled:
        """What the reading leaves open; nothing if the article cannot be read."""
        return Unsettled.of(self.transcript) if self.transcript else Unsettled()


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All stored articles, by round, part and day; those without a round last."""

    entries: tuple[Entry, ...]
    #: Missing parts of stored talks, known articles that are not stored, and rounds of which nothing is known.
    missing: tuple[Missing, ...]
    #: True for the invented articles of the sample.
    sample: bool


@dataclass(frozen=True, slots=True)
class HiddenChange:
    """Hidden words that their article says differently now."""

    hidden: Hidden
    #: True if they are not recognised, so that the whole article is withheld.
    withheld: bool
    #: The ids of the passages that say them now, all withheld; in a withheld article that of the most similar one.
    nearest: tuple[str, ...]

    @property
    def what(self) -> str:
        """What happened, for the operator."""
        now = "its article is withheld; the nearest passage is" if self.withheld else "withheld instead:"
        return f"the words hidden as {self.hidden.target} were edited; {now} {', '.join(self.nearest) or '(none)'}"

    @property
    def fix(self) -> str:
        """What the operator should do."""
        hide = f"'zadankai hide' what is still to be hidden of article {self.hidden.key}"
        return f"{hide} (a passage, or all of it), then 'zadankai unhide {self.hidden.target}'"


def changes(store: Store) -> tuple[HiddenChange, ...]:
    """Return the hidden words that were edited; raises StoreError."""
    return tuple(change for hidden in store.hidden() if (change := _change(store, hidden)))


def _change(store: Store, hidden: Hidden) -> HiddenChange | None:
    with suppress(UnknownArticle):
        article, _ = store.holding(hidden.key)
        text = canonical(article).text
        if hidden.words is not None and is_changed(text, hidden.words):
            found = _read(store, article)
            return HiddenChange(hidden, is_lost(text, hidden.words), nearest(found, hidden.words) if found else ())
    return None


def catalogue(shelf: Shelf) -> Catalogue:
    """Read all articles of a shelf, also those that a store withholds; raises StoreError."""
    standings: dict[str, tuple[Standing, str | None]] = {}
    kept = shelf.articles()
    if isinstance(shelf, Store):
        kept, standings = shelf.stored(), _standings(shelf)
    # As the index reads them: a withheld article is not used as another part of a talk.
    results = tuple(read_all(kept, shelf.gazetteer, parts=shelf.articles(), sample=shelf.sample))
    # Nothing is missing from the sample: the known series is the real one.
    known = () if shelf.sample else known_articles()
    read = [found for _, found in results if isinstance(found, Transcript)]
    asked = Standing.ASKED, None
    shown = (found for found in read if standings.get(found.key, asked)[0] is Standing.ASKED)
    located = {found.key: found for found in with_known_addresses(shown, known)}
    entries = (_entry(each, located.get(each.key, found), *standings.get(each.key, asked)) for each, found in results)
    return Catalogue(tuple(sorted(entries, key=_sort_key)), _missing(read, known), shelf.sample)


def _missing(read: Sequence[Transcript], known: Iterable[KnownArticle]) -> tuple[Missing, ...]:
    """Return the missing parts, and the rounds below the highest stored or known one of which nothing is known."""
    parts = missing_parts(talks(read), known, all_hosts=True)
    rounds = {each.round for each in read} | {each.round for each in parts}
    between = set(range(1, max(filter(None, rounds), default=0))) - rounds
    return tuple(sorted([*(Missing(number, None) for number in between), *parts], key=attrgetter("place")))


def _sort_key(entry: Entry) -> tuple[bool, int, str, int, str]:
    if (found := entry.transcript) is None:
        return True, 0, "", 0, entry.article.key
    return found.round is None, found.round or 0, str(found.held_on or ""), found.part or 0, found.key


def _standings(store: Store) -> dict[str, tuple[Standing, str | None]]:
    """Return article key → its standing and the reason, of articles that are not simply searched."""
    edited = sorted(changes(store), key=lambda change: change.withheld)
    standing = {True: Standing.WITHHELD, False: Standing.ASKED}
    return {
        **{each.hidden.key: (standing[each.withheld], each.what) for each in edited},
        **{key: (Standing.WITHDRAWN, f"since {since:%Y-%m-%d}") for key, since in store.withdrawn().items()},
        **{each.key: (Standing.HIDDEN, each.reason) for each in store.hidden() if each.words is None},
    }


def _entry(article: Article, found: Transcript | CorpusError, standing: Standing, reason: str | None) -> Entry:
    if isinstance(found, Transcript):
        return Entry(article, found, standing, reason)
    return Entry(article, None, Standing.UNREADABLE, found.reason)


def hide(store: Store, target: str, reason: str, now: datetime) -> Hidden:
    """Hide an article (by key) or a passage (by id) from the index; hiding it again replaces the reason.

    Raises UnknownArticle if there is no such article or passage.
    """
    article, rest = store.holding(target)
    hidden = Hidden(target, article.key, _words(store, article, target, rest) if rest else None, reason, now)
    store.hide(hidden)
    return hidden


def _words(store: Store, article: Article, target: str, rest: str) -> str:
    found = _read(store, article)
    for passage in passages(found) if found else ():
        if passage.id == article.key + rest:
            return passage.text
    raise UnknownArticle(target, "its article has no such passage (any more); 'zadankai transcript' shows those it has")


def _read(store: Store, article: Article) -> Transcript | None:
    [(_, found)] = read_all([article], store.gazetteer, parts=store.articles())
    return found if isinstance(found, Transcript) else None
