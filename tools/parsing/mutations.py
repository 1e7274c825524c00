"""Damage to a composed article, and lines put into it that may not change whose words are whose.

"Untouched" is a speech whose own label and all of whose participants' lines are as they were. Where a label is lost the
speech above goes on for every reader: such speeches are counted out, and how many they were is said.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tools.parsing.catalogue import Dice, catalogue, drawn, forms
from tools.parsing.compose import with_line
from tools.parsing.composed import Composed, Kind, Layout, Row, Spoken

if TYPE_CHECKING:
    from collections.abc import Callable


#: Zero-width space, soft hyphen, byte order mark.
_INVISIBLE = "\u200b\u00ad\ufeff"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A damaged article."""

    what: str
    #: What must be read from it.
    composed: Composed
    body: str
    is_html: bool = False
    #: Numbers of speeches that are counted out.
    untold: frozenset[int] = frozenset()
    #: True where a participant's line was lost: no speaker is asked for.
    company_touched: bool = False


def mutant(what: str, composed: Composed, dice: Dice) -> Mutant | None:
    """One damage of a kind; None where the article has no place for it."""
    return KINDS[what](composed, dice)


def _whole(composed: Composed, untold: frozenset[int] = frozenset(), *, company: bool = False) -> Mutant:
    html = composed.layout.is_html
    return Mutant("", composed, composed.html if html else composed.text, html, untold, company)


def _insert(composed: Composed, at: int, kind: Kind, text: str, *, gap: bool = True) -> Mutant:
    return _whole(with_line(composed, at, Row(kind, text, gap=gap and composed.layout is not Layout.NONE)))


def _body(composed: Composed) -> int:
    """The first line below the head."""
    return next(at for at, row in enumerate(composed.rows) if row.kind is Kind.HEADING)


def _ends(composed: Composed) -> list[int]:
    """Places below the last line of a speech, in reading order."""
    spoken = [row.speech if row.kind in {Kind.SPEECH, Kind.LABEL} else None for row in composed.rows] + [None]
    return [at for at, above in enumerate(spoken[:-1], 1) if above is not None and above not in spoken[at:]]


def _inside(composed: Composed) -> list[int]:
    """Places between two lines of a speech that stand apart, and of a speech with more speeches below."""
    rows = composed.rows
    return [
        at for at, row in enumerate(rows) if row.kind is Kind.SPEECH and row.gap and rows[at - 1].kind is Kind.SPEECH
    ]


def _name_caption(composed: Composed, dice: Dice) -> Mutant | None:
    places = _ends(composed)[:-1] + _inside(composed) * 2
    if not (places and composed.cast.tells_names and composed.layout is not Layout.NONE):
        return None
    person = dice.choice(composed.cast.listed)
    form = dice.choice([form for form in forms("name_captions") if person.office or "{office}" not in form])
    fields = {"surname": person.surname, "given": person.given, "name": person.name}
    text = form.format(office=person.office, role=person.said, **fields)
    at = dice.choice(places)
    mutated = _insert(composed, at, Kind.NAME, text)
    rows = list(mutated.composed.rows)
    rows[at + 1] = replace(rows[at + 1], gap=True)
    return _whole(replace(mutated.composed, rows=tuple(rows)))


def _foreign_label(composed: Composed, dice: Dice) -> Mutant:
    label = composed.cast.foreign(dice)
    line = f"補足{9000}を申し上げます。"
    at = dice.choice(_ends(composed))
    number = len(composed.spoken)
    printed = label.text.partition("{speech}")[0]
    inline = printed != label.text
    first = Row(Kind.LABEL, label.text.format(speech=line), number, composed.layout is not Layout.NONE)
    second = Row(Kind.SPEECH, line, number, composed.layout.parts_paragraphs)
    spoken = (*composed.spoken, Spoken(printed, None, "", (line,), f"foreign {label.form}"))
    rows = (*composed.rows[:at], first, *([] if inline else [second]), *composed.rows[at:])
    return _whole(replace(composed, rows=rows, spoken=spoken))


