"""The comparison (一覧): one row per municipality, and the three cases without a quote never mixed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from corpus.errors import UnknownArticle
from corpus.model import Article
from corpus.municipalities import Gazetteer
from corpus.sample import SampleShelf
from corpus.series import KnownArticle
from corpus.store.store import Derived
from index.analysis import Analyzer
from index.library import Library
from index.summaries.comparison import LONGEST, Comparison, RowFinding, compare
from tests.corpus.published import Part, Piece, article, as_html
from tests.index.corpora import query

ALL = ("星見区", "風待区", "月影区", "暁坂区", "鈴音区", "汐凪市", "霧ヶ丘市", "虹ノ橋市", "雲取野町", "灯野村")

#: Hosts of a round of which the sample has one part only.
HALF = ("汐凪市", "虹ノ橋市", "雲取野町")


@dataclass
class SomeOfIt:
    """The sample without some articles, with words hidden, or with an article that changed behind the index."""

    kept: Callable[[Article], bool] = lambda _: True
    hidden: dict[str, tuple[str, ...]] = field(default_factory=dict)
    changed: tuple[str, str] = ("", "")

    every: tuple[Article, ...] = tuple(SampleShelf().articles())
    gazetteer: Gazetteer = field(default_factory=lambda: SampleShelf().gazetteer)
    sample: bool = True

    def derived(self, _kind: str) -> Derived | None:
        return None

    def revision(self) -> int:
        return 0

    def articles(self) -> Iterator[Article]:
        return filter(self.kept, self.every)

    def article(self, key: str) -> Article:
        article = next((each for each in self.articles() if each.key == key), None)
        if article is None:
            raise UnknownArticle(key, "left out")
        old, new = self.changed
        return replace(article, body=article.body.replace(old, new)) if old else article

    def aliases(self) -> Mapping[str, str]:
        return {}

    def hidden_words(self) -> Mapping[str, tuple[str, ...]]:
        return self.hidden


@pytest.fixture(scope="module")
def library(analyzer: Analyzer) -> Library:
    return Library(SampleShelf(), analyzer)


def asked(
    library: Library,
    question: str,
    analyzer: Analyzer,
    municipalities: list[str] | None = None,
    leave_out: str | None = None,
) -> Comparison:
    return compare(library, query(question, analyzer), municipalities, leave_out=leave_out)


def names(found: Comparison) -> tuple[str, ...]:
    return tuple(row.municipality for row in found.rows)


def findings(found: Comparison) -> dict[str, RowFinding]:
    return {row.municipality: row.finding for row in found.rows}


def test_every_municipality_has_one_row_in_the_tables_order(library: Library, analyzer: Analyzer) -> None:
    assert names(asked(library, "専門人材の採用", analyzer)) == ALL


def test_those_chosen_are_listed_and_ones_own_is_left_out(library: Library, analyzer: Analyzer) -> None:
    assert names(asked(library, "採用", analyzer, municipalities=["月影区", "星見区"])) == ("星見区", "月影区")
    assert names(asked(library, "採用", analyzer, leave_out="風待区")) == (*ALL[:1], *ALL[2:])
    assert names(asked(library, "採用", analyzer, municipalities=[])) == ()


def test_another_spelling_of_a_name_is_that_municipality(library: Library, analyzer: Analyzer) -> None:
    assert names(asked(library, "採用", analyzer, municipalities=["霧が丘市"])) == ("霧ヶ丘市",)


def test_a_name_that_the_table_does_not_hold_is_refused(library: Library, analyzer: Analyzer) -> None:
    with pytest.raises(ValueError, match="幻市"):
        asked(library, "採用", analyzer, municipalities=["幻市"])


def test_a_row_quotes_its_own_municipality_in_one_or_two_sentences(library: Library, analyzer: Analyzer) -> None:
    found = asked(library, "スマホ教室", analyzer)
    row = next(row for row in found.rows if row.finding is RowFinding.FOUND)
    assert row.municipality == "風待区"
    assert row.passage is not None
    assert row.passage.affiliation == "風待区"
    assert row.words in row.passage.transcript.text
    assert "スマホ教室" in row.words
    assert row.words.count("。") <= 2
    assert len(row.words) <= LONGEST
    assert found.quotes == 1


def test_where_nothing_is_found_although_all_is_there_the_row_says_nothing_else(
    library: Library, analyzer: Analyzer
) -> None:
    found = findings(asked(library, "生成AI", analyzer))
    assert {found[name] for name in ALL if name not in HALF} == {RowFinding.NOTHING}


def test_a_municipality_without_a_roundtable_is_not_one_without_a_statement(analyzer: Analyzer) -> None:
    library = Library(SomeOfIt(lambda article: "月影区CIO" not in article.body), analyzer)
    found = findings(asked(library, "スマホ教室", analyzer))
    assert found["月影区"] is RowFinding.NO_ROUNDTABLE
    assert found["星見区"] is RowFinding.NOTHING


def test_where_a_part_is_missing_nothing_found_says_so(analyzer: Analyzer) -> None:
    library = Library(SomeOfIt(lambda article: "風待区CIO×広域CIO座談会②" not in article.body), analyzer)
    found = asked(library, "生成AI", analyzer)
    assert findings(found)["風待区"] is RowFinding.INCOMPLETE
    (gone,) = next(row.missing for row in found.rows if row.municipality == "風待区")
    assert (gone.round, gone.part) == (2, 2)
    assert findings(found)["霧ヶ丘市"] is RowFinding.NOTHING


def test_a_round_that_is_known_to_exist_counts_as_missing(analyzer: Analyzer, monkeypatch: pytest.MonkeyPatch) -> None:
    known = (KnownArticle("n00000000000f", "invented", 11, None, ("霧ヶ丘市",), date(2022, 9, 16)),)
    monkeypatch.setattr("index.snapshot.known_articles", lambda: known)
    found = findings(asked(Library(SomeOfIt(sample=False), analyzer), "生成AI", analyzer))
    lacking = dict.fromkeys((*HALF, "霧ヶ丘市"), RowFinding.INCOMPLETE)
    assert found == dict.fromkeys(ALL, RowFinding.NOTHING) | lacking


def test_a_quote_that_covers_little_of_the_question_is_only_near(library: Library, analyzer: Analyzer) -> None:
    found = asked(library, "標準化の費用", analyzer)
    assert findings(found)["風待区"] is RowFinding.FOUND
    assert findings(found)["星見区"] is RowFinding.NEAR
    assert "費用" in next(row.words for row in found.rows if row.municipality == "星見区")


def test_the_questions_own_municipalities_do_not_narrow_the_rows(library: Library, analyzer: Analyzer) -> None:
    narrowed = query("採用", analyzer, affiliations=("東京都",), others_than=("星見区",))
    assert compare(library, narrowed).rows == compare(library, query("採用", analyzer)).rows


def test_a_refused_quote_gives_way_to_the_next_of_the_same_municipality(library: Library, analyzer: Analyzer) -> None:
    of_ward = query("スマホ教室", analyzer, affiliations=("風待区",))
    best, second = (hit.passage for hit in library.index.search(of_ward, 2).hits)
    shelf = SomeOfIt(changed=(best.text[:12], "＊"))
    (row,) = asked(Library(shelf, analyzer), "スマホ教室", analyzer, ["風待区"]).rows
    assert row.passage is not None
    assert row.passage.id == second.id


def test_where_the_only_quote_is_refused_nothing_is_found(library: Library, analyzer: Analyzer) -> None:
    of_ward = query("RPA", analyzer, affiliations=("風待区",))
    (only,) = (hit.passage for hit in library.index.search(of_ward, 9).hits)
    shelf = SomeOfIt(changed=(only.text[:12], "＊"))
    (row,) = asked(Library(shelf, analyzer), "RPA", analyzer, ["風待区"]).rows
    assert (row.finding, row.words) == (RowFinding.NOTHING, "")


def test_who_says_it_in_a_word_of_the_same_family_is_near_and_not_silent(library: Library, analyzer: Analyzer) -> None:
    (row,) = asked(library, "研修", analyzer, ["鈴音区"]).rows
    assert row.finding is RowFinding.NEAR
    assert "資格の受験料" in row.words


def test_a_part_of_what_was_asked_for_is_only_near(library: Library, analyzer: Analyzer) -> None:
    (row,) = asked(library, "窓口の予約", analyzer, ["鈴音区"]).rows
    assert row.finding is RowFinding.NEAR


LONG = "窓口の列は朝から昼まで続き、職員も住民も疲れていました。" * 10
LEANT_ON = "住民からは列を短くしてほしいという声が毎日のように届いていました。"
LEANING = "そうした声を受けて、予約の仕組みを作りました。" + "予約は電話でも受け付けます。" * 15


def in_one_speech(*lines: str) -> Article:
    parts = (Part("窓口", "待たせない工夫", (("星見区CIO：森野", lines),)),)
    piece = Piece("窓口から～星見区CIO×広域CIO座談会～", 1, parts)
    return article(as_html(piece), title=piece.title)


def reached(shelf: SomeOfIt, analyzer: Analyzer) -> str:
    library = Library(shelf, analyzer)
    passage = next(each for each in library.snapshot.passages.values() if each.text.startswith("そうした"))
    return library.reach(passage).of(passage.transcript.text).removesuffix(passage.text)


def test_what_a_passage_leans_on_may_be_quoted_with_it(analyzer: Analyzer) -> None:
    spoken = in_one_speech(LONG + LEANT_ON, LEANING)
    assert reached(SomeOfIt(every=(spoken,)), analyzer).strip() == LEANT_ON


def test_what_is_hidden_is_not_reached_even_where_a_passage_leans_on_it(analyzer: Analyzer) -> None:
    spoken = in_one_speech(LONG + LEANT_ON, LEANING)
    assert reached(SomeOfIt(every=(spoken,), hidden={spoken.key: (LEANT_ON,)}), analyzer) == ""


def test_what_the_article_no_longer_says_is_not_reached(analyzer: Analyzer) -> None:
    spoken = in_one_speech(LONG + LEANT_ON, LEANING)
    assert reached(SomeOfIt(every=(spoken,), changed=(LEANT_ON, "＊")), analyzer) == ""


def test_a_row_brings_the_sentence_that_its_quote_leans_on(analyzer: Analyzer) -> None:
    library = Library(SomeOfIt(every=(in_one_speech(LONG + LEANT_ON, LEANING),)), analyzer)
    (row,) = asked(library, "予約の仕組み", analyzer, municipalities=["星見区"]).rows
    assert row.words == f"{LEANT_ON}\n　そうした声を受けて、予約の仕組みを作りました。"
    assert row.excerpt is not None
    assert (row.excerpt.cut_before, row.excerpt.cut_after) == (True, True)


def test_a_row_without_a_quote_has_no_words(library: Library, analyzer: Analyzer) -> None:
    rows = asked(library, "生成AI", analyzer).rows
    assert [(row.words, row.passage) for row in rows] == [("", None)] * len(ALL)
