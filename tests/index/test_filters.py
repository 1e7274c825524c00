from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from index.filters import Facets, municipality, whose
from index.query.parsed_question import Period
from index.search import Index
from tests.index.corpora import of_words, passages, query, transcript

if TYPE_CHECKING:
    from corpus.model import Passage
    from index.analysis import Analyzer

#: 青山 of 朝霧市, 黒川 of 東京都, 白石 of 夕凪区; 灰田 is on no list.
FIRST = transcript(
    ("青山", ("採用の話です。",)),
    ("黒川", ("都の採用です。",)),
    ("灰田", ("採用ですか。",)),
    key="n1",
    held_on=date(2021, 8, 2),
)
SECOND = transcript(
    ("白石", ("採用を始めました。",)),
    ("灰田", ("採用を増やします。",)),
    key="n2",
    number=9,
    held_on=date(2022, 9, 6),
    hosts=("夕凪区", "朝霧市"),
)
ALL = passages(FIRST, SECOND)


def allowed(**filters: Any) -> list[str]:
    verdicts = Facets.of(ALL).allowed(of_words("採用", **filters))
    assert verdicts is not None
    return [passage.text for passage, verdict in zip(ALL, verdicts, strict=True) if verdict]


def test_without_a_filter_nothing_is_masked() -> None:
    assert Facets.of(ALL).allowed(of_words("採用")) is None


def test_an_affiliation_means_its_speakers_and_the_open_ones_of_its_own_round() -> None:
    assert allowed(affiliations=("朝霧市",)) == ["採用の話です。", "採用ですか。"]


def test_the_metropolis_can_be_asked_for() -> None:
    assert allowed(affiliations=("東京都",)) == ["都の採用です。"]


def test_an_open_speaker_of_a_round_with_two_hosts_is_nobodys() -> None:
    assert whose(ALL[4]) is None


def test_others_than_one_municipality_are_neither_it_nor_the_metropolis() -> None:
    assert allowed(others_than=("朝霧市",)) == ["採用を始めました。"]


@pytest.mark.parametrize("name", ["白石", "白石 実", "白石実"])
def test_a_person_is_asked_for_by_name_or_surname(name: str) -> None:
    assert allowed(speakers=(name,)) == ["採用を始めました。"]


@pytest.mark.parametrize(
    ("period", "count"),
    [
        (Period(date(2021, 8, 2), date(2021, 8, 2)), 3),
        (Period(since=date(2022, 1, 1)), 2),
        (Period(until=date(2021, 8, 1)), 0),
    ],
)
def test_a_period_includes_its_ends(period: Period, count: int) -> None:
    assert len(allowed(period=period)) == count


def test_a_talk_without_a_day_is_in_no_period() -> None:
    undated = passages(transcript(("青山", ("採用です。",)), held_on=None))
    verdicts = Facets.of(undated).allowed(of_words("採用", period=Period(since=date(1900, 1, 1))))
    assert verdicts is not None
    assert not verdicts.any()


def test_a_period_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="no period"):
        Period(date(2022, 1, 2), date(2022, 1, 1))


def test_rounds_and_filters_are_taken_together() -> None:
    assert allowed(rounds=(9,), affiliations=("夕凪区",)) == ["採用を始めました。"]
    assert allowed(rounds=(9,), affiliations=("朝霧市",)) == []


def test_filters_are_inside_the_ranking(analyzer: Analyzer) -> None:
    asked = of_words("採用", rounds=(9,))
    results = Index.build(ALL, analyzer).search(asked, limit=1)
    assert (results.total, results.hits[0].passage.transcript.round) == (2, 9)


def test_one_each_gives_the_best_of_each(analyzer: Analyzer) -> None:
    hits = Index.build(ALL, analyzer).search(query("採用", analyzer), one_each=True).hits
    assert sorted(str(municipality(hit.passage)) for hit in hits) == ["夕凪区", "朝霧市"]
    assert all(one.score >= other.score for one, other in pairwise(hits))


def test_one_each_is_what_a_search_for_it_finds_first(analyzer: Analyzer) -> None:
    index = Index.build(ALL, analyzer)
    for hit in index.search(of_words("採用"), one_each=True).hits:
        own = of_words("採用", affiliations=(str(municipality(hit.passage)),))
        assert index.search(own, limit=1).hits[0].passage == hit.passage


def test_an_empty_index_is_filtered_without_ado(analyzer: Analyzer) -> None:
    nothing: tuple[Passage, ...] = ()
    assert Index.build(nothing, analyzer).search(of_words("採用", rounds=(1,))).total == 0
