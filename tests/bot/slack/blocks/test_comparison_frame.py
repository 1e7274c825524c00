"""The rows of a question's comparison, and its frame as metadata of a modal."""

from __future__ import annotations

import pytest

from bot.slack.blocks.callback_data import read
from bot.slack.blocks.comparison_frame import ComparisonFrame, Scope, comparison_of
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.library import Library
from index.summaries.comparison import RowFinding
from tests.bot.many import ManyShelf


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(SampleShelf(), Analyzer())


def frame(library: Library, question: str, own: str | None = None) -> ComparisonFrame:
    return ComparisonFrame.of("k1", library.understand(question, own), library.gazetteer, own)


@pytest.mark.parametrize(
    ("question", "scope", "chosen"),
    [
        ("採用で困っていることは？", Scope.ALL, ()),
        ("23区は採用をどうしている？", Scope.WARDS, ()),
        ("風待区と星見区は採用をどうしている？", Scope.CHOSEN, ("風待区", "星見区")),
        # A single body is compared with all.
        ("風待区は採用をどうしている？", Scope.ALL, ()),
        ("都は採用をどうしている？", Scope.ALL, ()),
    ],
)
def test_a_question_names_its_rows(library: Library, question: str, scope: Scope, chosen: tuple[str, ...]) -> None:
    assert frame(library, question) == ComparisonFrame("k1", scope, chosen)


def test_who_asks_for_the_others_is_left_out_and_who_does_not_is_not(library: Library) -> None:
    assert frame(library, "他の区は採用をどうしている？", "風待区").own_left_out
    assert not frame(library, "採用をどうしている？", "風待区").own_left_out
    assert not frame(library, "他の区は採用をどうしている？").own_left_out


def test_a_frame_of_62_chosen_fits_a_modal_and_comes_back_as_it_was() -> None:
    names = tuple(place.name for place in ManyShelf().gazetteer)
    largest = ComparisonFrame("0123456789abcdef", Scope.CHOSEN, names, own_left_out=True, page=4)
    assert len(largest.packed) <= 3000
    assert read(largest.packed, ComparisonFrame) == largest


def test_what_was_chosen_from_another_table_is_left_out(library: Library) -> None:
    chosen = ComparisonFrame("k1", Scope.CHOSEN, ("風待区", "練馬区"))
    rows = comparison_of(library, library.understand("採用"), chosen, "練馬区").rows
    assert [row.municipality for row in rows] == ["風待区"]


def test_one_s_own_is_a_row_unless_it_is_left_out(library: Library) -> None:
    asked = library.understand("専門人材の採用")
    everyone = comparison_of(library, asked, ComparisonFrame("k1"), "風待区")
    others = comparison_of(library, asked, ComparisonFrame("k1", own_left_out=True), "風待区")
    assert len(everyone.rows) == 10
    assert [row for row in everyone.rows if row.municipality != "風待区"] == list(others.rows)


def test_the_three_cases_of_the_sample_are_told_apart(library: Library) -> None:
    rows = {
        row.municipality: row.finding
        for row in comparison_of(library, library.understand("水耕栽培"), ComparisonFrame("k1")).rows
    }
    assert rows["虹ノ橋市"] is RowFinding.INCOMPLETE
    assert rows["星見区"] is RowFinding.NOTHING
