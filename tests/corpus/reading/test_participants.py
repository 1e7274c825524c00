"""The list of participants: roles, names and affiliations. All people are invented."""

from __future__ import annotations

import pytest

from corpus.model import METROPOLIS
from corpus.municipalities import tokyo
from corpus.reading.participants import read_participants
from tests.articles import invented


def affiliations(*entries: str) -> list[str | None]:
    return [one.affiliation for one in read_participants(entries, invented())]


@pytest.mark.parametrize(
    ("entry", "role", "name"),
    [
        ("情報システム課長:雛形 晋平", "情報システム課長", "雛形 晋平"),
        ("汐凪市CIO:汐凪市副市長 雛形 雄次郎", "汐凪市CIO:汐凪市副市長", "雛形 雄次郎"),
        ("星見区CIO:星見区副区長:雛形 勝美", "星見区CIO:星見区副区長", "雛形 勝美"),
        ("星見区CDO補佐 雛形 一政", "星見区CDO補佐", "雛形 一政"),
        ("星見区総務課情報係　係長：雛形　一政", "星見区総務課情報係　係長", "雛形　一政"),
        ("星見区企画部長:雛形", "星見区企画部長", "雛形"),
    ],
)
def test_role_and_name_are_parted_in_every_form(entry: str, role: str, name: str) -> None:
    (one,) = read_participants([entry], invented())

    assert (one.role, one.name, one.surname) == (role, name, "雛形")


def test_a_role_that_names_no_body_takes_that_of_the_one_before() -> None:
    assert affiliations("汐凪市CIO(副市長):架空 一郎", "自治体DX推進担当課長:雛形 千秋") == ["汐凪市", "汐凪市"]


def test_the_first_role_without_a_body_has_none() -> None:
    assert affiliations("自治体DX推進担当課長:雛形 千秋", "汐凪市CIO:架空 一郎") == [None, "汐凪市"]


@pytest.mark.parametrize(
    "role",
    [
        *("東京都CIO(副知事)", "東京都副知事", "副知事", "CIO(副知事)", "都CIO", "都デジタルサービス局次長"),
        "デジタルサービス局戦略部長",
    ],
)
def test_a_metropolitan_unit_is_the_metropolis(role: str) -> None:
    assert affiliations("汐凪市CIO:架空 一郎", f"{role}:雛形 千秋")[1] == METROPOLIS


@pytest.mark.parametrize("role", ["GovTech東京理事", "一般財団法人GovTech東京理事", "ＧｏｖＴｅｃｈ東京理事"])
def test_the_foundation_of_the_metropolis_is_not_the_metropolis(role: str) -> None:
    assert affiliations("汐凪市CIO:架空 一郎", f"{role}:雛形 千秋")[1] is None


@pytest.mark.parametrize("role", ["都市整備部長", "都心まちづくり課長", "道路担当課長"])
def test_a_word_that_begins_like_the_metropolis_is_not_it(role: str) -> None:
    assert affiliations("汐凪市CIO:架空 一郎", f"{role}:雛形 千秋")[1] == "汐凪市"


def test_a_ward_named_after_the_metropolis_is_the_ward() -> None:
    (one,) = read_participants(["東京都北区政策経営部長:雛形 千秋"], tokyo())

    assert one.affiliation == "北区"


@pytest.mark.parametrize(
    "role",
    [
        "株式会社絵空事 役員",
        "架空大学教授",
        "大学教授",
        "総務省アドバイザー",
        "東京都立架空大学教授",
        "隣県市CIO",
        "隣県副知事",
        "幻想町長",
    ],
)
def test_an_outside_body_is_nobodys_municipality(role: str) -> None:
    assert affiliations("汐凪市CIO:架空 一郎", f"{role}:雛形 千秋") == ["汐凪市", None]


def test_who_follows_an_outsider_without_a_body_has_none() -> None:
    assert affiliations("汐凪市CIO:架空 一郎", "架空大学教授:雛形 千秋", "研究員:霞 円")[2] is None


def test_a_body_in_brackets_over_a_group_is_no_participant() -> None:
    participants = read_participants(["【汐凪市】", "CIO:架空 一郎", "【東京都】", "部長:雛形 千秋"], invented())

    assert [(one.name, one.affiliation) for one in participants] == [("架空 一郎", "汐凪市"), ("雛形 千秋", METROPOLIS)]


def test_a_line_printed_twice_is_one_participant() -> None:
    assert len(read_participants(["星見区CIO(副区長):架空 一郎"] * 2, invented())) == 1
