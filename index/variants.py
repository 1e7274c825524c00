"""The forum's own variants: names of one thing, and words of one family. The table is ``variants.toml``, ours.

A name finds: who asks for ガバクラ is answered with ガバメントクラウド. A family only moves hits up: 登用 is near 採用,
not the same. Both are read as terms of their own, so that they rank and explain like every other term.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from index.analysis import Cutter

    #: First word of a phrase → (the whole phrase, its group).
    Phrases = Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]

TABLE = "variants.toml"


@dataclass(frozen=True, slots=True)
class Group:
    """Spoken forms that belong together, and why."""

    #: The first form: the group's name in an explanation.
    name: str
    #: All forms, the first included.
    forms: tuple[str, ...]
    #: Why they stand here.
    reason: str


@dataclass(frozen=True, slots=True)
class Variants:
    """The table, cut into words like the passages."""

    _names: Phrases
    _families: Phrases

    @classmethod
    def load(cls, analyzer: Cutter) -> Self:
        """Read the table that comes with the package."""
        table = tomllib.loads((files("index") / TABLE).read_text(encoding="utf-8"))
        return cls(phrases(groups(table["name"]), analyzer), phrases(groups(table["family"]), analyzer))

    @classmethod
    def none(cls) -> Self:
        """Return an empty table."""
        return cls({}, {})

    def names(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the name group of each phrase in ``words``, in order, as often as it stands there."""
        return tuple(group for group, _, _ in found(self._names, words))

    def families(self, words: Sequence[str]) -> tuple[str, ...]:
        """Return the family of each phrase in ``words``, in order, as often as it stands there."""
        return tuple(group for group, _, _ in found(self._families, words))

    def named(self, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
        """Yield (name group, first word, one past the last word) of each phrase in ``words``."""
        return found(self._names, words)


def groups(rows: Iterable[Mapping[str, object]]) -> tuple[Group, ...]:
    """Return the table's rows as values; ValueError for a row without two forms or a reason."""
    read = []
    for row in rows:
        forms, reason = row.get("forms"), row.get("reason")
        if not isinstance(forms, list) or len(forms) < 2 or not isinstance(reason, str) or not reason:  # noqa: PLR2004 - one form has no variant
            raise ValueError(f"{TABLE}: two forms and a reason are needed: {row}")
        read.append(Group(forms[0], tuple(forms), reason))
    return tuple(read)


def phrases(table: Iterable[Group], analyzer: Cutter) -> Phrases:
    """Cut every form into words and sort them by their first; the longest first."""
    by_first: defaultdict[str, dict[tuple[str, ...], str]] = defaultdict(dict)
    for group in table:
        for form in group.forms:
            if words := tuple(token.term for token in analyzer.tokens(form)):
                by_first[words[0]][words] = group.name
    return {first: tuple(sorted(under.items(), key=lambda entry: -len(entry[0]))) for first, under in by_first.items()}


def found(known: Phrases, words: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield (group, start, end) for each known phrase in ``words``: the longest at each place, none inside another."""
    free = 0
    for start, word in enumerate(words):
        # Nearly no word begins a phrase.
        if word not in known or start < free:
            continue
        for form, group in known[word]:
            if tuple(words[start : start + len(form)]) == form:
                free = start + len(form)
                yield group, start, free
                break
