"""The 62 municipalities of Tokyo: names, readings, kinds, other spellings, and how to find them in a text.

Source of the table (``municipalities.csv``): 総務省「全国地方公共団体コード」, with check digits, in that order.
Aliases and ``bare_ambiguous`` are our own. The latter is a judgement: 1 if the name without its suffix is also a word
(中央, 国立, 青梅), an official's surname (渋谷, 三宅), a river or a region (荒川, 多摩), or a well-known place
elsewhere (府中, 大島); 0 if readers in Tokyo's offices would think of the municipality first (練馬, 調布). If in
doubt 1: a missed name only needs its suffix, a wrong one misleads.
"""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Self

from corpus.model import METROPOLIS
from corpus.text import any_of, new_forms

#: The table's columns, in order.
COLUMNS = ("code", "name", "reading", "kind", "area", "aliases", "bare_ambiguous")

#: What precedes a namesake elsewhere: 「札幌市北区」「広島県府中市」「大阪中央区」「周防大島町」.
ELSEWHERE = (
    *("市", "府", "県", "北海道"),
    *("札幌", "さいたま", "千葉", "相模原", "新潟", "浜松", "名古屋", "京都", "大阪", "堺"),
    *("神戸", "岡山", "広島", "周防", "福岡", "熊本"),
)

#: Wards named by a plain word that is part of other words: 「東北区域」「空港区画」「中央区間」.
PLAIN_WORDS = frozenset({"北", "港", "中央"})

#: A character before 北区 or 港区 that makes it another word: 「港北区」「城北区」「空港区」.
COMPOUNDS = "港城東西江空漁新開"


class MunicipalityKind(StrEnum):
    """The kind of a municipality; the value is the last character of its name."""

    WARD = "区"
    CITY = "市"
    TOWN = "町"
    VILLAGE = "村"

    @property
    def readings(self) -> tuple[str, ...]:
        """The possible readings, in hiragana."""
        return {"区": ("く",), "市": ("し",), "町": ("まち", "ちょう"), "村": ("むら", "そん")}[self.value]


class Area(StrEnum):
    """A municipality's part of Tokyo."""

    WARDS = "23区"
    TAMA = "多摩"
    ISLANDS = "島しょ"


@dataclass(frozen=True, slots=True)
class Municipality:
    """A ward, city, town or village."""

    #: 全国地方公共団体コード: six digits, the last one the check digit.
    code: str
    #: The full name with its suffix: ``練馬区``.
    name: str
    #: In hiragana, with the reading of its suffix: ``みずほまち``.
    reading: str
    #: 区, 市, 町 or 村.
    kind: MunicipalityKind
    #: 23区, 多摩 or 島しょ.
    area: Area
    #: Other ways to write it: the bare name, and other spellings of either.
    aliases: tuple[str, ...]
    #: True if the bare name is also a word, a surname or another place.
    bare_ambiguous: bool

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9]{6}", self.code):
            raise ValueError(f"no six-digit code: {self.code!r}")
        if not (self.name.endswith(self.kind) and self.bare):
            raise ValueError(f"{self.name!r} does not end in {self.kind}")
        if not (re.fullmatch(r"[ぁ-ゖー]+", self.reading) and self.reading.endswith(self.kind.readings)):
            raise ValueError(f"no reading of {self.name}: {self.reading!r}")
        if not all(self.aliases):
            raise ValueError(f"an empty alias of {self.name}")

    @property
    def bare(self) -> str:
        """The name without its suffix: ``練馬``."""
        return self.name.removesuffix(self.kind)

    @property
    def full_names(self) -> tuple[str, ...]:
        """The name and its other spellings with the suffix: ``檜原村``, ``桧原村``."""
        return (self.name, *(alias for alias in self.aliases if alias.endswith(self.kind)))


