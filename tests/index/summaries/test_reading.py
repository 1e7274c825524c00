"""The reading list: together the most themes, the nearest first, each with its reason."""

from __future__ import annotations

from datetime import date

from corpus.model import Transcript
from corpus.municipalities import Area, Gazetteer, Municipality, MunicipalityKind
from index.summaries.roundtables import Nearness, Recommendation, read_first
from index.themes import Theme, assign
from tests.index.corpora import passages, transcript
from tests.index.small_talk import small_talk

THEMES = tuple(Theme(word, f"{word}の話。", (word,)) for word in ("研修", "窓口", "採用", "回線"))

GAZETTEER = Gazetteer(
    (
        Municipality("991015", "夕凪区", "ゆうなぎく", MunicipalityKind.WARD, Area.WARDS, (), bare_ambiguous=False),
        Municipality("991023", "雨音区", "あまねく", MunicipalityKind.WARD, Area.WARDS, (), bare_ambiguous=False),
        Municipality("992011", "朝霧市", "あさぎりし", MunicipalityKind.CITY, Area.TAMA, (), bare_ambiguous=False),
        Municipality("993018", "木漏町", "こもれまち", MunicipalityKind.TOWN, Area.TAMA, (), bare_ambiguous=False),
        Municipality(
            "994014", "波間村", "なみまむら", MunicipalityKind.VILLAGE, Area.ISLANDS, (), bare_ambiguous=False
        ),
    )
)


def talk(host: str, *words: str, day: int = 1) -> Transcript:
    """Return a roundtable that speaks of each word twice."""
    said = tuple(f"{word}の話の{number}です。" for word in words for number in (1, 2))
    return transcript(("青山", said), key=f"n{day:012x}", number=day, hosts=(host,), held_on=date(2022, 4, day))


def recommended(*talks: Transcript, own: str | None = None, limit: int = 5) -> tuple[Recommendation, ...]:
    spoken = tuple(passage for each in talks for passage in passages(each))
    return read_first(talks, assign((*spoken, *small_talk()), THEMES), GAZETTEER, own, limit)


def hosts(*talks: Transcript, own: str | None = None, limit: int = 5) -> list[str]:
    return [each.roundtable.hosts[0] for each in recommended(*talks, own=own, limit=limit)]


def test_the_first_covers_most_and_each_next_adds_most() -> None:
    wide = talk("夕凪区", "研修", "窓口", day=1)
    within = talk("朝霧市", "研修", day=3)
    beside = talk("雨音区", "採用", day=2)
    assert [(each.roundtable.hosts, each.adds) for each in recommended(wide, within, beside)] == [
        (("夕凪区",), ("研修", "窓口")),
        (("雨音区",), ("採用",)),
        (("朝霧市",), ()),
    ]


def test_a_theme_that_is_touched_once_is_not_covered() -> None:
    touched = transcript(("青山", ("研修の話です。", "天気の話です。")))
    assert recommended(touched)[0].themes == ()


def test_of_equal_ones_the_newest_is_taken() -> None:
    assert hosts(talk("夕凪区", "研修", day=1), talk("朝霧市", "研修", day=2), limit=1) == ["朝霧市"]


def test_of_equal_ones_the_own_kind_is_taken_before_the_newest() -> None:
    talks = talk("夕凪区", "研修", day=1), talk("朝霧市", "研修", day=2)
    assert hosts(*talks, own="雨音区", limit=1) == ["夕凪区"]


def test_coverage_goes_before_nearness_and_the_nearest_is_shown_first() -> None:
    talks = talk("朝霧市", "研修", "窓口", "採用", day=1), talk("夕凪区", "回線", day=2), talk("雨音区", "採用", day=3)
    found = recommended(*talks, own="夕凪区", limit=2)
    assert [(each.roundtable.hosts[0], each.nearness) for each in found] == [
        ("夕凪区", Nearness.OWN),
        ("朝霧市", Nearness.OTHER),
    ]


def test_towns_and_villages_are_one_kind() -> None:
    (found,) = recommended(talk("木漏町", "研修"), own="波間村")
    assert found.nearness is Nearness.KIND


def test_hosts_that_the_table_does_not_know_are_of_no_kind() -> None:
    (found,) = recommended(talk("何処市", "研修"), own="何処区")
    assert found.nearness is Nearness.OTHER


def test_five_are_enough_and_none_is_none() -> None:
    assert len(hosts(*(talk("夕凪区", "研修", day=day) for day in range(1, 8)))) == 5
    assert recommended() == ()
