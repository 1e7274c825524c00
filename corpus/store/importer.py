"""Import of articles into the store: each is parsed first, and replaces a less trusted copy of the same article.

Talk and part are not enough to identify a copy: if its part cannot be read, ① and ② look alike, so the words are
compared too. Articles that are not roundtables, or have no speech, are reported and not stored. (``sync`` records in
its fetch log what it need not fetch again.)
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Self

from corpus.errors import (
    CorpusError,
    NotATranscript,
    Overtaken,
    StoreError,
    UnknownArticle,
    UnreadableSource,
    UnreadableTranscript,
    fault,
)
from corpus.markup import foreign_in
from corpus.model import Article, Source, TalkKey, Transcript
from corpus.passages import passages
from corpus.reading.reader import TranscriptReader
from corpus.sources.files import ReadResult
from corpus.sources.plain_copy import is_cut
from corpus.storage.database import writing_many
from corpus.store.store import Outcome, Store
from corpus.text import letters
from corpus.verbatim import QuoteCheck

#: The share of the shorter article's sentences that the other one must have.
_ALIKE = 0.5
#: Processor time in which an article must be read (seconds): real ones take a tenth of one.
_LONGEST = 20.0
_SENTENCE = re.compile(r"[^。!?]+[。!?]*")


@dataclass(frozen=True, slots=True)
class Taken:
    """The result of importing one article."""

    #: Where it came from: a path, a path and a title, or an address.
    name: str
    #: Its transcript, or None if it could not be read.
    transcript: Transcript | None
    #: None if it was not stored: ``error`` says why, or it is a skipped draft.
    outcome: Outcome | None
    error: CorpusError | None = None
    #: Its key in the store, or None.
    key: str | None = None
    #: The keys of copies that it replaced.
    replaced: tuple[str, ...] = ()
    #: What makes lines of it unquotable, once for each such line.
    foreign: tuple[str, ...] = ()
    #: The share of all files that has been read so far (0 to 1).
    progress: float = 1.0
    #: True if the article ends where its paid part begins.
    is_half: bool = False


@dataclass(frozen=True, slots=True)
class _Content:
    """What identifies an article whatever its key: talk, part and words."""

    key: str
    url: str | None
    source: Source
    talk: TalkKey
    part: int | None
    #: The sentences of its speeches, by their letters: a copy may break lines elsewhere. Heads of all parts are too
    #: similar.
    sentences: frozenset[str]

    @classmethod
    def of(cls, article: Article, transcript: Transcript) -> Self:
        """Return the content of an article, from its transcript."""
        said = ("".join(span.of(transcript.text) for span in speech.paragraphs) for speech in transcript.speeches)
        sentences = frozenset(letters(each) for words in said for each in _SENTENCE.findall(words))
        return cls(article.key, article.url, article.source, transcript.talk, transcript.part, sentences)

    def is_same(self, other: _Content, *, hidden: bool) -> bool:
        """Tell whether both are one article: the same part of the same talk, with enough common sentences.

        Of one in which something is hidden, the sentences decide: a corrected date must not bring it back.
        """
        if self.key == other.key:
            return True
        if not _is_local(self.key) and not _is_local(other.key):
            return False
        fewer = min(len(self.sentences), len(other.sentences))
        alike = len(self.sentences & other.sentences) >= _ALIKE * fewer
        return alike and (hidden or (self.talk, self.part) == (other.talk, other.part))


def _is_local(key: str) -> bool:
    """Tell whether a key is a local one, which does not identify an article as note's key does.

    >>> _is_local("local-0123456789ab"), _is_local("n0123456789ab")
    (True, False)
    """
    return key.startswith("local-")


@dataclass(slots=True)
class Importer:
    """Imports articles into one store, with a cache of what is stored."""

    store: Store
    #: Key → content, or None if it has not been read yet; as of ``_revision``, of which the first put finds out.
    _stored: dict[str, _Content | None] = field(default_factory=dict)
    _revision: int = -1
    _reader: TranscriptReader | None = None

    def take_all(self, results: Iterable[ReadResult]) -> Iterator[Taken]:
        """Import the results of reading files, one by one; on disk when all are imported. Raises StoreError only."""
        with writing_many(self.store.engine) as engine:
            importer = replace(self, store=Store(engine))
            for result in results:
                if result.article is None:
                    yield Taken(result.name, None, None, result.error, progress=result.progress)
                else:
                    yield replace(importer.take(result.article, result.name), progress=result.progress)

    def take(self, article: Article, name: str) -> Taken:
        """Parse an article and store it; raises StoreError only."""
        try:
            transcript = self._tried(article)
        except (NotATranscript, UnreadableTranscript) as error:
            # The traceback would keep the parsed article in memory.
            return Taken(name, None, None, error.with_traceback(None), foreign=foreign_in(article))
        except StoreError:
            raise
        except UnreadableSource as error:
            return Taken(name, None, None, error.with_traceback(None))
        except Exception as error:  # noqa: BLE001 - of whatever kind, it costs this article only
            return Taken(name, None, None, fault(name, error))
        taken = Taken(name, transcript, None, is_half=is_cut(article.body), foreign=foreign_in(article))
        while True:
            with suppress(Overtaken):
                return self._compare_and_put(article, transcript, taken)
            self._look_again()

    def _compare_and_put(self, article: Article, transcript: Transcript, taken: Taken) -> Taken:
        """Store an article unless a better copy is; raises Overtaken and StoreError only."""
        copies = self._copies(article, transcript)
        if better := next((stored for stored in copies if _outranks(stored, article)), None):
            return replace(taken, outcome=Outcome.OUTRANKED, key=better.key)
        return self._put(_under_note_key(article, copies), copies, taken)

    def _tried(self, article: Article) -> Transcript:
        """Read an article as every start and every answer will; raises CorpusError if one of them could not."""
        started = time.thread_time()
        transcript = self._reading().read(article)
        quotable = passages(transcript)
        said = QuoteCheck.of(article)
        if quotable and not any(said.says(passage.text) for passage in quotable):
            raise UnreadableSource(article.key, "its words are not found again by the check of quotes")
        if (took := time.thread_time() - started) > _LONGEST:
            raise UnreadableSource(article.key, f"reading it took {took:.0f} seconds, more than {_LONGEST:.0f}")
        return transcript

    def _put(self, article: Article, copies: list[_Content], taken: Taken) -> Taken:
        replaced = tuple(stored.key for stored in copies if stored.key != article.key)
        outcome = self.store.put(article, replaces=replaced, seen=self._revision)
        if outcome is Outcome.DELETED:
            return replace(taken, outcome=outcome, key=article.key)
        if replaced or outcome in {Outcome.ADDED, Outcome.CHANGED}:
            self._revision += 1
        for key in replaced:
            del self._stored[key]
            self._reading().drop(key)
        # Only local keys are compared with the next article.
        kept = taken.transcript and outcome is not Outcome.OUTRANKED and _is_local(article.key)
        self._stored[article.key] = _Content.of(article, taken.transcript) if taken.transcript and kept else None
        if outcome is not Outcome.OUTRANKED and taken.transcript and taken.transcript.part is not None:
            # A newer version may be of another talk.
            self._reading().drop(article.key)
            self._reading().add(article)
        return replace(taken, outcome=outcome, key=article.key, replaced=replaced)

    def _copies(self, article: Article, transcript: Transcript) -> list[_Content]:
        """Return the stored copies of an article; two articles with note's keys are never copies."""
        keys = [key for key in self._stored if _is_local(key) or _is_local(article.key)]
        if not keys:
            return []
        content = _Content.of(article, transcript)
        hidden = {each.key for each in self.store.hidden()}
        found = ((stored, key in hidden) for key in keys if (stored := self._content(key)))
        return [stored for stored, is_hidden in found if stored.is_same(content, hidden=is_hidden)]

    def _reading(self) -> TranscriptReader:
        self._reader = self._reader or TranscriptReader(self.store.gazetteer, self.store.articles())
        return self._reader

    def _look_again(self) -> None:
        # The revision first: if articles change in between, they are only looked at once more.
        self._revision = self.store.revision()
        self._stored = {key: self._stored.get(key) for key in self.store.article_keys()}

    def _content(self, key: str) -> _Content | None:
        if self._stored[key] is None:
            with suppress(NotATranscript, UnreadableTranscript, UnreadableSource, UnknownArticle):
                article, _ = self.store.holding(key)
                self._stored[key] = _Content.of(article, self._reading().read(article))
        return self._stored[key]


def _under_note_key(article: Article, copies: list[_Content]) -> Article:
    """Return the article with note's key and address of a stored copy if it has none of its own."""
    known = next((stored for stored in copies if not _is_local(stored.key)), None)
    return replace(article, key=known.key, url=known.url) if known and _is_local(article.key) else article


def _outranks(stored: _Content, article: Article) -> bool:
    """Tell whether the stored copy stays: its source is more trusted, or equal and its address is known.

    Articles under the same key are compared by the store itself.
    """
    if stored.key == article.key:
        return False
    better = stored.source.trust - article.source.trust
    return better > 0 or (better == 0 and not _is_local(stored.key) and _is_local(article.key))
