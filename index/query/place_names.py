"""Names of municipalities and of groups (23区, 多摩, 島しょ) in questions: by full name, bare name, reading, spelling.

What a sentence says of them is in ``bodies.py``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from corpus.municipalities import Area, Gazetteer, Municipality, MunicipalityKind
from corpus.text import any_of, katakana
from index.query.folding import question_key, touch
from index.query.grammar import ENDS, SPEAKS, STARTS
from index.query.parsed_question import ConstraintKind

#: Spellings that people type: of a bare name → the bare name.
MISSPELT = {"世田ケ谷": "世田谷", "世田が谷": "世田谷", "八王寺": "八王子", "青が島": "青ケ島"}
#: Readings that are words: 「聞きたく」, 「見たか」, 「貼付」, 「高騰」, 「台頭」, 「魂」, 「帰宅」.
HOMOPHONES = frozenset(
    {
        *("きたく", "たまし", "ひのし", "みたか", "ちょうふ", "こうとう"),
        *("たいとう", "としま", "きよせ", "ひのはら", "おおたく"),
    }
)
#: An island that is one municipality, whatever its office is called: 「八丈島」.
ISLANDS = {"八丈島": "八丈", "大島町役場": "大島"}
#: A full name that goes on is another thing: 「練馬区民」, 「練馬区立」, 「練馬区議会」, 「瑞穂町会」, 「府中市場」.
GOES_ON = r"(?!民|立(?!場)|議|史|報|章|歌|境|営|債|税|政|制|道|域|会|内会|場|長)"
#: 「練馬区長は」: the name's last character belongs to the office, which ``people.py`` reads once the name is cut.
HEAD = rf"(?=長{SPEAKS})"
#: 「練馬区役所」, 「練馬区内」 are the ward.
_SEAT = r"(?:役所|役場|庁舎|内(?!部))?"

SMALL = (MunicipalityKind.TOWN, MunicipalityKind.VILLAGE)

_ISLANDS = (
    rf"{STARTS}(?:島しょ|島嶼|離島|伊豆諸島|島々?の自治体|島(?=(?:だけ|のみ|では|だと)))(?:部|地域|町村)?{ENDS}"
    rf"|{STARTS}島部{ENDS}|{STARTS}島々?の(?:町村|自治体)"
)
#: A kind of municipality: 「全区の」, 「区だけで」, 「市では？」, 「市の事例」; not 「その市の」, 「市の職員」.
_KIND_ASKED = (
    r"[全各](?:{0})(?=[はのでにが、\s?]|$)"
    r"|(?:{0})(?:(?:だけ|のみ)(?:で|に(?:絞|限)っ?て?)?|に限(?:って|る)|限定で?)"
    r"|(?:{0})(?=では|だと|なら(?:[?、\s]|$)|は(?:[?]?(?:$|[\s、])|どう|何|なに|なん|いかが)"
    r"|の(?:事例|取組|取り組み|発言|例(?!規)|状況|場合)|って(?:[?]|どう|何)|[?]?\s*$)"
)

#: The names of groups of municipalities, and which belong to them.
GROUPS: tuple[tuple[str, Callable[[Municipality], bool]], ...] = (
    (
        rf"{STARTS}(?:東京)?(?:23|二十三|二三)区(?!外|民|長|清掃|内)|{STARTS}特別区(?!民|税|人事|長|議|制|債|協|職員|全国)|{STARTS}区部",
        lambda place: place.area is Area.WARDS,
    ),
    (
        rf"{STARTS}多摩(?:地域|地区|エリア)?の町村{ENDS}",
        lambda place: place.area is Area.TAMA and place.kind is not MunicipalityKind.CITY,
    ),
    (
        rf"{STARTS}市部|{STARTS}(?:多摩)?26市|{STARTS}多摩(?:地域|地区|エリア)?の(?:各市|市部|市(?!民|町村|場|区町村))",
        lambda place: place.kind is MunicipalityKind.CITY,
    ),
    (
        rf"{STARTS}(?<!多摩の)町村部?(?!会|長|議|制|合|税|民|役|職){ENDS}",
        lambda place: place.kind in (MunicipalityKind.TOWN, MunicipalityKind.VILLAGE),
    ),
    (
        rf"{STARTS}多摩(?:地域|地区|エリア|方面)?(?:の市町村)?{ENDS}(?!さん|氏|くん)",
        lambda place: place.area is Area.TAMA,
    ),
    (_ISLANDS, lambda place: place.area is Area.ISLANDS),
    *(
        (rf"{STARTS}(?:(?<![ぁ-ん])|(?<=[はをでも]))(?:{_KIND_ASKED.format(name)})", belongs)
        for name, belongs in (
            ("特別区|区", lambda place: place.area is Area.WARDS),
            ("市", lambda place: place.kind is MunicipalityKind.CITY),
            ("町村|町(?:とか|や|、|・|と)村", lambda place: place.kind in SMALL),
            ("町", lambda place: place.kind is MunicipalityKind.TOWN),
            ("村", lambda place: place.kind is MunicipalityKind.VILLAGE),
        )
    ),
)
#: Words for kinds of municipalities, as 他の… says them; 自治体, 区市町村 mean all.
_KINDS: tuple[tuple[str, Callable[[Municipality], bool]], ...] = (
    (r"区市|市区|自治体|団体|所|ところ|とこ|よそ(?!の[区市町村])", lambda _: False),
    (r"市町村", lambda place: place.kind is not MunicipalityKind.WARD),
    (r"区", lambda place: place.kind is MunicipalityKind.WARD),
    (r"市", lambda place: place.kind is MunicipalityKind.CITY),
    (r"町|村", lambda place: place.kind in SMALL),
)


def of_kind(said: str, gazetteer: Gazetteer) -> tuple[str, ...]:
    """Return the municipalities of the kind that words like 他の区 say; empty where they mean all."""
    belongs = next((belongs for words, belongs in _KINDS if re.search(words, said)), None)
    return tuple(place.name for place in gazetteer if belongs(place)) if belongs else ()


# No slots: cached_property keeps the compiled patterns in the instance's __dict__.
@dataclass(frozen=True)
class PlaceNames:
    """A gazetteer's names as they are looked for in questions."""

    gazetteer: Gazetteer

    @functools.cached_property
    def bare(self) -> dict[str, Municipality]:
        """Names without their suffix, misspellings and islands included."""
        plain = {
            question_key(alias): place for place in self.gazetteer for alias in place.aliases if alias[-1] != place.kind
        }
        extra = {form: plain[right] for form, right in (MISSPELT | ISLANDS).items() if right in plain}
        return plain | extra

    @functools.cached_property
    def groups(self) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
        """The patterns of groups, and their members' full names; only groups that have members here."""
        spelt = ((pattern, tuple(each.name for each in self.gazetteer if belongs(each))) for pattern, belongs in GROUPS)
        return tuple((re.compile(pattern), members) for pattern, members in spelt if members)

    @functools.cached_property
    def full(self) -> dict[str, Municipality]:
        """Full names in every spelling, 「ねりま区」 included."""
        exact = {question_key(name): place for place in self.gazetteer for name in place.full_names}
        spelt = {name + place.kind: place for name, place in self.bare.items() if name not in ISLANDS}
        return spelt | exact

    @functools.cached_property
    def spoken(self) -> dict[str, Municipality]:
        """Readings that are certainly meant: whole (ねりまく, ねりま区), or bare where the bare name is."""
        bare = {_bare_reading(place): place for place in self.gazetteer if not place.bare_ambiguous}
        plain = {reading: place for reading, place in (self._whole | bare).items() if reading not in HOMOPHONES}
        return plain | {katakana(reading): place for reading, place in plain.items()}

    @functools.cached_property
    def full_pattern(self) -> re.Pattern[str]:
        """The pattern of a full name, and the seat after it."""
        return re.compile(rf"(?P<name>{any_of(self.full)})(?:{_SEAT}{GOES_ON}|{HEAD})")

    @functools.cached_property
    def bare_pattern(self) -> re.Pattern[str]:
        """The pattern of a name without its suffix."""
        after = rf"(?=以外|側|両[区市町村]|副[区市町村]長{SPEAKS}|(?![一-鿿々ァ-ヺー]))"
        return re.compile(rf"{STARTS}(?P<name>{any_of(self.bare)}){after}")

    @functools.cached_property
    def spoken_pattern(self) -> re.Pattern[str]:
        """The pattern of a reading: only where a word can begin and end, since hiragana hides anything."""
        before = r"(?:(?<=[\s、。,.「(・と])|(?<!.))"
        after = r"(?=は|の|では|も|って|と|さん|[\s、。,.?!」)・]|$)"
        return re.compile(rf"{before}(?P<name>{any_of(self.spoken)}){after}")

    @functools.cached_property
    def explicit_pattern(self) -> re.Pattern[str]:
        """The pattern of a name after ``区:``: any form, 港 and 北 included."""
        return re.compile(rf"(?P<name>{any_of([*self.full, *self.bare, *self.readings])})(?!(?!以外)[一-鿿々ァ-ヺー])")

    @functools.cached_property
    def readings(self) -> dict[str, Municipality]:
        """Every reading, for ``区:みなと``; a bare one that two share (としま) is left out."""
        bare = [_bare_reading(place) for place in self.gazetteer]
        own = {form: place for form, place in zip(bare, self.gazetteer, strict=True) if bare.count(form) == 1}
        return own | self._whole

    @functools.cached_property
    def _whole(self) -> dict[str, Municipality]:
        return {form: place for place in self.gazetteer for form in (place.reading, _bare_reading(place) + place.kind)}

    def named(self, form: str) -> Municipality:
        """Return the municipality of any form that `explicit_pattern` matches."""
        return self.full.get(form) or self.bare.get(form) or self.readings[form]


