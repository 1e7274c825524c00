from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Span
from corpus.municipalities import tokyo
from index.model import Confidence, Hit, Results
from index.search import Index
from index.selection.confidence import FOUND
from index.selection.sorting import LIFTED
from tests.index.corpora import SENTENCES, WORDS, passages, query, said, transcript

if TYPE_CHECKING:
    from index.analysis import Analyzer

RECRUITING = "専門人材を採用するのは、とても難しいです。\n採用の条件も考えています。"
TRAINING = "職員の研修を増やしました。"
COUNTER = "窓口のオンライン申請が進んでいます。"


@dataclass(frozen=True)
class SearchableIndex:
    """An index over some paragraphs, and how to ask it."""

    index: Index
    analyzer: Analyzer

    def ask(self, question: str, limit: int = 10) -> Results:
        return self.index.search(query(question, self.analyzer), limit)

    def found(self, question: str) -> list[str]:
        return [hit.passage.text for hit in self.ask(question).hits]


Over = Callable[..., SearchableIndex]


@pytest.fixture(scope="session")
def over(analyzer: Analyzer) -> Over:
    return lambda *paragraphs: SearchableIndex(Index.build(said(*paragraphs), analyzer), analyzer)


def test_the_passage_that_speaks_of_it_comes_first(over: Over) -> None:
    assert over(TRAINING, RECRUITING, COUNTER).found("人材の採用について、他の区は何と言っている？") == [RECRUITING]


def test_a_hit_says_where_it_matched(over: Over) -> None:
    hit = over(TRAINING, RECRUITING).ask("採用と人材と予算").hits[0]
    assert [span.of(hit.passage.text) for span in hit.highlights] == ["人材", "採用", "採用"]
    assert hit.score > 0


def test_highlights_that_touch_are_one(over: Over) -> None:
    hit = over(COUNTER).ask("オンライン申請").hits[0]
    assert hit.highlights == (Span(3, 10),)


def test_words_of_asking_find_nothing(over: Over) -> None:
    assert over("高齢者が高齢者を教え合っています。").found("教えてください") == []


def test_a_passage_about_teaching_can_be_searched(over: Over) -> None:
    passage = "高齢者が高齢者に教えています。"
    assert over(passage, TRAINING).found("教える人") == [passage]


@pytest.mark.parametrize("question", ["", "、。", "宇宙飛行士", "教えて"])
def test_nothing_to_find_is_an_answer(over: Over, question: str) -> None:
    results = over(TRAINING, RECRUITING).ask(question)
    assert (results.hits, results.total, results.confidence) == ((), 0, Confidence.NOTHING)
    assert results.coverage.articles == 1


def test_an_empty_corpus_answers(over: Over) -> None:
    results = over().ask("採用")
    assert (results.hits, results.total, results.confidence) == ((), 0, Confidence.NOTHING)
    assert (results.coverage.articles, results.coverage.since, results.coverage.sample) == (0, None, False)


def test_one_passage_is_found(over: Over) -> None:
    assert over(RECRUITING).found("採用") == [RECRUITING]


def test_a_passage_of_more_than_10000_characters_is_found_to_its_end(over: Over) -> None:
    long = "研修の話です。" * 2000 + "最後に防災です。"
    hit = over(long, TRAINING).ask("防災").hits[0]
    assert [span.of(hit.passage.text) for span in hit.highlights] == ["防災"]


def test_a_question_of_10000_characters_is_answered(over: Over) -> None:
    assert over(TRAINING, RECRUITING).found("採用のことです。" * 1250) == [RECRUITING]


def test_a_limit_cuts_the_hits_and_not_the_count(over: Over) -> None:
    results = over(*[RECRUITING] * 7).ask("採用", limit=3)
    assert (len(results.hits), results.total) == (3, 7)


def test_the_coverage_counts_articles_rounds_and_hosts(analyzer: Analyzer) -> None:
    first = transcript(("青山", (TRAINING,)), key="n1", number=8, held_on=date(2021, 8, 2), hosts=("朝霧市",))
    second = transcript(("青山", (COUNTER,)), key="n2", number=8, held_on=date(2021, 8, 2), hosts=("朝霧市",))
    third = transcript(("白石", (RECRUITING,)), key="n3", number=None, held_on=date(2022, 9, 6), hosts=("夕凪区",))
    coverage = Index.build(passages(first, second, third), analyzer).coverage
    assert (coverage.articles, coverage.rounds, coverage.municipalities) == (3, 2, ("朝霧市", "夕凪区"))
    assert (coverage.since, coverage.until) == (date(2021, 8, 2), date(2022, 9, 6))


def test_the_coverage_names_hosts_in_the_gazetteers_order(analyzer: Analyzer) -> None:
    late = transcript(("青山", (TRAINING,)), key="n1", hosts=("八王子市",))
    early = transcript(("青山", (TRAINING,)), key="n2", hosts=("港区",))
    coverage = Index.build(passages(late, early), analyzer, gazetteer=tokyo()).coverage
    assert coverage.municipalities == ("港区", "八王子市")


@given(
    texts=st.lists(SENTENCES, min_size=1, max_size=8), words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=4)
)
def test_every_hit_holds_a_word_of_the_question_and_marks_it(
    over: Over, analyzer: Analyzer, texts: list[str], words: list[str]
) -> None:
    results = over(*texts).ask("、".join(words), limit=len(texts))
    for hit in results.hits:
        marked = {token.term for span in hit.highlights for token in analyzer.tokens(span.of(hit.passage.text))}
        assert marked
        assert marked <= set(results.query.words)
    enough = LIFTED * max((hit.score for hit in results.hits), default=0.0)
    lifted = [hit for hit in results.hits if hit.covers >= FOUND and hit.score >= enough]
    others = [hit for hit in results.hits if hit not in lifted]
    assert list(results.hits) == [*_by_score(lifted), *_by_score(others)]


def _by_score(hits: list[Hit]) -> list[Hit]:
    return sorted(hits, key=lambda hit: -hit.score)
