"""An answer in the terminal: found, near and nothing worded apart, under which conditions, and what else to try."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import Any

from rich.console import Console

from bot import wording
from bot.answers.answer import Definition
from bot.answers.quote import WHOLE
from bot.answers.remarks import Conditions, FoundWithout, LeansOnThread, NearWords, NothingAsked, Remark
from bot.cli.show_answer import show_answer
from index.glossary import Term
from index.model import Confidence, Results
from index.query.parser import understand
from tests.bot.invented import answer, hit, passage, results
from tests.index.query.parse_context import ASKED_IN_2023

QUOTE = "窓口の予約を始めました。"


def shown(found: Results, *remarks: Remark, **more: Any) -> str:
    """Return what a terminal prints that is wide enough for every sentence."""
    console = Console(width=300, file=StringIO())
    with console.capture() as captured:
        show_answer(console, answer(found, WHOLE, *remarks, **more))
    return captured.get()


def nothing(question: str) -> Results:
    return results(confidence=Confidence.NOTHING, asked=understand(question, ASKED_IN_2023))


def test_what_is_found_what_is_near_and_nothing_are_worded_apart() -> None:
    assert "言葉が重なる発言から" in shown(results(hit(passage(QUOTE))))
    assert "「窓口」に近い話題の発言を" in shown(results(hit(passage(QUOTE)), confidence=Confidence.NEAR))
    assert "取組がないという意味ではありません" in shown(nothing("窓口"))


def test_filters_stand_in_one_line_and_the_coverage_beside_them() -> None:
    asked = understand("練馬区は2022年に窓口について何と？", ASKED_IN_2023)
    lines = shown(results(hit(passage(QUOTE)), asked=asked), Conditions(("練馬区", "2022年"))).splitlines()
    assert "条件：練馬区／2022年" in lines
    assert "収録：座談会5回" in lines[0]


def test_nothing_says_which_filter_excludes_what_and_shows_near_words() -> None:
    found = nothing("練馬区の窓口")
    assert found.asked
    without = FoundWithout(found.asked.filters, 4, at_least=False)
    said = shown(found, without, NearWords(("予約", "申請")))
    assert "条件「練馬区」を外すと4件あります。" in said
    assert "収録にある近い言葉：予約、申請" in said


def test_what_leans_on_a_thread_is_asked_back_and_nothing_else_is_said() -> None:
    found = shown(nothing("これについて他の区は？"), LeansOnThread())
    assert "「これ」が何のことか分かりません。" in found
    assert "該当する発言" not in found
    assert "何についての発言を探しますか。" in shown(nothing("教えて"), NothingAsked())


def test_a_term_is_explained_above_the_quotes_and_marked_as_ours() -> None:
    term = Definition(Term("窓口改革", (), "窓口の仕事を見直すこと。"), 1)
    lines = shown(results(hit(passage(QUOTE))), definition=term).splitlines()
    assert lines[:3] == ["窓口改革：窓口の仕事を見直すこと。", wording.EXPLAINED_BY_US, "この言葉が出てくる発言：1件"]
    assert lines.index("") < next(at for at, line in enumerate(lines) if QUOTE in line)


def test_what_the_day_settles_stands_below_the_quote() -> None:
    found = shown(results(hit(passage("来年度に窓口を直します。"))))
    assert "発言中の「来年度」＝令和5年度" in found


def test_the_number_of_quotes_is_that_of_those_that_can_be_read() -> None:
    found = replace(results(hit(passage(QUOTE))), total=95, more=25)
    assert "26件のうち1件" in shown(found)
    assert "26件以上のうち1件" in shown(replace(found, at_least=True))
