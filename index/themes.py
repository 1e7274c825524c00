"""Themes: what the roundtables talk about, and which passages belong to which. The table is ``themes.toml``.

Nothing is tagged by hand. A passage belongs to a theme when its words, confirmed by the headings above it, weigh as
much as one phrase that few passages hold; where its own words name no theme, the headings alone decide. How many
belong where, and whether that is sound, is in ``theme_counts.py``.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from typing import Self

from corpus.model import Passage
from corpus.text import narrowed
from index.fields import heading_lines
from index.filters import municipality
from index.phrases import occurs
from index.ranking import positive_idf
from index.selection.small_remarks import is_reply

TABLE = "themes.toml"

#: A phrase in at most this share of the passages is telling enough to assign a theme alone. A more common one (採用
#: in passing) needs a second phrase or the heading beside it. A share, so that the rule is the same for six articles
#: and for sixty; never below two passages, because in a single article the answer repeats the question's phrase.
FEW = 1 / 20

#: The fewest characters that can name a theme.
SHORTEST = 3
_ENDING = re.compile("[はのをがもって、。？?！!]+$")

#: Weight of a phrase in a heading, against one in the text: headings confirm, the words themselves decide the order.
HEADING = 0.5


@dataclass(frozen=True, slots=True)
class Theme:
    """A subject of the roundtables."""

    #: As it is shown and asked for: ``データ利活用``.
    name: str
    #: What it is about, in one sentence.
    sentence: str
    #: The phrases that define it.
    query: tuple[str, ...]

    def __post_init__(self) -> None:
        if not (self.name and self.sentence.endswith("。") and self.query and all(self.query)):
            raise ValueError(f"{TABLE}: a name, a sentence and phrases are needed: {self.name!r}")
        if len(set(self.query)) < len(self.query):
            raise ValueError(f"{TABLE}: a phrase is listed twice in {self.name!r}")


@dataclass(frozen=True, slots=True)
class Member:
    """A passage of a theme."""

    passage: Passage
    #: What its words and headings weigh for the theme: comparable within one index only.
    weight: float


@dataclass(frozen=True, slots=True)
class Membership:
    """Which passages of one index belong to which themes. Immutable; made once per snapshot by `assign`."""

    #: In the table's order.
    themes: tuple[Theme, ...]
    #: Theme's name → its passages, the best first (a theme without passages has an empty tuple).
    members: Mapping[str, tuple[Member, ...]]
    #: Passage id → its themes' names, the weightiest first; a passage of no theme is not there.
    themes_of: Mapping[str, tuple[str, ...]]

    def best(self, theme: str, own: str | None = None) -> tuple[Passage, ...]:
        """Return the best passage of each municipality that speaks of ``theme``: that of ``own`` first, then the best.

        Raises KeyError for an unknown theme.
        """
        firsts: dict[str, Passage] = {}
        for member in self.members[theme]:
            if (name := municipality(member.passage)) is not None:
                firsts.setdefault(name, member.passage)
        return tuple(sorted(firsts.values(), key=lambda passage: municipality(passage) != own))

    def named(self, words: str) -> tuple[str, ...]:
        """Return the themes with passages whose name contains ``words``, or one of whose phrases is ``words``."""
        asked = _ENDING.sub("", narrowed("".join(words.split())))
        if len(asked) < SHORTEST:
            return ()
        return tuple(
            theme.name
            for theme in self.themes
            if self.members[theme.name] and (asked in narrowed(theme.name) or asked in map(narrowed, theme.query))
        )

    def said_by(self, theme: str, name: str) -> tuple[Passage, ...]:
        """Return a municipality's passages of ``theme``, the best first. Raises KeyError for an unknown theme."""
        return tuple(member.passage for member in self.members[theme] if municipality(member.passage) == name)


def read_themes() -> tuple[Theme, ...]:
    """Read the package's table, in its order. Raises ValueError for a malformed row."""
    rows = tomllib.loads((files("index") / TABLE).read_text(encoding="utf-8"))["theme"]
    return tuple(Theme(row["name"], row["sentence"], tuple(row["query"])) for row in rows)


def assign(passages: Sequence[Passage], themes: tuple[Theme, ...]) -> Membership:
    """Assign each of an index's ``passages`` to its ``themes``; agreements and thanks belong to none."""
    phrase_weights = _PhraseWeights.of(passages, themes)
    members: defaultdict[str, list[Member]] = defaultdict(list)
    themes_of = {}
    for passage, text in zip(passages, phrase_weights.texts, strict=True):
        weights = (
            {} if is_reply(passage.text) else phrase_weights.weigh(text, phrase_weights.heads[heading_lines(passage)])
        )
        if weights:
            themes_of[passage.id] = tuple(sorted(weights, key=lambda name: -weights[name]))
        for name, weight in weights.items():
            members[name].append(Member(passage, weight))
    ranked = {each.name: tuple(sorted(members[each.name], key=lambda member: -member.weight)) for each in themes}
    return Membership(themes, ranked, themes_of)


@dataclass(frozen=True, slots=True)
class _PhraseWeights:
    """The themes' phrases in each passage, and what each phrase weighs."""

    themes: tuple[Theme, ...]
    #: The phrases of any theme in each passage's text.
    texts: tuple[frozenset[str], ...]
    #: The phrases of any theme in each pair of heading and sub-heading.
    heads: Mapping[tuple[str, ...], frozenset[str]]
    #: Phrase → what it weighs: its idf over the passages.
    rarity: Mapping[str, float]
    #: The weight from which on a passage belongs to a theme.
    enough: float

    @classmethod
    def of(cls, passages: Sequence[Passage], themes: tuple[Theme, ...]) -> Self:
        size = len(passages)
        forms = {phrase: narrowed(phrase) for theme in themes for phrase in theme.query}
        texts = tuple(_phrases(passage.text, forms) for passage in passages)
        heads = {pair: _phrases("\n".join(pair), forms) for pair in {heading_lines(passage) for passage in passages}}
        holders = Counter(phrase for text in texts for phrase in text)
        rarity = {phrase: positive_idf(size, holders[phrase]) for phrase in forms}
        return cls(themes, texts, heads, rarity, positive_idf(size, max(2, round(FEW * size))))

    def weigh(self, text: frozenset[str], head: frozenset[str]) -> dict[str, float]:
        """Return the themes to which a passage with these phrases belongs, and what it weighs for each."""
        own = {theme.name: self._sum(theme, text) for theme in self.themes}
        above = {theme.name: HEADING * self._sum(theme, head) for theme in self.themes}
        both = {name: own[name] + above[name] for name in own}
        by_text = [name for name in own if own[name] and both[name] >= self.enough]
        return {name: both[name] for name in by_text or [name for name in own if above[name]]}

    def _sum(self, theme: Theme, present: frozenset[str]) -> float:
        return sum(self.rarity[phrase] for phrase in theme.query if phrase in present)


def _phrases(text: str, forms: Mapping[str, str]) -> frozenset[str]:
    narrow = narrowed(text)
    # Looking for the characters first: nearly all phrases are not there, and this is done for every passage.
    return frozenset(phrase for phrase, form in forms.items() if form in narrow and occurs(form, narrow))
