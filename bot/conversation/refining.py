"""A question and what was said after it (もっと, 練馬区は？) → the question that is meant now. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

from index.asking.model import Asked, Clause, ClauseKind
from index.asking.understanding import without

#: The whole message, signs left out: 「もっとセキュリティの話は？」 is a question.
_MORE = re.compile(
    r"(?:もっと|もう少し|ほかにも?|他にも?|続き|つづき|次|more)(?:も|を|は)?"
    r"(?:見たい|見せて|みたい|みせて|見る|読みたい|教えて|おしえて|知りたい|聞きたい|出して|ある|あります|ない|ありません)?"
    r"か?(?:ください|下さい|お願いします|です)?か?"
)
_SIGNS = re.compile(r"[\s、。，．,.!?！？…~〜]+")
#: Each of a group takes the place of another: 「練馬区は？」 after 「他の区は？」 asks for 練馬区 only.
_WHO = frozenset({ClauseKind.AFFILIATION, ClauseKind.OWN, ClauseKind.OTHERS, ClauseKind.SPEAKER, ClauseKind.ROLE})
_WHEN = frozenset({ClauseKind.PERIOD, ClauseKind.PERIOD_OUTSIDE, ClauseKind.ROUND, ClauseKind.NEWEST})


def wants_more(text: str) -> bool:
    """True for もっと and the like, with no word of its own.

    >>> wants_more("もっと見せて"), wants_more("もっとセキュリティの話は？")
    (True, False)
    """
    words = _SIGNS.sub("", unicodedata.normalize("NFKC", text).lower())
    return _MORE.fullmatch(words) is not None


def refined(before: Asked, after: Asked) -> str:
    """The earlier question with the later one's filters in the place of its own of the same kind."""
    said = [clause for clause in after.clauses if clause.kind is not ClauseKind.ASIDE]
    replaced = {kind for group in (_WHO, _WHEN) for kind in group if any(clause.kind in group for clause in said)}
    kept = _without(before.text, [clause for clause in before.clauses if clause.kind in replaced])
    return " ".join([kept, *(clause.span.of(after.text).strip() for clause in said)]).strip()


def name(clause: Clause) -> str:
    """A filter's name within its question: the same however often the question is read.

    >>> from corpus.model import Span
    >>> name(Clause(ClauseKind.ROUND, "第27回", Span(0, 4)))
    'round:0-4'
    """
    return f"{clause.kind}:{clause.span.start}-{clause.span.end}"


def relieved(asked: Asked, taken_off: Collection[str]) -> Asked:
    """The question without the filters of these names."""
    return without(asked, *(clause for clause in asked.filters if name(clause) in taken_off))


def _without(text: str, clauses: list[Clause]) -> str:
    for clause in sorted(clauses, key=lambda each: -each.span.start):
        text = f"{text[: clause.span.start]} {text[clause.span.end :]}"
    return " ".join(text.split())
