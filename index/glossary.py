"""The glossary: terms that the roundtables use without explaining them. The table is ``glossary.toml``.

``python -m index.glossary`` writes its page, ``docs/glossary.md``, from the table.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Self

from corpus.model import Passage
from corpus.text import narrowed, term_key
from index.phrases import occurrences
from index.selection.small_remarks import is_reply

TABLE = "glossary.toml"

#: The page, from the project's folder.
PAGE = Path("docs/glossary.md")

#: How one asks what a term means: 「RPAとは？」「BPRって何ですか」.
WHAT_IS = re.compile(
    r"(?:(?:って|とは)?(?:何|なん|なに)の略(?:語|称)?|(?:って|は)どういう意味|とは(?:何|なん|なに)?|って(?:何|なん|なに)?|の意味は?|は何)(?:です|でしょう)?か?[。?？\s]*$"
)

HEAD = """\
# 用語集

座談会で説明なしに使われる言葉を、短く説明します。**説明はこのボットの作成者が書いたもので、座談会での発言ではありません。**
Slackで「◯◯とは」と尋ねると、この説明と、その言葉が出てくる発言を分けて示します。

| 用語 | 別の書き方 | 説明 |
|---|---|---|
"""


@dataclass(frozen=True, slots=True)
class Term:
    """A term and what it means."""

    #: As it is shown.
    term: str
    #: Its other forms.
    aliases: tuple[str, ...]
    #: What it means, in one sentence of this project: not a quote.
    sentence: str

    @property
    def forms(self) -> tuple[str, ...]:
        """All its forms, as shown."""
        return (self.term, *self.aliases)

    def __post_init__(self) -> None:
        if not (self.term and all(self.aliases) and self.sentence.endswith("。") and "。" not in self.sentence[:-1]):
            raise ValueError(f"{TABLE}: a term and one sentence are needed: {self.term!r}")


@dataclass(frozen=True, slots=True)
class Glossary:
    """The table's terms, in its order."""

    terms: tuple[Term, ...]
    #: `term_key` of each form → its term.
    by_form: Mapping[str, Term]

    @classmethod
    def read(cls) -> Self:
        """Read the package's table. Raises ValueError for a malformed row."""
        rows = tomllib.loads((files("index") / TABLE).read_text(encoding="utf-8"))["term"]
        terms = tuple(Term(row["term"], tuple(row["aliases"]), row["sentence"]) for row in rows)
        return cls(terms, {term_key(form): term for term in terms for form in term.forms})

    def explain(self, asked: str) -> Term | None:
        """Return the term that ``asked`` names, with or without とは, in any width, case and spacing; else None."""
        return self.by_form.get(term_key(WHAT_IS.sub("", asked.strip())))


def mentions(term: Term, passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """Return the passages that mention ``term`` in any of its forms; agreements and thanks are left out."""
    forms = tuple(map(narrowed, term.forms))
    return tuple(each for each in passages if occurrences(forms, narrowed(each.text)) and not is_reply(each.text))


def page(glossary: Glossary) -> str:
    """Return the glossary as a page in Markdown."""
    rows = (f"| {term.term} | {'、'.join(term.aliases)} | {term.sentence} |\n" for term in glossary.terms)
    return HEAD + "".join(rows)


if __name__ == "__main__":
    PAGE.write_text(page(Glossary.read()), encoding="utf-8", newline="\n")
