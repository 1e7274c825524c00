"""Relative dates in a quote (「来年度」 → 令和5年度), resolved by the day of the talk; nothing is guessed.

A wrong year beside a true quote is worse than none. So only words that count from the day of speaking are resolved:
not in words that the speaker quotes, not in sentences about another time or about every year.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from corpus.model import Span
from corpus.passages import sentences
from index.query.grammar import MONTHS, month_called, year_called

_MARCH = 3


class Unit(StrEnum):
    """What a relative date names."""

    YEAR = "year"
    #: 年度: 1 April to 31 March, called by the year in which it begins.
    FISCAL_YEAR = "fiscal year"
    MONTH = "month"
    #: The end of that month: 今年度末.
    END_OF_MONTH = "end of month"
    #: 4年目: counted as of that month; when it began is not said.
    AS_OF = "as of"


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A relative date and what it means on the day of the talk."""

    #: As written in the quote.
    words: str
    unit: Unit
    #: The year that is meant: 2023.
    year: int
    #: 1 to 12; None for a year.
    month: int | None = None


#: 「来年」 is no word in 「従来年1回」, 「本年」 none in 「日本年金機構」, 「去年」 none in 「過去年度」.
_WORD = re.compile(
    r"""
    (?P<year>再来年|(?<![再従本将元以未由古到外在往近旧])来年|(?<!昨)今年(?!齢)|(?<![日基資標台見])本年(?![金次数])
            |(?<!一)昨年|(?<!過)去年|(?<!二)一昨年|おととし)
        (?:(?P<fiscal>度)(?P<end>末)? | の?(?P<month>[0-9０-９]{1,2})月(?![間額次分]))?
    | (?P<moon>先々月|(?<!優)先月|今月|再来月|(?<![再従本将元以未由古到外在往近旧])来月)
    | (?P<count>[0-9０-９一二三四五六七八九十]{1,3}年目)
        (?=に(?:なる(?:んで|ので|のです|ところ|[。、])|なります|なりました|入りました|入って[いお])
          |を迎え(?:ました|ます|て[いお]))
    """,
    re.VERBOSE,
)
#: Sentences whose words may count from another day, or from no day at all.
_ELSEWHEN = re.compile(
    r"当時|その[時頃]|そのとき|そのころ|(?<!現)時点|段階では|毎年|例年|年ごと|たびに|もし|仮に|と[い言]われ(?:まし|た)"
)
#: 「来年で5年目になります」 counts as of another year.
_NOT_NOW = re.compile("来年|昨年|去年|次|先月|来月|前は|まで[にの]")
_QUOTED = re.compile(r"「[^「」]*」|『[^『』]*』")


def resolved_dates(text: str, held_on: date | None) -> tuple[ResolvedDate, ...]:
    """Return the relative dates of a quote said on ``held_on``: each once, in the quote's order; none without a day.

    >>> [(each.words, each.unit.value, each.year) for each in resolved_dates("来年度に始めます。", date(2022, 8, 22))]
    [('来年度', 'fiscal year', 2023)]
    """
    if held_on is None:
        return ()
    found: dict[str, ResolvedDate] = {}
    for each in _found(text, held_on):
        found.setdefault(each.words, each)
    return tuple(found.values())


def _found(text: str, held_on: date) -> Iterator[ResolvedDate]:
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for sentence in sentences(text, Span(0, len(text))):
        if _ELSEWHEN.search(text, sentence.start, sentence.end):
            continue
        for match in _WORD.finditer(text, sentence.start, sentence.end):
            counted = match["count"] and _NOT_NOW.search(text, sentence.start, sentence.end)
            if not counted and not any(start <= match.start() < end for start, end in quoted):
                yield _meaning(match, held_on)


def _meaning(match: re.Match[str], held_on: date) -> ResolvedDate:
    words = match.group()
    if match["count"]:
        return ResolvedDate(words, Unit.AS_OF, held_on.year, held_on.month)
    if match["moon"]:
        return ResolvedDate(words, Unit.MONTH, *month_called(match["moon"], held_on))
    year = year_called(match["year"], held_on, fiscal=bool(match["fiscal"]))
    if match["end"]:
        return ResolvedDate(words, Unit.END_OF_MONTH, year + 1, _MARCH)
    if match["fiscal"]:
        return ResolvedDate(words, Unit.FISCAL_YEAR, year)
    month = int(match["month"] or 0)
    if 1 <= month <= MONTHS:
        return ResolvedDate(words, Unit.MONTH, year, month)
    return ResolvedDate(match["year"], Unit.YEAR, year)