def _closing(composed: Composed, dice: Dice) -> Mutant:
    text = drawn("closings", dice, likely=0.9).format(host=composed.hosts[0])
    talk = {Kind.SPEECH, Kind.LABEL, Kind.MODERATOR}
    at = max(at for at, row in enumerate(composed.rows, 1) if row.kind in talk)
    return _insert(composed, at, Kind.OTHER, text)


def _aside(composed: Composed, dice: Dice) -> Mutant:
    return _insert(composed, dice.choice(_ends(composed)), Kind.OTHER, drawn("asides", dice, likely=0.8))


def _card(composed: Composed, dice: Dice) -> Mutant | None:
    if not composed.layout.is_html:
        return None
    card = dice.choice(forms("cards")).format(host=composed.hosts[0], name=dice.choice(composed.cast.listed).name)
    return _insert(composed, dice.choice(_ends(composed)), Kind.CARD, card)


def _picture(composed: Composed, dice: Dice) -> Mutant:
    image = catalogue()["captions"]["likely"][-1]
    return _insert(composed, dice.choice(_ends(composed)[:-1] or _ends(composed)), Kind.CAPTION, image)


def _alone(composed: Composed) -> list[int]:
    """Participants' lines of people whose surname nobody shares."""
    rows = [at for at, row in enumerate(composed.rows) if row.kind is Kind.PARTICIPANT]
    cast = composed.cast
    return [at for at, person in zip(rows, cast.listed, strict=True) if len(cast.namesakes(person)) == 1]


def _broken_list_line(composed: Composed, dice: Dice) -> Mutant | None:
    lines = [at for at in _alone(composed) if ":" in composed.rows[at].text]
    if not lines:
        return None
    at = dice.choice(lines)
    role, _, name = composed.rows[at].text.rpartition(":")
    halves = (replace(composed.rows[at], text=f"{role}:"), replace(composed.rows[at], text=name, gap=False))
    return _whole(replace(composed, rows=(*composed.rows[:at], *halves, *composed.rows[at + 1 :])))


def _glued_list_lines(composed: Composed, dice: Dice) -> Mutant | None:
    lines = [at for at in _alone(composed) if at + 1 in _alone(composed)]
    if not lines:
        return None
    at = dice.choice(lines)
    glued = replace(composed.rows[at], text=composed.rows[at].text + composed.rows[at + 1].text)
    return _whole(replace(composed, rows=(*composed.rows[:at], glued, *composed.rows[at + 2 :])))


def _invisible(composed: Composed, dice: Dice) -> Mutant:
    """An invisible character in a label or in a participant's line."""
    at = dice.choice([n for n, row in enumerate(composed.rows) if row.kind in {Kind.LABEL, Kind.PARTICIPANT}])
    text = composed.rows[at].text
    cut = dice.randint(0, len(text))
    changed = replace(composed.rows[at], text=f"{text[:cut]}{dice.choice(_INVISIBLE)}{text[cut:]}")
    return _whole(replace(composed, rows=(*composed.rows[:at], changed, *composed.rows[at + 1 :])))


def _remark(composed: Composed, dice: Dice) -> Mutant | None:
    labels = [n for n, row in enumerate(composed.rows) if row.kind is Kind.LABEL and composed.spoken[_of(row)].named]
    labels = [n for n in labels if "{speech}" not in composed.spoken[_of(composed.rows[n])].form]
    labels = [n for n in labels if composed.rows[n].text[-1] not in ":/>"]
    if not labels:
        return None
    at = dice.choice(labels)
    changed = replace(composed.rows[at], text=composed.rows[at].text + drawn("remarks", dice, likely=1))
    return _whole(replace(composed, rows=(*composed.rows[:at], changed, *composed.rows[at + 1 :])))


def _of(row: Row) -> int:
    return row.speech or 0


def _dropped(composed: Composed, dice: Dice) -> Mutant:
    return _without(composed, dice.randrange(len(composed.rows)))


def _label_dropped(composed: Composed, dice: Dice) -> Mutant:
    return _without(composed, dice.choice([at for at, row in enumerate(composed.rows) if row.kind is Kind.LABEL]))


