from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest

from index.synonyms import TABLE, SynonymMatch, Synonyms, find_forms, forms

if TYPE_CHECKING:
    from index.analysis import Analyzer


@pytest.fixture(scope="module")
def table(analyzer: Analyzer) -> Synonyms:
    return Synonyms.load(analyzer)


def names(analyzer: Analyzer, table: Synonyms, text: str) -> tuple[str, ...]:
    return tuple(each.group for each in table.names(analyzer.tokens(text), text))


def families(analyzer: Analyzer, table: Synonyms, text: str) -> tuple[str, ...]:
    return tuple(each.group for each in table.families(analyzer.tokens(text), text))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ガバクラの費用", "ガバメントクラウドに移る"),
        ("情シスの仕事", "情報システム部門の人"),
        ("リスキリング", "職員の学び直し"),
        ("スマホ教室", "デジタル活用支援の講習"),
    ],
)
def test_names_of_one_thing_are_one_term(analyzer: Analyzer, table: Synonyms, one: str, other: str) -> None:
    assert names(analyzer, table, one) == names(analyzer, table, other) != ()


FAMILY = (
    "採用 任用 登用 公募 募集 任期付職員 会計年度任用職員 外部人材 専門人材 民間人材 CIO補佐官 副業 兼業 人材の確保"
)


@pytest.mark.parametrize("form", FAMILY.split())
def test_the_recruitment_family_is_one_term(analyzer: Analyzer, table: Synonyms, form: str) -> None:
    assert "採用" in families(analyzer, table, form)


def test_a_part_of_a_phrase_is_not_the_phrase(analyzer: Analyzer, table: Synonyms) -> None:
    assert families(analyzer, table, "予算の確保") == ("費用",)
    assert names(analyzer, table, "情報の公開") == ()


def test_a_phrase_is_found_with_its_place(analyzer: Analyzer, table: Synonyms) -> None:
    text = "区の書かない窓口"
    assert list(table.names(analyzer.tokens(text), text)) == [SynonymMatch("書かない窓口", 0, 2, len(text))]


@pytest.mark.parametrize(
    "text", ["書く窓口", "窓口で書かない", "多くを学びました。", "情報が係に届く", "人材育成の教室とスマホ"]
)
def test_the_words_of_a_name_without_the_rest_of_it_are_not_the_name(
    analyzer: Analyzer, table: Synonyms, text: str
) -> None:
    assert {"書かない窓口", "リスキリング", "情報システム部門", "スマホ教室"}.isdisjoint(names(analyzer, table, text))


@pytest.mark.parametrize(("text", "name"), [("書類の送付", "誤送付"), ("庁舎の清掃", "新庁舎"), ("回線", "光回線")])
def test_a_name_without_its_head_is_not_the_name(analyzer: Analyzer, table: Synonyms, text: str, name: str) -> None:
    assert name in names(analyzer, table, name)
    assert name not in names(analyzer, table, text)


def test_a_name_inside_another_is_not_named(analyzer: Analyzer) -> None:
    text = "ガバメントクラウドとクラウド"
    rows = [
        {"forms": ["gov", "ガバメントクラウド"], "reason": "a name"},
        {"forms": ["cloud", "クラウド"], "reason": "a name"},
    ]
    known = forms(rows, analyzer)
    found_in = [(each.group, each.start) for each in find_forms(known, analyzer.tokens(text), text)]
    assert found_in == [("gov", 0), ("cloud", 2)]


@pytest.mark.parametrize("kind", ["name", "family"])
def test_no_form_stands_in_two_rows_of_one_kind(kind: str) -> None:
    # The later row would win, silently.
    rows = tomllib.loads((files("index") / TABLE).read_text(encoding="utf-8"))[kind]
    written = [form for row in rows for form in row["forms"]]
    assert len(written) == len(set(written))


@pytest.mark.parametrize(
    "row",
    [{"forms": ["採用"], "reason": "alone"}, {"forms": ["採用", "任用"]}, {"forms": ["採用", "任用"], "reason": ""}],
)
def test_a_row_without_two_forms_or_a_reason_is_refused(analyzer: Analyzer, row: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="two forms and a reason"):
        forms([row], analyzer)


def test_an_empty_table_finds_nothing(analyzer: Analyzer) -> None:
    assert names(analyzer, Synonyms({}, {}), "AI") == families(analyzer, Synonyms({}, {}), "採用") == ()
