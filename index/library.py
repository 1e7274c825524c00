"""Library: the current Index over a shelf of articles, rebuilt and swapped whole when they change; and the quote check.

Everything that shows a quote goes through it: there is no other way from a question to a passage.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from corpus.errors import QuoteMismatch, UnknownArticle
from corpus.model import Passage, Span, Transcript
from corpus.municipalities import Gazetteer
from corpus.store.store import Shelf
from corpus.verbatim import QuoteCheck
from index.analysis import Analyzer
from index.excerpts.context import QuoteContext, quote_context
from index.excerpts.excerpts import reach
from index.meaning.passage_vectors import PassageVectors
from index.meaning.sentence_model import SentenceModel
from index.model import Hit, Query, Results
from index.query.parsed_question import ParseContext, ParsedQuestion
from index.query.parser import understand
from index.readings import Readings
from index.retriever import Retriever
from index.search import Index
from index.snapshot import Snapshot

log = logging.getLogger(__name__)

TOKYO = ZoneInfo("Asia/Tokyo")


def tokyo_today() -> date:
    """Return today's date in Tokyo: the default of the library's ``today``, and the only clock of this package."""
    return datetime.now(TOKYO).date()


class Library:
    """A searchable shelf of articles. Threads may share it: a snapshot is immutable and replaced by one assignment."""

    def __init__(
        self,
        shelf: Shelf,
        analyzer: Analyzer,
        *,
        model: SentenceModel | None = None,
        today: Callable[[], date] = tokyo_today,
    ) -> None:
        """Read all articles and build their index; with ``model``, passages are found by their meaning, too.

        Raises StoreError if they cannot be read.
        """
        self._shelf = shelf
        self._analyzer = analyzer
        self._today = today
        self._snapshot = self._make()
        self._readings = Readings(self._snapshot.index, analyzer)
        #: The vectors of the passages; None without a model.
        self.vectors = PassageVectors(model, shelf.derived("vectors")) if model else None
        if self.vectors:
            self.vectors.use(self._snapshot.index.passages)

    @property
    def snapshot(self) -> Snapshot:
        """The current snapshot; read it once where several results must agree."""
        return self._snapshot

    @property
    def index(self) -> Index:
        """The current index."""
        return self._snapshot.index

    @property
    def gazetteer(self) -> Gazetteer:
        """The table of municipalities that the articles are read with."""
        return self._shelf.gazetteer

    @property
    def sample(self) -> bool:
        """True if the articles are the invented sample."""
        return self._shelf.sample

    def refresh(self) -> bool:
        """Build a new snapshot if the articles have changed; return whether they had. An error leaves the old one."""
        if self._shelf.revision() == self._snapshot.revision:
            return False
        snapshot = self._make()
        if self.vectors:
            self.vectors.use(snapshot.index.passages)
        self._snapshot = snapshot
        return True

    def make_vectors(self, stop: Callable[[], bool] = lambda: False) -> bool:
        """Make the vectors that are missing, until ``stop`` says so; return True if all are made, or none are wanted.

        Until then, questions are answered by words alone.
        """
        return self.vectors is None or self.vectors.make(self._snapshot.index.passages, stop)

    def parse_context(self, own: str | None = None) -> ParseContext:
        """Return the context to parse a question asked now; ``own``: the asker's municipality, by its full name."""
        return replace(self._snapshot.parse_context, today=self._today(), own=own)

    def understand(self, question: str, own: str | None = None) -> ParsedQuestion:
        """Parse ``question``; ``index.query.parser.without`` removes filters from the result."""
        return understand(question, self.parse_context(own))

    def query(self, asked: ParsedQuestion) -> Query:
        """Return the query for a parsed question."""
        return self._retriever.query(asked)

    def answer(
        self, asked: ParsedQuestion, limit: int = 3, *, seen: Collection[str] = (), within: frozenset[str] | None = None
    ) -> Results:
        """Return the next ``limit`` quotes after those ``seen`` (passage ids), each checked against its article.

        ``within``: ids of the passages to quote from; None for all.
        If nothing is found, the results say what would be found without a filter or near the question.
        """
        return self._retriever.answer(asked, limit, seen, within)

    def ask(self, question: str, limit: int = 3, *, own: str | None = None) -> Results:
        """Return the best ``limit`` quotes for a question; ``own``: the asker's municipality."""
        return self.answer(self.understand(question, own), limit)

    def common_terms(self, query: Query) -> tuple[str, ...]:
        """Return the terms of a query that are common words of the dictionary's, and so nobody's name."""
        common = self._analyzer.common_terms(query.source)
        return tuple(term for term in query.words if term in common)

    def best_of_each(self, query: Query) -> tuple[Hit, ...]:
        """Return the best passage of each municipality that ``query`` asks for, each checked like those of ``ask``."""
        retriever = self._retriever
        results = retriever.searched(query, len(query.asked.affiliations), one_each=True)
        best = (retriever.best_quotable(hit, query) for hit in results.hits)
        return tuple(hit for hit in best if hit)

    def reach(self, passage: Passage) -> Span:
        """Return what may be quoted around a passage where a fair excerpt needs more: checked, or its own span."""
        wanted = reach(passage)
        return wanted if wanted == passage.span or self._is_quotable(replace(passage, span=wanted)) else passage.span

    def around(self, passage_id: str) -> QuoteContext | None:
        """Return the speeches around a passage, as far as their article still says them and nobody hid them.

        None if the passage itself was changed, hidden or withdrawn.
        """
        passage = self.passage(passage_id)
        return quote_context(passage, self._quote_check(passage.transcript)) if passage else None

    def retrieved(self, passage: Passage) -> datetime | None:
        """Return when the article of a passage was retrieved (UTC), for citations; None if it is no longer stored."""
        try:
            return self._shelf.article(passage.transcript.key).retrieved
        except UnknownArticle:
            return None

    def passage(self, passage_id: str) -> Passage | None:
        """Return the passage of this id, checked like a hit; None if it was changed, hidden or withdrawn."""
        passage = self._snapshot.passage(passage_id)
        return passage if passage and self._is_quotable(passage) else None

    def says(self, transcript: Transcript, words: str) -> bool:
        """Return True if the article, extracted again by the second path, says these words and nobody hid them."""
        try:
            return self._quote_check(transcript).shows(words)
        except UnknownArticle:
            return False

    def check(self, passage: Passage) -> None:
        """Check a quote against its article, extracted again by the second path. Raises QuoteMismatch if it is gone."""
        try:
            quote_check = self._quote_check(passage.transcript)
        except UnknownArticle as error:
            raise QuoteMismatch(passage.id, "its article is no longer there") from error
        if not quote_check.says(passage.text):
            raise QuoteMismatch(passage.id, "its article does not say this")
        if quote_check.hides(passage.text):
            raise QuoteMismatch(passage.id, "it is hidden")

    @property
    def _retriever(self) -> Retriever:
        snapshot, readings = self._snapshot, self._readings
        if readings.index is not snapshot.index:
            readings = self._readings = Readings(snapshot.index, self._analyzer)
        return Retriever(snapshot, self._analyzer, readings, self._is_quotable, self.vectors)

    def _is_quotable(self, passage: Passage) -> bool:
        try:
            self.check(passage)
        except QuoteMismatch as error:
            # An error for the operator: a stale index is fixed by the next refresh, a faulty reader is not.
            log.error("quote refused: %s", error)  # noqa: TRY400 - the traceback says nothing that the message does not
            return False
        return True

    def _quote_check(self, transcript: Transcript) -> QuoteCheck:
        """Return the quote check of a transcript's article. Raises UnknownArticle."""
        article = self._shelf.article(transcript.key)
        return QuoteCheck.of(article, self._shelf.hidden_words().get(article.key, ()))

    def _make(self) -> Snapshot:
        return Snapshot.make(self._shelf, self._analyzer, self._today())
