from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from index.variants import TABLE, Variants, found, groups

if TYPE_CHECKING:
    from index.analysis import Analyzer


@pytest.fixture(scope="module")
def table(analyzer: Analyzer) -> Variants:
    return Variants.load(analyzer)


def words(analyzer: Analyzer, text: str) -> list[str]:
    return [token.term for token in analyzer.tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ガバクラの費用", "ガバメントクラウドに移る"),
        ("情シスの仕事", "情報システム部門の人"),
        ("リスキリング", "職員の学び直し"),
        ("スマホ教室", "デジタル活用支援の講習"),
    ],
)
def test_names_of_one_thing_are_one_term(analyzer: Analyzer, table: Variants, one: str, other: str) -> None:
    assert table.names(words(analyzer, one)) == table.names(words(analyzer, other)) != ()


FAMILY = (
    "採用 任用 登用 公募 募集 任期付職員 会計年度任用職員 外部人材 専門人材 民間人材 CIO補佐官 副業 兼業 人材の確保"
)


@pytest.mark.parametrize("form", FAMILY.split())
def test_the_recruitment_family_is_one_term(analyzer: Analyzer, table: Variants, form: str) -> None:
    assert "採用" in table.families(words(analyzer, form))


def test_a_part_of_a_phrase_is_not_the_phrase(analyzer: Analyzer, table: Variants) -> None:
    assert table.families(words(analyzer, "予算の確保")) == ("費用",)
    assert table.names(words(analyzer, "情報の公開")) == ()


def test_a_phrase_is_found_with_its_place(analyzer: Analyzer, table: Variants) -> None:
    assert list(table.named(words(analyzer, "区の書かない窓口"))) == [("書かない窓口", 0, 2)]


def test_a_name_inside_another_is_not_named() -> None:
    known = {"ガバメント": ((("ガバメント", "クラウド"), "gov"),), "クラウド": ((("クラウド",), "cloud"),)}
    assert list(found(known, ["ガバメント", "クラウド", "クラウド"])) == [("gov", 0, 2), ("cloud", 2, 3)]


@pytest.mark.parametrize("kind", ["name", "family"])
def test_no_form_stands_in_two_rows_of_one_kind(kind: str) -> None:
    # The later row would win, silently.
    rows = tomllib.loads((files("index") / TABLE).read_text(encoding="utf-8"))[kind]
    forms = [form for row in rows for form in row["forms"]]
    assert len(forms) == len(set(forms))


@pytest.mark.parametrize(
    "row",
    [{"forms": ["採用"], "reason": "alone"}, {"forms": ["採用", "任用"]}, {"forms": ["採用", "任用"], "reason": ""}],
)
def test_a_row_without_two_forms_or_a_reason_is_refused(row: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="two forms and a reason"):
        groups([row])


def test_an_empty_table_finds_nothing() -> None:
    assert Variants.none().names(["AI"]) == Variants.none().families(["採用"]) == ()
