"""Demands: what an answer must have beside the words: a number, one who does it, one who does not."""

from __future__ import annotations

import re
from typing import NamedTuple

#: How much or how many is asked: 「何人になった？」, 「いくら」, 「効果は？」.
_QUANTITY = re.compile(
    r"(?:何|なん)(?P<unit>人|名|件|時間|割|回|円|台|か月|ヶ月|年|日|週間|分|団体|自治体|種類|項目|本|パーセント|%|倍|か所|箇所)|いくら(?!でも)|どの(?:くらい|ぐらい|程度)|どれ(?:くらい|ぐらい|だけ|ほど)"
    r"|(?:効果|成果|実績|利用率|件数|人数|費用|金額|時間|割合)(?:は|って|が知り|を教え)?(?:[?。\s]|$|どう|あった|出た)"
)
#: Who does not do it: 「採用していない自治体」; who does: 「採っている自治体はある？」.
_NOT_DOING = re.compile(
    r"(?:(?:て|で)(?:い)?ない|(?<=[らかさたなまばがわや])ない|なかった|いない|ゼロの)(?:自治体|団体|所|ところ|とこ|区|市|町|村|例)|(?:いない|ない)(?:の|ん)?(?:は)?(?:どこ|誰)"
    r"|(?:やめた|やめる|廃止した|見送った|断念した|中止した)(?:自治体|団体|ところ|とこ|区|市|町|村|例|事例|話)"
)
_DOING = re.compile(
    r"(?:て|で)(?:い)?る(?:自治体|団体|所|ところ|とこ|区|市|町|村|例)(?:さん)?(?=[はがをのでも、。?\s]|って|ある|あり|教え|どこ|$)"
)
#: A number with its unit in a passage.
NUMBER = r"[\d０-９一二三四五六七八九十百千万億][\d０-９,，.．一二三四五六七八九十百千万億]*[ ]?"


class Polarity(NamedTuple):
    """Whether those are asked for who do it, or those who do not."""

    does: bool
    does_not: bool


def quantity(text: str) -> str | None:
    """Return the unit in which a question asks how much, "" for any; None where it does not ask.

    >>> quantity("登録は何人になった?"), quantity("いくら安くなった?"), quantity("採用は?")
    ('人', '', None)
    """
    found = _QUANTITY.search(text)
    return None if found is None else found["unit"] or ""


def polarity(text: str) -> Polarity:
    """Return whether a question asks for those who do something, or who do not.

    >>> polarity("採用していない自治体はどこ"), polarity("採っている自治体はある?"), polarity("採用は?")
    (Polarity(does=False, does_not=True), Polarity(does=True, does_not=False), Polarity(does=False, does_not=False))
    """
    does_not = _NOT_DOING.search(text) is not None
    return Polarity(not does_not and _DOING.search(text) is not None, does_not)
