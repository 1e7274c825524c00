"""A question and what was said after it (もっと, 練馬区は？) → the question that is meant now. Pure."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from corpus.text import caseless
from index.query.parsed_question import Constraint, ConstraintKind, ParsedQuestion
from index.query.parser import without

#: The whole message, signs left out: 「もっとセキュリティの話は？」 is a question.
_MORE = re.compile(
    r"(?:もっと|もう少し|ほかにも?|他にも?|続き|つづき|次|more)(?:も|を|は)?"
    r"(?:見たい|見せて|みたい|みせて|見る|読みたい|教えて|おしえて|知りたい|聞きたい|出して|ある|あります|ない|ありません)?"
    r"か?(?:ください|下さい|お願いします|です)?か?"
)
#: 「他は？」 names nobody: it means everyone but those that were asked before.
_OTHERS = re.compile(
    r"(?:では|じゃあ?|それでは)?(?:他|ほか|よそ|その他|それ以外)(?:の(?:ところ|とこ))?(?:は|では|だと|って)"
    r"(?:どう|いかが)?(?:です|でしょう)?か?"
)
#: What may stand beside the filters of a refinement: 「では、練馬区の場合は」, 「どう？」; not 「教えて」.
_BESIDE = re.compile(
    r"(?:では|じゃあ?|それでは|ちなみに|あと|次は?)?(?:の?(?:場合|ほう|方))?(?:は|も|だと|では|って)?"
    r"(?:どう|いかが)?(?:です|でしょう)?か?"
)
_SIGNS = re.compile(r"[\s、。，．,.!?！？…~〜]+")
_AFTER_COMMA = re.compile("(?<=[、。]) ")
#: Bodies of a question of which each is named when they are left out; 「23区」 is named as it was.
_FEW = 3
#: Each of a group takes the place of another: 「練馬区は？」 after 「他の区は？」 asks for 練馬区 only.
_WHO = frozenset(
    {ConstraintKind.AFFILIATION, ConstraintKind.OWN, ConstraintKind.OTHERS, ConstraintKind.SPEAKER, ConstraintKind.ROLE}
)
_WHEN = frozenset({ConstraintKind.PERIOD, ConstraintKind.PERIOD_OUTSIDE, ConstraintKind.ROUND, ConstraintKind.NEWEST})


def wants_more(text: str) -> bool:
    """True for もっと and the like, with no word of its own.

    >>> wants_more("もっと見せて"), wants_more("もっとセキュリティの話は？")
    (True, False)
    """
    words = _SIGNS.sub("", caseless(text))
    return _MORE.fullmatch(words) is not None


def wants_others(text: str) -> bool:
    """True for 「他は？」 and the like.

    >>> wants_others("ほかは、どうですか？"), wants_others("他の研修は？")
    (True, False)
    """
    return _OTHERS.fullmatch(_SIGNS.sub("", caseless(text))) is not None


def is_refinement(asked: ParsedQuestion) -> bool:
    """True for 「練馬区は？」, which leans on the question before it; 「練馬区では何をしている？」 is a new one."""
    if not (asked.wordless and asked.filters):
        return False
    return asked.thread_reference or _BESIDE.fullmatch(_SIGNS.sub("", asked.rest)) is not None


def refined(before: ParsedQuestion, after: ParsedQuestion, taken_off: Collection[str] = ()) -> str:
    """The earlier question with the later one's filters in the place of its own of the same kind.

    ``taken_off``: names of filters of the earlier one that were taken off. Asked for the others, whom it named is
    left out, too.
    """
    said = [constraint for constraint in after.constraints if constraint.kind is not ConstraintKind.ASIDE]
    replaced = {
        kind for group in (_WHO, _WHEN) for kind in group if any(constraint.kind in group for constraint in said)
    }
    off = [each for each in before.constraints if each.kind in replaced or name(each) in taken_off]
    also = _named(before) if any(constraint.kind is ConstraintKind.OTHERS for constraint in said) else ()
    added = [*(constraint.span.of(after.text).strip() for constraint in said), *(f"{each}以外は" for each in also)]
    return " ".join([without_hanging_signs(cut(before.text, off)), *added]).strip()


def extended(before: ParsedQuestion, added: str, taken_off: Collection[str] = ()) -> str:
    """The earlier question without some of its filters, and more words."""
    off = [each for each in before.constraints if name(each) in taken_off]
    return f"{without_hanging_signs(cut(before.text, off))} {added}".strip()


def without_hanging_signs(text: str) -> str:
    """Words from which others were cut, without the signs and particles that leaned on those.

    >>> without_hanging_signs("研修について、 ？"), without_hanging_signs("採用で、 何に困る？")
    ('研修について', '採用で、何に困る？')
    """
    words = [word for word in text.split() if _SIGNS.sub("", word)]
    return _AFTER_COMMA.sub("", " ".join(words)).strip("、，,")


def name(constraint: Constraint) -> str:
    """A filter's name within its question: the same however often the question is read.

    >>> from corpus.model import Span
    >>> name(Constraint(ConstraintKind.ROUND, "第27回", Span(0, 4)))
    'round:0-4'
    """
    return f"{constraint.kind}:{constraint.span.start}-{constraint.span.end}"


def relieved(asked: ParsedQuestion, taken_off: Collection[str]) -> ParsedQuestion:
    """The question without the filters of these names."""
    return without(asked, *(constraint for constraint in asked.filters if name(constraint) in taken_off))


def cut(text: str, constraints: Iterable[Constraint]) -> str:
    """A question's text without these stretches of it."""
    for constraint in sorted(constraints, key=lambda each: -each.span.start):
        text = f"{text[: constraint.span.start]} {text[constraint.span.end :]}"
    return " ".join(text.split())


def _named(asked: ParsedQuestion) -> list[str]:
    """The bodies that a question asked for, as they can be left out of the next."""
    bodies = [each for each in asked.constraints if each.kind in (ConstraintKind.AFFILIATION, ConstraintKind.OWN)]
    return [one for each in bodies for one in (each.names if 0 < len(each.names) <= _FEW else (each.words,))]
