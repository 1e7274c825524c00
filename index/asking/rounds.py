"""Which round: 第27回, 27回目の座談会, 第1回と第3回, 第3〜5回; not 「第2回の会議」."""

from __future__ import annotations

import re
from collections.abc import Iterator

from index.asking.folding import Claim
from index.asking.model import ClauseKind, Surroundings
from index.asking.periods import kanji_number

_NUMBER = r"(?:\d{1,3}(?!\d)|[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九])"
#: The longest list that is a list of rounds and not a slip: 「第1〜900回」.
_MOST = 60
#: Something else is counted: 「第2回の会議」, 「第1回区議会定例会」, 「第3回接種」, 「第5回調査」.
_OTHER_SERIES = (
    r"(?!目?の?[^\s、。は]{0,6}?(?:会議|検討会|協議会|委員会|部会|大会|講座|定例|議会|総会|講演|勉強会|説明会"
    r"|ワクチン|接種|入札|試験|選考|連絡会|セミナー|審議会|臨時会|打合せ|打ち合わせ|ワークショップ|幹事会)"
    # 「第27回の研修」 asks what was said there of 研修; 「第2回研修」 is a course.
    r"|目の?(?:研修|調査|募集|公募|訓練)|(?:研修|調査|募集|公募|訓練))"
)
#: 「第27回①」, 「第27回の①で」: ① is folded to 1.
_PART = r"(?:の?[(（]?(?P<part>[1-9])[)）]?(?=[\s、。,?!はのでにをと」]|$))?"
_TALK = r"(?:目?の?(?:CIO)?(?:フォーラム)?の?(?:座談会|対談))"
_ROUND = re.compile(
    rf"(?:第[ ]?(?P<first>{_NUMBER})回?(?P<more>(?:(?:から|[、,・と]|[~〜\-–])第?{_NUMBER}回?)*)(?<=回)"
    rf"{_OTHER_SERIES}{_PART}{_TALK}?"
    rf"|(?<![\d第全])(?P<nth>\d{{1,3}})回目{_TALK})"
)
_STEP = re.compile(rf"(?P<to>から|[~〜\-–])?[、,・と]?第?(?P<number>{_NUMBER})回?")
_TAIL = re.compile(r"(?:で(?!す|し|あ)は?|では|の|は|から|について|も|、)?[ ]*")


def read_rounds(text: str, surroundings: Surroundings) -> Iterator[Claim]:
    """Rounds of the series; those that the corpus does not have are told apart."""
    for match in _ROUND.finditer(text):
        if rounds := numbers(match["first"] or match["nth"], match["more"] or ""):
            end = _TAIL.match(text, match.end())
            stop = end.end() if end else match.end()
            parts = (int(match["part"]),) if match["part"] else ()
            kind = _kind(rounds, surroundings)
            yield Claim(kind, match.start(), match.end(), stop, rounds=tuple(rounds), parts=parts)


def _kind(rounds: list[int], surroundings: Surroundings) -> ClauseKind:
    """A list of which some are there asks for those."""
    is_outside = bool(surroundings.rounds) and surroundings.rounds.isdisjoint(rounds)
    return ClauseKind.ROUND_OUTSIDE if is_outside else ClauseKind.ROUND


def rounds_at(text: str, start: int, surroundings: Surroundings) -> Claim | None:
    """The rounds that stand at ``start``, as after ``回:``: 27, 第27回, 3,5, 3-5; or None."""
    pattern = re.compile(rf"第?(?P<first>{_NUMBER})回?(?P<more>(?:(?:から|[、,・と]|[~〜\-–])第?{_NUMBER}回?)*)")
    match = pattern.match(text, start)
    rounds = numbers(match["first"], match["more"]) if match else []
    if not match or not rounds:
        return None
    return Claim(_kind(rounds, surroundings), start, match.end(), match.end(), rounds=tuple(rounds))


def numbers(first: str, more: str) -> list[int]:
    """The rounds of a list, ranges spelt out; empty where there is no such list.

    >>> numbers("3", "〜5回"), numbers("1", "回と第3")
    ([3, 4, 5], [1, 3])
    """
    found = [kanji_number(first)]
    for step in _STEP.finditer(more.removeprefix("回")):
        number = kanji_number(step["number"])
        found += range(found[-1] + 1, number) if step["to"] and number - found[-1] <= _MOST else []
        found.append(number)
    return sorted(set(found)) if min(found) > 0 and len(found) <= _MOST else []
