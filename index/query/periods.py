"""Periods (2022年, 令和4年度, R4, 2021年以降, 去年), counted from the day of the question.

A year is a period only where it can be the talks': 「2025年の崖」, 「2040年問題」, 「令和7年度末まで」 and years
to come are what is talked about.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from index.query.folding import Claim, past
from index.query.grammar import MONTHS, PARTICLE, kanji_number, month_called, year_called
from index.query.parsed_question import ConstraintKind, ParseContext, Period

#: First year of an era, less one.
_ERAS = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}
_APRIL = 4
_LONGEST_MONTH = 31
_NUMBER = r"(?:元|\d{1,2}(?!\d)|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"

_WESTERN = r"(?:西暦)?(?P<western>20\d\d)"
_ERA = rf"(?P<era>令和|平成|(?<![A-Za-z0-9])[RH])[ ]?(?P<number>{_NUMBER})"
_DAY = r"(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?"
_NUMERIC = r"[/.\-](?P<month2>\d{1,2})(?!\d)(?:[/.\-](?P<day2>\d{1,2})(?!\d))?"
_POINT = re.compile(
    rf"(?<![\d.])(?:{_WESTERN}(?:(?P<fiscal>年度|FY)|年(?![度代間])(?:{_DAY})?|{_NUMERIC})"
    rf"|{_ERA}(?:(?P<fiscal2>年度)|年(?![度代間])(?:(?P<month3>\d{{1,2}})月(?:(?P<day3>\d{{1,2}})日)?)?"
    r"|[/.\-](?P<month4>\d{1,2})(?!\d)(?:[/.\-](?P<day4>\d{1,2})(?!\d))?|(?P<short>(?![A-Za-z0-9年])))"
    r"|(?<![一-鿿])(?P<relative>一昨年|今年|本年|去年|昨年|おととし)(?:(?P<fiscal3>度)|の?(?P<month5>\d{1,2})月(?:(?P<day5>\d{1,2})日)?)?"
    r"|(?<![一-鿿])(?P<moon>今月|先月)"
    r"|(?<![一-鿿\d])(?P<ago>\d{1,2}|[一二三四五六七八九十])年前(?=の(?!倒)|は|$|[\s、。?]|だけ|ごろ|頃|くらい|ぐらい))"
)
#: 「令和4年夏」, 「令和3年度の下半期」, 「R4上半期」: a part of the year, in months after its first.
_PART_OF_YEAR = re.compile(
    r"の?(?P<part>上半期|上期|前期|前半|下半期|下期|後期|後半|第?(?P<quarter>[1-4一二三四])四半期|春|夏|秋|冬)"
)
#: First month and number of months; of the winter, those of the year's end and of the next year's beginning.
_SEASONS = {"春": (3, 3), "夏": (6, 3), "秋": (9, 3), "冬": (12, 3)}
#: 「最新の座談会」, 「直近の回」: the day of the newest talk.
_NEWEST_TALK = re.compile(
    r"(?:(?:一番|最も)新しい|最新の?|直近の|いちばん新しい|最近の)(?:座談会|対談|回(?!線|答)|フォーラム)"
)
#: 「2021〜2022年」, 「令和3〜4年度」: the first one says less.
_FIRST_OF_TWO = re.compile(
    rf"(?<![\d.])(?:(?P<western>20\d\d)|{_ERA})(?=(?:から|[~〜\-–]|、|・|と)(?:20\d\d|\d{{1,2}}|令和|R)(?P<unit>年度?))"
)
_TO = re.compile(r"年?度?(?:から|[~〜\-–])")
_AND = re.compile(r"年?度?[、・と]")
_SECOND = re.compile(rf"(?P<number>{_NUMBER})(?P<unit>年度?)")
_FROM = re.compile(r"以降|以後|より後|から(?:後|あと)?|[~〜]|移行(?=の|は|$|[\s、。?])")
_UNTIL = re.compile(r"以前|まで(?!に)|より前|前(?!半|期|後|年)|[ ]?迄(?!に)")
#: After the second of two.
_UP_TO = re.compile(r"まで(?!に)")
#: The year itself is left out: 「2022年より前」, 「2021年より後」.
_STRICT = re.compile(r"より[前後]")

_BARE_YEAR = re.compile(r"(?<!\S)20\d\d(?!\S)")

#: What makes a year part of what is talked about.
_SUBJECT = re.compile(
    r"(?:度)?(?:の)?(?:問題|崖)|版|型|式|法|条例|目標|末|比|モデル|ビジョン|構想|戦略|計画|大会|生まれ|頃?までに|迄に|同期"
    r"|に(?:は)?(?:策定|制定|施行|開設|開始|設置|導入|始|でき|作|開校|入[庁区都職]|移行)"
    r"|から(?:の)?(?:始|はじ|実施|開始|導入|続|開|スタート|施行|適用|運用|本格|取り?組)|(?:度)?(?:入庁|入区|採用職員|新人)|を見据|に向け"
)


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A period as written in the text."""

    start: int
    end: int
    since: date | None
    until: date | None
    #: The first day that is named: 「2030年まで」 names days to come.
    named: date | None = None


