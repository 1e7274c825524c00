"""What an answer begins with, on the sample: the table says it by hand, question by question."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.filters import whose
from index.library import Library
from index.model import Confidence
from index.selection.small_remarks import asks

TABLE = tomllib.loads(Path(__file__).with_name("first_quotes.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def library(analyzer: Analyzer) -> Library:
    return Library(SampleShelf(), analyzer)


def claims(kind: str) -> list[Any]:
    return [pytest.param(claim, id=claim["question"]) for claim in TABLE[kind]]


def begins(library: Library, claim: dict[str, Any], confidence: Confidence) -> None:
    results = library.ask(claim["question"], own=claim.get("own"))
    first = results.hits[0]
    assert results.confidence is confidence
    assert whose(first.passage) in claim["by"]
    assert claim["says"] in first.passage.text
    assert not asks(first.passage.text)
    if claim.get("only"):
        assert {whose(hit.passage) for hit in results.hits} == {claim["own"]}


@pytest.mark.parametrize("claim", claims("found"))
def test_what_is_found_begins_with_the_right_quote(library: Library, claim: dict[str, Any]) -> None:
    begins(library, claim, Confidence.FOUND)


@pytest.mark.parametrize("claim", claims("near"))
def test_what_is_only_near_says_so(library: Library, claim: dict[str, Any]) -> None:
    begins(library, claim, Confidence.NEAR)


@pytest.mark.parametrize("question", TABLE["nothing"]["questions"])
def test_what_nobody_speaks_of_is_answered_with_nothing(library: Library, question: str) -> None:
    results = library.ask(question)
    assert (results.confidence, results.hits) == (Confidence.NOTHING, ())


@pytest.mark.parametrize(("question", "theme"), TABLE["themes"].items())
def test_a_themes_name_that_finds_nothing_offers_the_theme(library: Library, question: str, theme: str) -> None:
    assert library.ask(question).themes == (theme,)


@pytest.mark.parametrize(("question", "word"), TABLE["marked"].items())
def test_a_word_is_marked_whole(library: Library, question: str, word: str) -> None:
    marked = [span.of(hit.passage.text) for hit in library.ask(question, 9).hits for span in hit.highlights]
    assert word in marked


def test_half_of_a_name_is_not_marked(library: Library) -> None:
    marked = {span.of(hit.passage.text) for hit in library.ask("学び直し", 9).hits for span in hit.highlights}
    assert marked == {"学び直し"}


@pytest.mark.parametrize("question", ["研修 -風待区", "研修 -「風待区」"])
def test_a_municipality_that_is_left_out_says_nothing(library: Library, question: str) -> None:
    hits = library.ask(question, 9).hits
    assert hits
    assert "風待区" not in {whose(hit.passage) for hit in hits}


def test_a_round_that_is_not_there_is_named_and_dropped(library: Library) -> None:
    asked = library.understand("第99回①の研修")
    assert (asked.rounds_outside, asked.rounds, asked.rest) == (("第99回①",), (), "研修")


def test_a_part_of_a_round_is_answered_by_that_part(library: Library) -> None:
    hits = library.ask("第2回の①で採用は", 9).hits
    assert {(hit.passage.transcript.round, hit.passage.transcript.part) for hit in hits} == {(2, 1)}


@pytest.mark.parametrize("question", ["風待区の課題は？", "星見区の課題は？"])
def test_only_words_of_asking_beside_a_name_ask_for_all_that_is_said(library: Library, question: str) -> None:
    results = library.ask(question)
    assert results.confidence is Confidence.FOUND
    assert all(len(hit.passage.text) > 100 for hit in results.hits)


def test_quotation_marks_in_a_message_only_rank(library: Library) -> None:
    message = "区長から「うちの窓口は遅い」と指摘を受けました。待ち時間を短くした区の発言を探しています。"
    assert library.understand(message).phrases == ()
    assert library.ask(message).hits


def test_a_long_message_with_many_words_that_nobody_says_is_answered(library: Library) -> None:
    message = (
        "お世話になっております。総務課の山田です。来年度の組織改正に向けて庁舎移転と併せた勤務形態の見直しを検討して"
        "おり、職員アンケートでも在宅勤務の希望が多数を占めました。労務担当との調整が難航しています。在宅勤務が"
        "どの程度定着しているかが分かる発言があれば、ご教示いただけますと幸いです。"
    )
    results = library.ask(message)
    assert results.confidence is not Confidence.NOTHING
    assert any("在宅勤務" in hit.passage.text for hit in results.hits)
