"""Dates, rounds, counts and what was searched, as every sentence names them."""

from __future__ import annotations

from datetime import date

#: Shown once below every answer.
SOURCE = "出典：東京都・区市町村CIOフォーラム座談会。発言・役職は開催当時。"
SAMPLE_NOTICE = "見本の自治体・人物・発言は、すべて架空のものです。"
NO_DATE = "開催日の記載なし"
SEPARATOR = " · "
_REIWA = date(2019, 5, 1)
_HEISEI = date(1989, 1, 8)


def year(day: date) -> str:
    """Return the year of a day as the articles write it: by era since 1989.

    >>> year(date(2019, 5, 1)), year(date(2019, 4, 30)), year(date(1980, 1, 1))
    ('令和元年', '平成31年', '1980年')
    """
    for era, since in (("令和", _REIWA), ("平成", _HEISEI)):
        if day >= since:
            count = day.year - since.year + 1
            return f"{era}{'元' if count == 1 else count}年"
    return f"{day.year}年"


def fiscal_year(first: int) -> str:
    """Return a fiscal year (April to March) by the year in which it begins."""
    # An era's first year is named after it: by December it always was.
    return f"{year(date(first, 12, 31))}度"


def day_of(day: date | None) -> str:
    """Return a day in the Japanese calendar, or that the article prints none."""
    return f"{year(day)}{day.month}月{day.day}日" if day else NO_DATE


def month_of(day: date) -> str:
    """Return a day's month in the Japanese calendar."""
    return f"{year(day)}{day.month}月"


def months(since: date, until: date) -> str:
    """Return a range of months; a single month where both days are in it.

    >>> months(date(2022, 8, 1), date(2022, 8, 22)), months(date(2021, 8, 16), date(2022, 8, 22))
    ('令和4年8月', '令和3年8月〜令和4年8月')
    """
    return "〜".join(dict.fromkeys((month_of(since), month_of(until))))


def round_of(number: int, part: int | None) -> str:
    """Return a round's number, and the part where there is one.

    >>> round_of(27, 2), round_of(3, None)
    ('第27回②', '第3回')
    """
    return f"第{number}回{part_of(part) if part else ''}"


def missing_part(number: int | None, part: int | None) -> str:
    """Return the name of a part that is missing, as far as it is known."""
    if number:
        return round_of(number, part)
    return part_of(part) if part else "回の番号のない記事"


def part_of(number: int) -> str:
    """Return a part's number, circled up to ⑨."""
    return "①②③④⑤⑥⑦⑧⑨"[number - 1] if 0 < number <= 9 else f"{number}"  # noqa: PLR2004 - ①…⑨


def talk(number: int | None, day: date | None, hosts: tuple[str, ...]) -> str:
    """Return the name of one talk, as far as it is known.

    >>> talk(8, date(2022, 8, 30), ("虹ノ橋市",)), talk(None, None, ())
    ('第8回（令和4年8月30日、虹ノ橋市）', '回の番号のない座談会（開催日の記載なし）')
    """
    named = f"第{number}回" if number else "回の番号のない座談会"
    return f"{named}（{'、'.join((day_of(day), *hosts))}）"


def hosts_round(hosts: tuple[str, ...]) -> str:
    """Return whose round it was, for a speaker whose affiliation the article does not settle."""
    return f"{'・'.join(hosts)}の回"


def covered(articles: int, rounds: int, municipalities: int, since: date | None, until: date | None) -> str:
    """Return what was searched: rounds, articles, municipalities, period.

    >>> covered(6, 5, 4, date(2021, 8, 16), date(2022, 9, 16))
    '収録：座談会5回（6記事、4自治体、令和3年8月〜令和4年9月）'
    """
    period = f"、{months(since, until)}" if since and until else ""
    return f"収録：座談会{rounds}回（{articles}記事、{municipalities}自治体{period}）"


def share(shown: int, more: int, *, at_least: bool = False) -> str:
    """Return how many quotes are shown, and of how many; もっと見る names the difference.

    >>> share(3, 25), share(3, 25, at_least=True), share(3, 0)
    ('28件のうち3件', '28件以上のうち3件', '3件')
    """
    return f"{counted(shown + more, at_least=at_least)}のうち{shown}件" if more else f"{shown}件"


def counted(number: int, *, at_least: bool) -> str:
    """Return a number of quotes; *at_least*: not all passages were looked at."""
    return f"{number}件以上" if at_least else f"{number}件"


#: Added to the coverage of the sample.
sample_notice = "これは試用のための見本です。{}".format


def span_of(since: date, until: date) -> str:
    """Return a period as a year, a fiscal year or months: what 昨年度 meant on the day of the question.

    >>> span_of(date(2022, 1, 1), date(2022, 12, 31)), span_of(date(2022, 4, 1), date(2023, 3, 31))
    ('令和4年', '令和4年度')
    >>> span_of(date(2022, 8, 1), date(2022, 8, 31))
    '令和4年8月'
    """
    if (since.month, since.day, until.month, until.day) == (1, 1, 12, 31):
        return "〜".join(dict.fromkeys((year(until.replace(year=since.year)), year(until))))
    if (since.month, since.day, until.month, until.day) == (4, 1, 3, 31) and until.year == since.year + 1:
        return fiscal_year(since.year)
    return months(since, until)


def fiscal_year_option(first: int) -> str:
    """Return a fiscal year with its months, for a list to choose from."""
    return f"{fiscal_year(first)}（{first}年4月〜{first + 1}年3月）"
