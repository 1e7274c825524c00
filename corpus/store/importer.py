"""Articles on their way into the store: judged first, and put in the place of a worse copy of the same text.

Talk and part are not enough to tell a copy: where its part cannot be read, ① and ② look alike, so the words decide too.
What is no roundtable is not stored, nor is one in which nobody can be made out: both are named instead. (A source that
is asked again and again, like ``sync``, keeps its own note of what it need not fetch again.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Self

from corpus.errors import CorpusError, NotATranscript, UnreadableTranscript
from corpus.model import Article, Source, TalkKey, Transcript
from corpus.reading.reader import TranscriptReader
from corpus.sources.files import ReadResult
from corpus.storage.database import writing_many
from corpus.store.store import Outcome, Store
from corpus.text import fold

#: The share of the shorter article's paragraphs that the other one must have.
_ALIKE = 0.5


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


@dataclass(frozen=True, slots=True)
class _Content:
    """What tells one article from another under another key."""

    key: str
    url: str | None
    source: Source
    talk: TalkKey
    part: int | None
    #: The paragraphs of its speeches, in one width and without spaces; the head is much the same in all parts.
    paragraphs: frozenset[str]

    @classmethod
    def of(cls, article: Article, transcript: Transcript) -> Self:
        """Return the content of an article as it is understood."""
        said = (span.of(transcript.text) for speech in transcript.speeches for span in speech.paragraphs)
        paragraphs = frozenset("".join(fold(paragraph).split()) for paragraph in said)
        return cls(article.key, article.url, article.source, transcript.talk, transcript.part, paragraphs)

    def is_same(self, other: _Content) -> bool:
        """Tell whether both are one article: the same part of the same talk in much the same words."""
        if self.key == other.key:
            return True
        if not _is_local(self.key) and not _is_local(other.key):
            return False
        fewer = min(len(self.paragraphs), len(other.paragraphs))
        alike = len(self.paragraphs & other.paragraphs) >= _ALIKE * fewer
        return alike and (self.talk, self.part) == (other.talk, other.part)


def _is_local(key: str) -> bool:
    """True for a key of our own; note's key alone says which article it is.

    >>> _is_local("local-0123456789ab"), _is_local("n0123456789ab")
    (True, False)
    """
    return key.startswith("local-")


@dataclass(slots=True)
class Importer:
    """The way into one store; keeps in mind what is stored while it lasts."""

    store: Store
    #: Key → content, or None where it was not read yet.
    _contents: dict[str, _Content | None] | None = None
    _reader: TranscriptReader | None = None

    def take_all(self, received: Iterable[ReadResult]) -> Iterator[Taken]:
        """Take what files gave, one by one, each safe from a power cut when all are taken; raises StoreError only."""
        with writing_many(self.store.engine) as engine:
            importer = Importer(Store(engine), self._stored(), self._reader)
            for one in received:
                if one.article is None:
                    yield Taken(one.name, None, None, one.error, progress=one.progress)
                else:
                    yield replace(importer.take(one.article, one.name), progress=one.progress)

    def take(self, article: Article, name: str) -> Taken:
        """Judge an article and store it; raises StoreError only."""
        try:
            transcript = self._reading().read(article)
        except (NotATranscript, UnreadableTranscript) as error:
            # Its traceback would keep all that was read of the article in memory.
            return Taken(name, None, None, error.with_traceback(None))
        taken = Taken(name, transcript, None)
        namesakes = self._namesakes(article, transcript)
        if better := next((stored for stored in namesakes if _outranks(stored, article)), None):
            return replace(taken, outcome=Outcome.OUTRANKED, key=better.key)
        return self._put(_at_home(article, namesakes), namesakes, taken)

    def _put(self, article: Article, namesakes: list[_Content], taken: Taken) -> Taken:
        replaced = tuple(stored.key for stored in namesakes if stored.key != article.key)
        outcome = self.store.put(article, replaces=replaced)
        stored = self._stored()
        for key in replaced:
            del stored[key]
            self._reading().drop(key)
        stored[article.key] = None
        if outcome is not Outcome.OUTRANKED and taken.transcript and taken.transcript.part is not None:
            # A newer form may be of another talk.
            self._reading().drop(article.key)
            self._reading().add(article)
        return replace(taken, outcome=outcome, key=article.key, replaced=replaced)

    def _namesakes(self, article: Article, transcript: Transcript) -> list[_Content]:
        """The stored articles that are the same one; beside one with note's key only keyless ones can be."""
        keys = [key for key in self._stored() if _is_local(key) or _is_local(article.key)]
        if not keys:
            return []
        content = _Content.of(article, transcript)
        return [stored for key in keys if (stored := self._content(key)) and stored.is_same(content)]

    def _reading(self) -> TranscriptReader:
        self._reader = self._reader or TranscriptReader(self.store.gazetteer, self.store.articles())
        return self._reader

    def _stored(self) -> dict[str, _Content | None]:
        if self._contents is None:
            self._contents = dict.fromkeys(self.store.article_keys())
        return self._contents

    def _content(self, key: str) -> _Content | None:
        stored = self._stored()
        if stored[key] is None:
            article, _ = self.store.holding(key)
            with suppress(NotATranscript, UnreadableTranscript):
                stored[key] = _Content.of(article, self._reading().read(article))
        return stored[key]


def _at_home(article: Article, namesakes: list[_Content]) -> Article:
    """The article under note's key where only a worse source knows it: a page that was saved without its address."""
    home = next((stored for stored in namesakes if not _is_local(stored.key)), None)
    return replace(article, key=home.key, url=home.url) if home and _is_local(article.key) else article


def _outranks(stored: _Content, article: Article) -> bool:
    """True where the stored article is to stay: a better source, or an equal one whose address is known.

    Under the same key the store itself compares: the same words again, or a newer form.
    """
    if stored.key == article.key:
        return False
    better = stored.source.trust - article.source.trust
    return better > 0 or (better == 0 and not _is_local(stored.key) and _is_local(article.key))
