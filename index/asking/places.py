"""Where a folded text names municipalities and groups of them: by name, reading, spelling; 23区, 多摩, 島しょ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.municipalities import Gazetteer, Municipality
from index.asking.atlas import Atlas, atlas
from index.asking.folding import question_key

#: Before a spelling that the gazetteer does not know: no character of a longer word.
_STARTS_HERE = re.compile(r"(?:^|[^一-鿿々ァ-ヺー])$")


@dataclass(frozen=True, slots=True)
class Place:
    """A name that stands somewhere in a text."""

    start: int
    end: int
    #: The municipalities meant, by full name.
    names: tuple[str, ...]
    #: False for a bare name that is also a word or a surname: it needs company (足立と練馬).
    sure: bool = True


def places(text: str, gazetteer: Gazetteer) -> list[Place]:
    """Every name and group in a folded text, in order, none within another; whole names before bare ones."""
    table = atlas(gazetteer)
    found: list[Place] = []
    for reader in (_full, _groups, _bare, _spoken):
        found += [place for place in reader(text, table) if not any(_touch(place, other) for other in found)]
    return sorted(found, key=lambda place: place.start)


def _full(text: str, table: Atlas) -> Iterator[Place]:
    for match in table.full_pattern.finditer(text):
        place = table.full[match["name"]]
        if not _is_ours(text, match, place, table):
            continue
        head = text[match.end() : match.end() + 1] == "長"
        metropolis = len("東京都") if text[: match.start()].endswith("東京都") else 0
        yield Place(match.start() - metropolis, match.end() - head, (place.name,))


def _is_ours(text: str, match: re.Match[str], place: Municipality, table: Atlas) -> bool:
    """The gazetteer's own judgement: 「港北区」, 「札幌市北区」, 「中央区画」 are none of ours."""
    name = match["name"]
    if name not in {question_key(full) for full in place.full_names}:
        return _STARTS_HERE.search(text[: match.start()]) is not None
    # From the last mention of the same name on, because found_in tells each name once.
    before = text.rfind(name, 0, match.start())
    window = text[before + len(name) if before >= 0 else 0 : match.start("name") + len(name) + 1]
    return place in table.gazetteer.found_in(window)


def _groups(text: str, table: Atlas) -> Iterator[Place]:
    for pattern, members in table.groups:
        yield from (Place(*match.span(), members) for match in pattern.finditer(text))


def _bare(text: str, table: Atlas) -> Iterator[Place]:
    for match in table.bare_pattern.finditer(text):
        place = table.bare[match["name"]]
        yield Place(*match.span(), (place.name,), sure=not place.bare_ambiguous)


def _spoken(text: str, table: Atlas) -> Iterator[Place]:
    for match in table.spoken_pattern.finditer(text):
        place, sure = table.spoken[match["name"]]
        yield Place(*match.span(), (place.name,), sure=sure)


def _touch(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end
