"""Library: the current Index over a shelf of articles, rebuilt and swapped whole when they change; and the quote check.

Everything that shows a quote asks here: no other way leads from a question to a passage.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from corpus.errors import CorpusError, QuoteMismatch, UnknownArticle
from corpus.model import Passage, Span, Transcript
from corpus.municipalities import Gazetteer
from corpus.passages import passages
from corpus.rounds import read_all
from corpus.store import Shelf
from corpus.verbatim import says
from corpus.withholding import is_withheld, split_id
from index.analysis import Analyzer
from index.cuts import reach
from index.filters import whose
from index.model import Hit, Query, Results
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
    def gazetteer(self) -> Gazetteer:
        """The municipalities that the articles speak of."""
        return self._shelf.gazetteer

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
        return self.search(understand(question, self._analyzer), limit)

    def search(self, query: Query, limit: int = 3, *, one_a_municipality: bool = False) -> Results:
        """The best ``limit`` passages, or the best of each municipality; each checked like those of ``ask``."""
        if one_a_municipality:
            results = self.index.search(query, limit, one_a_municipality=True)
            return replace(results, hits=tuple(self._best_that_stand(results)))
        results = self.index.search(query, limit + _SPARE)
        return replace(results, hits=tuple(self._checked(results.hits))[:limit])

    def reach(self, passage: Passage) -> Span:
        """What may be quoted around a passage where a fair cut needs more: checked and not withheld, or itself."""
        wanted = reach(passage)
        if wanted == passage.span:
            return wanted
        wider = replace(passage, span=wanted)
        hidden = self._shelf.hidden_words().get(passage.transcript.key, ())
        return wanted if not is_withheld(wider, hidden) and self._stands(wider) else passage.span

    def retrieved(self, passage: Passage) -> datetime | None:
        """When the article of a passage was had (UTC): a citation says so; None where it is no longer there."""
        try:
            return self._shelf.article(passage.transcript.key).retrieved
        except UnknownArticle:
            return None

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

    def _best_that_stand(self, results: Results) -> Iterator[Hit]:
        """Hits of different municipalities; a refused one is replaced by the next of the same."""
        for hit in results.hits:
            if self._stands(hit.passage):
                yield hit
            elif body := whose(hit.passage):
                same = replace(results.query, affiliations=(body,))
                yield from self.search(same, 1).hits

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
        for article, outcome in read_all(self._shelf.articles(), self._shelf.gazetteer, sample=self._shelf.sample):
            if isinstance(outcome, Transcript):
                transcripts[article.key] = outcome
            else:
                troubles[article.key] = outcome
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