def read_periods(text: str, parse_context: ParseContext) -> Iterator[Claim]:
    """Yield the periods of talks; a year to come is none, and one outside the corpus is marked as such."""
    for stretch in _stretches(text, parse_context.today):
        named = stretch.named or stretch.since
        ahead = named is not None and named > parse_context.today
        if not (ahead or _SUBJECT.match(text, stretch.end)):
            yield _claim(text, stretch, parse_context)
    yield from _bare_years(text, parse_context)
    if newest := parse_context.until:
        for match in _NEWEST_TALK.finditer(text):
            end = past(text, match.end(), PARTICLE)
            yield Claim(ConstraintKind.PERIOD, *match.span(), end, period=Period(newest, newest))


def _bare_years(text: str, parse_context: ParseContext) -> Iterator[Claim]:
    """「採用 2022」: a number between blanks is a year only where the corpus has that year."""
    if not (parse_context.since and parse_context.until):
        return
    for match in _BARE_YEAR.finditer(text):
        if parse_context.since.year <= int(match[0]) <= parse_context.until.year:
            days = Period(date(int(match[0]), 1, 1), date(int(match[0]), 12, 31))
            yield Claim(ConstraintKind.PERIOD, *match.span(), match.end(), period=days)


def period_at(text: str, start: int, parse_context: ParseContext) -> Iterator[Claim]:
    """Yield the period at ``start``, as after ``年:``, where a bare year is enough."""
    if found := next((one for one in _stretches(text, parse_context.today) if one.start == start), None):
        yield _claim(text, found, parse_context)
    elif bare := re.compile(r"(20\d\d)(?:(?:から|[~〜\-–])(20\d\d)?)?(?!\d)").match(text, start):
        first, last = date(int(bare[1]), 1, 1), date(int(bare[2] or bare[1]), 12, 31)
        open_end = bare[2] is None and len(bare[0]) > len(bare[1])
        yield _claim(text, _Stretch(start, bare.end(), first, None if open_end else last), parse_context)


def _claim(text: str, stretch: _Stretch, parse_context: ParseContext) -> Claim:
    since, until = stretch.since, stretch.until
    if since and until and since > until:  # 「2022年〜2021年」
        since, until = until.replace(month=1, day=1), since.replace(month=12, day=31)
    kind = ConstraintKind.PERIOD_OUTSIDE if _outside(since, until, parse_context) else ConstraintKind.PERIOD
    end = past(text, stretch.end, PARTICLE)
    return Claim(kind, stretch.start, stretch.end, end, period=Period(since, until))


def _outside(since: date | None, until: date | None, parse_context: ParseContext) -> bool:
    too_late = since is not None and parse_context.until is not None and since > parse_context.until
    too_early = until is not None and parse_context.since is not None and until < parse_context.since
    return too_late or too_early


def _stretches(text: str, today: date) -> Iterator[_Stretch]:
    at = 0
    while at < len(text):
        found = _first_of_two(text, at, today)
        single = _single(text, at, today)
        stretch = min(filter(None, (found, single)), key=lambda one: one.start, default=None)
        if stretch is None:
            return
        yield stretch
        at = max(stretch.end, at + 1)


def _single(text: str, at: int, today: date) -> _Stretch | None:
    for match in _POINT.finditer(text, at):
        if days := _days(match, today):
            part = _PART_OF_YEAR.match(text, match.end())
            if part and days[0].month in (1, _APRIL) and (days[1] - days[0]).days > _LONGEST_MONTH:
                fiscal = days[0].month == _APRIL
                return _Stretch(match.start(), part.end(), *_part_of_year(days[0].year, part, fiscal=fiscal))
            return _extended(text, _Stretch(*match.span(), *days), today)
    return None


