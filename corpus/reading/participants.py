"""The participants' list: the people that its lines name. ``head.py`` decides which lines the list has.

An entry is read on its own, so that one that cannot be read costs itself only; a role never keeps another's name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from corpus.model import METROPOLIS, Participant
from corpus.municipalities import Gazetteer
from corpus.offices import ADDRESS, OFFICE_END
from corpus.reading.affiliations import affiliation_of, outside_role
from corpus.reading.line_patterns import LONGEST_ENTRY
from corpus.text import fold, name_key

#: 「・瑞穂町企画部長：…」, 「① …」, 「1. …」.
_BULLET = re.compile(r"^(?:[^\w\s（(【〔\[<＜〈《「『]|〇|[①-⑳]|[(（]?[0-9０-９]{1,2}[.．)）、])\s*")
#: 「参加者：…」 before the entries of a whole list in one line.
HEADED = re.compile(r"^(?:参加|出席|登壇|出演)者(?:[（(]敬称略[)）])?\s*[:：]\s*")
#: 「【星見区】」, 「＜東京都＞」, 「■星見区」 as a line: the body of the entries below it.
_GROUP = re.compile(
    r"[【\[〔<〈《■◆●〇○◇□▼(](?P<body>[^】\]〕>〉》:)]+)[】\]〕>〉》)]?:?|(?P<bare>[^\s:]+?)(?:側|出席者|参加者)?:?"
)
_COLON = re.compile(r"\s*[:：]\s*")
#: Between entries on one line, outside brackets.
_COMMA = re.compile(r"[、,，](?![^（(]*[)）])\s*")
#: 「｜」 between the cells of a table.
_CELL = re.compile(r"\s*[|｜\t]\s*")
#: 「（オンライン）」 behind a name.
_REMARK = re.compile(r"\s*[（(](?P<inside>(?:[^（()）]|[（(][^（()）]*[)）])*)[)）]\s*$")
#: 「（かじがや・みつる）」: how a name is read.
_READING = re.compile(r"\s*[（(][ぁ-んァ-ヴー・\s\u3000]+[)）]")
#: Somebody else came, or nobody.
_ABSENT = re.compile(r"欠席|不参加")
_DEPUTY = re.compile(r"^代理(?:出席)?(?:者)?[:：は]?\s*")
_ADDRESSED = re.compile(rf"(?:\s*(?:{ADDRESS})|\s*[※＊*][^※＊*]{{0,12}}|\s*/\s*[A-Z][A-Za-z .'-]+|\s+)$")
#: One word of a name.
_NAME_WORD = re.compile(r"[^\d:()。、!?「」・/<>\[\]|]{1,9}|[ァ-ヴー]{1,9}(?:・[ァ-ヴー]{1,9}){1,3}")
#: 「都CIO相馬渉」: an office and a name with nothing between.
_OFFICE_THEN_NAME = re.compile(
    r"(?P<role>.*(?:[部課局室係所区市町村事次]長|CIO|CDO|CISO|知事|補佐官?|[)）]))(?P<name>[^\s:：()（）、。]{2,6})"
)
#: 「副町長・小丹波 岳」.
_DOT = re.compile(r"・(?!.*・)")
_METROPOLITAN = re.compile(rf"{METROPOLIS}|都(?=CIO|CDO|副?知事|デジタル)")
#: 「同市情報管理課長」: of the body above.
_SAME = re.compile(r"^同[都区市町村]")
#: Words of a name with a space.
_NAME = 2
#: Words of a name at most: 「姓 名」, or a foreign one.
_WORDS = 3


class Entry(NamedTuple):
    """One person of a list, as printed."""

    #: Empty if the line prints none.
    role: str
    #: Empty if the line ends before it.
    name: str


def read_participants(lines: Iterable[str], gazetteer: Gazetteer) -> tuple[Participant, ...]:
    """Return the participants of a list, with role and affiliation; a line printed twice counts once.

    Lists are grouped by body, hosts first: a role that names no body takes that of the participant before it
    (小金井 第28回: 自治体DX推進担当課長 after 小金井市CIO), or None if there is none before it.
    """
    participants: list[Participant] = []
    body: str | None = None
    for role, name in _joined(lines, gazetteer):
        if not _SAME.match(role):
            named = affiliation_of(role, gazetteer)
            body = named if named or outside_role(role) or not name else body
        participants += [Participant(name, surname_of(name), role, body)] if name else []
    return tuple(dict.fromkeys(participants))


def unread_lines(lines: Iterable[str], participants: Collection[Participant]) -> tuple[str, ...]:
    """Return the lines of a list that name none of those who were read from it."""
    names = [name_key(each.name) for each in participants]
    return tuple(line for line in lines if not any(name in name_key(line) for name in names))


def entries(text: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """Return the people that a line of a list names; none if it cannot be read. A body before them has no name.

    >>> from corpus.municipalities import tokyo
    >>> entries("多摩市CIO:多摩市副市長 姓田 名男", tokyo())
    (Entry(role='多摩市CIO:多摩市副市長', name='姓田 名男'),)
    >>> entries("東京都CIO:姓田 名男東京都デジタルサービス局課長:別田 名子", tokyo())[1].name
    '別田 名子'
    """
    if len(text) > LONGEST_ENTRY:
        return ()
    line = _READING.sub("", HEADED.sub("", _BULLET.sub("", text.strip())))
    body, *rest = (_CELL if _CELL.search(line) else _COLON).split(line, maxsplit=1)
    group = [Entry(body, "")] if rest and _is_body(body, gazetteer) else []
    people = _CELL.sub(":", rest[0]) if group else line
    pieces = [piece for part in _COMMA.split(people) for piece in _pieces(part, gazetteer)]
    read = [_entry(piece) for piece in pieces]
    if any(entry is None or (len(read) > 1 and not entry.role) for entry in read):
        return ()
    return (*group, *(entry for entry in read if entry and entry.name))


def _is_body(text: str, gazetteer: Gazetteer) -> bool:
    return fold(text) == METROPOLIS or gazetteer.named(fold(text)) is not None


def surname_of(name: str) -> str:
    """Return the first word of a name, which may be printed with wide spaces between its characters.

    >>> surname_of("姓田 名男"), surname_of("大 河 内　匡")
    ('姓田', '大河内')
    """
    words = name.split()
    wide = len(words) > _NAME and max(map(len, words)) == 1
    return "".join(re.split(r"\s*\u3000\s*|\s{2,}", name)[0].split()) if wide else words[0]


def is_role(text: str) -> bool:
    """Tell whether a line is a role without a name, which a broken line leaves: 「瑞穂町情報係長：」."""
    role = _COLON.sub(":", fold(text)).removesuffix(":")
    return OFFICE_END.search(role) is not None and ":" not in role and " " not in role


@lru_cache(maxsize=512)
def is_name(text: str) -> bool:
    """Tell whether a text has the form of a person's name: one to three words, no office, no sign."""
    words = fold(text).split()
    # 「大 河 内　匡」.
    words = ["".join(words)] if len(words) > _WORDS and max(map(len, words)) == 1 else words
    plain = all(_NAME_WORD.fullmatch(word) and not OFFICE_END.search(word) for word in words)
    return 1 <= len(words) <= _WORDS and plain and len("".join(words)) > 1


