"""Labels: the beginnings of lines that name who speaks, in all forms that editors use. ``speakers.py`` tells who it is.

A label that is missed would attribute words to the speaker above, so a line that begins with a known name and a sign
is a label. Running text is not: 「雲井副知事がおっしゃったように、…」, 「雲井さん、これは…」.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import NamedTuple, Self

from corpus.municipalities import Gazetteer
from corpus.offices import OFFICE_END, ROLE_WORD
from corpus.reading import label_patterns as forms
from corpus.reading.label_patterns import breaks_off, is_office, is_said, label_end, looks_like_surname
from corpus.reading.line_patterns import INTRODUCED, LONGEST_LABEL, SENTENCE_INSIDE
from corpus.text import new_forms

#: The shortest words behind a name that are a speech without a full stop (characters).
_WORDS = 24
#: The longest name behind 「事務局:」 (characters).
_NAME = 10
#: The longest given name in brackets (characters).
_GIVEN = 3
#: Somebody whom the label does not settle.
SOMEBODY = ("", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """A label, in folded text with the new forms of characters."""

    #: Where it ends, and the words begin if they follow on the line.
    end: int
    #: The names that it prints; two if both speak, none for 「司会」 or an office alone.
    names: tuple[str, ...] = ()
    #: The role before the name or in brackets behind it, or None.
    role: str | None = None
    #: The office or form of address directly behind the name: 「副知事」, 「さん」; else empty.
    title: str = ""
    #: What may be a given name's beginning, in brackets behind it, and tells namesakes apart: 「土屋(昌)」.
    given: str = ""
    #: The name under which later labels speak, or None.
    alias: str | None = None
    #: True if it only prints a full name, a name with an office, or an office, as captions do too.
    like_caption: bool = False
    #: True if the name is known: listed or introduced.
    known: bool = False


class _Name(NamedTuple):
    """A known name in a line, with the office or form of address directly behind it."""

    start: int
    name_end: int
    end: int
    name: str
    title: str

    @classmethod
    def of(cls, found: re.Match[str]) -> Self:
        """Return the name that a pattern found, with what is behind it."""
        title = forms.OFFICE.match(found.string, found.end())
        end = title.end() if title else found.end()
        return cls(found.start(), found.end(), end, "".join(found[0].split()), title[0].strip() if title else "")


class LabelReader:
    """Recognises labels by the names that are known so far."""

    def __init__(self, names: Iterable[str], full_names: Iterable[str], gazetteer: Gazetteer) -> None:
        """Know ``names`` (surnames, aliases) and ``full_names``, which may be printed without a space."""
        full = [new_forms(name) for name in full_names]
        self._full = frozenset("".join(name.split()) for name in full)
        # A surname at the beginning of 「早瀬明子」, which prints no space, has two characters or more.
        begun = [name[:size] for name in full if len(name.split()) == 1 for size in range(2, len(name))]
        spelled = ["".join(new_forms(name).split()) for name in names]
        known = sorted({*filter(None, spelled), *self._full, *begun}, key=len, reverse=True)
        spaced = "|".join(" ?".join(map(re.escape, name)) for name in known) or "(?!)"
        self._names = re.compile(spaced)
        self._bodies = gazetteer.bodies

    def known(self, folded: str) -> Label | None:
        """Return the label of a known name with which a folded line begins, or None."""
        return self._read(folded, self._named)

    def unknown(self, folded: str) -> Label | None:
        """Return the label of somebody who is not listed, or of nobody in particular, or None."""
        return self._read(folded, self._unnamed)

    def is_told_behind(self, folded: str) -> bool:
        """Tell whether a folded line ends with the name of who said it: 「「…」と雲井副知事。」, 「…。雲井」."""
        line = new_forms(folded)[-LONGEST_LABEL:]
        behind = (self._name_at(line, sign.end()) for sign in forms.SAID_BEFORE.finditer(line))
        alone = (self._name_at(line, sentence.end()) for sentence in forms.SENTENCE.finditer(line))
        closed = any(name and forms.CLOSED.fullmatch(line, name.end) for name in behind)
        return closed or any(name and name.name_end == len(line) for name in alone)

    def label_within(self, folded: str) -> int | None:
        """Return where the label of a known name begins behind a sentence of somebody else, or None."""
        line = new_forms(folded)
        for sentence in forms.SENTENCE.finditer(line):
            opened = forms.OPENER.match(line, sentence.end())
            name = self._name_at(line, opened.end() if opened else sentence.end())
            sign = forms.WORDS.match(line, name.end) if name else None
            if sign and (line[sign.start()] != ":") == (opened is not None):
                return sentence.end()
        return None

    def _name_at(self, line: str, at: int) -> _Name | None:
        found = self._names.match(line, at)
        return _Name.of(found) if found else None

    def _several(self, line: str, start: int) -> int | None:
        """Return where 「雲井・蜃気」 ends, or None."""
        name = self._name_at(line, start)
        end = None
        while name and (sign := forms.AND.match(line, name.end)) and (name := self._name_at(line, sign.end())):
            end = name.end
        return end

    def _read(self, folded: str, reader: Callable[[str, int], Label | None]) -> Label | None:
        line = new_forms(folded)
        start = _match(forms.MARK, line, 0)
        wrapped = forms.WRAPPED.match(line, start)
        if wrapped is None:
            return reader(line, start)
        inside = next(filter(None, wrapped.groups()))
        label = reader(inside, 0)
        # 「【東京都】雲井CIO」, 「(都)雲井」.
        beside = label is not None and not label.known and label.end == len(inside)
        if (beside or forms.SIDE.fullmatch(inside) or forms.SPEAKS.fullmatch(inside)) and (
            named := self._named(line, wrapped.end())
        ):
            return replace(named, role=named.role or (None if forms.SPEAKS.fullmatch(inside) else inside))
        if label is None or label.end < len(inside):
            return None
        brackets = _match(forms.BRACKETS, line, wrapped.end())
        sign = forms.SIGN.match(line, brackets)
        return replace(label, end=sign.end() if sign else brackets, like_caption=False)

    # Known names

    def _named(self, line: str, start: int) -> Label | None:
        if several := self._several(line, start):
            end = label_end(line, _match(forms.BRACKETS, line, several))
            return None if end is None else Label(end=end, names=SOMEBODY, known=True)
        body = self._bodies.match(line, start)
        first = self._name_at(line, start)
        if first and not (body and first.name_end < body.end()):
            other = forms.GOES_ON.match(line, first.end)
            end = label_end(line, other.end()) if other else None
            if end is not None:
                return Label(end=end, names=SOMEBODY, known=True)
        for core in map(_Name.of, self._names.finditer(line, start, start + LONGEST_LABEL)):
            # 「大島町CIO」 does not begin with 大島's name.
            if body and core.name_end < body.end():
                continue
            role = line[start : core.start]
            if breaks_off(role):
                return None
            if (not role or self._is_role(role)) and (label := self._label(line, role, core)):
                return label
        return None

    def _is_role(self, role: str) -> bool:
        bare = re.sub(r"\([^()]*\)", "", role).rstrip()
        side = forms.SIDE.fullmatch(role) is not None and len(role) > 1
        return side or bare.endswith(":") or self._is_office(bare) or forms.SPEAKS.fullmatch(role) is not None

    def _is_office(self, role: str) -> bool:
        office = role.rstrip(forms.JOINTS)
        return OFFICE_END.search(office) is not None or self._bodies.fullmatch(office) is not None

    def _label(self, line: str, role: str, core: _Name) -> Label | None:
        """Return the label of the name ``core`` behind ``role``; None if running text follows."""
        # 「東京都CIO(雲井)」.
        closed = core.end + role.endswith("(")
        if closed > core.end and line[core.end : closed] != ")":
            return None
        brackets = _match(forms.BRACKETS, line, closed)
        end = self._words_begin(line, role, core, brackets)
        if end is None:
            return None
        # 「雲井, 東京都CIO(副知事)」, 「雲井円氏=東京都副知事」.
        office = line[end:].strip(" ,、=")
        behind = office if is_office(office) else self._role_in_brackets(line[closed:brackets])
        # 「相馬 渉 東京都CIO」: what follows is no speech, and may tell of another person.
        short = len(line) - end < _WORDS and not SENTENCE_INSIDE.search(line, end)
        unclear = line[brackets : brackets + 1] == " " and short
        # 「・蜃気 鍵の回収」 is an item of a list.
        if unclear and core.start and line[core.start - 1] == "・":
            return None
        introduced = INTRODUCED.search(line, core.end, brackets)
        whole = unclear or office == behind != "" or end == len(line)
        said = self._said(line[closed:brackets])
        deputy = any(map(forms.DEPUTY.search, said))
        full = core.name in self._full or (not role and (unclear or core.title != ""))
        return Label(
            end=len(line) if whole else end,
            names=SOMEBODY if deputy or (unclear and office != behind) else (core.name,),
            role=("" if forms.SPEAKS.fullmatch(role) else role.rstrip(forms.JOINTS)) or behind,
            title=core.title,
            alias=introduced["alias"] if introduced else None,
            given=next((words for words in said if len(words) <= _GIVEN), ""),
            like_caption=whole and not introduced and full,
            known=True,
        )

    def _words_begin(self, line: str, role: str, core: _Name, brackets: int) -> int | None:
        """Return where the words behind a name and its ``brackets`` begin; None if this is no label."""
        end = label_end(line, brackets, bracketed=brackets > core.end)
        # 「雲井ありがとうございます。」; 「今まさに…」 is none, where 今 is a surname.
        sure = len(core.name) > 1 or line.startswith("はい", brackets)
        if end is None and sure and not core.title and forms.ANSWER_BEGINS.match(line, brackets):
            end = brackets
        # 「架空大学教授:絵空」, where 架空 is a surname too.
        other = self._name_at(line, end) if end is not None else None
        if end is None or (other and label_end(line, _match(forms.BRACKETS, line, other.end)) == len(line)):
            return None
        # Words behind 「X:架空」 are its own only if X is an office.
        foreign = role.endswith(":") and not (ROLE_WORD.search(role) or self._is_office(role))
        if INTRODUCED.search(line, brackets, brackets + LONGEST_LABEL) or (end < len(line) and foreign):
            return None
        return end

    def _role_in_brackets(self, brackets: str) -> str | None:
        return next(
            (words for words in self._said(brackets) if ROLE_WORD.search(words) or self._bodies.match(words)), None
        )

    def _said(self, brackets: str) -> list[str]:
        return [words for words in forms.INSIDE.findall(brackets) if not words.startswith("以下")]

    # Unknown names

    def _unnamed(self, line: str, start: int) -> Label | None:
        if introduced := INTRODUCED.search(line, start, LONGEST_LABEL + start):
            return self._introduction(line, start, introduced)
        return self._anonymous(line, start) or self._foreign(line, start) or self._unlisted(line, start)

    def _anonymous(self, line: str, start: int) -> Label | None:
        """Return 「司会」, 「東京都事務局」, 「東京都の参加者」, 「東京都」."""
        body = self._bodies.match(line, start)
        anonymous = forms.ANONYMOUS.match(line, _match(forms.OF, line, body.end()) if body else start)
        named = anonymous.end() if anonymous else body.end() if body and len(body[0]) > 1 else 0
        named = _match(forms.NAMED, line, named) if anonymous else named
        end = label_end(line, _match(forms.BRACKETS, line, named)) if named else None
        # 「練馬区:412本」 is no label.
        if end is None or (not anonymous and end < len(line) and not SENTENCE_INSIDE.search(line, end)):
            return None
        # 「事務局:来賓」.
        whole = anonymous and len(line) - end <= _NAME and not SENTENCE_INSIDE.search(line, end)
        return Label(end=len(line) if whole else end, role=line[start:named], like_caption=not anonymous)

    def _foreign(self, line: str, start: int) -> Label | None:
        if letter := forms.LETTER.match(line, start):
            return Label(end=letter.end(), role=letter[0])
        latin = forms.LATIN.match(line, start)
        end = label_end(line, _match(forms.BRACKETS, line, latin.end())) if latin else None
        return Label(end=end, role=latin[0]) if latin and end is not None else None

    def _unlisted(self, line: str, start: int) -> Label | None:
        spaced = forms.OFFICE_AND_NAME.match(line, start)
        if spaced and is_office(spaced["role"]) and looks_like_surname(spaced["name"]):
            return Label(end=len(line), role=spaced["role"], like_caption=True)
        found = forms.UNLISTED.match(line, start)
        if found is None:
            return None
        colon = found["end"] == ":"
        end = found.end() if found["end"] == " " else label_end(line, found.end() - colon)
        # 「課題:人材」 is no label.
        if end is None or (colon and end < len(line) and not is_said(line[end:])):
            return None
        remark = found["end"].strip("() :")
        official = remark in forms.REMARKS or self._tells_office(remark)
        if found["role"]:
            role = found["role"].rstrip(":")
            return Label(end=end, role=role) if self._tells_office(role) or forms.ANONYMOUS.search(role) else None
        marked = forms.SPEAKERS_MARK.search(line, 0, start)
        told = colon or official or marked or remark or found["title"] or found["end"] == " "
        surname = looks_like_surname(found["name"].replace(" ", ""))
        return Label(end=end, role=remark if official else None) if surname and told else None

    def _tells_office(self, words: str) -> bool:
        return ROLE_WORD.search(words) is not None or self._bodies.match(words) is not None

    def _introduction(self, line: str, start: int, introduced: re.Match[str]) -> Label | None:
        """Return the label of 「町田市部長:高橋(以下「高橋」)」, whoever that is."""
        before = re.sub(r"\([^()]*\)$", "", line[start : introduced.start()].strip()).strip()
        end = label_end(line, introduced.end())
        if end is None or SENTENCE_INSIDE.search(before):
            return None
        alias = introduced["alias"]
        role, colon, name = before.rpartition(":")
        # 「東京都CIO(以下、有賀)」.
        if not colon and alias not in before and is_office(before):
            return Label(end=end, names=(alias,), role=before, alias=alias)
        if not colon:
            at = before.rfind(alias)
            role, name = (before[:at], before[at:]) if at > 0 else ("", before)
        return Label(end=end, names=("".join(name.split()),), role=role.strip() or None, alias=alias)


def _match(pattern: re.Pattern[str], line: str, at: int) -> int:
    """Return where a pattern ends that matches at any place, if only nothing."""
    found = pattern.match(line, at)
    return found.end() if found else at
