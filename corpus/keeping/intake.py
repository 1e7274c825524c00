"""Articles on their way into the store: judged first, and put in the place of a worse copy of the same text.

What is no roundtable is not stored, nor is one in which nobody can be made out: both are named instead. (A source that
is asked again and again, like ``sync``, keeps its own note of what it need not fetch again.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from corpus.errors import CorpusError, NotATranscript, UnreadableTranscript
from corpus.keeping.database import writing_many
from corpus.keeping.talks import Talk, is_local
from corpus.model import Article, Transcript
from corpus.sources import Received
from corpus.store import Outcome, Store
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
    #: Key → talk, or None where it was not read yet.
    _talks: dict[str, Talk | None] | None = None

    def take_all(self, received: Iterable[Received]) -> Iterator[Taken]:
        """Take what files gave, one by one, each safe from a power cut when all are taken; raises StoreError only."""
        with writing_many(self.store.engine) as engine:
            intake = Intake(Store(engine), self._stored())
            for one in received:
                if one.article is None:
                    yield Taken(one.name, None, None, one.error, progress=one.progress)
                else:
                    yield replace(intake.take(one.article, one.name), progress=one.progress)

    def take(self, article: Article, name: str) -> Taken:
        """Judge an article and store it; raises StoreError only."""
        try:
            transcript = read(article, self.store.gazetteer)
        except (NotATranscript, UnreadableTranscript) as error:
            # Its traceback would keep all that was read of the article in memory.
            return Taken(name, None, None, error.with_traceback(None))
        taken = Taken(name, transcript, None)
        namesakes = self._namesakes(article, transcript)
        if better := next((stored for stored in namesakes if _outranks(stored, article)), None):
            return replace(taken, outcome=Outcome.OUTRANKED, key=better.key)
        return self._put(_at_home(article, namesakes), namesakes, taken)

    def _put(self, article: Article, namesakes: list[Talk], taken: Taken) -> Taken:
        replaced = tuple(stored.key for stored in namesakes if stored.key != article.key)
        outcome = self.store.put(article, replaces=replaced)
        stored = self._stored()
        for key in replaced:
            del stored[key]
        stored[article.key] = None
        return replace(taken, outcome=outcome, key=article.key, replaced=replaced)

    def _namesakes(self, article: Article, transcript: Transcript) -> list[Talk]:
        """The stored articles that are the same talk; beside one with note's key only keyless ones can be."""
        keys = [key for key in self._stored() if is_local(key) or is_local(article.key)]
        if not keys:
            return []
        talk = Talk.of(article, transcript)
        return [stored for key in keys if (stored := self._talk(key)) and stored.is_same(talk)]

    def _stored(self) -> dict[str, Talk | None]:
        if self._talks is None:
            self._talks = dict.fromkeys(self.store.article_keys())
        return self._talks

    def _talk(self, key: str) -> Talk | None:
        stored = self._stored()
        stored[key] = stored[key] or self._read(key)
        return stored[key]

    def _read(self, key: str) -> Talk | None:
        article, _ = self.store.holding(key)
        try:
            return Talk.of(article, read(article, self.store.gazetteer))
        except (NotATranscript, UnreadableTranscript):
            return None


def _at_home(article: Article, namesakes: list[Talk]) -> Article:
    """The article under note's key where only a worse source knows it: a page that was saved without its address."""
    home = next((stored for stored in namesakes if not is_local(stored.key)), None)
    return replace(article, key=home.key, url=home.url) if home and is_local(article.key) else article


def _outranks(stored: Talk, article: Article) -> bool:
    """True where the stored article is to stay: a better source, or an equal one whose address is known.

    Under the same key the store itself compares: the same words again, or a newer form.
    """
    if stored.key == article.key:
        return False
    better = stored.source.trust - article.source.trust
    return better > 0 or (better == 0 and not is_local(stored.key) and is_local(article.key))