# No slots: cached_property keeps the compiled pattern in the instance's __dict__.
@dataclass(frozen=True)
class Gazetteer:
    """A table of municipalities that finds their names in texts."""

    #: In the table's order.
    municipalities: tuple[Municipality, ...]

    def __post_init__(self) -> None:
        names = [name for each in self.municipalities for name in {new_forms(name) for name in each.full_names}]
        for values in (names, [each.code for each in self.municipalities]):
            twice = sorted({value for value in values if values.count(value) > 1})
            if twice:
                raise ValueError(f"more than once in the table: {', '.join(twice)}")

    @classmethod
    def read(cls, table: Traversable) -> Self:
        """Return the gazetteer of a CSV file (UTF-8) with `COLUMNS`; ValueError names the line of a malformed row."""
        with table.open("r", encoding="utf-8") as lines:
            rows = csv.reader(lines)
            if tuple(next(rows, ())) != COLUMNS:
                raise ValueError(f"{table.name}: line 1: the columns must be {','.join(COLUMNS)}")
            return cls(tuple(_municipality(row, f"{table.name}: line {rows.line_num}") for row in rows))

    def __iter__(self) -> Iterator[Municipality]:
        return iter(self.municipalities)

    def __len__(self) -> int:
        return len(self.municipalities)

    def named(self, text: str) -> Municipality | None:
        """Return the municipality whose full name is exactly ``text``, or None."""
        return self._by_name.get(new_forms(text))

    def begins(self, text: str) -> Municipality | None:
        """Return the municipality whose full name ``text`` begins with, directly or after 東京都, or None."""
        rest = new_forms(text).removeprefix(METROPOLIS)
        match = self._pattern.match(rest)
        place = self._by_name[match.group()] if match else None
        return place if match and place and not _goes_on(rest, match, place) else None

    def found_in(self, text: str) -> tuple[Municipality, ...]:
        """Return the municipalities whose full names occur in a text: each once, in order of appearance.

        A namesake elsewhere (札幌市北区) and a longer word that contains the name (港北区, 中央区画) do not count.
        """
        running = new_forms(text)
        found: dict[str, Municipality] = {}
        end = -1
        for match in self._pattern.finditer(running):
            place = self._by_name[match.group()]
            if _is_meant(running, match, place, follows=match.start() == end):
                found.setdefault(place.code, place)
                end = match.end()
        return tuple(found.values())

    def position(self, name: str) -> int:
        """Return the index of a full name in the table; the table's length if it is not in it."""
        place = self.named(name)
        return self.municipalities.index(place) if place else len(self)

    @functools.cached_property
    def bodies(self) -> re.Pattern[str]:
        """A pattern of the names of the metropolis, also 都, and of all municipalities."""
        return re.compile(any_of({METROPOLIS, "都", *(each.name for each in self.municipalities)}))

    @functools.cached_property
    def _by_name(self) -> dict[str, Municipality]:
        return {new_forms(name): each for each in self.municipalities for name in each.full_names}

    @functools.cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(any_of(self._by_name))


@functools.cache
def tokyo() -> Gazetteer:
    """Return the 62 municipalities of Tokyo."""
    return Gazetteer.read(files("corpus") / "municipalities.csv")


def _municipality(row: list[str], where: str) -> Municipality:
    if len(row) != len(COLUMNS):
        raise ValueError(f"{where}: {len(row)} columns instead of {len(COLUMNS)}")
    code, name, reading, kind, area, aliases, ambiguous = row
    try:
        spellings = tuple(aliases.split("|")) if aliases else ()
        flag = {"0": False, "1": True}[ambiguous]
        return Municipality(code, name, reading, MunicipalityKind(kind), Area(area), spellings, flag)
    except KeyError as error:
        raise ValueError(f"{where}: bare_ambiguous is 0 or 1, not {ambiguous!r}") from error
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


def _is_meant(text: str, match: re.Match[str], place: Municipality, *, follows: bool) -> bool:
    before = text[: match.start()]
    if _goes_on(text, match, place) or (len(place.bare) == 1 and before[-1:] in tuple(COMPOUNDS)):
        return False
    if before.endswith(METROPOLIS):  # it ends in 京都, too
        return True
    if place.kind in (MunicipalityKind.TOWN, MunicipalityKind.VILLAGE) and before.endswith(
        tuple(MunicipalityKind)
    ):  # a quarter: 「川崎区大島町」
        return False
    return follows or not before.endswith(ELSEWHERE)  # it follows: 「千代田区・小平市北区」 lists three


def _goes_on(text: str, match: re.Match[str], place: Municipality) -> bool:
    after = text[match.end() : match.end() + 1]
    if place.kind is MunicipalityKind.CITY:
        return after == "場"  # 「府中市場」 is a market
    return place.bare in PLAIN_WORDS and after in tuple("域画間分")