#: A gazetteer's names, cached.
place_names = functools.lru_cache(maxsize=4)(PlaceNames)


def _bare_reading(place: Municipality) -> str:
    ending = next(ending for ending in place.kind.readings if place.reading.endswith(ending))
    return place.reading.removesuffix(ending)


#: Before a spelling that the gazetteer does not know: no character of a longer word.
_STARTS_HERE = re.compile(r"(?:^|[^一-鿿々ァ-ヺー])$")


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A body's name in a text, and where it is."""

    start: int
    end: int
    #: The bodies meant, by full name.
    names: tuple[str, ...]
    #: False for a bare name that is also a word or a surname: it needs another name beside it (足立と練馬).
    sure: bool = True
    #: OWN for 「うちの区」.
    kind: ConstraintKind = ConstraintKind.AFFILIATION


def places(text: str, gazetteer: Gazetteer) -> list[NamedPlace]:
    """Return every name and group in a folded text, in order and disjoint; full names win over bare ones."""
    table = place_names(gazetteer)
    found: list[NamedPlace] = []
    for reader in (_full, _groups, _bare, _spoken):
        found += [place for place in reader(text, table) if not any(touch(place, other) for other in found)]
    return sorted(found, key=lambda place: place.start)


def _full(text: str, table: PlaceNames) -> Iterator[NamedPlace]:
    for match in table.full_pattern.finditer(text):
        place = table.full[match["name"]]
        if not _is_ours(text, match, place, table):
            continue
        head = text[match.end() : match.end() + 1] == "長"
        metropolis = len("東京都") if text[: match.start()].endswith("東京都") else 0
        yield NamedPlace(match.start() - metropolis, match.end() - head, (place.name,))


