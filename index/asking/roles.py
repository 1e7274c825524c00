"""Offices: where one speaks (副区長は), where it is only mentioned (副区長レク, 部長への説明), and who holds it.

Offices that are themselves a subject of these talks (CIO補佐官の採用) need a verb of speaking.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.model import Participant
from corpus.offices import CHIEF, HEAD, UNIT_HEAD
from corpus.text import name_key
from index.asking.folding import Claim, past, question_key
from index.asking.grammar import PARTICLE, SAID, SPEAKING, SPEAKS, SPEECH, WORD
from index.asking.model import ClauseKind, Surroundings

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
        """An office where it speaks; ``hired`` is one that is itself a subject."""
        before = rf"(?<![{WORD}]){_OWN_SUPERIOR}"
        office = rf"(?P<hired>{_HIRED})(?={_SPEAKS_ITSELF})|(?P<head>{self._heads})(?={SPEAKS})"
        return re.compile(rf"{before}(?:{office})", re.IGNORECASE)

    @functools.cached_property
    def explicit(self) -> re.Pattern[str]:
        """What may stand after ``話者:``."""
        return re.compile(rf"(?:{self._heads}|{_HIRED})(?![一-鿿])", re.IGNORECASE)

    @functools.cached_property
    def _heads(self) -> str:
        own = [re.escape(question_key(role)) for role in sorted(self.known, key=len, reverse=True) if role.strip()]
        return "|".join([*own, _HEADS])

    def spelt(self, office: str) -> str:
        """An office as the corpus spells it; Latin abbreviations in capitals."""
        return next((known for known in self.known if question_key(known) == office), office.upper())


@functools.lru_cache(maxsize=4)
def offices_of(known: tuple[str, ...]) -> Offices:
    """The corpus's offices, spelt out once."""
    return Offices(known)


def read_roles(text: str, surroundings: Surroundings) -> Iterator[Claim]:
    """Offices that speak."""
    offices = offices_of(surroundings.roles)
    for match in offices.speaking.finditer(text):
        end = past(text, match.end(), SAID, PARTICLE)
        yield Claim(ClauseKind.ROLE, match.start(), match.end(), end, (offices.spelt(match[0]),))


def holds(asked: str, printed: str) -> bool:
    """True where a role as printed is, or contains, the office asked for: never a 副区長 for a 区長.

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
