"""A question and its follow-up (もっと, 練馬区は？) → the question that is meant now. Pure functions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from corpus.text import caseless, one_width
from index.query.parsed_question import Constraint, ConstraintKind, ParsedQuestion
from index.query.parser import without

#: Matches whole messages, without punctuation: 「もっとセキュリティの話は？」 is a question.
_MORE = re.compile(
    r"(?:もっと|もう少し|ほかにも?|他にも?|続き|つづき|次|more)(?:も|を|は)?"
    r"(?:見たい|見せて|みたい|みせて|見る|読みたい|教えて|おしえて|知りたい|聞きたい|出して|ある|あります|ない|ありません)?"
    r"か?(?:ください|下さい|お願いします|です)?か?"
)
#: 「他は？」 names nobody: it means everyone but those of the question before.
_OTHERS = re.compile(
    r"(?:では|じゃあ?|それでは)?(?:他|ほか|よそ|その他|それ以外(?:の(?:自治体|区市町村|団体))?)(?:の(?:ところ|とこ))?(?:は|では|だと|って)"
    r"(?:どう|いかが)?(?:です|でしょう)?か?"
)
#: What may stand beside the filters of a refinement: 「では、練馬区の場合は」, 「もっと最近のものは」; not 「教えて」.
_BESIDE = re.compile(
    r"(?:では|じゃあ?|それでは|ちなみに|あと|次は?|もっと|もう少し)*(?:の?(?:場合|ほう|方|もの|やつ|発言|話|分|とき|ところ))?"
    r"(?:だけ|のみ)?(?:は|も|だと|では|って|で|に|を)?(?:どう|いかが|絞って|しぼって|限って|見せて|みせて|見たい|お願いします)?"
    r"(?:ある|あります|ない|ありません)?(?:です|でしょう)?か?"
)
#: 「費用は？」, 「再発防止は？」: one thing, asked of the topic before.
_ADDED = re.compile(
    r"(?:では|じゃあ?|それでは|ちなみに|あと|で)?[、,]?(?P<words>[^\s、。,!?]{1,14}?)(?:は|について|って|の話は|に関しては)[?]?"
)
_SIGNS = re.compile(r"[\s、。，．,.!?！？…~〜]+")
_AFTER_COMMA = re.compile("(?<=[、。]) ")
#: Bodies of a constraint up to which each is named when left out; 「23区」 is repeated as written.
_FEW = 3
#: Kinds of a group replace each other: 「練馬区は？」 after 「他の区は？」 asks for 練馬区 only.
WHO = frozenset(
    {ConstraintKind.AFFILIATION, ConstraintKind.OWN, ConstraintKind.OTHERS, ConstraintKind.SPEAKER, ConstraintKind.ROLE}
)
_WHEN = frozenset({ConstraintKind.PERIOD, ConstraintKind.PERIOD_OUTSIDE, ConstraintKind.ROUND, ConstraintKind.NEWEST})


def wants_more(text: str) -> bool:
    """Return True for もっと and the like, without a word to search.

    >>> wants_more("もっと見せて"), wants_more("もっとセキュリティの話は？")
    (True, False)
    """
    words = _SIGNS.sub("", caseless(text))
    return _MORE.fullmatch(words) is not None


def wants_others(text: str) -> bool:
    """Return True for 「他は？」 and the like.

    >>> wants_others("ほかは、どうですか？"), wants_others("他の研修は？")
    (True, False)
    """
    return _OTHERS.fullmatch(_SIGNS.sub("", caseless(text))) is not None


def is_refinement(asked: ParsedQuestion) -> bool:
    """Return True for 「練馬区は？」, which needs the question before it; 「練馬区では何をしている？」 is a new one."""
    if asked.phrases or asked.asked_of or not (asked.filters or asked.newest_first):
        return False
    return asked.thread_reference or _BESIDE.fullmatch(_SIGNS.sub("", asked.rest)) is not None


def added_to(asked: ParsedQuestion) -> str:
    """Return the words of 「費用は？」, which may be asked of the topic before; "" for another question."""
    found = None if asked.filters else _ADDED.fullmatch(one_width(asked.text))
    return found["words"] if found else ""


def refined(before: ParsedQuestion, after: ParsedQuestion, taken_off: Collection[str] = ()) -> str:
    """Return the earlier question with the later one's filters in place of its own of the same kind.

    *taken_off* names filters of the earlier question to drop. 「他は？」 also leaves out the bodies that the earlier
    question named.
    """
    said = [constraint for constraint in after.constraints if constraint.kind is not ConstraintKind.ASIDE]
    replaced = {
        kind for group in (WHO, _WHEN) for kind in group if any(constraint.kind in group for constraint in said)
    }
    off = [each for each in before.constraints if each.kind in replaced or name(each) in taken_off]
    also = (
        _named(relieved(before, taken_off))
        if any(constraint.kind is ConstraintKind.OTHERS for constraint in said)
        else ()
    )
    added = [*(constraint.span.of(after.text).strip() for constraint in said), *(f"{each}以外は" for each in also)]
    return " ".join([without_hanging_signs(cut(before.text, off)), *added]).strip()


def extended(before: ParsedQuestion, added: str, taken_off: Collection[str] = ()) -> str:
    """Return the earlier question without the filters named in *taken_off*, followed by the words *added*."""
    off = [each for each in before.constraints if name(each) in taken_off]
    return f"{without_hanging_signs(cut(before.text, off))} {added}".strip()


def without_hanging_signs(text: str) -> str:
    """Return a text from which words were cut, without the punctuation that was left hanging.

    >>> without_hanging_signs("研修について、 ？"), without_hanging_signs("採用で、 何に困る？")
    ('研修について', '採用で、何に困る？')
    """
    words = [word for word in text.split() if _SIGNS.sub("", word)]
    return _AFTER_COMMA.sub("", " ".join(words)).strip("、，,")


def name(constraint: Constraint) -> str:
    """Return a filter's name within its question: stable when the question is parsed again."""
    return f"{constraint.kind}:{constraint.span.start}-{constraint.span.end}"


def relieved(asked: ParsedQuestion, taken_off: Collection[str]) -> ParsedQuestion:
    """Return the question without the filters of these names (``name``)."""
    return without(asked, *(constraint for constraint in asked.filters if name(constraint) in taken_off))


def cut(text: str, constraints: Iterable[Constraint]) -> str:
    """Return a question's text without the spans of *constraints*."""
    for constraint in sorted(constraints, key=lambda each: -each.span.start):
        text = f"{text[: constraint.span.start]} {text[constraint.span.end :]}"
    return " ".join(text.split())


def _named(asked: ParsedQuestion) -> list[str]:
    """Return the bodies that a question asked for, as the next one can exclude them."""
    bodies = [each for each in asked.constraints if each.kind in (ConstraintKind.AFFILIATION, ConstraintKind.OWN)]
    return [one for each in bodies for one in (each.names if 0 < len(each.names) <= _FEW else (each.words,))]
