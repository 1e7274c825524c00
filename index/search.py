"""Index: passages and their rankings → Results. Immutable, so threads share it and a newer one replaces it whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from index.coverage import covered
from index.fields import OWN, Tuning, asked, documents
from index.filters import Facets
from index.highlights import found
from index.model import Contribution, Counts, Coverage, Field, Hit, Results
from index.ranking import Ranking, best, scattered
from index.replies import is_reply
from index.sureness import BEST, FOUND, TELLING, judge
from index.variants import Variants

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from corpus.model import Passage
    from corpus.municipalities import Gazetteer
    from index.analysis import Analyzer
    from index.fields import Terms
    from index.model import Query, Token

    Places = NDArray[np.intp]
    Shares = NDArray[np.float64]

#: Hits of an answer where nobody says how many.
LIMIT = 10

#: One configuration for everything.
TUNING = Tuning()


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What is searched: passages, their tokens and a ranking for each field."""

    #: In reading order.
    passages: tuple[Passage, ...]
    #: The content words of each passage, with spans in its text.
    tokens: tuple[tuple[Token, ...], ...]
    #: Posting lists over ``passages``, one a field.
    rankings: Mapping[Field, Ranking]
    #: The forum's own variants.
    variants: Variants
    #: What filters ask.
    facets: Facets
    #: True for each passage that only agrees or thanks.
    replies: NDArray[np.bool_]
    #: What is covered.
    coverage: Coverage

    @classmethod
    def build(  # noqa: PLR0913 - all but the first two have one right value outside of tests
        cls,
        passages: Sequence[Passage],
        analyzer: Analyzer,
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
            rankings={
                field: Ranking.compile(fields[field], k1=tuning.k1).weighted(weight)
                for field, weight in tuning.weights().items()
            },
            variants=table,
            facets=Facets.of(passages),
            replies=np.array([is_reply(passage.text) for passage in passages], dtype=np.bool_),
            coverage=covered(passages, gazetteer),
        )

    def search(self, query: Query, limit: int = LIMIT, *, one_a_municipality: bool = False) -> Results:
        """Return the best ``limit`` passages that ``query`` lets through and that match it themselves.

        With ``one_a_municipality`` the best of each municipality, and nobody else's.
        """
        terms = self._asked(query)
        places = self._matching(query, terms)
        scores = self._scores(terms)[places]
        shares = self._shares(terms)[places]
        order = self._order(places, scores, limit, one_a_municipality=one_a_municipality)
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
        held = np.zeros(len(self.passages), dtype=np.bool_)
        for field in OWN:
            self._mark(held, field, terms[field])
        allowed = self.facets.allowed(query)
        return np.flatnonzero(held if allowed is None else held & allowed)

    def _mark(self, held: NDArray[np.bool_], field: Field, terms: Iterable[str]) -> None:
        if field in self.rankings:
            self.rankings[field].mark(held, terms)

    def _scores(self, terms: Mapping[Field, Terms]) -> Shares:
        parts = [ranking.postings(term) for field, ranking in self.rankings.items() for term in terms[field]]
        return scattered(len(self.passages), parts)

    def _shares(self, terms: Mapping[Field, Terms]) -> Shares:
        """Return the share of the question's weight that each passage's own fields cover."""
        shares = np.zeros(len(self.passages))
        weights = [self.rankings[Field.TEXT].rarity(word) for word in terms[Field.TEXT]]
        for word, weight in zip(terms[Field.TEXT], weights, strict=True):
            shares[self._holders(word, terms[Field.SPEAKER])] += weight
        return np.minimum(shares / sum(sorted(weights)[-TELLING:]), 1.0) if weights else shares

    def _holders(self, word: str, speakers: Terms) -> NDArray[np.int32] | NDArray[np.bool_]:
        """Return the passages that hold a word in text, heading or the name of a speaker who is asked for."""
        names = tuple(name for name in speakers if word in name)
        headed = word in self.rankings[Field.HEADING].numbers if Field.HEADING in self.rankings else False
        if not names and not headed:
            return self.rankings[Field.TEXT].postings(word)[0]
        held = np.zeros(len(self.passages), dtype=np.bool_)
        self._mark(held, Field.TEXT, (word,))
        self._mark(held, Field.HEADING, (word,))
        self._mark(held, Field.SPEAKER, names)
        return held

    def _order(self, places: Places, scores: Shares, limit: int, *, one_a_municipality: bool) -> list[int]:
        # Agreements and thanks come after everything that says something, however well they match.
        replies = self.replies[places]
        if one_a_municipality:
            ranks = np.lexsort((places, -scores, replies))
            return self._first_of_each(places, ranks)[:limit]
        speaking, replying = np.flatnonzero(~replies), np.flatnonzero(replies)
        first: list[int] = speaking[best(scores[speaking], limit)].tolist()
        return [*first, *replying[best(scores[replying], limit - len(first))].tolist()]

    def _first_of_each(self, places: Places, ranks: Places) -> list[int]:
        facet = self.facets.municipalities
        nobody = facet.numbers.get(None, -1)
        bodies = facet.column[places[ranks]]
        _, firsts = np.unique(bodies, return_index=True)
        return [int(ranks[i]) for i in sorted(firsts) if bodies[i] != nobody]

    def _counts(self, places: Places) -> Counts:
        facet = self.facets.municipalities
        nobody = facet.numbers.get(None, -1)
        bodies = set(facet.column[places].tolist()) - {nobody}
        return Counts(len(places), len(bodies))

    def _hit(self, query: Query, names: Terms, place: int, score: float, share: float) -> Hit:
        passage = self.passages[place]
        matched, spans = found(query, names, self.tokens[place], self.variants)
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
