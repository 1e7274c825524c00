"""Speakers whose words are asked for: offices (副区長は), and persons known in the corpus.

副区長レク, 部長への説明 only mention an office; one that is itself a subject of these talks (CIO補佐官の採用) needs a
verb of speaking. A person is known by the full name anywhere, by the surname only with a title or where they speak: a
surname is also a town (日野), a word (草案) or a colleague of the asker's.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.model import Participant
from corpus.offices import ADDRESS, BODIES, CHIEF, HEAD, TITLE, UNIT_HEAD
from corpus.people import Person
from corpus.text import name_key
from index.query.folding import Claim, past, question_key
from index.query.grammar import PARTICLE, SAID, SPEAKING, SPEAKS, SPEECH, STARTS, WORD
from index.query.parsed_question import ConstraintKind, ParseContext

_HEADS = rf"{HEAD}|{UNIT_HEAD}"
_HIRED = rf"{CHIEF}(?:補佐官?|アドバイザー)?"
#: 「風待区企画部長」, 「CIO：副区長」, 「総務課情報係 係長」: offices, written together with where they are held.
_OFFICE = re.compile(r"[^\s()（）:：・、,/]+長")
#: 「政策経営部|情報政策課長」: the office that people say, behind the department above it.
_DEPARTMENT = re.compile(r"^.+(?:本部|部|局|室)(?=.{2,}長$)")
#: 「うちの部長は」 is the asker's own superior, who has said nothing here.
_OWN_SUPERIOR = r"(?<!うちの)(?<!ウチの)(?<!当課の)(?<!当部の)(?<!私の)(?<!自分の)"
#: 「CIO補佐官は何と言っている」, 「CIOの発言」, 「CIOは？」.
_SPEAKS_ITSELF = rf"(?:さん|様)?(?:の{SPEECH}|(?:は|って)(?=[^。\n]{{0,30}}?{SPEAKING}|[?]|\s*$)|として(?=の{SPEECH}))"


# No slots: cached_property keeps the compiled patterns in the instance's __dict__.
@dataclass(frozen=True)
class Offices:
    """The offices that can be asked for: those that every municipality has, and the corpus's own."""

    known: tuple[str, ...]

    @functools.cached_property
    def speaking(self) -> re.Pattern[str]:
        """The pattern of an office whose holders speak: ``head`` a public office, ``hired`` one such as CIO補佐官."""
        before = rf"(?<![{WORD}]){_OWN_SUPERIOR}"
        office = rf"(?P<hired>{_HIRED})(?={_SPEAKS_ITSELF})|(?P<head>{self._heads})(?={SPEAKS})"
        return re.compile(rf"{before}(?:{office})", re.IGNORECASE)

    @functools.cached_property
    def explicit(self) -> re.Pattern[str]:
        """The pattern of an office after ``話者:``."""
        return re.compile(rf"(?:{self._heads}|{_HIRED})(?![一-鿿])", re.IGNORECASE)

    @functools.cached_property
    def _heads(self) -> str:
        own = [re.escape(question_key(role)) for role in sorted(self.known, key=len, reverse=True) if role.strip()]
        return "|".join([*own, _HEADS])

    def spelt(self, office: str) -> str:
        """Return an office as the corpus spells it; Latin abbreviations in capitals."""
        return next((known for known in self.known if question_key(known) == office), office.upper())


#: The corpus's offices, cached.
offices_of = functools.lru_cache(maxsize=4)(Offices)


def read_roles(text: str, parse_context: ParseContext) -> Iterator[Claim]:
    """Yield the offices whose words are asked for."""
    offices = offices_of(parse_context.roles)
    for match in offices.speaking.finditer(text):
        yield _claim(ConstraintKind.ROLE, text, match, (offices.spelt(match[0]),))


def holds(asked: str, printed: str) -> bool:
    """Return True if a role as printed is, or contains, the office asked for: never a 副区長 for a 区長.

    >>> holds("副区長", "世田谷区CIO(副区長)"), holds("区長", "世田谷区CIO(副区長)"), holds("部長", "練馬区企画部長")
    (True, False, True)
    >>> holds("CIO", "足立区CIO補佐"), holds("CIO", "小金井市CIO:副市長")
    (False, True)
    """
    office, role = name_key(asked).upper(), name_key(printed).upper()
    deputy = "(?<!副)" if office.endswith(("長", "知事")) else ""
    return re.search(rf"{deputy}{re.escape(office)}(?!補佐|アドバイザ|代理|[一-鿿])", role) is not None


def offices(speaking: Iterable[Participant]) -> tuple[str, ...]:
    """Return the offices without the body, long and short: 政策経営部情報政策課長, 情報政策課長."""
    return tuple(dict.fromkeys(office for speaker in speaking for office in _offices(speaker)))


def _offices(speaker: Participant) -> Iterator[str]:
    for printed in _OFFICE.findall(speaker.role):
        office = printed.removeprefix(speaker.affiliation or "")
        yield from dict.fromkeys((office, _DEPARTMENT.sub("", office)))


#: What says nothing of the office: 「例野課長さん」.
_POLITE = re.compile(rf"{ADDRESS}+$")
#: 「日野さんに相談する」, 「作中さんへの依頼」: spoken to.
_SPOKEN_TO = r"(?!に(?!つい|よ)|へ|を|から)"
#: 「作中は窓口をどう言ってる」, 「作中の発言」, 「作中は？」.
_SPEAKS = rf"(?=の{SPEECH}|が[^。\n]{{0,16}}?{SPEAKING}|(?:は|って)(?:[?]|\s*$|(?=[^。\n]{{0,30}}?{SPEAKING})))"