def _joined(lines: Iterable[str], gazetteer: Gazetteer) -> Iterator[Entry]:
    """Yield the entries of a list, broken lines joined; a body above entries without a name."""
    role = name = ""
    for line in (each for each in lines if len(each) <= LONGEST_ENTRY):
        bare = _BULLET.sub("", line.strip())
        if (group := group_of(line, gazetteer)) is not None:
            yield Entry(group, "")
            role = name = ""
        elif role and is_name(bare):
            yield Entry(role, bare)
            role = name = ""
        elif name and is_role(bare):
            yield Entry(bare, name)
            role = name = ""
        elif is_role(bare) or (
            not _COLON.search(bare) and affiliation_of(bare, gazetteer) and not entries(line, gazetteer)
        ):
            role, name = role + _COLON.sub("", bare), ""
        else:
            found = entries(line, gazetteer)
            if role and found and (not OFFICE_END.search(fold(role)) or found[0].role[0:1] in ("(", "（")):
                found = (Entry(role + found[0].role, found[0].name), *found[1:])
            role, name = "", bare if found and not found[0].role else ""
            yield from found if not name else ()


def group_of(text: str, gazetteer: Gazetteer) -> str | None:
    """Return the body of the entries below a line of a list, or None if the line is none."""
    found = _GROUP.fullmatch(fold(text))
    if found is None:
        return None
    body = found["body"] or found["bare"]
    if found["body"] and not OFFICE_END.search(body):
        return body if len(body) > 1 and (" " not in body) else None
    return body if _is_body(body, gazetteer) else None


