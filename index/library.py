"""Library: the current Index over a shelf of articles, rebuilt and swapped whole when they change; and the quote check.

Everything that shows a quote asks here: no other way leads from a question to a passage.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from corpus.errors import CorpusError, NotATranscript, QuoteMismatch, UnknownArticle, UnreadableTranscript
from corpus.model import Passage, Transcript
from corpus.passages import passages
from corpus.store import Shelf
from corpus.transcript import read
from corpus.verbatim import says
from corpus.withholding import is_withheld, split_id
from index.analysis import Analyzer
from index.model import Hit, Results
from index.query import understand
from index.search import Index

log = logging.getLogger(__name__)

#: Hits read beyond those asked for, so that a refused one is replaced by the next.
_SPARE = 5


@dataclass(frozen=True, slots=True)
class Edition:
    """All that was derived from one revision of the articles."""

    #: The shelf's revision that this was made from.
    revision: int
    #: Article key → transcript.
    transcripts: Mapping[str, Transcript]
    #: Article key → why it could not be read.
    troubles: Mapping[str, CorpusError]
    #: Passage id → passage.
    passages: Mapping[str, Passage]
    #: Keys that articles once had → the keys that they have now: old quotes' ids resolve.
    aliases: Mapping[str, str]
    index: Index


class Library:
    """The shelf's articles, ready to be asked. Threads share it: an edition is immutable, a new one one assignment."""

    def __init__(self, shelf: Shelf, analyzer: Analyzer) -> None:
        """Read all articles and build their index; raises StoreError where they cannot be read."""
        self._shelf = shelf
        self._analyzer = analyzer
        self._edition = self._make()

    @property
    def edition(self) -> Edition:
        """The current one; take it once where several things must agree."""
        return self._edition

    @property
    def index(self) -> Index:
        """The current index."""
        return self._edition.index

    @property
    def sample(self) -> bool:
        """True where the articles are invented."""
        return self._shelf.sample

    def refresh(self) -> bool:
        """Build a new edition if the articles have changed; True if so. A failure raises and leaves the old one."""
        if self._shelf.revision() == self._edition.revision:
            return False
        self._edition = self._make()
        return True

    def ask(self, question: str, limit: int = 3) -> Results:
        """The best ``limit`` passages, each checked against its article as it stands now."""
        results = self.index.search(understand(question, self._analyzer), limit + _SPARE)
        return replace(results, hits=tuple(self._checked(results.hits))[:limit])

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of this id, checked like a hit; None where it was changed or withdrawn."""
        edition = self._edition
        key, rest = split_id(passage_id)
        passage = edition.passages.get(edition.aliases.get(key, key) + rest)
        return passage if passage and self._stands(passage) else None

    def check(self, passage: Passage) -> None:
        """Read the article again and find the quote in it by another path; raises QuoteMismatch where it is gone."""
        try:
            article = self._shelf.article(passage.transcript.key)
        except UnknownArticle as error:
            raise QuoteMismatch(passage.id, "its article is no longer there") from error
        if not says(article, passage.text):
            raise QuoteMismatch(passage.id, "its article does not say this")

    def _checked(self, hits: tuple[Hit, ...]) -> Iterator[Hit]:
        return (hit for hit in hits if self._stands(hit.passage))

    def _stands(self, passage: Passage) -> bool:
        try:
            self.check(passage)
        except QuoteMismatch as error:
            # An error for the operator: a stale index mends itself at the next refresh, a faulty reader does not.
            log.error("quote refused: %s", error)  # noqa: TRY400 - the traceback says nothing that the message does not
            return False
        return True

    def _make(self) -> Edition:
        # The revision first: what changes while we read makes the next refresh build again.
        revision = self._shelf.revision()
        transcripts: dict[str, Transcript] = {}
        troubles: dict[str, CorpusError] = {}
        for article in self._shelf.articles():
            try:
                transcripts[article.key] = read(article, self._shelf.gazetteer, sample=self._shelf.sample)
            except (NotATranscript, UnreadableTranscript) as error:
                troubles[article.key] = error
        hidden = self._shelf.hidden_words()
        quotable = tuple(
            passage
            for transcript in transcripts.values()
            for passage in passages(transcript)
            if not is_withheld(passage, hidden.get(transcript.key, ()))
        )
        index = Index.build(quotable, self._analyzer)
        by_id = {passage.id: passage for passage in quotable}
        return Edition(revision, transcripts, troubles, by_id, self._shelf.aliases(), index)
