"""Roles and names as they are compared: which body a role names, when two roles are one office, two names one name.

Nothing here is shown: what is printed stays as printed. Who speaks is decided in ``people.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import METROPOLIS
from corpus.municipalities import Gazetteer
from corpus.offices import CHIEF, ROLE_WORD
from corpus.text import fold

#: Its units, wherever they stand in a role, whatever else is in their name (一般財団法人GovTech東京).
_UNIT = re.compile(r"副知事|デジタルサービス局|GovTech東京")
#: 「都CIO」 is the metropolis's, 「都市整備課長」 and 「都内企業代表」 are not.
_METROPOLITAN = re.compile(r"(?:東京)?都(?!市|道|心|度|合|内|県|立|留|民|下)")
#: A named body that is no municipality: 「〇〇株式会社」, 「△△大学」, 「総務省」.
_OUTSIDE = re.compile(
    r"株式会社|\(株\)|合同会社|法人|大学|機構|協議会|センター|連合|財団|組合|デジタル庁"
    r"|(?:総務|経済産業|国土交通|厚生労働|文部科学|財務|法務|環境|農林水産)省"
)
#: A place that is none of ours: 「〇〇市CIO」; not 「副市長」, 「区市町村DX支援課長」, 「都市整備課長」.
_ELSEWHERE = re.compile(
    rf"(?!副|前|元|現|全|区市|市区|都)[^\s:()・]{{1,5}}?[市区町村県府](?={CHIEF}|長|副|知事|情報|企画|総務|政策|デジタル|DX|役|議会)"
)
_COLON = re.compile(":")
#: They make another office of one: 市長 and 副市長, 局長 and 局次長, CIO and CIO補佐.
_RANKS = ("副", "次", "補佐", "代理", "係", "元", "前")


def affiliation_of(role: str, gazetteer: Gazetteer) -> str | None:
    """The municipality or the metropolis that a role names, or None.

    The metropolis only where no municipality is named (「東京都北区…」 is 北区); an outside body (株式会社, 大学, 省庁)
    is nobody's municipality, whatever its name has in it.
    """
    parts = [part.strip() for part in _COLON.split(fold(role))]
    for part in parts:
        if begins := gazetteer.begins(part):
            return begins.name
    if _ELSEWHERE.match(parts[0]):
        return None
    if any(_UNIT.search(part) for part in parts):
        return METROPOLIS
    return METROPOLIS if not _OUTSIDE.search(fold(role)) and any(map(_METROPOLITAN.match, parts)) else None


def outside_body(role: str) -> str | None:
    """The name of a body that is neither a municipality of ours nor the metropolis, as far as it can be told; or None.

    >>> outside_body("架空大学 教授"), outside_body("隣町市CIO"), outside_body("副市長")
    ('架空大学', '隣町市', None)
    """
    folded = fold(role)
    if elsewhere := _ELSEWHERE.match(folded):
        return elsewhere[0]
    if not (found := _OUTSIDE.search(folded)):
        return None
    # 「株式会社〇〇 部長」: the name comes after the word, so as many characters as short names have.
    return folded[: found.end()] if found.start() else folded[: found.end() + 4]


def body_of(role: str, gazetteer: Gazetteer) -> str | None:
    """The body that a role names, ours or another; None where it names none."""
    return affiliation_of(role, gazetteer) or outside_body(role)


@dataclass(frozen=True, slots=True)
class Office:
    """A role as it is compared: the body it belongs to, and its names without that body."""

    #: A municipality, 東京都, an outside body, or None.
    body: str | None
    #: 「小金井市CIO(副市長)」 is CIO(副市長), CIO and 副市長. Never by prefix: 「CIO補佐」 is not 「CIO」.
    names: frozenset[str]

    @classmethod
    def read(cls, role: str, body: str | None) -> Office:
        """A role whole and by its colon parts, each with and without parentheses, and what stands in them."""
        names: set[str] = set()
        for part in [fold(role), *_COLON.split(fold(role))]:
            inside = re.findall(r"\(([^)]*)\)", part)
            names.update(_bare(form, body) for form in (part, re.sub(r"\([^)]*\)", "", part), *inside))
        return cls(body, frozenset(names - {""}))

    def agrees(self, other: Office) -> bool:
        """True where both are one office: a name in common, and no two different bodies."""
        return self._beside(other) and bool(self.names & other.names)

    def resembles(self, other: Office) -> bool:
        """True where one may be the other, abbreviated; a body alone is that of anybody in it."""
        alike = not self.names or any(_abbreviates(a, b) for a in self.names for b in other.names)
        return self._beside(other) and alike

    def _beside(self, other: Office) -> bool:
        return self.body is None or other.body is None or self.body == other.body


def _abbreviates(one: str, other: str) -> bool:
    """True where the shorter one is the longer one's unit, or the longer one with words left out but for its end.

    >>> _abbreviates("情報課長", "企画部情報政策課長"), _abbreviates("企画部", "企画部情報政策課長")
    (True, True)
    >>> _abbreviates("市長", "副市長"), _abbreviates("CIO", "CIO補佐"), _abbreviates("情報課長", "副市長")
    (False, False, False)
    """
    short, long = sorted((one, other), key=len)
    if not ROLE_WORD.search(short):
        return long.startswith(short)
    letters = iter(long)
    return (
        short[-1] == long[-1]
        and all(letter in letters for letter in short)
        and all((rank in short) == (rank in long) for rank in _RANKS)
    )


def _bare(role: str, body: str | None) -> str:
    """A role without the body that it begins with: 「東京都CIO」 and 「都CIO」 are CIO."""
    squeezed = role.replace(" ", "")
    if body is None:
        return squeezed
    return re.sub(r"^(?:東京)?都" if body == METROPOLIS else rf"^(?:(?:東京)?都)?{re.escape(body)}", "", squeezed)
