"""An answer in the terminal: found, near and nothing worded apart, under which conditions, and what else to try."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO
from typing import Any

from rich.console import Console

from bot import wording
from bot.conversation.explaining import Explained
from bot.printing.answer import show_answer
from index.asking.understanding import understand
from index.browsing.census import Topic
from index.glossary import Term
from index.model import Excluded, Results, Sureness
from tests.bot.invented import hit, passage, results
from tests.index.asking.surroundings import ASKED_IN_2023

QUOTE = "窓口の予約を始めました。"


def shown(answer: Results, *more: Any) -> str:
    """Return what a terminal shows that is wide enough for every sentence."""
    console = Console(width=300, file=StringIO())
    with console.capture() as captured:
        show_answer(console, answer, *more)
    return captured.get()


def nothing(question: str) -> Results:
    return results(sureness=Sureness.NOTHING, asked=understand(question, ASKED_IN_2023))


def test_what_is_found_what_is_near_and_nothing_are_worded_apart() -> None:
    assert "言葉が重なる発言から" in shown(results(hit(passage(QUOTE))))
    assert "ぴったりの発言は見つかりませんでした" in shown(results(hit(passage(QUOTE)), sureness=Sureness.NEAR))
    assert "取組がないという意味ではありません" in shown(nothing("窓口"))


def test_filters_stand_in_one_line_and_the_coverage_beside_them() -> None:
    asked = understand("練馬区は2022年に窓口について何と？", ASKED_IN_2023)
    lines = shown(results(hit(passage(QUOTE)), asked=asked)).splitlines()
    assert "条件：練馬区／2022年" in lines
    assert "収録：座談会5回" in lines[0]


def test_a_period_outside_the_corpus_is_named() -> None:
    asked = understand("2010年の窓口", ASKED_IN_2023)
    assert "「2010年」の座談会は収録にありません" in shown(results(hit(passage(QUOTE)), asked=asked))


def test_a_municipality_without_a_roundtable_is_named() -> None:
    assert "練馬区の座談会が収録にありません。" in shown(nothing("練馬区の窓口"))


def test_nothing_says_which_filter_excludes_what_and_shows_near_words() -> None:
    answer = nothing("練馬区の窓口")
    assert answer.asked
    found = shown(replace(answer, excluded_by=(Excluded(answer.asked.filters, 4),), near_words=("予約", "申請")))
    assert "条件「練馬区」を外すと4件あります。" in found
    assert "収録にある近い言葉：予約、申請" in found


def test_what_leans_on_a_thread_is_asked_back_and_nothing_else_is_said() -> None:
    found = shown(nothing("これについて他の区は？"))
    assert "「これ」が何のことか分かりません。" in found
    assert "該当する発言" not in found
    assert "何についての発言を探しますか。" in shown(nothing("教えて"))


def test_うちの区_that_nobody_knows_is_said_to_be_no_condition() -> None:
    asked = understand("うちの区は窓口について何と？", replace(ASKED_IN_2023, own=None))
    found = shown(results(hit(passage(QUOTE)), asked=asked))
    assert "--own 練馬区" in found
    assert "条件：" not in found


def test_a_term_is_explained_above_the_quotes_and_marked_as_ours() -> None:
    term = Explained(Term("窓口改革", (), "窓口の仕事を見直すこと。"), frozenset({"n0123456789ab-abc-1"}))
    lines = shown(results(hit(passage(QUOTE))), term).splitlines()
    assert lines[:3] == ["窓口改革：窓口の仕事を見直すこと。", wording.EXPLAINED_BY_US, "この言葉が出てくる発言：1件"]
    assert lines.index("") < next(at for at, line in enumerate(lines) if QUOTE in line)


def test_a_topic_that_nobody_speaks_of_is_said_to_be_none_of_the_talks_subjects() -> None:
    assert "生成AIは、収録の座談会では話されていません。" in shown(nothing("生成AIは？"), None, [Topic("生成AI", ())])


def test_the_number_of_quotes_is_that_of_those_that_can_be_read() -> None:
    found = replace(results(hit(passage(QUOTE))), total=95, more=25)
    assert "26件のうち1件" in shown(found)
    assert "26件以上のうち1件" in shown(replace(found, at_least=True))
