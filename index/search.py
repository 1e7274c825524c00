"""Index: passages and their rankings → Results. Immutable, so threads share it and a newer one replaces it whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.answering.coverage import covered
from index.answering.explaining import explaining, terms_of
from index.answering.highlights import found, joined
from index.answering.order import by_keys, by_score, first_of_each, tiers, wished
from index.answering.replies import asks, is_reply
from index.answering.sureness import BEST, FOUND, TELLING, judge
from index.fields import OWN, Tuning, asked, documents, standing_in
from index.filters import Facets
from index.model import Contribution, Counts, Coverage, Field, Hit, Results
from index.phrases import standing
from index.ranking import Ranking, best, scattered
from index.spoken import narrowed
from index.variants import Variants

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from corpus.model import Passage
    from corpus.municipalities import Gazetteer
    from index.analysis import Cutter
    from index.fields import Terms
    from index.model import Query, Token

    Places = NDArray[np.intp]
    Shares = NDArray[np.float64]

#: Hits of an answer where nobody says how many.
LIMIT = 10

#: Of so many, the best by score, it is looked whether they explain what was asked.
_READ = 100

#: One configuration for everything.
TUNING = Tuning()


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What is searched: passages, their tokens and a ranking for each field."""

    #: In reading order.
    passages: tuple[Passage, ...]
    #: The content words of each passage, with spans in its text.
    tokens: tuple[tuple[Token, ...], ...]
    #: Their terms alone: going through them is most of what a highlight costs.
    words: tuple[Terms, ...]
    #: Posting lists over ``passages``, one a field.
    rankings: Mapping[Field, Ranking]
    #: The forum's own variants.
    variants: Variants
    #: What filters ask.
    facets: Facets
    #: True for each passage that only agrees or thanks.
    replies: NDArray[np.bool_]
    #: True for each passage that only asks.
    asking: NDArray[np.bool_]
    #: The day of each passage's talk, as an ordinal; 0 where none is known.
    days: NDArray[np.int32]
    #: How many different words each passage has: what it is worth where no word was asked for.
    substance: NDArray[np.float64]
    #: What is covered.
    coverage: Coverage

    @classmethod
    def build(  # noqa: PLR0913 - all but the first two have one right value outside of tests
        cls,
        passages: Sequence[Passage],
        analyzer: Cutter,
        *,
        tokens: Sequence[tuple[Token, ...]] | None = None,
        tuning: Tuning = TUNING,
        variants: Variants | None = None,
        gazetteer: Gazetteer | None = None,
    ) -> Index:
        """Index ``passages``.

        ``tokens``, where they are known already: the analyzer's own, one tuple a passage (else ValueError).
        ``gazetteer`` orders the hosts that the coverage names.
        """
        cut = tuple(analyzer.tokens(passage.text) for passage in passages) if tokens is None else tuple(tokens)
        if len(cut) != len(passages):
            raise ValueError(f"tokens of {len(cut)} passages for {len(passages)}")
        table = Variants.load(analyzer) if variants is None else variants
        fields = documents(passages, cut, analyzer, table)
        return cls(
            passages=tuple(passages),
            tokens=cut,
            words=tuple(fields[Field.TEXT]),
            rankings={
                field: Ranking.compile(fields[field], k1=tuning.k1).weighted(weight)
                for field, weight in tuning.weights().items()
            },
            variants=table,
            facets=Facets.of(passages),
            replies=np.array([is_reply(passage.text) for passage in passages], dtype=np.bool_),
            asking=np.array([asks(passage.text) for passage in passages], dtype=np.bool_),
            days=np.array([_ordinal(passage) for passage in passages], dtype=np.int32),
            substance=np.array([len(set(words)) for words in fields[Field.TEXT]], dtype=np.float64),
            coverage=covered(passages, gazetteer),
        )

    def search(self, query: Query, limit: int = LIMIT, *, one_a_municipality: bool = False) -> Results:
        """Return the best ``limit`` passages that ``query`` lets through and that match it themselves.

        Without a word to search, those that its filters let through, the weightiest first (without filters, none).
        With ``one_a_municipality`` the best of each municipality, and nobody else's.
        """
        terms = self._asked(query)
        places = self._matching(query, terms)
        scores = self._scores(terms)[places] if query.words else self.substance[places]
        shares = self._shares(query, terms)[places]
        order = self._order(query, places, scores, shares, limit, one_a_municipality=one_a_municipality)
        hits = tuple(
            self._hit(query, terms[Field.NAMES], int(places[i]), float(scores[i]), float(shares[i])) for i in order
        )
        return Results(
            query=query,
            hits=hits,
            total=len(places),
            sureness=judge(float(shares[best(scores, BEST)].max(initial=0.0))),
            coverage=self.coverage,
            counts=self._counts(places[shares >= FOUND]),
        )

    def explain(self, query: Query, passage: Passage) -> tuple[Contribution, ...]:
        """Return every term's part in the score of ``passage``: they add up to it. ValueError for another's passage."""
        place = next((i for i, own in enumerate(self.passages) if own.id == passage.id), None)
        if place is None:
            raise ValueError(f"not in this index: {passage.id}")
        terms = self._asked(query)
        return tuple(part for field in self.rankings for part in self._parts(field, terms[field], place))

    def _asked(self, query: Query) -> Mapping[Field, Terms]:
        speakers = self.rankings.get(Field.SPEAKER)
        return asked(query, self.variants, speakers.numbers if speakers else ())

    def _parts(self, field: Field, terms: Terms, place: int) -> Iterable[Contribution]:
        for term in terms:
            positions, gains = self.rankings[field].postings(term)
            at = int(np.searchsorted(positions, place))
            if at < len(positions) and positions[at] == place:
                yield Contribution(field, term, float(gains[at]))

    def _matching(self, query: Query, terms: Mapping[Field, Terms]) -> Places:
        allowed = self.facets.allowed(query)
        # A phrase is asked for as it is printed: it can begin in the middle of a word.
        if allowed is not None and (query.phrases or not query.words):
            return np.flatnonzero(allowed)
        held = np.zeros(len(self.passages), dtype=np.bool_)
        for field in OWN:
            self._mark(held, field, terms[field])
        return np.flatnonzero(held if allowed is None else held & allowed)

    def _mark(self, held: NDArray[np.bool_], field: Field, terms: Iterable[str]) -> None:
        if field in self.rankings:
            self.rankings[field].mark(held, terms)

    def _scores(self, terms: Mapping[Field, Terms]) -> Shares:
        parts = [ranking.postings(term) for field, ranking in self.rankings.items() for term in terms[field]]
        return scattered(len(self.passages), parts)

    def _shares(self, query: Query, terms: Mapping[Field, Terms]) -> Shares:
        """Return the share of the question's weight that each passage's own fields cover; all of a wordless one."""
        if not query.words:
            return np.ones(len(self.passages))
        weights = {word: self.rankings[Field.TEXT].rarity(word) for word in terms[Field.TEXT]}
        holders = {word: self._holders(word, standing_in(word, query, terms, self.variants)) for word in weights}
        parts = [(held, np.full(len(held), weights[word])) for word, held in holders.items()]
        shares = np.minimum(scattered(len(self.passages), parts) / sum(sorted(weights.values())[-TELLING:]), 1.0)
        # What has the phrase speaks of what was asked.
        return np.maximum(shares, FOUND) if query.phrases else shares

    def _holders(self, word: str, elsewhere: Mapping[Field, Terms]) -> NDArray[np.int32]:
        """Return the passages that hold a word in their text, or in an own field what it stands in there."""
        asked = {field: own for field, own in elsewhere.items() if own and field in self.rankings}
        if not any(term in self.rankings[field].numbers for field, own in asked.items() for term in own):
            return self.rankings[Field.TEXT].postings(word)[0]
        held = np.zeros(len(self.passages), dtype=np.bool_)
        for field, own in {Field.TEXT: (word,), **asked}.items():
            self._mark(held, field, own)
        return np.flatnonzero(held).astype(np.int32)

    def _order(  # noqa: PLR0913 - what an order depends on
        self, query: Query, places: Places, scores: Shares, shares: Shares, limit: int, *, one_a_municipality: bool
    ) -> list[int]:
        ranked = tiers(shares, self.asking[places], self.replies[places])
        if not (query.newest_first or query.explains or one_a_municipality):
            return by_score(scores, ranked, limit)
        wishes = wished(query, self.days[places], shares, self._explaining(query, places, scores))
        ranks = by_keys(ranked, *wishes, -scores, places)
        if not one_a_municipality:
            return [int(i) for i in ranks[:limit]]
        bodies = self.facets.municipalities
        return first_of_each(ranks, bodies.column[places], bodies.numbers.get(None, -1))[:limit]

    def _explaining(self, query: Query, places: Places, scores: Shares) -> NDArray[np.bool_]:
        explains = np.zeros(len(places), dtype=np.bool_)
        if query.explains:
            pattern = explaining(terms_of(query.subject))
            for i in best(scores, _READ).tolist():
                explains[i] = pattern.search(narrowed(self.passages[places[i]].text)) is not None
        return explains

    def _counts(self, places: Places) -> Counts:
        facet = self.facets.municipalities
        nobody = facet.numbers.get(None, -1)
        bodies = set(facet.column[places].tolist()) - {nobody}
        return Counts(len(places), len(bodies))

    def _hit(self, query: Query, names: Terms, place: int, score: float, share: float) -> Hit:
        passage = self.passages[place]
        matched, spans = found(query, names, self.tokens[place], self.words[place], self.variants)
        if query.phrases:
            marks = (*spans, *standing(query.phrases, passage.text))
            spans = joined(sorted(marks, key=lambda span: span.start))
        return Hit(
            passage=passage,
            score=score,
            matched=matched,
            highlights=spans,
            covers=share,
            replies_to=self.passages[place - 1] if self.replies[place] and self._goes_on(place) else None,
        )

    def _goes_on(self, place: int) -> bool:
        """Tell whether the passage before this one is of the same talk."""
        if place == 0:
            return False
        one, other = self.passages[place - 1], self.passages[place]
        return one.transcript.key == other.transcript.key and one.section_index == other.section_index


def _ordinal(passage: Passage) -> int:
    return passage.transcript.held_on.toordinal() if passage.transcript.held_on else 0
