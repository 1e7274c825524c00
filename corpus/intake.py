"""Articles on their way into the store: judged first, and put in the place of a worse copy of the same text.

What is no roundtable is not stored, nor is one in which nobody can be made out: both are named instead. (A source that
is asked again and again, like ``sync``, keeps its own note of what it need not fetch again.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from corpus.errors import CorpusError, NotATranscript, UnreadableTranscript
from corpus.model import Article, Transcript
from corpus.sources import Received
from corpus.store import Outcome, Store
from corpus.talks import Talk
from corpus.transcript import read


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one article."""

    #: What it was received as: a path, a path and a title, or an address.
    name: str
    #: How it was understood, or None where it was not.
    transcript: Transcript | None
    #: None where it was not stored: ``error`` says why, or it is a draft and was left out.
    outcome: Outcome | None
    error: CorpusError | None = None
    #: The key under which it stands in the store now, or None.
    key: str | None = None
    #: Keys of copies that it replaced.
    replaced: tuple[str, ...] = ()
    #: How much of all that was asked for is read (0 to 1).
    progress: float = 1.0


@dataclass(slots=True)
class Intake:
    """The way into one store; keeps in mind which talks are stored while it lasts."""

    store: Store
    _talks: dict[str, Talk | None] = field(default_factory=dict)

    def take_all(self, received: Iterable[Received]) -> Iterator[Taken]:
        """Take what files gave, one by one; raises StoreError only."""
        for one in received:
            if one.article is None:
                yield Taken(one.name, None, None, one.error, progress=one.progress)
            else:
                yield replace(self.take(one.article, one.name), progress=one.progress)

    def take(self, article: Article, name: str) -> Taken:
        """Judge an article and store it; raises StoreError only."""
        try:
            transcript = read(article, self.store.gazetteer)
        except (NotATranscript, UnreadableTranscript) as error:
            return Taken(name, None, None, error)
        talk = Talk.of(article, transcript)
        namesakes = [stored for stored in self._stored_beside(talk) if stored.is_same(talk)]
        if any(_outranks(stored, talk) for stored in namesakes):
            return Taken(name, transcript, Outcome.OUTRANKED, key=namesakes[0].key)
        return self._put(article, talk, namesakes, Taken(name, transcript, None))

    def _put(self, article: Article, talk: Talk, namesakes: list[Talk], taken: Taken) -> Taken:
        # Note's key is kept even where a better source does not know it: a page that was saved without its address.
        home = next((stored for stored in namesakes if stored.is_addressed), talk)
        if not talk.is_addressed:
            article = replace(article, key=home.key, url=home.url)
            talk = replace(talk, key=home.key, url=home.url)
        replaced = tuple(stored.key for stored in namesakes if stored.key != talk.key)
        outcome = self.store.put(article, replaces=replaced)
        self._talks |= {talk.key: talk, **dict.fromkeys(replaced)}
        return replace(taken, outcome=outcome, key=talk.key, replaced=replaced)

    def _stored_beside(self, talk: Talk) -> list[Talk]:
        """The stored talks that may be the same: of one with note's key only keyless ones can be copies."""
        keys = (key for key in self.store.article_keys() if not talk.is_addressed or key.startswith("local-"))
        return [stored for key in keys if (stored := self._talk(key))]

    def _talk(self, key: str) -> Talk | None:
        if key not in self._talks:
            self._talks[key] = self._read(key)
        return self._talks[key]

    def _read(self, key: str) -> Talk | None:
        article, _ = self.store.holding(key)
        try:
            return Talk.of(article, read(article, self.store.gazetteer))
        except (NotATranscript, UnreadableTranscript):
            return None


def _outranks(stored: Talk, talk: Talk) -> bool:
    """True where the stored article is to stay: a better source, or an equal one whose address is known.

    Under the same key the store itself compares: the same words again, or a newer form.
    """
    if stored.key == talk.key:
        return False
    better = stored.source.trust - talk.source.trust
    return better > 0 or (better == 0 and stored.is_addressed and not talk.is_addressed)
