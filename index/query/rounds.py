"""Rounds of the series: 第27回, 第27回①, 3〜5回, 27回の内容. 「第2回の会議」 is what is talked about."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from index.query.folding import Claim, past
from index.query.grammar import kanji_number
from index.query.parsed_question import ConstraintKind, ParseContext

_ORDINAL = r"(?:\d{1,3}(?!\d)|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_MORE = rf"(?P<more>(?:(?:から|[、,・と]|[~〜\-–])第?{_ORDINAL}回?)*)"
#: The longest list that is a list of rounds and not a slip: 「第1〜900回」.
_MOST = 60
#: Something else is counted: 「第2回の会議」, 「第1回区議会定例会」, 「第3回接種」, 「第5回調査」.
_OTHER_SERIES = (
    r"(?!目?の?[^\s、。は]{0,6}?(?:会議|検討会|協議会|委員会|部会|大会|講座|定例|議会|総会|講演|勉強会|説明会"
    r"|ワクチン|接種|入札|試験|選考|連絡会|セミナー|審議会|臨時会|打合せ|打ち合わせ|ワークショップ|幹事会)"
    # 「第27回の研修」 asks what was said there of 研修; 「第2回研修」 is a course.
    r"|目の?(?:研修|調査|募集|公募|訓練)|(?:研修|調査|募集|公募|訓練))"
)
#: 「第27回①」, 「第27回の①と②で」, 「第27回2は」, 「第27回パート2」.
_PART = (
    r"(?:の?[(]?(?P<circled>[①-⑨](?:[・、,と]?[①-⑨])*)[)]?"
    r"|(?<=回)の?[(]?(?:[ ]?(?:part|パート)[ ]?)?(?P<part>[1-9])[)]?(?=[\s、。,?!はのでにをと」]|$))?"
)
_PART_ONLY = r"(?P<circled2>[①-⑨])?"
_TALK = r"(?:目?の?(?:CIO)?(?:フォーラム)?の?(?:座談会|対談))"
_ROUND = re.compile(
    rf"(?:第[ ]?(?P<first>{_ORDINAL})回?{_MORE}(?<=回)"
    rf"{_OTHER_SERIES}{_PART}(?:{_TALK}|目(?![一-鿿]))?"
    rf"|(?<![\d第全])(?P<nth>\d{{1,3}})回目{_TALK}"
    # 「27回」, 「27回の内容」 at the head of a question; not 「12回の研修」.
    r"|(?:(?<=[\s、。])|(?<!.))(?P<only>\d{1,3})回目?(?=[①-⑨は\s?。]|$|の(?:話|発言|内容|概要|まとめ|記事|議題|テーマ))"
    rf"{_PART_ONLY})"
)
_STEP = re.compile(rf"(?P<to>から|[~〜\-–])?[、,・と]?第?(?P<number>{_ORDINAL})回?")
_TAIL = re.compile(r"(?:で(?!す|し|あ)は?|では|の|は|から|について|も|、)?[ ]*")


def read_rounds(text: str, parse_context: ParseContext) -> Iterator[Claim]:
    """Yield the rounds of the series; those that the corpus does not have are marked as outside."""
    for match in _ROUND.finditer(text):
        if rounds := _numbers(match["first"] or match["nth"] or match["only"], match["more"] or ""):
            stop = past(text, match.end(), _TAIL)
            yield Claim(_kind(rounds, parse_context), *match.span(), stop, rounds=tuple(rounds), parts=_parts(match))


def _kind(rounds: list[int], parse_context: ParseContext) -> ConstraintKind:
    """Return the kind of a list of rounds: a list of which the corpus has some asks for those."""
    is_outside = bool(parse_context.rounds) and parse_context.rounds.isdisjoint(rounds)
    return ConstraintKind.ROUND_OUTSIDE if is_outside else ConstraintKind.ROUND


def rounds_at(text: str, start: int, parse_context: ParseContext) -> Iterator[Claim]:
    """Yield the rounds at ``start``, as after ``回:``: 27, 第27回, 27①, 3,5, 3-5."""
    match = re.compile(rf"第?(?P<first>{_ORDINAL})回?{_MORE}{_PART}").match(text, start)
    if match and (rounds := _numbers(match["first"], match["more"])):
        kind, end = _kind(rounds, parse_context), match.end()
        yield Claim(kind, start, end, end, rounds=tuple(rounds), parts=_parts(match))


def _parts(match: re.Match[str]) -> tuple[int, ...]:
    """Return the parts of a matched round, each once."""
    digits = (
        unicodedata.digit(char, 0)
        for char in match["circled"] or match["part"] or match.groupdict().get("circled2") or ""
    )
    return tuple(sorted({digit for digit in digits if digit}))


def _numbers(first: str, more: str) -> list[int]:
    """Return the rounds of a list, ranges expanded; empty if there is no such list.

    >>> _numbers("3", "〜5回"), _numbers("1", "回と第3")
    ([3, 4, 5], [1, 3])
    """
    found = [kanji_number(first)]
    for step in _STEP.finditer(more.removeprefix("回")):
        number = kanji_number(step["number"])
        found += range(found[-1] + 1, number) if step["to"] and number - found[-1] <= _MOST else []
        found.append(number)
    return sorted(set(found)) if min(found) > 0 and len(found) <= _MOST else []
