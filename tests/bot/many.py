"""A shelf of 62 invented municipalities, a roundtable each: names with emoji and rare kanji, speeches of any length."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache

from corpus.errors import UnknownArticle
from corpus.model import Article, MediaType, Source
from corpus.municipalities import Area, Gazetteer, Municipality, MunicipalityKind
from corpus.store.store import Shelf

_FIRST = "霞楓桂椿樫柊榊橘梓樟楠槙榎椋杏棗梢檀栞桐櫂蓮萩葵藍蘭菫芹茜萌"
_KINDS = (
    [MunicipalityKind.WARD] * 23
    + [MunicipalityKind.CITY] * 26
    + [MunicipalityKind.TOWN] * 5
    + [MunicipalityKind.VILLAGE] * 8
)
_READ = {
    MunicipalityKind.WARD: "く",
    MunicipalityKind.CITY: "し",
    MunicipalityKind.TOWN: "まち",
    MunicipalityKind.VILLAGE: "むら",
}
_NAMES = ("髙﨑 𠮷郎", "岬 遥🌊", "邊󠄄見 凜", "濵﨑 👩‍💻", "𠮷野 髙子")
#: Characters of each municipality's only speech, in turn.
LENGTHS = (1, 12, 79, 160, 400, 1000)
_SENTENCES = (
    "窓口の予約を始めました。",
    "待ち時間は半分になりました🎉。",
    "そうした声を受けて、様式も見直しました。",
    "来年度は、夜間の受付も試します。",
)


class ManyShelf(Shelf):
    """A shelf of all of them; they never change."""

    @property
    def gazetteer(self) -> Gazetteer:
        return _gazetteer()

    def articles(self) -> Iterator[Article]:
        yield from _articles().values()

    def article(self, key: str) -> Article:
        if key not in _articles():
            raise UnknownArticle(key, "not on this shelf")
        return _articles()[key]


def speech(length: int) -> str:
    """Return words of exactly this length; the longest is one sentence."""
    if length == 1:
        return "？"
    if length == max(LENGTHS):
        return "窓口の予約を" + ("とても" * length)[: length - 9] + "待ち。"
    words = "".join(_SENTENCES) * (length // 10 + 1)
    return words[: length - 1] + "。"


@cache
def _gazetteer() -> Gazetteer:
    return Gazetteer(tuple(_municipality(number, kind) for number, kind in enumerate(_KINDS)))


def _municipality(number: int, kind: MunicipalityKind) -> Municipality:
    bare = _FIRST[number % len(_FIRST)] + "沼原谷"[number // len(_FIRST)]
    reading = "ぬま" + chr(ord("あ") + number) + _READ[kind]
    return Municipality(f"{990000 + number}", f"{bare}{kind}", reading, kind, Area.TAMA, (), bare_ambiguous=False)


@cache
def _articles() -> dict[str, Article]:
    articles = (_article(number, place) for number, place in enumerate(_gazetteer()))
    return {article.key: article for article in articles}


def _article(number: int, place: Municipality) -> Article:
    name, key = place.name, f"n{number:012x}"
    who, words = _NAMES[number % len(_NAMES)], speech(LENGTHS[number % len(LENGTHS)])
    body = (
        f"{name}の窓口のこれから〜{name}CIO座談会〜\n\n"
        f"令和4年8月{number % 28 + 1}日に、第{number + 1}回「{name}CIO座談会」として対談を実施しました。\n\n"
        f"参加者(敬称略)\n{name}CIO:{name}副{place.kind}長 {who}\n\n"
        f"窓口\n\n待たせない工夫\n\n{who.split()[0]}\n{words}\n\n{name}の皆さん\n"
    )
    return Article(
        key=key,
        url=f"https://note.com/invented/n/{key}",
        title=f"{name}の窓口のこれから〜{name}CIO座談会〜",
        published=None,
        modified=None,
        body=body,
        media_type=MediaType.TEXT,
        source=Source.EXPORT,
        retrieved=datetime(2026, 11, 1, tzinfo=UTC),
    )
