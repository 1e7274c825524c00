"""Index: passages and their rankings → Results. Immutable, so threads share it and a newer one replaces it whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from corpus.missing_parts import talks
from corpus.model import Passage
from corpus.municipalities import Gazetteer
from index.analysis import TextAnalyzer
from index.fields import OWN, Terms, Tuning, documents, query_terms
from index.filters import Facets
from index.meaning.passage_vectors import Closeness
from index.model import Contribution, Counts, Coverage, Field, Hit, Query, Results, Token
from index.phrases import highlight_terms, joined, phrase_spans, term_spans
from index.query.light_words import LIGHT
from index.ranking import Ranking, best, scattered
from index.selection.confidence import FOUND, LEVEL, Evidence
from index.selection.conversation_parts import BEGINNING, ConversationParts
from index.selection.fusion import Ranks, fused, ranks
from index.selection.small_remarks import has_unidentified_between
from index.selection.sorting import TIERS, by_score, contrary, first_of_each, fitting, intent_keys, last, tiers
from index.selection.term_coverage import ABOVE, TermCoverage
from index.synonyms import Synonyms

Places = NDArray[np.intp]
Shares = NDArray[np.float64]


#: Default number of hits.
LIMIT = 10

#: How many of the best by score are searched for an explanation of the term asked for.
_READ = 100

#: Words from which on meaning counts beside them: one word means itself.
_SEVERAL = 2

#: What an answer has of the score of the question before it.
ANSWERED = 0.5

#: The one configuration in use.
TUNING = Tuning()


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """An index: passages, their tokens and a ranking for each field."""

    #: In reading order.
    passages: tuple[Passage, ...]
    #: The content words of each passage, with spans in its text.
    tokens: tuple[tuple[Token, ...], ...]
    #: The terms of these tokens alone: reading them is most of the cost of a highlight.
    words: tuple[Terms, ...]
    #: Posting lists over ``passages``, one per field.
    rankings: Mapping[Field, Ranking]
    #: The forum's synonyms and related words.
    synonyms: Synonyms
    #: What filters compare.
    facets: Facets
    #: What each passage is in its conversation.
    parts: ConversationParts
    #: The day of each passage's talk, as an ordinal; 0 where none is known.
    days: NDArray[np.int32]
    #: The number of distinct words of each passage: its base score if no word was asked for.
    substance: NDArray[np.float64]
    #: The articles, talks, hosts and days that are indexed.
    coverage: Coverage

    @classmethod
    def build(
        cls,
        passages: Sequence[Passage],
        analyzer: TextAnalyzer,
        *,
        tuning: Tuning = TUNING,
        synonyms: Synonyms | None = None,
        gazetteer: Gazetteer | None = None,
    ) -> Index:
        """Index ``passages``; ``gazetteer`` orders the hosts that the coverage names."""
        cut = tuple(analyzer.tokens(passage.text) for passage in passages)
        table = Synonyms.load(analyzer) if synonyms is None else synonyms
        fields = documents(passages, cut, analyzer, table)
        return cls(
            passages=tuple(passages),
            tokens=cut,
            words=tuple(fields[Field.TEXT]),
            rankings={
                field: Ranking.compile(fields[field], k1=tuning.k1).weighted(weight)
                for field, weight in tuning.weights().items()
            },
            synonyms=table,
            facets=Facets.of(passages),
            parts=ConversationParts.of(passages),
            days=np.array([_ordinal(passage) for passage in passages], dtype=np.int32),
            substance=np.array([len(set(words)) for words in fields[Field.TEXT]], dtype=np.float64),
            coverage=covered(passages, gazetteer),
        )

    def search(
        self, query: Query, limit: int = LIMIT, *, one_each: bool = False, closeness: Closeness | None = None
    ) -> Results:
        """Return the best ``limit`` passages that pass the filters of ``query`` and match its words.

        Without a word to search, those that pass the filters, the richest in words first (without filters, none).
        With ``one_each``, the best passage of each municipality and none of another body; of bodies that are compared,
        of each of them. With ``closeness``, how close each passage is to the question in meaning, passages that match
        no word are found by it, too, and both orders are fused.
        """
        terms = self._query_terms(query)
        matching = places = self._matching(query, terms)
        if self._is_open(query):
            closeness = None
        if closeness is not None:
            places = self._with_close(query, places, closeness)
        scores = self.parts.with_answers(self._raised(terms) * self._scores(terms), ANSWERED)[places]
        if self._is_open(query):
            scores = self.substance[places] * (1 + scores)
        coverage = TermCoverage(query, terms, self.rankings, self.synonyms)
        shares = self._shares(query, coverage)
        missing, lacks = ((), 0.0) if self._is_open(query) else (self._unsaid(coverage), coverage.lacks())
        shares = self.parts.with_answers(shares, ABOVE)[places]
        by_words = np.isin(places, matching)
        if closeness is not None:
            # A related word alone makes no hit; of what is close, it tells that this is meant.
            shares = np.where(by_words | (closeness[places] >= LEVEL), shares, 0.0)
        evidence = Evidence(
            places=places,
            by_words=by_words,
            scores=scores,
            shares=shares,
            closeness=None if closeness is None else closeness[places],
            lacks=lacks,
            restricted=query.is_partly_told,
            answers=~(self._asking(terms) | self.parts.replies)[places],
            words_lead=bool(terms[Field.SPEAKER]) or len(set(query.words) - LIGHT) < _SEVERAL,
        )
        near = evidence.near
        order, both = self._order(query, terms, evidence, near, limit, one_each=one_each)
        words = highlight_terms(query, self.synonyms)
        hits = (self._hit(query, words, terms[Field.NAMES], evidence, i) for i in order)
        ranked = (both and (int(both[0][i]), int(both[1][i])) for i in order)
        return Results(
            query=query,
            hits=tuple(
                replace(hit, near=bool(near[i]), ranks=own) for i, hit, own in zip(order, hits, ranked, strict=True)
            ),
            total=len(matching) + int(np.count_nonzero(near & ~by_words)),
            confidence=evidence.confidence,
            missing=missing,
            coverage=self.coverage,
            counts=self._counts(places[shares >= FOUND]),
        )

    def explain(self, query: Query, passage: Passage) -> tuple[Contribution, ...]:
        """Return each term's part in the score of ``passage``, their sum. Raises ValueError for an unknown passage."""
        place = next((i for i, own in enumerate(self.passages) if own.id == passage.id), None)
        if place is None:
            raise ValueError(f"not in this index: {passage.id}")
        terms = self._query_terms(query)
        raised = self._raised(terms)
        own = tuple(self._parts(terms, place, raised[place]))
        if place not in self.parts.answers:
            return own
        inherited = tuple(self._parts(terms, place - 1, ANSWERED * raised[place - 1]))
        return max(own, inherited, key=lambda parts: sum(part.gain for part in parts))

    def following(self, passage: Passage) -> Iterator[Passage]:
        """Yield the passages after this one in its section."""
        for later in islice(self.passages, self.facets.ids[passage.id] + 1, None):
            if (later.transcript.key, later.section_index) != (passage.transcript.key, passage.section_index):
                return
            yield later

    def _query_terms(self, query: Query) -> Mapping[Field, Terms]:
        speakers = self.rankings.get(Field.SPEAKER)
        return query_terms(query, self.synonyms, speakers.numbers if speakers else ())

    def _parts(self, terms: Mapping[Field, Terms], place: int, factor: float) -> Iterator[Contribution]:
        for field, term in ((each, term) for each in self.rankings for term in terms[each]):
            positions, gains = self.rankings[field].postings(term)
            at = int(np.searchsorted(positions, place))
            if at < len(positions) and positions[at] == place:
                yield Contribution(field, term, float(factor * gains[at]))

    def _matching(self, query: Query, terms: Mapping[Field, Terms]) -> Places:
        allowed = self.facets.allowed(query)
        # A phrase is asked for as it is printed: it can begin in the middle of a word.
        if allowed is not None and (query.asked.phrases or self._is_open(query)):
            return np.flatnonzero(allowed)
        held = np.zeros(len(self.passages), dtype=np.bool_)
        for field in (*OWN, Field.FAMILIES) if query.related else OWN:
            self._mark(held, field, terms[field])
        return np.flatnonzero(held if allowed is None else held & allowed)

    def _is_open(self, query: Query) -> bool:
        """Tell whether everything that passes the filters is asked for: 「練馬区は？」, 「練馬区の課題は？」."""
        return not query.words or (query.restricts and LIGHT.issuperset(query.words))

    def _mark(self, held: NDArray[np.bool_], field: Field, terms: Iterable[str]) -> None:
        if field in self.rankings:
            self.rankings[field].mark(held, terms)

    def _scores(self, terms: Mapping[Field, Terms]) -> Shares:
        parts = [ranking.postings(term) for field, ranking in self.rankings.items() for term in terms[field]]
        return scattered(len(self.passages), parts)

    def _shares(self, query: Query, coverage: TermCoverage) -> Shares:
        """Return the share of the question's weight that each passage covers; 1 if the question has no words."""
        if self._is_open(query):
            return np.ones(len(self.passages))
        if query.alternatives:
            sides = (replace(query, tokens=side, alternatives=()) for side in query.alternatives)
            either = (TermCoverage(side, self._query_terms(side), self.rankings, self.synonyms) for side in sides)
            best_side: Shares = np.maximum.reduce([side.shares() for side in either])
            return best_side
        # A passage that contains the phrase speaks of what was asked.
        return np.maximum(coverage.shares(), FOUND) if query.asked.phrases else coverage.shares()

    def _order(  # noqa: PLR0913 - what an order depends on
        self,
        query: Query,
        terms: Mapping[Field, Terms],
        evidence: Evidence,
        near: NDArray[np.bool_],
        limit: int,
        *,
        one_each: bool,
    ) -> tuple[list[int], tuple[Ranks, Ranks] | None]:
        """Return the best ``limit``, and with vectors the ranks of all by words and by meaning."""
        places, scores, shares, close = evidence.places, evidence.scores, evidence.shares, evidence.closeness
        read = best(scores, _READ) if close is None else np.union1d(best(scores, _READ), best(close, _READ))
        asking, replies = self._asking(terms)[places], self.parts.replies[places]
        looked_at = [(i, self.passages[places[i]].text, self.tokens[places[i]]) for i in read.tolist()]
        contraries = contrary(query, looked_at, len(places))
        ranked = tiers(scores, shares, asking, replies) + contraries
        both = None
        if close is not None:
            late = last(asking, replies)
            both = ranks(places, scores, ranked), ranks(places, close, late + contraries)
            scores = fused(*both, shares, words_lead=evidence.words_lead)
            # What is not near is not shown: among what is, where both orders would mix it, nobody could count it. Where
            # words lead, their order stands as it is; it has set apart already what only asks or agrees.
            first = near | (evidence.by_words & evidence.words_lead)
            ranked = np.where(first, np.zeros_like(late) if evidence.words_lead else late, np.int8(TIERS - 1))
        asked = query.asked
        if not (asked.newest_first or asked.explains or asked.asked_of or one_each):
            return by_score(scores, ranked, limit), both
        keys = intent_keys(query, self.days[places], evidence.speaks, fitting(query, looked_at, len(places)))
        # Sorted by the first key, ties by the next, all ascending: lexsort takes the last key first.
        order = np.lexsort((ranked, *keys, -scores, places)[::-1])
        if not one_each:
            return [int(i) for i in order[:limit]], both
        bodies = self.facets.bodies if asked.compared else self.facets.municipalities
        return first_of_each(order, bodies.column[places], bodies.numbers.get(None, -1))[:limit], both

    def _unsaid(self, coverage: TermCoverage) -> tuple[str, ...]:
        """Return the question's words that no passage has, not even as letters of another (市長 of 副市長)."""
        return tuple(word for word in coverage.missing() if not self.facets.texts.holding(word).any())

    def _with_close(self, query: Query, places: Places, closeness: Closeness) -> Places:
        """Return ``places`` with those passages that are closest in meaning and pass the filters, too."""
        allowed = self.facets.allowed(query)
        ruled_out = self.parts.asking | self.parts.replies
        others = np.where(ruled_out if allowed is None else ruled_out | ~allowed, -np.inf, closeness)
        others[places] = -np.inf
        close = best(others, _READ)
        return np.union1d(places, close[np.isfinite(others[close])])

    def _raised(self, terms: Mapping[Field, Terms]) -> Shares:
        """Return each passage's factor: above 1 where it begins what the headings above it say, all that is asked."""
        words = [word for word in terms[Field.TEXT] if word not in LIGHT]
        named = np.full(len(self.passages), bool(words), dtype=np.bool_)
        for word in words:
            held = np.zeros(len(self.passages), dtype=np.bool_)
            self._mark(held, Field.HEADING, (word,))
            named &= held
        return np.where(named & self.parts.begins, BEGINNING, 1.0)

    def _asking(self, terms: Mapping[Field, Terms]) -> NDArray[np.bool_]:
        """Return True for each passage that only asks a question, except those of a speaker who was asked for."""
        if not terms[Field.SPEAKER]:
            return self.parts.asking
        named = np.zeros(len(self.passages), dtype=np.bool_)
        self._mark(named, Field.SPEAKER, terms[Field.SPEAKER])
        return self.parts.asking & ~named

    def _counts(self, places: Places) -> Counts:
        facet = self.facets.municipalities
        nobody = facet.numbers.get(None, -1)
        bodies = set(facet.column[places].tolist()) - {nobody}
        return Counts(len(places), len(bodies))

    def _hit(self, query: Query, wanted: Terms, names: Terms, evidence: Evidence, i: int) -> Hit:
        place = int(evidence.places[i])
        passage = self.passages[place]
        spans = term_spans(wanted, names, passage.text, self.tokens[place], self.words[place], self.synonyms)
        if query.asked.phrases:
            marks = (*spans, *phrase_spans(query.asked.phrases, passage.text))
            spans = joined(sorted(marks, key=lambda span: span.start))
        return Hit(
            passage=passage,
            score=float(evidence.scores[i]),
            highlights=spans,
            covers=float(evidence.shares[i]),
            closeness=None if evidence.closeness is None else float(evidence.closeness[i]),
            by_meaning=not evidence.by_words[i],
            replies_to=self.passages[place - 1] if self.parts.replies[place] and self._goes_on(place) else None,
        )

    def _goes_on(self, place: int) -> bool:
        """Tell whether the passage before this one is what was said just before it: one between them may be hidden."""
        if place == 0:
            return False
        one, other = self.passages[place - 1], self.passages[place]
        same = one.transcript.key == other.transcript.key and one.section_index == other.section_index
        if not same or other.speech_index == one.speech_index:
            return same
        return other.speech_index == one.speech_index + 1 and not has_unidentified_between(one, other.speech_index)


def _ordinal(passage: Passage) -> int:
    return passage.transcript.held_on.toordinal() if passage.transcript.held_on else 0


def covered(passages: Iterable[Passage], gazetteer: Gazetteer | None = None) -> Coverage:
    """Return the coverage of ``passages``; hosts in the gazetteer's order or, without one, in that of the passages."""
    transcripts = tuple({passage.transcript.key: passage.transcript for passage in passages}.values())
    days = sorted(transcript.held_on for transcript in transcripts if transcript.held_on)
    hosts = tuple(dict.fromkeys(host for transcript in transcripts for host in transcript.hosts))
    return Coverage(
        articles=len(transcripts),
        rounds=len(talks(transcripts)),
        municipalities=tuple(sorted(hosts, key=gazetteer.position)) if gazetteer else hosts,
        since=days[0] if days else None,
        until=days[-1] if days else None,
        sample=any(transcript.sample for transcript in transcripts),
    )