def _without(composed: Composed, at: int) -> Mutant:
    row = composed.rows[at]
    below = composed.rows[at + 1 : at + 2]
    # What was below a dropped line keeps its distance from what stands above.
    rows = (*composed.rows[:at], *(replace(one, gap=one.gap or row.gap) for one in below), *composed.rows[at + 2 :])
    untold = frozenset({_of(row)}) if row.kind is Kind.LABEL else frozenset[int]()
    return _whole(replace(composed, rows=rows), untold, company=row.kind is Kind.PARTICIPANT)


def _doubled(composed: Composed, dice: Dice) -> Mutant:
    at = dice.randrange(len(composed.rows))
    return _whole(replace(composed, rows=composed.rows[: at + 1] + composed.rows[at:]))


def _width_swapped(composed: Composed, dice: Dice) -> Mutant:
    wide = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
    narrow = {code: at for at, code in wide.items()}
    return Mutant("", composed, composed.text.translate(wide if dice.random() < 0.5 else narrow))


def _gaps(*, everywhere: bool) -> Callable[[Composed, Dice], Mutant | None]:
    def changed(composed: Composed, dice: Dice) -> Mutant | None:
        del dice
        # Without blank lines nothing tells a caption or a heading that no pattern knows.
        if composed.layout.is_html or (not everywhere and composed.layout is Layout.LOOSE):
            return None
        rows = tuple(replace(row, gap=everywhere) for row in composed.rows)
        return _whole(replace(composed, rows=rows, layout=composed.layout if everywhere else Layout.NONE))

    return changed


def _one_gap(composed: Composed, dice: Dice) -> Mutant:
    at = dice.randrange(len(composed.rows))
    row = replace(composed.rows[at], gap=not composed.rows[at].gap)
    return _whole(replace(composed, rows=(*composed.rows[:at], row, *composed.rows[at + 1 :])))


def _cut(*, start: bool, end: bool) -> Callable[[Composed, Dice], Mutant]:
    def cut(composed: Composed, dice: Dice) -> Mutant:
        """What is left between two characters; the participants are untouched where all of their lines are whole."""
        text = composed.text
        places = sorted(dice.choices(range(len(text) + 1), k=2))
        first, last = places[0] if start else 0, places[1] if end else len(text)
        edges = _edges(composed)
        whole = all(first <= a and b <= last for row, a, b in edges if row.kind is Kind.PARTICIPANT)
        halved = {_of(row) for row, a, b in edges if row.kind is Kind.LABEL and (a < first < b or a < last < b)}
        return Mutant("", composed, text[first:last], untold=frozenset(halved), company_touched=not whole)

    return cut


def _edges(composed: Composed) -> list[tuple[Row, int, int]]:
    """Each line of the plain text with its beginning and its end."""
    found, at, text = [], 0, composed.text
    for row in composed.rows:
        words_of = composed.printed(row)
        if row.kind is not Kind.CARD:
            at = text.index(words_of, at)
            found.append((row, at, at + len(words_of)))
            at += len(words_of)
    return found


KINDS: dict[str, Callable[[Composed, Dice], Mutant | None]] = {
    "name below a picture": _name_caption,
    "foreign label": _foreign_label,
    "editor's closing line": _closing,
    "aside between speeches": _aside,
    "link's card": _card,
    "picture's address": _picture,
    "list line broken": _broken_list_line,
    "list lines glued": _glued_list_lines,
    "invisible character": _invisible,
    "remark beside a name": _remark,
    "line dropped": _dropped,
    "label dropped": _label_dropped,
    "line doubled": _doubled,
    "width swapped": _width_swapped,
    "all blank lines removed": _gaps(everywhere=False),
    "a blank line added everywhere": _gaps(everywhere=True),
    "a blank line added or removed": _one_gap,
    "end cut off": _cut(start=False, end=True),
    "beginning cut off": _cut(start=True, end=False),
    "both ends cut off": _cut(start=True, end=True),
}