def _pieces(text: str, gazetteer: Gazetteer) -> list[str]:
    """Return the pieces of a line in which several people stand: 「…：姓　名東京都…課長：姓　名」."""
    colons = list(_COLON.finditer(text))
    for colon, following in pairwise(colons):
        between = text[colon.end() : following.start()]
        if at := _name_ends(between, gazetteer):
            start = colon.end() + at
            return [text[:start], *_pieces(text[start:].strip(), gazetteer)]
    return [text]


def _name_ends(between: str, gazetteer: Gazetteer) -> int:
    """Return where a name ends and the next person's role begins, within the words between two colons; else 0."""
    # A role that begins with a body parts two people best; else the name is as long as it can be.
    if _begins_with_body(between, gazetteer):
        return 0
    bodies = [at for at in range(2, len(between)) if _begins_with_body(between[at:], gazetteer)]
    spaces = [found.end() for found in re.finditer(r"[\s、]+", between)]
    return next((at for at in [*bodies, *reversed(spaces)] if _is_boundary(between[:at], between[at:])), 0)


def _begins_with_body(role: str, gazetteer: Gazetteer) -> bool:
    return gazetteer.begins(role) is not None or _METROPOLITAN.match(fold(role)) is not None


def _is_boundary(name: str, role: str) -> bool:
    return is_name(_REMARK.sub("", name.rstrip("、 \u3000"))) and OFFICE_END.search(fold(role)) is not None


@lru_cache(maxsize=512)
def _entry(text: str) -> Entry | None:
    """Return role and name of one person; an empty name for one who was absent, None if it cannot be read."""
    remark = _REMARK.search(text)
    inside = remark["inside"] if remark else ""
    if _ABSENT.search(inside):
        return Entry(text, "")
    if (deputy := _DEPUTY.match(inside)) and deputy.end() < len(inside):
        return _entry(inside[deputy.end() :])
    bare = _ADDRESSED.sub("", text[: remark.start()] if remark else text)
    colon = _role_ends(bare)
    before, name = (bare[: colon.start()], bare[colon.end() :]) if colon else ("", bare)
    # 「姓　名（東京都CIO）」, 「司会：姓　名（東京都課長）」.
    if OFFICE_END.search(fold(inside)) and is_name(name):
        return Entry(inside, name)
    if colon and is_name(before) and OFFICE_END.search(fold(name)):
        return Entry(text[colon.end() :].strip(), before)
    if colon and (not before or any(not OFFICE_END.search(middle) for middle in _COLON.split(fold(before))[1:])):
        return None
    return Entry(before, name) if colon and is_name(name) else _spaced(bare, colon.end() if colon else 0)


def _role_ends(text: str) -> re.Match[str] | None:
    """Return the last colon, or the 「・」 behind an office, or None."""
    *_, colon = (None, *_COLON.finditer(text))
    dot = None if colon else _DOT.search(text)
    return dot if dot and OFFICE_END.search(fold(text[: dot.start()])) else colon


def _spaced(text: str, start: int) -> Entry | None:
    """Return role and name where only a space, or nothing, is between them; the name is behind ``start``."""
    words = list(re.finditer(r"\S+", text[start:]))
    offices = [at for at, word in enumerate(words) if OFFICE_END.search(fold(word[0]))]
    if not offices:
        glued = _OFFICE_THEN_NAME.fullmatch(text[start:]) if len(words) == 1 else None
        if glued:
            return Entry(text[: start + glued.end("role")], glued["name"])
        return Entry("", text) if start == 0 and is_name(text) else None
    last = words[offices[-1]]
    if offices[-1] == len(words) - 1:
        # 「姓　名　東京都CIO」.
        first = text[: words[offices[0]].start()].strip()
        return Entry(text[words[offices[0]].start() :].strip(), first) if start == 0 and is_name(first) else None
    cut = start + last.end()
    return Entry(text[:cut], text[cut:].strip()) if is_name(text[cut:]) else None
