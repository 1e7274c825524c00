"""Snapshot: everything derived from one revision of the articles, built at once and never changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Self

from corpus.errors import CorpusError
from corpus.hidden import is_hidden, without
from corpus.missing_parts import Missing, missing_parts, talks
from corpus.model import Passage, Transcript
from corpus.passages import passages, split_id
from corpus.people import persons
from corpus.reading.reader import read_all
from corpus.series import known_articles, with_known_addresses
from corpus.store.store import Shelf
from index.analysis import Analyzer
from index.caching_analyzer import CachingAnalyzer
from index.query.parsed_question import ParseContext
from index.query.people import offices
from index.search import Index
from index.themes import Membership, assign, read_themes


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything derived from one revision of the articles."""

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
    #: Which passages belong to which themes.
    membership: Membership
    #: What a question is parsed with; the library adds the day and the asker's municipality.
    parse_context: ParseContext
    #: The parts that are missing of the talks in the corpus.
    missing: tuple[Missing, ...] = ()

    @classmethod
    def make(cls, shelf: Shelf, analyzer: Analyzer, today: date) -> Self:
        """Build the snapshot of all articles of ``shelf``. Raises StoreError if they cannot be read.

        Tokens are stored on the shelf and reused by the next snapshot, also in another process.
        """
        # The revision first: what changes while we read makes the next refresh build again.
        revision = shelf.revision()
        hidden = shelf.hidden_words()
        transcripts: dict[str, Transcript] = {}
        troubles: dict[str, CorpusError] = {}
        for article, outcome in read_all(shelf.articles(), shelf.gazetteer, sample=shelf.sample):
            if isinstance(outcome, Transcript):
                transcripts[article.key] = without(outcome, hidden.get(article.key, ()))
            else:
                troubles[article.key] = outcome
        # Of the sample nothing is missing or known elsewhere: the series that is known is the real one.
        series = () if shelf.sample else known_articles()
        transcripts = {each.key: each for each in with_known_addresses(transcripts.values(), series)}
        quotable = _quotable(transcripts, hidden)
        caching = CachingAnalyzer(analyzer, shelf.derived("tokens"))
        index = Index.build(quotable, caching, gazetteer=shelf.gazetteer)
        caching.keep(quotable)
        membership = assign(quotable, read_themes())
        by_id = {passage.id: passage for passage in quotable}
        known = with_corpus_facts(ParseContext(shelf.gazetteer, today), index, membership)
        missing = missing_parts(talks(transcripts.values()), series)
        return cls(revision, transcripts, troubles, by_id, shelf.aliases(), index, membership, known, missing)

    def missing_of(self, host: str) -> tuple[Missing, ...]:
        """Return the missing parts of the talks with this municipality, by round and part."""
        return tuple(each for each in self.missing if host in each.hosts)

    def passage(self, passage_id: str) -> Passage | None:
        """Return the passage of this id, or of an id that it once had; None if it was changed or withdrawn."""
        key, rest = split_id(passage_id)
        return self.passages.get(self.aliases.get(key, key) + rest)


def with_corpus_facts(bare: ParseContext, index: Index, membership: Membership) -> ParseContext:
    """Return ``bare`` with the people, offices, rounds, themes and days of an index."""
    transcripts = {passage.transcript.key: passage.transcript for passage in index.passages}.values()
    taking_part = (participant for transcript in transcripts for participant in transcript.participants)
    return replace(
        bare,
        people=persons(transcripts),
        roles=offices(dict.fromkeys(taking_part)),
        rounds=frozenset(transcript.round for transcript in transcripts if transcript.round is not None),
        themes=tuple(theme.name for theme in membership.themes),
        since=index.coverage.since,
        until=index.coverage.until,
    )


def _quotable(transcripts: Mapping[str, Transcript], hidden: Mapping[str, tuple[str, ...]]) -> tuple[Passage, ...]:
    return tuple(
        passage
        for transcript in transcripts.values()
        for passage in passages(transcript)
        if not is_hidden(passage.text, hidden.get(transcript.key, ()))
    )
