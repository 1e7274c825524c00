"""Who asks, said before the question: 「練馬区の担当です。」, 「足立区の森と申します。」.

That is nobody whose words are asked for.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from corpus.municipalities import Gazetteer
from index.asking.atlas import atlas
from index.asking.claims import Claim
from index.asking.model import ClauseKind, Surroundings

#: 「いつもお世話になっております。」, 「突然すみません、」.
_GREETING = (
    r"(?:[^。!\n]{0,20}(?:お世話|お疲れ|こんにちは|はじめまして|初めまして|すみません|失礼)"
    r"[^。!、\n]{0,12}[。!、\n]\s*)?"
)
#: 「の担当です」, 「情シスです」, 「の総務課の者ですが」, 「の山田です。」, 「の山田と申します」.
_IS = (
    r"(?:の|役所の?|役場の?|、)?(?:"
    r"(?:[^\s。、はがをもで]{0,12}(?:担当者?|職員|者|情シス|[課部係室局])|[一-鿿々]{1,3})(?:の[一-鿿々]{1,4})?(?:です|でございます)"
    r"|[^\s。、はがをも]{1,16}と(?:申し|言い|いい)ます)(?:が|けど)?[。!、\n]+\s*(?=\S{2})"
)


def read_introductions(text: str, surroundings: Surroundings) -> Iterator[Claim]:
    """The asker's introduction at the head of a question; cut, and without effect."""
    if found := _pattern(surroundings.gazetteer).match(text):
        yield Claim(ClauseKind.ASIDE, found.start("who"), found.end(), found.end())


@functools.lru_cache(maxsize=4)
def _pattern(gazetteer: Gazetteer) -> re.Pattern[str]:
    table = atlas(gazetteer)
    names = "|".join(map(re.escape, sorted((*table.full, *table.bare), key=len, reverse=True))) or "(?!)"
    return re.compile(rf"\s*{_GREETING}(?P<who>(?:{names}){_IS})")