def _part_of_year(year: int, part: re.Match[str], *, fiscal: bool) -> tuple[date, date]:
    """Return the days of a part of a year: a half or a quarter counts from April in a 年度, a season does not."""
    begins = _APRIL if fiscal else 1
    if part["part"] in _SEASONS:
        first, months = _SEASONS[part["part"]]
    elif part["quarter"]:
        first, months = begins + 3 * (kanji_number(part["quarter"]) - 1), 3
    else:
        first, months = begins + (6 if part["part"][0] in "下後" else 0), 6
    years, month = divmod(first - 1, MONTHS)
    since = date(year + years, month + 1, 1)
    years, month = divmod(first - 1 + months, MONTHS)
    return since, date(year + years, month + 1, 1) - timedelta(days=1)


def _extended(text: str, first: _Stretch, today: date) -> _Stretch:
    """Return the stretch with what follows: another point, 以降, 以前."""
    to = _TO.match(text, first.end)
    if to and (second := _point_at(text, to.end(), today) or _second_month(text, to.end(), first)):
        return _Stretch(first.start, past(text, second.end, _UP_TO), first.since, second.until)
    if _SUBJECT.match(text, first.end):
        return first
    if since := _FROM.match(text, first.end):
        start = _shifted(first.until, 1) if _STRICT.match(since[0]) else first.since
        return _Stretch(first.start, since.end(), start, None)
    if until := _UNTIL.match(text, first.end):
        strict = bool(_STRICT.match(until[0])) or until[0] == "前"
        stop = _shifted(first.since, -1) if strict else first.until
        return _Stretch(first.start, until.end(), None, stop, first.since)
    return first


def _second_month(text: str, at: int, first: _Stretch) -> _Stretch | None:
    """Return the month at ``at`` of the same year: 「2022年1月から6月」."""
    match = re.compile(r"(?P<month>\d{1,2})月(?!間)").match(text, at)
    days = _month(first.since.year, int(match["month"])) if match and first.since else None
    one_month = first.since and first.until and (first.until - first.since).days < _LONGEST_MONTH
    return _Stretch(*match.span(), *days) if match and days and one_month else None


def _point_at(text: str, at: int, today: date) -> _Stretch | None:
    match = _POINT.match(text, at)
    days = _days(match, today) if match else None
    return _Stretch(*match.span(), *days) if match and days else None


def _first_of_two(text: str, at: int, today: date) -> _Stretch | None:
    for match in _FIRST_OF_TWO.finditer(text, at):
        year = int(match["western"]) if match["western"] else _era_year(match["era"], match["number"])
        joint = _TO.match(text, match.end()) or _AND.match(text, match.end())
        if year is None or joint is None:
            continue
        first = _year(year, fiscal=match["unit"] == "年度")
        second = _point_at(text, joint.end(), today) or _short_second(text, joint.end(), match["era"])
        if first and second:
            return _Stretch(match.start(), second.end, first[0], second.until)
    return None


def _short_second(text: str, at: int, era: str | None) -> _Stretch | None:
    match = _SECOND.match(text, at) if era else None
    year = _era_year(era, match["number"]) if match and era else None
    days = _year(year, fiscal=match["unit"] == "年度") if match and year else None
    return _Stretch(*match.span(), *days) if match and days else None


def _days(match: re.Match[str], today: date) -> tuple[date, date] | None:
    if match["moon"]:
        return _month(*month_called(match["moon"], today))
    if match["ago"]:
        return _year(today.year - kanji_number(match["ago"]), fiscal=False)
    fiscal = bool(match["fiscal"] or match["fiscal2"] or match["fiscal3"])
    if match["relative"]:
        year: int | None = year_called(match["relative"], today, fiscal=fiscal)
    else:
        year = int(match["western"]) if match["western"] else _era_year(match["era"], match["number"])
    if year is None:
        return None
    month, day = _one_of(match, "month"), _one_of(match, "day")
    return _year(year, fiscal=fiscal) if month is None else _month(year, month, day)


def _one_of(match: re.Match[str], part: str) -> int | None:
    found = next((match[name] for name in (part, *(f"{part}{n}" for n in (2, 3, 4, 5))) if match[name]), None)
    return int(found) if found else None


def _era_year(era: str, number: str) -> int | None:
    return _ERAS[era] + count if (count := kanji_number(number)) else None


def _year(year: int, *, fiscal: bool) -> tuple[date, date]:
    return (date(year, 4, 1), date(year + 1, 3, 31)) if fiscal else (date(year, 1, 1), date(year, 12, 31))


def _month(year: int, month: int, day: int | None = None) -> tuple[date, date] | None:
    try:
        last = calendar.monthrange(year, month)[1]
        return date(year, month, day or 1), date(year, month, day or last)
    except ValueError:  # 2022年13月, 2月30日
        return None


def _shifted(day: date | None, days: int) -> date | None:
    return day + timedelta(days) if day else None