# No slots: cached_property keeps the compiled patterns in the instance's __dict__.
@dataclass(frozen=True)
class Directory:
    """The corpus's speakers by the names under which they can be asked for."""

    people: tuple[Person, ...]

    @functools.cached_property
    def by_name(self) -> dict[str, tuple[Person, ...]]:
        """Full name as compared, without blanks → those who bear it."""
        return _grouped((_tight(known.name), known) for known in self.people)

    @functools.cached_property
    def by_surname(self) -> dict[str, tuple[Person, ...]]:
        """Surname as compared → those who bear it; who is printed with one word only is here, too."""
        return _grouped((_tight(known.surname), known) for known in self.people)

    @functools.cached_property
    def full(self) -> re.Pattern[str]:
        """The pattern of a full name of two words, blanks free, and its title."""
        names = _any(name for name in self.by_name if name not in self.by_surname)
        return re.compile(rf"{STARTS}(?P<name>{names})(?P<title>{TITLE}|(?![一-鿿々])){_SPOKEN_TO}")

    @functools.cached_property
    def titled(self) -> re.Pattern[str]:
        """The pattern of a surname with a title, or of one that speaks."""
        return re.compile(rf"{STARTS}(?P<name>{_any(self.by_surname)})(?:[ ]?(?P<title>{TITLE}){_SPOKEN_TO}|{_SPEAKS})")

    @functools.cached_property
    def explicit(self) -> re.Pattern[str]:
        """The pattern of a name after ``話者:``: alone, with a title, a body or a role: 「例野 一郎（東京都）」."""
        beside = r"[ ]?\((?P<beside>(?:[^()\n]|\([^()\n]*\))+)\)"
        alone = rf"(?P<title>{TITLE})?(?![一-鿿々])"
        return re.compile(rf"(?P<name>{_any([*self.by_name, *self.by_surname])})(?:{beside}|{alone})")

    def at(self, text: str, at: int) -> tuple[int, tuple[str, ...]] | None:
        """Return the end of the name after ``話者:`` and who that is; None if nobody of that name is meant."""
        if not (found := self.explicit.match(text, at)):
            return None
        name, beside = _tight(found["name"]), found["beside"]
        if not beside:
            meant = self.named(name, found["title"] or "")
        else:
            bearers = self.by_name.get(name) or self.by_surname.get(name, ())
            meant = tuple(dict.fromkeys(person.full_name for person in bearers if _is_told_by(person, beside)))
        return (found.end(), meant) if meant else None

    def named(self, words: str, title: str = "") -> tuple[str, ...]:
        """Return everyone of that full name or, if it is nobody's, of that surname who can have the title."""
        return self.called(self.by_name.get(_tight(words)) or _fitting(self.by_surname.get(_tight(words), ()), title))

    def called(self, meant: Sequence[Person]) -> tuple[str, ...]:
        """Return their names, with what distinguishes those who have a namesake that is not meant."""
        return tuple(
            dict.fromkeys(
                person.name if set(self.by_name[_tight(person.name)]) <= set(meant) else person.full_name
                for person in meant
            )
        )


#: The people's names, cached.
directory = functools.lru_cache(maxsize=4)(Directory)


def read_speakers(text: str, parse_context: ParseContext) -> Iterator[Claim]:
    """Yield the persons whose words are asked for."""
    known = directory(parse_context.people)
    for match in known.full.finditer(text):
        yield _claim(ConstraintKind.SPEAKER, text, match, known.named(match["name"]))
    for match in known.titled.finditer(text):
        # One character alone is too little: 「林は」, 「東の発言」.
        alone = match["title"] is None and len(match["name"]) == 1
        who = () if alone else known.called(_fitting(known.by_surname[_tight(match["name"])], match["title"] or ""))
        if who:
            yield _claim(ConstraintKind.SPEAKER, text, match, who)


def _fitting(who: Sequence[Person], title: str) -> list[Person]:
    """Return those of the surname who can have the title: 「小澤副市長」 is no ward's, 「例野課長」 no 副町長.

    Where nobody is known to hold it, it may have been held since: then all of a body that has the office.
    """
    body = next((body for ending, body in BODIES.items() if title.endswith(ending)), "")
    able = [known for known in who if (known.affiliation or body).endswith(body)]
    office = _POLITE.sub("", title)
    holders = [known for known in able if office and any(holds(office, role.role) for role in known.roles)]
    return holders or able


def _is_told_by(person: Person, beside: str) -> bool:
    known = _tight(beside) in map(_tight, person.told)
    return known or any(holds(beside, role.role) for role in person.roles)


def _claim(kind: ConstraintKind, text: str, match: re.Match[str], names: tuple[str, ...]) -> Claim:
    return Claim(kind, *match.span(), past(text, match.end(), SAID, PARTICLE), names)


def _grouped(pairs: Iterable[tuple[str, Person]]) -> dict[str, tuple[Person, ...]]:
    found: dict[str, tuple[Person, ...]] = {}
    for key, known in pairs:
        if key:
            found[key] = (*found.get(key, ()), known)
    return found


def _any(names: Iterable[str]) -> str:
    # Longest first, or a surname would win inside a full name; nobody known must match nothing.
    return "|".join("[ ]*".join(map(re.escape, name)) for name in sorted(names, key=len, reverse=True)) or "(?!)"


def _tight(name: str) -> str:
    return "".join(question_key(name).split())
