"""The forum's synonyms (names of one thing) and related words (families). The table is ``synonyms.toml``.

A name makes a hit: a search for ガバクラ finds ガバメントクラウド. A family only moves hits up: 登用 is near 採用, not
the same. Both are indexed as terms of their own, so that they are scored and explained like every other term.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import Any, Self

from corpus.text import narrowed
from index.analysis import TextAnalyzer
from index.model import Token

#: First word of a form → the forms that begin with it, the longest first.
Forms = Mapping[str, tuple["SynonymForm", ...]]


TABLE = "synonyms.toml"
GLOSSARY = "glossary.toml"

#: What may be between two words of one form: 人材の確保, 副業・兼業.
BETWEEN = frozenset(("", "の", "・", " ", "\u3000"))


@dataclass(frozen=True, slots=True)
class SynonymForm:
    """One written form of a group, tokenized like the passages."""

    words: tuple[str, ...]
    group: str
    #: Its characters from the first word on, narrowed, where the words leave some of it out: 書かない窓口 is more than
    #: 書く and 窓口. Empty where the words are all of it.
    letters: str = ""
    #: Its characters before the first word, narrowed: 誤送付 is more than 送付.
    head: str = ""


@dataclass(frozen=True, slots=True)
class SynonymMatch:
    """A form found among tokens."""

    group: str
    #: Its first token, and one past its last.
    start: int
    end: int
    #: One past its last character.
    stop: int


@dataclass(frozen=True, slots=True)
class Synonyms:
    """The table, tokenized like the passages."""

    _names: Forms
    _families: Forms

    @classmethod
    def load(cls, analyzer: TextAnalyzer) -> Self:
        """Read the package's table."""
        table = tomllib.loads((files("index") / TABLE).read_text(encoding="utf-8"))
        terms = tomllib.loads((files("index") / GLOSSARY).read_text(encoding="utf-8"))["term"]
        # A term of the glossary is called by its other forms, too: EBPM, データに基づく政策.
        named = [{"forms": [row["term"], *row["aliases"]], "reason": GLOSSARY} for row in terms if row["aliases"]]
        return cls(forms([*table["name"], *_apart(named, table["name"])], analyzer), forms(table["family"], analyzer))

    @property
    def words(self) -> frozenset[str]:
        """All words of all forms."""
        known = (form for table in (self._names, self._families) for under in table.values() for form in under)
        return frozenset(word for form in known for word in form.words)

    def names(self, tokens: Sequence[Token], text: str, terms: Sequence[str] | None = None) -> Iterator[SynonymMatch]:
        """Yield the names found in ``text``, in order, repetitions included.

        ``terms``: those of ``tokens``, if they are known already.
        """
        return find_forms(self._names, tokens, text, terms)

    def families(self, tokens: Sequence[Token], text: str) -> Iterator[SynonymMatch]:
        """Yield the related words found in ``text``, in order, repetitions included."""
        return find_forms(self._families, tokens, text)


def _apart(rows: Iterable[Mapping[str, Any]], known: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Yield the rows, each in the group of a known row with one of its forms; what another group has stays there."""
    groups = {form: row["forms"][0] for row in known for form in row["forms"]}
    for row in rows:
        group = next((groups[form] for form in row["forms"] if form in groups), row["forms"][0])
        own = list(dict.fromkeys((group, *(form for form in row["forms"] if groups.get(form, group) == group))))
        if len(own) > 1:
            yield {**row, "forms": own}


def forms(rows: Iterable[Mapping[str, Any]], analyzer: TextAnalyzer) -> Forms:
    """Return the tokenized forms by their first word, the longest first; a row's first form names its group.

    Raises ValueError for a row without two forms or a reason.
    """
    by_first: defaultdict[str, dict[tuple[str, str], SynonymForm]] = defaultdict(dict)
    for row in rows:
        if len(row["forms"]) < 2 or not row.get("reason"):  # noqa: PLR2004 - one form has no synonym
            raise ValueError(f"{TABLE}: two forms and a reason are needed: {row}")
        for written in row["forms"]:
            if tokens := analyzer.tokens(written):
                form = _form(written, tokens, row["forms"][0])
                by_first[form.words[0]][" ".join(form.words), form.head + form.letters] = form
    return {
        first: tuple(sorted(under.values(), key=lambda form: (-len(form.words), -len(form.head + form.letters))))
        for first, under in by_first.items()
    }


def _form(written: str, tokens: Sequence[Token], group: str) -> SynonymForm:
    words = tuple(token.term for token in tokens)
    whole = sum(len(token.span) for token in tokens) == len(written)
    first = tokens[0].span.start
    return SynonymForm(words, group, "" if whole else narrowed(written[first:]), narrowed(written[:first]))


def find_forms(
    known: Forms, tokens: Sequence[Token], text: str, terms: Sequence[str] | None = None
) -> Iterator[SynonymMatch]:
    """Yield each known form among the ``tokens`` of ``text``: the longest at each place, none inside another."""
    words = tuple(token.term for token in tokens) if terms is None else tuple(terms)
    free = 0
    for start, word in enumerate(words):
        # Nearly no word begins a form.
        if word not in known or start < free:
            continue
        for form in known[word]:
            end = start + len(form.words)
            if words[start:end] == form.words and (stop := _form_end(form, tokens[start:end], text)):
                free = end
                yield SynonymMatch(form.group, start, end, stop)
                break


def _form_end(form: SynonymForm, tokens: Sequence[Token], text: str) -> int:
    """Return the end of a form whose words the ``tokens`` are; 0 if other text is between them."""
    start = tokens[0].span.start
    if narrowed(text[max(start - len(form.head), 0) : start]) != form.head:
        return 0
    if form.letters:
        stop = start + len(form.letters)
        return stop if narrowed(text[start:stop]) == form.letters else 0
    gaps = (text[one.span.end : other.span.start] for one, other in pairwise(tokens))
    return tokens[-1].span.end if all(gap in BETWEEN for gap in gaps) else 0
