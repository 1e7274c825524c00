"""Query: what was asked, understood. Which passages answer it is decided in ``search.py``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from index.model import Query

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.model import Span
    from index.analysis import Analyzer
    from index.model import Token

#: Characters of a question that are read: a pasted document is not a question.
LONGEST_QUESTION = 2000

#: How people ask, not what they ask about. Looked for in the question's own characters, because the words themselves
#: (教える, 言う, 話) are good search words elsewhere: 「高齢者が高齢者を教える」 keeps its 教える.
ASKING = re.compile(
    r"""
    [をがはも]?(?:教え|おしえ|調べ|探し|見つけ|聞かせ)て(?:くだ|下さ|ほし|欲し|くれ|いただ|頂|もら|ちょうだい|$|[。、！!？?\s])
    | [をがはも]?(?:知り|聞き|調べ)たい
    | (?:何|なん|なに|どう|どのように|どんなふうに)(?:と|か|って)?(?:言|いっ|話|語|述べ|考え|思)[っしてえいるたまれ]*
    | (?:と|って|とか)(?:言|話|語|述べ)[っしてえいるたまれ]*
    | (?:という|といった|との)(?:話|意見|声|発言|議論)
    | (?:話|意見|声|発言|言及|議論)[がはも]?(?:出て|出た|あっ|ある|あり|ない|され)
    | (?:他|ほか)の(?:区市町村|市区町村|自治体|区|市|町|村)
    | に(?:つい|関し)ての? | に関する
    """,
    re.VERBOSE,
)


def understand(question: str, analyzer: Analyzer) -> Query:
    """Return what ``question`` asks; a question without a word to search gives a Query without words."""
    text = question[:LONGEST_QUESTION]
    asked = tuple(match.span() for match in ASKING.finditer(text))
    words = tuple(token.term for token in _about(analyzer.tokens(text), asked))
    return Query(text, words, ASKING.sub(" ", text))


def _about(tokens: Iterable[Token], asked: tuple[tuple[int, int], ...]) -> list[Token]:
    return [token for token in tokens if not any(_touch(token.span, start, end) for start, end in asked)]


def _touch(span: Span, start: int, end: int) -> bool:
    return span.start < end and start < span.end
