"""A page of 一覧 fits Slack in the worst case, and says of each row what it is."""

from __future__ import annotations

from typing import Any

from bot.slack.blocks.comparison import ROWS_A_PAGE, comparison_view, table_pieces
from bot.slack.blocks.comparison_frame import ComparisonFrame, Scope
from corpus.missing_parts import Missing
from index.excerpts.excerpts import Excerpt
from index.model import Coverage, Query
from index.query.parsed_question import ParsedQuestion
from index.summaries.comparison import Comparison, ComparisonRow, RowFinding
from tests.bot.invented import hit, passage
from tests.bot.many import ManyShelf
from tests.fake_slack.limits import parts, quotes, texts, view_faults

COVERAGE = Coverage(1, 1, ("灯台市",), None, None, sample=False)
NAMES = [place.name for place in ManyShelf().gazetteer]
FRAME = ComparisonFrame("0123456789abcdef")


def quoting(name: str, words: str, finding: RowFinding = RowFinding.FOUND, **changes: Any) -> ComparisonRow:
    found = passage(words, **changes)
    return ComparisonRow(name, finding, hit(found), Excerpt(found.span, cut_before=True, cut_after=True))


def shown(*rows: ComparisonRow, frame: ComparisonFrame = FRAME, own: str | None = None) -> dict[str, Any]:
    view = comparison_view(Comparison(Query(ParsedQuestion("窓口", "窓口")), rows, COVERAGE), frame, own).to_dict()
    assert view_faults(view) == []
    return view


def test_a_row_has_name_words_speaker_round_day_and_a_link_to_the_words() -> None:
    view = shown(quoting("灯台市", "来年度に窓口を直します。"))
    (row,) = [block for block in view["blocks"] if quotes(block)]
    assert list(texts(row)) == [
        "灯台市",
        " （前略）",
        "来年度に窓口を直します。",
        "（後略）灯台市・CIO（副市長）〔当時〕・岬 遥、第27回座談会、令和4年8月22日 ",
        "記事",
        "\n※発言中の「来年度」＝令和5年度",
    ]
    (link,) = [part["url"] for part in parts(row) if part.get("type") == "link"]
    assert link.startswith("https://note.com/invented/n/n0123456789ab#:~:text=")


def test_a_row_that_is_only_near_says_so_before_its_words() -> None:
    view = shown(quoting("灯台市", "直します。", RowFinding.NEAR))
    assert "（近い話題） （前略）" in list(texts(view["blocks"]))
    assert "該当する発言がある自治体はありません（ほかに、近い話題の発言が1自治体）" in next(texts(view["blocks"]))


def test_every_case_of_62_municipalities_fits_a_page() -> None:
    first = [quoting(name, "窓口を直します。" * 25) for name in NAMES[:ROWS_A_PAGE]]
    rest = [
        ComparisonRow(name, RowFinding.INCOMPLETE, missing=(Missing(number, 1),))
        for number, name in enumerate(NAMES[ROWS_A_PAGE:], start=1)
    ]
    view = shown(
        *first, *rest, frame=ComparisonFrame("k1", Scope.CHOSEN, tuple(NAMES), own_left_out=True), own=NAMES[0]
    )
    said = list(texts(view["blocks"]))
    assert all(any(name in words for words in said) for name in NAMES)


def test_the_others_wait_for_the_last_page() -> None:
    rows = [quoting(name, "窓口を直します。") for name in NAMES[: ROWS_A_PAGE + 1]]
    last = ComparisonRow(NAMES[-1], RowFinding.NOTHING)
    assert "取組がないという意味" not in "".join(texts(shown(*rows, last)["blocks"]))
    assert "取組がないという意味" in "".join(texts(shown(*rows, last, frame=ComparisonFrame("k1", page=2))["blocks"]))


def test_a_listing_without_a_row_is_said_to_be_one() -> None:
    assert next(texts(shown()["blocks"])).startswith("「窓口」について、0自治体のうち")


def test_pieces_of_a_table_are_its_lines_and_nothing_is_lost() -> None:
    table = "".join(f"{number}\t{'あ' * (number * 40)}\n" for number in range(90))
    pieces = list(table_pieces(table))
    assert all(len(piece) <= 3000 for piece in pieces)
    assert "".join(pieces).replace("\n", "") == table.replace("\n", "")
