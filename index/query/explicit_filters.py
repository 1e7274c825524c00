"""Explicit filters: 区: 話者: 年: 回: テーマ: (and 市:, 人:, 期間:), 「書かない窓口」, -研修.

Here a name needs no suffix: ``区:港``. An unknown value is reported, and its words are searched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from corpus.model import METROPOLIS
from corpus.municipalities import Gazetteer
from index.query.folding import Claim, past, question_key
from index.query.parsed_question import ConstraintKind, ParseContext
from index.query.people import directory, offices_of
from index.query.periods import period_at
from index.query.place_names import place_names
from index.query.rounds import rounds_at

_KEY = re.compile(
    r"(?:(?<=[\s、。,(\[])|(?<!.))(?:(?P<body>区市町村|市区町村|市町村|自治体|区|市|町|村)|(?P<person>話者|発言者|人)"
    r"|(?P<period>年度?|期間|時期)|(?P<round>回)|(?P<theme>テーマ)):[ ]*(?=[^\s:])"
)
_LIST = re.compile(r"(?:[、,・/&+]|と)(?=\S)")
_OWN = re.compile(r"(?:うち|ウチ|自分|当|本|自)(?:の)?(?:区|市|町|村|自治体)?(?![一-鿿ぁ-ん])")
_OTHERS = re.compile(r"(?:他|ほか|よそ|うち以外)(?:の?(?:区|市|町|村|自治体|区市町村|市区町村))?(?![一-鿿ぁ-ん])")
_METROPOLIS = re.compile(r"(?:東京都|都)(?!(?!以外)[一-鿿ァ-ヺー])")
_VALUE = re.compile(r"[^\s、。,?!]+")
_PARTICLE = re.compile(r"(?:の|は|で(?!す))(?=[ \n]|[一-鿿ァ-ヺA-Za-z]|$)")

#: One value at a place in the text: kind, end, names; or None.
_Value = tuple[ConstraintKind, int, tuple[str, ...]]


def read_explicit(text: str, parse_context: ParseContext) -> Iterator[Claim]:
    """Yield the claims of filters that the asker wrote as such."""
    for key in _KEY.finditer(text):
        reader = _READERS[str(key.lastgroup)]
        claims = list(reader(text, key.end(), parse_context))
        if claims:  # the first shows the key, too
            yield from (replace(claims[0], start=key.start()), *claims[1:])
        elif value := _VALUE.match(text, key.end()):
            yield Claim(ConstraintKind.UNKNOWN, key.start(), value.end(), key.end())


def _bodies(text: str, at: int, parse_context: ParseContext) -> Iterator[Claim]:
    yield from _listed(text, at, lambda place: _body_or_all_others(text, place, parse_context))


def _persons(text: str, at: int, parse_context: ParseContext) -> Iterator[Claim]:
    yield from _listed(text, at, lambda place: _person(text, place, parse_context))


def _listed(text: str, at: int, read: Callable[[int], _Value | None]) -> Iterator[Claim]:
    """Yield values joined by 、 or と, one claim each."""
    while value := read(at):
        kind, end, names = value
        joint = _LIST.match(text, end)
        if joint is None or read(joint.end()) is None:
            yield Claim(kind, at, end, past(text, end, _PARTICLE), names)
            return
        yield Claim(kind, at, end, joint.end(), names)
        at = joint.end()


def _body_or_all_others(text: str, at: int, parse_context: ParseContext) -> _Value | None:
    """Return a body; 「区:練馬区以外」 and 「区:-練馬」 exclude it."""
    minus = text[at : at + 1] in tuple("-−‐‑–—―ー")
    value = _body(text, at + minus, parse_context)
    but = value is not None and text.startswith("以外", value[1])
    if value is None or not (minus or but):
        return value
    return ConstraintKind.OTHERS, value[1] + len("以外") * but, value[2]


def _body(text: str, at: int, parse_context: ParseContext) -> _Value | None:
    own = (parse_context.own,) if parse_context.own else ()
    table = place_names(parse_context.gazetteer)
    for pattern, members in table.groups:
        if group := pattern.match(text, at):
            return ConstraintKind.AFFILIATION, group.end(), members
    for found, kind, names in (
        (_OTHERS.match(text, at), ConstraintKind.OTHERS, own),
        (_OWN.match(text, at), ConstraintKind.OWN, own),
        (_METROPOLIS.match(text, at), ConstraintKind.AFFILIATION, (METROPOLIS,)),
    ):
        if found:
            return kind, found.end(), names
    place = table.explicit_pattern.match(text, at)
    return (ConstraintKind.AFFILIATION, place.end(), (table.named(place["name"]).name,)) if place else None


def _person(text: str, at: int, parse_context: ParseContext) -> _Value | None:
    if found := directory(parse_context.people).at(text, at):
        return ConstraintKind.SPEAKER, *found
    offices = offices_of(parse_context.roles)
    if role := offices.explicit.match(text, at):
        return ConstraintKind.ROLE, role.end(), (offices.spelt(role[0]),)
    return _body(text, at, parse_context)


def _theme(text: str, at: int, parse_context: ParseContext) -> Iterator[Claim]:
    whole = [theme for theme in parse_context.themes if text.startswith(question_key(theme), at)]
    if whole:
        theme = max(whole, key=len)
        end = at + len(question_key(theme))
        yield Claim(ConstraintKind.THEME, at, end, end, (theme,))
    elif value := _VALUE.match(text, at):
        # テーマ:人材 is enough where only one theme has it in its name.
        near = [theme for theme in parse_context.themes if value[0].strip('「」"') in question_key(theme)]
        if len(near) == 1:
            yield Claim(ConstraintKind.THEME, at, value.end(), value.end(), (near[0],))


#: The reader of the values after a key, by the key's group.
_READERS: dict[str, Callable[[str, int, ParseContext], Iterable[Claim]]] = {
    "body": _bodies,
    "person": _persons,
    "period": period_at,
    "round": rounds_at,
    "theme": _theme,
}


#: Quotation marks in pairs.
_QUOTED = (
    r"「(?P<corner>[^「」\n]*[^「」\s、。,.?!][^「」\n]*)」"
    r"|『(?P<double>[^『』\n]*[^『』\s、。,.?!][^『』\n]*)』"
    r"|\"(?P<straight>[^\"\n]*[^\"\s、。,.?!][^\"\n]*)\""
    r"|“(?P<curly>[^“”\n]*[^“”\s、。,.?!][^“”\n]*)”"
    r"|[〝〞](?P<slanted>[^〝〞〟\n]*[^〝〞〟\s、。,.?!][^〝〞〟\n]*)[〞〟]"
    r"|‘(?P<single>[^‘’\n]*[^‘’\s、。,.?!][^‘’\n]*)’"
)
_PHRASE = re.compile(_QUOTED)
#: Before a word, at the start or after a blank: not 「2021-2022」, 「- 」, 「->」, 「-5%」. A Japanese
#: keyboard gives many a hyphen, and the long vowel's mark, with which no word begins.
_WITHOUT = re.compile(rf"(?:(?<=[ ])|(?<!.))[-−‐‑–—―ー](?:{_QUOTED}|(?P<word>[^\W\d_][^\s、。,?!「」\"“”]*))")
#: What joins a phrase to the sentence: not searched.
_AFTER = re.compile(
    r"(?:という(?:言葉|表現|発言|単語)?|といった)?(?:について|を含む|が出てくる|は|を|が|の|に|も)?[ ]*"
)


def read_exclusions(text: str, parse_context: ParseContext) -> Iterator[Claim]:
    """Yield the words to exclude; a municipality's name excludes its speakers."""
    for match in _WITHOUT.finditer(text):
        words = _left_out(_words(match), parse_context.gazetteer)
        yield Claim(ConstraintKind.EXCLUDED, match.start(), match.end(), match.end(), (words,))


def read_phrases(text: str, parse_context: ParseContext) -> Iterator[Claim]:  # noqa: ARG001 - every recogniser has one form
    """Yield the exact phrases that are asked for."""
    for match in _PHRASE.finditer(text):
        yield Claim(ConstraintKind.PHRASE, *match.span(), past(text, match.end(), _AFTER), (_words(match),))


def _left_out(words: str, gazetteer: Gazetteer) -> str:
    """Return a municipality's full name for any name that is certainly its; other words unchanged."""
    bare = place_names(gazetteer).bare.get(words)
    place = gazetteer.named(words) or (bare if bare and not bare.bare_ambiguous else None)
    return place.name if place else words


def _words(match: re.Match[str]) -> str:
    return next(found.strip() for found in match.groupdict().values() if found)
