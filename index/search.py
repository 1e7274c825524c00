"""Index: passages and their rankings → Results. Immutable, so threads share it and a newer one replaces it whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.missing_parts import talks
from corpus.model import Passage
from corpus.municipalities import Gazetteer
from corpus.text import narrowed
from index.analysis import TextAnalyzer
from index.fields import OWN, Terms, Tuning, documents, query_terms
from index.filters import Facets, whose
from index.model import Confidence, Contribution, Counts, Coverage, Field, Hit, Query, Results, Token
from index.phrases import highlight_terms, joined, phrase_spans, term_spans
from index.query.folding import question_key
from index.query.intents import LIGHT, NUMBER, polarity, quantity
from index.ranking import Ranking, best, scattered
from index.selection.small_remarks import asks, has_unidentified_between, is_reply, reacts
from index.selection.sorting import (
    REQUESTING,
    by_score,
    denies,
    explaining,
    first_of_each,
    intent_keys,
    terms_of,
    tiers,
)
from index.selection.term_coverage import ABOVE, BEST, FOUND, TermCoverage, judge
from index.synonyms import Synonyms

Places = NDArray[np.intp]
Shares = NDArray[np.float64]


#: Default number of hits.
LIMIT = 10

#: How many of the best by score are searched for an explanation of the term asked for.
_READ = 100

#: What an answer has of the score of the question before it.
ANSWERED = 0.5

#: The factor for the passage with which a body begins to speak below a heading that names what is asked.
BEGINNING = 1.35

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
    #: True for each passage that only agrees or thanks.
    replies: NDArray[np.bool_]
    #: True for each passage that only asks.
    asking: NDArray[np.bool_]
    #: The passages that come right after one that only asks: its answers, which need not repeat its words.
    answers: Places
    #: True for each passage with which a body begins to speak in its section: it says what it is about.
    begins: NDArray[np.bool_]
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
        asking = np.array([asks(passage.text) for passage in passages], dtype=np.bool_)
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
            replies=np.array([is_reply(passage.text) or reacts(passage) for passage in passages], dtype=np.bool_),
            asking=asking,
            answers=np.flatnonzero([False, *(_goes_on(*two) for two in pairwise(passages))] & np.roll(asking, 1)),
            begins=_begins(passages),
            days=np.array([_ordinal(passage) for passage in passages], dtype=np.int32),
            substance=np.array([len(set(words)) for words in fields[Field.TEXT]], dtype=np.float64),
            coverage=covered(passages, gazetteer),
        )

    def search(self, query: Query, limit: int = LIMIT, *, one_each: bool = False) -> Results:
        """Return the best ``limit`` passages that pass the filters of ``query`` and match its words.

        Without a word to search, those that pass the filters, the richest in words first (without filters, none).
        With ``one_each``, the best passage of each municipality and none of another body; of bodies that are compared,
        of each of them.
        """
        terms = self._query_terms(query)
        places = self._matching(query, terms)
        scores = self._with_answers(self._with_beginnings(self._scores(terms), terms), ANSWERED)[places]
        if self._is_open(query):
            scores = self.substance[places] * (1 + scores)
        shares, missing = self._shares(query, terms)
        shares = self._with_answers(shares, ABOVE)[places]
        order = self._order(query, terms, places, scores, shares, limit, one_each=one_each)
        words = highlight_terms(query, self.synonyms)
        share = float(shares[best(scores, BEST)].max(initial=0.0))
        hits = tuple(
            self._hit(query, words, terms[Field.NAMES], int(places[i]), float(scores[i]), float(shares[i]))
            for i in order
        )
        return Results(
            query=query,
            hits=hits,
            total=len(places),
            confidence=judge(share, missing, restricted=query.is_partly_told),
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
        raised = self._with_beginnings(np.ones(len(self.passages)), terms)
        own = tuple(self._parts(terms, place, raised[place]))
        if place not in self.answers:
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
        for field, term in ((field, term) for field in self.rankings for term in terms[field]):
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

    def _shares(self, query: Query, terms: Mapping[Field, Terms]) -> tuple[Shares, tuple[str, ...]]:
        """Return the share of the question's weight that each passage covers (1 without words), and missing words."""
        if self._is_open(query):
            return np.ones(len(self.passages)), ()
        coverage = TermCoverage(query, terms, self.rankings, self.synonyms)
        if query.alternatives:
            sides = [replace(query, tokens=side, alternatives=()) for side in query.alternatives]
            found = [self._shares(side, self._query_terms(side)) for side in sides]
            return np.maximum.reduce([shares for shares, _ in found]), coverage.missing()
        # A passage that contains the phrase speaks of what was asked.
        shares = np.maximum(coverage.shares(), FOUND) if query.asked.phrases else coverage.shares()
        return shares, coverage.missing()

    def _order(  # noqa: PLR0913, PLR0917 - what an order depends on
        self,
        query: Query,
        terms: Mapping[Field, Terms],
        places: Places,
        scores: Shares,
        shares: Shares,
        limit: int,
        *,
        one_each: bool,
    ) -> list[int]:
        ranked = tiers(scores, shares, self._asking(terms)[places], self.replies[places])
        ranked += self._contrary(query, places, scores)
        asked = query.asked
        if not (asked.newest_first or asked.explains or asked.asked_of or one_each):
            return by_score(scores, ranked, limit)
        keys = intent_keys(query, self.days[places], shares, self._fitting(query, places, scores))
        # Sorted by the first key, ties by the next, all ascending: lexsort takes the last key first.
        ranks = np.lexsort((ranked, *keys, -scores, places)[::-1])
        if not one_each:
            return [int(i) for i in ranks[:limit]]
        bodies = self.facets.bodies if asked.compared else self.facets.municipalities
        return first_of_each(ranks, bodies.column[places], bodies.numbers.get(None, -1))[:limit]

    def _with_beginnings(self, scores: Shares, terms: Mapping[Field, Terms]) -> Shares:
        """Return the scores with those raised that begin a section whose heading names all that is asked."""
        words = [word for word in terms[Field.TEXT] if word not in LIGHT]
        if not words or Field.HEADING not in self.rankings:
            return scores
        named = np.ones(len(self.passages), dtype=np.bool_)
        for word in words:
            held = np.zeros(len(self.passages), dtype=np.bool_)
            self._mark(held, Field.HEADING, (word,))
            named &= held
        return scores * np.where(named & self.begins, BEGINNING, 1.0)

    def _with_answers(self, values: Shares, share: float) -> Shares:
        """Return the values with those of each answer raised by a share of its question's."""
        raised = values.copy()
        raised[self.answers] = np.maximum(values[self.answers], share * values[self.answers - 1])
        return raised

    def _asking(self, terms: Mapping[Field, Terms]) -> NDArray[np.bool_]:
        """Return True for each passage that only asks a question, except those of a speaker who was asked for."""
        if not terms[Field.SPEAKER]:
            return self.asking
        named = np.zeros(len(self.passages), dtype=np.bool_)
        self._mark(named, Field.SPEAKER, terms[Field.SPEAKER])
        return self.asking & ~named

    def _contrary(self, query: Query, places: Places, scores: Shares) -> NDArray[np.int8]:
        """Return 1 for each of the best passages that says the contrary of what is asked, or no number; else 0."""
        unit, asked = quantity(question_key(query.asked.rest)), polarity(question_key(query.asked.rest))
        contrary = np.zeros(len(places), dtype=np.int8)
        if unit is None and not (asked.does or asked.does_not):
            return contrary
        number, words = re.compile(NUMBER + re.escape(unit or "")), set(query.words) - LIGHT
        for i in best(scores, _READ).tolist():
            place = places[i]
            if unit is not None and not number.search(self.passages[place].text):
                contrary[i] = 1
            elif asked.does or asked.does_not:
                contrary[i] = denies(self.passages[place].text, self.tokens[place], words) is not asked.does_not
        return contrary

    def _fitting(self, query: Query, places: Places, scores: Shares) -> NDArray[np.bool_]:
        """Return True for each passage that explains or requests, where that is what the question is after."""
        fits = np.zeros(len(places), dtype=np.bool_)
        if query.asked.explains or query.asked.asked_of:
            pattern = explaining(terms_of(query.subject)) if query.asked.explains else REQUESTING
            for i in best(scores, _READ).tolist():
                fits[i] = pattern.search(narrowed(self.passages[places[i]].text)) is not None
        return fits

    def _counts(self, places: Places) -> Counts:
        facet = self.facets.municipalities
        nobody = facet.numbers.get(None, -1)
        bodies = set(facet.column[places].tolist()) - {nobody}
        return Counts(len(places), len(bodies))

    def _hit(  # noqa: PLR0913, PLR0917 - all that a hit says
        self, query: Query, wanted: Terms, names: Terms, place: int, score: float, share: float
    ) -> Hit:
        passage = self.passages[place]
        cut, words = self.tokens[place], self.words[place]
        spans = term_spans(wanted, names, passage.text, cut, words, self.synonyms)
        if query.asked.phrases:
            marks = (*spans, *phrase_spans(query.asked.phrases, passage.text))
            spans = joined(sorted(marks, key=lambda span: span.start))
        return Hit(
            passage=passage,
            score=score,
            highlights=spans,
            covers=share,
            near=judge(share, restricted=query.is_partly_told) is not Confidence.NOTHING,
            replies_to=self.passages[place - 1] if self.replies[place] and self._goes_on(place) else None,
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


def _begins(passages: Sequence[Passage]) -> NDArray[np.bool_]:
    seen = set[tuple[str, int, str | None]]()
    found = np.zeros(len(passages), dtype=np.bool_)
    for place, passage in enumerate(passages):
        own = (passage.transcript.key, passage.section_index, whose(passage))
        if own not in seen and not asks(passage.text) and not is_reply(passage.text):
            seen.add(own)
            found[place] = True
    return found


def _goes_on(one: Passage, other: Passage) -> bool:
    """Tell whether a passage is the one after another in its section."""
    return (one.transcript.key, one.section_index) == (other.transcript.key, other.section_index)


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