def _is_ours(text: str, match: re.Match[str], place: Municipality, table: PlaceNames) -> bool:
    """Tell whether the gazetteer means this place: 「港北区」, 「札幌市北区」, 「中央区画」 are none of ours."""
    name = match["name"]
    if name not in {question_key(full) for full in place.full_names}:
        return _STARTS_HERE.search(text[: match.start()]) is not None
    # From the last mention of the same name on, because found_in tells each name once.
    before = text.rfind(name, 0, match.start())
    window = text[before + len(name) if before >= 0 else 0 : match.start("name") + len(name) + 1]
    return place in table.gazetteer.found_in(window)


def _groups(text: str, table: PlaceNames) -> Iterator[NamedPlace]:
    for pattern, members in table.groups:
        yield from (NamedPlace(*match.span(), members) for match in pattern.finditer(text))


def _bare(text: str, table: PlaceNames) -> Iterator[NamedPlace]:
    for match in table.bare_pattern.finditer(text):
        place = table.bare[match["name"]]
        yield NamedPlace(*match.span(), (place.name,), sure=not place.bare_ambiguous)


def _spoken(text: str, table: PlaceNames) -> Iterator[NamedPlace]:
    for match in table.spoken_pattern.finditer(text):
        yield NamedPlace(*match.span(), (table.spoken[match["name"]].name,))
