"""Library: the current Index over a shelf of articles, rebuilt and swapped whole when they change; and the quote check.

Everything that shows a quote asks here: no other way leads from a question to a passage.
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
from index.model import Hit, Query, Results
from index.query.parsed_question import ParseContext, ParsedQuestion
from index.query.parser import understand
from index.retriever import Retriever
from index.search import Index
from index.snapshot import Snapshot

log = logging.getLogger(__name__)

TOKYO = ZoneInfo("Asia/Tokyo")


def tokyo_today() -> date:
    """Return the day that it is in Tokyo: the only clock of this wing, which the library takes as a parameter."""
    return datetime.now(TOKYO).date()


class Library:
    """The shelf's articles, ready to be asked. Threads share it: an edition is immutable, a new one one assignment."""

    def __init__(self, shelf: Shelf, analyzer: Analyzer, *, today: Callable[[], date] = tokyo_today) -> None:
        """Read all articles and build their index; raises StoreError where they cannot be read."""
        self._shelf = shelf
        self._analyzer = analyzer
        self._today = today
        self._snapshot = self._make()

    @property
    def snapshot(self) -> Snapshot:
        """The current one; take it once where several things must agree."""
        return self._snapshot

    @property
    def index(self) -> Index:
        """The current index."""
        return self._snapshot.index

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
        if self._shelf.revision() == self._snapshot.revision:
            return False
        self._snapshot = self._make()
        return True

    def parse_context(self, own: str | None = None) -> ParseContext:
        """What a question asked now is understood by; ``own``: the asker's municipality, by its full name."""
        return replace(self._snapshot.parse_context, today=self._today(), own=own)

    def understand(self, question: str, own: str | None = None) -> ParsedQuestion:
        """What ``question`` asks for; filters are taken off it by ``index.query.parser.without``."""
        return understand(question, self.parse_context(own))

    def query(self, asked: ParsedQuestion) -> Query:
        """What is searched for a question."""
        return self._retriever.query(asked)

    def answer(
        self, asked: ParsedQuestion, limit: int = 3, *, seen: Collection[str] = (), within: frozenset[str] | None = None
    ) -> Results:
        """The next ``limit`` quotes after those ``seen`` (passage ids), each checked against its article as it is now.

        ``within``: quotes of these passages only, by id; None: of all.
        Where the transcripts say nothing on it, no quote, but what would be found without a filter or near it.
        """
        return self._retriever.answer(asked, limit, seen, within)

    def ask(self, question: str, limit: int = 3, *, own: str | None = None) -> Results:
        """The best ``limit`` quotes for a question; ``own``: the asker's municipality."""
        return self.answer(self.understand(question, own), limit)

    def best_of_each(self, query: Query) -> tuple[Hit, ...]:
        """The best passage of each municipality that ``query`` asks for; each checked like those of ``ask``."""
        retriever = self._retriever
        results = retriever.snapshot.index.search(query, len(query.asked.affiliations), one_a_municipality=True)
        best = (retriever.best_quotable(hit, query) for hit in results.hits)
        return tuple(hit for hit in best if hit)

    def reach(self, passage: Passage) -> Span:
        """What may be quoted around a passage where a fair cut needs more: checked and not withheld, or itself."""
        wanted = reach(passage)
        return wanted if wanted == passage.span or self._is_quotable(replace(passage, span=wanted)) else passage.span

    def around(self, passage_id: str) -> QuoteContext | None:
        """The speeches around a passage, as far as their article still says them and nobody hid them.

        None where the passage itself was changed, hidden or withdrawn.
        """
        passage = self.passage(passage_id)
        return quote_context(passage, self._quote_check(passage.transcript)) if passage else None

    def retrieved(self, passage: Passage) -> datetime | None:
        """When the article of a passage was had (UTC): a citation says so; None where it is no longer there."""
        try:
            return self._shelf.article(passage.transcript.key).retrieved
        except UnknownArticle:
            return None

    def passage(self, passage_id: str) -> Passage | None:
        """The passage of this id, checked like a hit; None where it was changed or withdrawn."""
        passage = self._snapshot.passage(passage_id)
        return passage if passage and self._is_quotable(passage) else None

    def says(self, transcript: Transcript, words: str) -> bool:
        """True where the article, read again by another path, says these words, and nobody hid them."""
        try:
            return self._quote_check(transcript).shows(words)
        except UnknownArticle:
            return False

    def check(self, passage: Passage) -> None:
        """Read the article again and find the quote in it by another path; raises QuoteMismatch where it is gone."""
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
        return Retriever(self._snapshot, self._analyzer, self._is_quotable)

    def _is_quotable(self, passage: Passage) -> bool:
        try:
            self.check(passage)
        except QuoteMismatch as error:
            # An error for the operator: a stale index mends itself at the next refresh, a faulty reader does not.
            log.error("quote refused: %s", error)  # noqa: TRY400 - the traceback says nothing that the message does not
            return False
        return True

    def _quote_check(self, transcript: Transcript) -> QuoteCheck:
        """Raises UnknownArticle."""
        article = self._shelf.article(transcript.key)
        return QuoteCheck.of(article, self._shelf.hidden_words().get(article.key, ()))

    def _make(self) -> Snapshot:
        return Snapshot.make(self._shelf, self._analyzer, self._today())
