"""A municipality's page: what it hosted, what it speaks of, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from corpus.model import Transcript
from index.summaries.roundtables import MunicipalityProfile, municipality_profile
from index.themes import Theme, assign
from tests.index.corpora import passages, transcript
from tests.index.small_talk import small_talk

THEMES = (
    Theme("窓口", "窓口をどう変えるか。", ("窓口", "申請書")),
    Theme("育成", "職員をどう育てるか。", ("研修", "教材", "学び直し")),
)


def profiled(name: str, *talks: Transcript) -> MunicipalityProfile:
    spoken = tuple(passage for talk in talks for passage in passages(talk))
    return municipality_profile(name, talks, spoken, assign((*spoken, *small_talk()), THEMES))


TALK = transcript(
    ("青山", ("研修をしました。", "教材も学び直しも研修の話です。", "研修はこれからです。", "申請書を減らしました。")),
    ("黒川", ("窓口を伺います。",)),
)


def test_themes_come_with_counts_the_most_spoken_of_first_and_in_ones_own_words() -> None:
    found = profiled("朝霧市", TALK)
    assert [(voice.theme.name, voice.passages) for voice in found.voices] == [("育成", 3), ("窓口", 1)]
    assert [quote.text for quote in found.voices[0].quotes] == ["教材も学び直しも研修の話です。", "研修をしました。"]
    assert found.passages == 4


def test_a_passage_of_two_themes_is_quoted_under_the_weightier_one_only() -> None:
    found = profiled("朝霧市", transcript(("青山", ("研修の教材は申請書でした。",))))
    assert [(voice.theme.name, len(voice.quotes)) for voice in found.voices] == [("窓口", 0), ("育成", 1)]


def test_its_roundtables_are_those_that_it_hosted_the_newest_first() -> None:
    earlier = replace(TALK, key="n000000000002", round=2, held_on=date(2021, 4, 1), hosts=("夕凪区", "朝霧市"))
    others = replace(TALK, key="n000000000003", round=3, hosts=("夕凪区",))
    assert [talk.round for talk in profiled("朝霧市", earlier, others, TALK).roundtables] == [1, 2]


def test_of_a_municipality_without_a_roundtable_nothing_is_there() -> None:
    found = profiled("雨音区", TALK)
    assert (found.roundtables, found.voices, found.passages) == ((), (), 0)


def test_a_second_part_without_the_first_lacks_it() -> None:
    (half,) = profiled("朝霧市", replace(TALK, part=2)).roundtables
    (whole,) = profiled("朝霧市", replace(TALK, part=2), replace(TALK, key="n000000000002", part=1)).roundtables
    (unsplit,) = profiled("朝霧市", TALK).roundtables
    assert (half.missing, whole.missing, unsplit.missing) == ((1,), (), ())
