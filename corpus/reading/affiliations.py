"""Comparison of roles: which body a role names, and when two roles are one office.

Nothing here is shown: what is printed stays as printed. ``speakers.py`` decides who speaks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.model import METROPOLIS
from corpus.municipalities import Gazetteer
from corpus.offices import CHIEF, OUTSIDE_OFFICE, ROLE_WORD, TITLE
from corpus.text import fold

#: The metropolis's units, anywhere in a role.
_UNIT = re.compile(r"副知事|デジタルサービス局")
#: 「都CIO」 belongs to the metropolis, 「都市整備課長」 and 「都内企業代表」 do not.
_METROPOLITAN = re.compile(r"(?:東京)?都(?!市|道|心|度|合|内|県|立|留|民|下)")
#: The kind of a body that is not a municipality: 「〇〇株式会社」, 「△△大学」, 「総務省」.
_OUTSIDE = re.compile(
    r"株式会社|\(株\)|合同会社|法人|大学(?:院大学)?|機構|協議会|センター|連合|財団|組合|GovTech東京|デジタル庁"
    r"|(?:総務|経済産業|国土交通|厚生労働|文部科学|財務|法務|環境|農林水産)省"
)
#: What a legal form is made of: 公益財団法人, 地方独立行政法人, 認定特定非営利活動法人.
_FORM = (
    "(?:一般|公益|認定|特定|地方|独立|行政|国立|公立|大学|研究開発|社団|財団|非営利活動|NPO|学校|医療|宗教|社会福祉"
    "|有限責任|監査|税理士|弁護士)*法人"
)
_OFFICE_AT_END = rf"{OUTSIDE_OFFICE}(?=[ :()]|$)"
#: A body whose kind stands in front: its name goes on to a space (not one between Latin words) or to an office.
_KIND_IN_FRONT = re.compile(
    rf"(?:(?<=[ :(元前現])|^)(?:{_FORM}|株式会社|合同会社|\(株\)|協同組合) ?"
    rf"(?P<name>(?!{_OFFICE_AT_END})[^ :()][^:()]*?(?= ?{_OFFICE_AT_END}| (?![A-Za-z])|[:()]|$))?"
)
#: A body whose kind stands behind: 「架空大学院大学」, not 「架空大学」; 「架空大学大学院教授」 is of 架空大学.
_KIND_BEHIND = re.compile(rf"(?:{_OUTSIDE.pattern})(?:(?:(?!兼|{TITLE})[^ :()])*(?<!大学)(?:{_OUTSIDE.pattern}))?")
#: A place outside Tokyo: 「〇〇市CIO」; not 「副市長」, 「区市町村DX支援課長」, 「都市整備課長」.
_ELSEWHERE = re.compile(
    rf"(?!副|前|元|現|全|区市|市区|都)[^\s:()・]{{1,5}}?[市区町村県府](?={CHIEF}|長|副|知事|情報|企画|総務|政策|デジタル|DX|役|議会)"
)
_FOUNDATION = "GovTech東京"
#: Between two offices of one person: 「CIO・副区長」, 「部長兼CIO」.
_OFFICES = re.compile("[:・兼]")
#: 「前・大田区CIO」.
_FORMER = re.compile(r"^(?:前|元|現)[・ ]")
#: Prefixes and suffixes that make a different office: 市長 and 副市長, 局長 and 局次長, CIO and CIO補佐.
_RANKS = ("副", "次", "補佐", "代理", "係", "元", "前")


def affiliation_of(role: str, gazetteer: Gazetteer) -> str | None:
    """Return the municipality or the metropolis that a role names, or None.

    It is the metropolis only if no municipality is named (「東京都北区…」 is 北区). An outside body (株式会社,
    大学, 省庁) is None, whatever its name contains.
    """
    parts = [_FORMER.sub("", part.strip()) for part in fold(role).split(":")]
    for part in parts:
        if begins := gazetteer.begins(part):
            return begins.name
    if _ELSEWHERE.match(parts[0]):
        return None
    if any(_UNIT.search(part) for part in parts):
        return METROPOLIS
    return METROPOLIS if not _OUTSIDE.search(fold(role)) and any(map(_METROPOLITAN.match, parts)) else None


def outside_body(role: str) -> str | None:
    """Return the name of a body that is neither a municipality of Tokyo nor the metropolis, or None.

    A kind of body is not its name: 「大学教授」 and 「株式会社代表」 do not settle which one it is.

    >>> outside_body("架空大学 教授"), outside_body("隣町市CIO"), outside_body("副市長")
    ('架空大学', '隣町市', None)
    >>> outside_body("一般社団法人甲の会代表理事"), outside_body("大学教授")
    ('一般社団法人甲の会', None)
    """
    folded = fold(role)
    if elsewhere := _ELSEWHERE.match(folded):
        return elsewhere[0]
    # A foundation since 2023, with and without its legal form.
    if _FOUNDATION in folded:
        return _FOUNDATION
    if not (behind := _KIND_BEHIND.search(folded)):
        return None
    front = _KIND_IN_FRONT.search(folded)
    if front and front.start() <= behind.start():
        return folded[: front.end()] if front["name"] else None
    # A ministry's name begins with no other word; 「大学教授」 names none.
    unnamed = behind.start() == 0 and _OUTSIDE.fullmatch(behind[0]) and behind[0][-1] not in "省庁"
    return None if unnamed else folded[: behind.end()]


def outside_role(role: str) -> str | None:
    """Return the outside body of a role for comparing roles: the whole role if it does not settle which one."""
    return outside_body(role) or (fold(role) if _OUTSIDE.search(fold(role)) else None)


def body_of(role: str, gazetteer: Gazetteer) -> str | None:
    """Return the body that a role names, in Tokyo or outside; None if it names none."""
    return affiliation_of(role, gazetteer) or outside_role(role)


@dataclass(frozen=True, slots=True)
class Office:
    """A role in the form for comparing: its body, and its names without that body."""

    #: A municipality, 東京都, an outside body, or None.
    body: str | None
    #: 「小金井市CIO(副市長)」 has CIO(副市長), CIO and 副市長. Compared whole: 「CIO補佐」 is not 「CIO」.
    names: frozenset[str]

    @classmethod
    def read(cls, role: str, body: str | None) -> Office:
        """Parse a role: whole and by its colon parts, with, without and within parentheses."""
        names: set[str] = set()
        for part in [fold(role), *_OFFICES.split(fold(role))]:
            inside = re.findall(r"\(([^)]*)\)", part)
            names.update(_bare(form, body) for form in (part, re.sub(r"\([^)]*\)", "", part), *inside))
        return cls(body, frozenset(names - {""}))

    def agrees(self, other: Office) -> bool:
        """Tell whether both are one office: a common name, and no different bodies."""
        return self._same_body(other) and bool(self.names & other.names)

    def resembles(self, other: Office) -> bool:
        """Tell whether one may be short for the other; a body alone may be any office of it."""
        alike = not self.names or any(_abbreviates(a, b) for a in self.names for b in other.names)
        return self._same_body(other) and alike

    def _same_body(self, other: Office) -> bool:
        return self.body is None or other.body is None or self.body == other.body


def _abbreviates(one: str, other: str) -> bool:
    """Tell whether the shorter role is a unit of the longer one, or the longer one with characters left out.

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
    """Return a role without the body that it begins with: 「東京都CIO」 and 「都CIO」 become CIO."""
    squeezed = role.replace(" ", "")
    if body is None:
        return squeezed
    return re.sub(r"^(?:東京)?都" if body == METROPOLIS else rf"^(?:(?:東京)?都)?{re.escape(body)}", "", squeezed)
