"""A question, understood → Results as they are shown: a page of quotes or, where nothing is left, what to try."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from corpus.text import name_key
from index.analysis import Analyzer
from index.answering.covering import judge
from index.answering.near_words import near_words
from index.answering.pages import Page, Stands, page, page_of_municipalities
from index.answering.replies import reply_to
from index.asking.model import Asked, Clause
from index.asking.understanding import understand, without
from index.edition import Edition
from index.filters import municipality
from index.model import Excluded, Field, Hit, Query, Results, Sureness
from index.query import query_of

#: Hits beyond those shown that a page is chosen from, and that ``more`` counts.
AHEAD = 30

#: Hits of an answer where nobody says how many.
PAGE = 3


@dataclass(frozen=True, slots=True)
class Answers:
    """One edition, asked. ``stands`` tells of a passage whether its article still says it."""

    edition: Edition
    analyzer: Analyzer
    stands: Stands

    def query(self, asked: Asked) -> Query:
        """Return what is searched for a question."""
        members = self.edition.membership.members.get(asked.theme, ()) if asked.theme else None
        within = None if members is None else frozenset(member.passage.id for member in members)
        return query_of(asked, self.analyzer, within, rarity=self.edition.index.rankings[Field.TEXT].rarity)

    def answer(self, asked: Asked, limit: int, seen: Collection[str], within: frozenset[str] | None = None) -> Results:
        """Return the next ``limit`` quotes after those ``seen``; ``within``: of these passages only, by id."""
        query = self.query(asked)
        if within is not None:
            query = replace(query, within=within if query.within is None else query.within & within)
        # What leans on a thread that nobody can read would be answered with anything.
        looked = limit + len(seen) + AHEAD
        results = self._searched(query, looked, nothing=asked.thread_reference)
        if results.sureness is Sureness.NOTHING:
            return self._nothing(results)
        shown = self._page(results, limit, seen)
        # A page can have a better one than those that the ranking alone puts first: it says so.
        is_found = any(judge(hit.covers) is Sureness.FOUND for hit in shown.hits)
        sureness = Sureness.FOUND if is_found else results.sureness
        hits = tuple(map(self._with_exchange, shown.hits))
        at_least = len(results.hits) == looked < results.total
        themes = self._themes(query) if sureness is Sureness.NEAR else ()
        return replace(results, hits=hits, more=shown.more, at_least=at_least, sureness=sureness, themes=themes)

    def best_that_stands(self, hit: Hit, query: Query) -> Hit | None:
        """Return ``hit``, or the next of its municipality that stands."""
        if self.stands(hit.passage):
            return hit
        body = municipality(hit.passage)
        others = self.edition.index.search(query.of((body,)), AHEAD).hits if body else ()
        return next((each for each in others if self.stands(each.passage)), None)

    def _searched(self, query: Query, limit: int, *, nothing: bool = False) -> Results:
        results = self.edition.index.search(query, 0 if nothing else limit, one_a_municipality=query.asked.others)
        return replace(results, sureness=Sureness.NOTHING) if nothing else results

    def _page(self, results: Results, limit: int, seen: Collection[str]) -> Page:
        shown = [passage for each in seen if (passage := self.edition.passage(each))]
        if results.query.asked.others:
            return page_of_municipalities(
                results.hits, limit, shown=shown, instead=lambda hit: self.best_that_stands(hit, results.query)
            )
        return page(results.hits, limit, shown=shown, stands=self.stands)

    def _with_exchange(self, hit: Hit) -> Hit:
        """Return the hit with what it answers and what answers it, where they stand."""
        reply = reply_to(hit.passage, self.edition.index.following(hit.passage))
        return replace(
            hit,
            replies_to=hit.replies_to if hit.replies_to and self.stands(hit.replies_to) else None,
            answered_by=reply if reply and self.stands(reply) else None,
        )

    def _nothing(self, results: Results) -> Results:
        asked = results.asked
        excluded = () if asked.thread_reference else self._excluded_by(asked)
        # Where a filter is to blame, the words are there.
        words = () if excluded else near_words(results.query, self.edition, self._finds)
        found = replace(results, hits=(), excluded_by=excluded, near_words=words)
        return replace(found, themes=self._themes(results.query), silent=self._silent(results.query))

    def _themes(self, query: Query) -> tuple[str, ...]:
        """Return the themes that have passages and whose name or phrase is all that was asked."""
        return self.edition.membership.named(query.subject) if query.within is None else ()

    def _silent(self, query: Query) -> tuple[str, ...]:
        """Return who was asked for and attended, and of whom nothing is there."""
        heard = self.edition.index.facets.speakers.numbers
        return tuple(name for name in query.asked.speakers if not any(name_key(name) in each for each in heard))  # type: ignore[operator]

    def _excluded_by(self, asked: Asked) -> tuple[Excluded, ...]:
        """Return the filters without which something is found; all together where it takes more than one."""
        each = list(self._relieved(asked, [(clause,) for clause in asked.filters]))
        found = each or list(self._relieved(asked, [asked.filters] if asked.filters else []))
        return tuple(sorted(found, key=lambda excluded: -excluded.passages))

    def _relieved(self, asked: Asked, tries: list[tuple[Clause, ...]]) -> Iterator[Excluded]:
        for clauses in tries:
            results = self._searched(self.query(without(asked, *clauses)), PAGE + AHEAD)
            if results.sureness is Sureness.FOUND and results.counts.passages:
                # As an answer to it will count them.
                at_least = len(results.hits) == PAGE + AHEAD < results.total
                yield Excluded(clauses, self._page(results, 0, ()).more, at_least)

    def _finds(self, word: str) -> bool:
        """Tell whether a word, asked alone, is searched as one and found."""
        asked = understand(word, self.edition.surroundings)
        return not asked.filters and self.edition.index.search(self.query(asked), 0).sureness is Sureness.FOUND
