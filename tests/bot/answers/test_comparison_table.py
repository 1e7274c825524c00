"""A comparison as a table: safe to paste, and verbatim wherever possible."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.answers.comparison_table import TableForm, cells, render
from corpus.missing_parts import Missing
from corpus.model import Passage, Source
from index.excerpts.excerpts import Excerpt
from index.model import Coverage, Query
from index.query.parsed_question import ParsedQuestion
from index.summaries.comparison import Comparison, ComparisonRow, RowFinding
from tests.bot.invented import MISAKI, hit, passage, transcript

COVERAGE = Coverage(1, 1, ("灯台市",), None, None, sample=False)
ADDRESS = "https://note.com/invented/n/n0123456789ab"


def quoting(found: Passage, finding: RowFinding = RowFinding.FOUND) -> ComparisonRow:
    whole = Excerpt(found.span, cut_before=False, cut_after=False)
    return ComparisonRow("灯台市", finding, hit(found), whole)


def listed(*rows: ComparisonRow) -> Comparison:
    return Comparison(Query(ParsedQuestion("窓口", "窓口")), rows, COVERAGE)


def spoken_by(label: str) -> Passage:
    understood = transcript("直しました。", speaker=None, label=label)
    return Passage("n0123456789ab-abc-1", replace(understood, hosts=()), 0, 0, understood.sections[0].speeches[0].span)


def read_csv(table: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(table.removeprefix("\ufeff"), newline="")))


def test_a_row_has_municipality_words_speaker_round_with_day_and_address() -> None:
    assert cells(quoting(passage("窓口を直しました。"))) == (
        "灯台市",
        "「窓口を直しました。」",
        "灯台市・CIO（副市長）〔当時〕・岬 遥",
        "第27回②・令和4年8月22日",
        ADDRESS,
    )


def test_the_three_cases_without_a_quote_are_worded_apart() -> None:
    gone = (Missing(8, 1), Missing(30, 0))
    rows = (
        ComparisonRow("灯台市", RowFinding.NOTHING),
        ComparisonRow("麦野市", RowFinding.NO_ROUNDTABLE),
        ComparisonRow("凪区", RowFinding.INCOMPLETE, missing=gone),
        ComparisonRow("島村", RowFinding.INCOMPLETE, missing=(Missing(0, 2),)),
    )
    assert [cells(row)[1] for row in rows] == [
        "該当する発言は見つかりませんでした（取組がないという意味ではありません）",
        "座談会が収録にありません",
        "一部（第8回①など）が未収録です",
        "一部（②）が未収録です",
    ]
    assert all(cells(row)[2:] == ("", "", "") for row in rows)


def test_a_quote_that_is_only_near_says_so_before_it() -> None:
    assert cells(quoting(passage("直しました。"), RowFinding.NEAR))[1] == "（近い話題）「直しました。」"


def test_sample_copy_and_what_the_day_settles_stand_outside_the_brackets() -> None:
    sample = cells(quoting(passage("来年度に直します。", sample=True)))
    assert sample[1] == "「来年度に直します。」［見本］※発言中の「来年度」＝令和5年度"
    assert sample[4] == "見本のため、もとの記事はありません。"
    copy = cells(quoting(passage("直します。", source=Source.COPY, url=None)))
    assert (copy[1], copy[4]) == ("「直します。」［転記］", "記事の所在は未登録")


def test_tab_separated_has_one_line_a_row_and_names_the_sign_for_a_newline() -> None:
    table = render(
        listed(quoting(passage("直しました。\n　減りました。")), ComparisonRow("麦野市", RowFinding.NOTHING)),
        TableForm.TSV,
    )
    lines = table.splitlines()
    assert [line.count("\t") for line in lines] == [4, 4, 4, 0]
    assert lines[1].split("\t")[1] == "「直しました。／減りました。」"
    assert lines[3] == "※発言中の「／」は、原文では改行です"


def test_a_slash_that_was_said_is_not_taken_for_a_newline() -> None:
    table = render(listed(quoting(passage("サーバ／端末です。\n減りました。"))), TableForm.TSV)
    assert "「サーバ／端末です。｜減りました。」" in table
    assert "「｜」は、原文では改行です" in table


def test_csv_keeps_newlines_and_begins_with_a_byte_order_mark() -> None:
    table = render(listed(quoting(passage('直しました。\n　"減"りました。'))), TableForm.CSV)
    assert table.encode().startswith(b"\xef\xbb\xbf")
    assert read_csv(table)[0] == ["自治体", "発言", "発言者〔当時の役職〕", "第N回・日付", "出典URL"]
    assert read_csv(table)[1][1] == '「直しました。\n　"減"りました。」'


def test_no_cell_is_computed_by_a_spreadsheet_and_no_quote_is_touched_for_it() -> None:
    for label in ("=cmd", "+1", "-1", "@SUM", "＝1", "－1"):
        rows = listed(quoting(spoken_by(label)))
        assert read_csv(render(rows, TableForm.CSV))[1][2] == f"'{label}〔記事の表記のまま〕"
        assert render(rows, TableForm.TSV).splitlines()[1].split("\t")[2] == f"'{label}〔記事の表記のまま〕"
    computed = passage("=1+1")
    assert read_csv(render(listed(quoting(computed)), TableForm.CSV))[1][1] == "「=1+1」"


def test_markdown_shows_every_sign_as_it_was_said() -> None:
    table = render(listed(quoting(passage("A|B を *3* 割\n減らす。"))), TableForm.MARKDOWN)
    header, ruler, row = table.splitlines()
    assert header == "| 自治体 | 発言 | 発言者〔当時の役職〕 | 第N回・日付 | 出典URL |"
    assert ruler == "| --- | --- | --- | --- | --- |"
    assert "「A\\|B を \\*3\\* 割<br>減らす。」" in row
    assert row.endswith(f"| <{ADDRESS}> |")


def test_a_listing_without_rows_is_its_header() -> None:
    assert render(listed(), TableForm.TSV) == "自治体\t発言\t発言者〔当時の役職〕\t第N回・日付\t出典URL\n"


WORDS = st.text(min_size=1, max_size=60).filter(lambda words: words.strip() != "")


@given(WORDS, WORDS)
def test_csv_gives_back_the_very_words_whatever_they_are(words: str, name: str) -> None:
    understood = transcript(words, speaker=replace(MISAKI, name=name))
    found = Passage("n0123456789ab-abc-1", understood, 0, 0, understood.sections[0].speeches[0].span)
    row = read_csv(render(listed(quoting(found)), TableForm.CSV))[1]
    assert f"「{words}」" in row[1]
    assert name in row[2]


@given(WORDS)
def test_tab_separated_and_markdown_have_one_line_a_row_whatever_was_said(words: str) -> None:
    rows = listed(quoting(passage(words)), ComparisonRow("麦野市", RowFinding.NOTHING))
    # splitlines, which knows more line ends than any program that pastes.
    assert len(render(rows, TableForm.TSV).splitlines()) in (3, 4)
    assert len(render(rows, TableForm.MARKDOWN).splitlines()) == 4
