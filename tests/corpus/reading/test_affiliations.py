"""The outside body that a role names. All bodies are invented, their kinds are real."""

from __future__ import annotations

import pytest

from corpus.reading.affiliations import outside_body


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("一般社団法人甲の会代表理事", "一般社団法人甲の会"),
        ("一般社団法人甲の会会長", "一般社団法人甲の会"),
        ("公益財団法人見本財団理事長", "公益財団法人見本財団"),
        ("独立行政法人見本機構参与", "独立行政法人見本機構"),
        ("学校法人 架空大学 教授", "学校法人 架空大学"),
        ("株式会社見本情報東代表取締役社長", "株式会社見本情報東"),
        ("株式会社見本 営業部長", "株式会社見本"),
        ("（株）見本（顧問）", "(株)見本"),
        ("株式会社Sample CIO", "株式会社Sample"),
        ("株式会社長谷監理代表", "株式会社長谷監理"),
    ],
)
def test_a_body_whose_kind_stands_in_front_goes_on_to_the_office(role: str, body: str) -> None:
    assert outside_body(role) == body


@pytest.mark.parametrize(
    ("role", "body"),
    [
        ("見本株式会社営業部長", "見本株式会社"),
        ("架空大学院大学准教授", "架空大学院大学"),
        ("架空大学大学院教授", "架空大学"),
        ("架空大学デジタル研究所教授", "架空大学"),
        ("架空大学教授兼見本機構理事", "架空大学"),
        ("見本監査法人代表社員", "見本監査法人"),
        ("総務省アドバイザー", "総務省"),
    ],
)
def test_a_body_whose_kind_stands_behind_ends_at_the_last_kind_before_the_office(role: str, body: str) -> None:
    assert outside_body(role) == body


@pytest.mark.parametrize("role", ["大学教授", "株式会社 代表", "一般社団法人", "法人理事", "センター長", "情報課長"])
def test_a_kind_alone_is_no_body(role: str) -> None:
    assert outside_body(role) is None
