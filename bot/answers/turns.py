"""Turns: what a message means after the answer before it, the same for Slack and for ``ask --batch``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot import wording
from bot.answers.answers import Answers
from bot.answers.citation import attribution
from bot.answers.follow_ups import WHO, added_to, is_refinement, name, refined, wants_more, wants_others
from bot.answers.json_form import link
from bot.answers.quote import Quote
from corpus.text import caseless
from index.model import Confidence
from index.query.folding import question_key
from index.query.parsed_question import ConstraintKind, ParsedQuestion
from index.query.place_names import place_names
from index.selection.confidence import FOUND


class Act(StrEnum):
    """What is to be done with a message."""

    #: Answer ``Turn.question``.
    ANSWER = "answer"
    #: Show the quotes that follow those that were shown.
    MORE = "more"
    #: Show the same as a list of municipalities.
    LIST = "list"
    #: Say how a quote is shared.
    SHARE = "share"
    #: Say when, and by whom, the quotes were said.
    WHEN = "when"
    #: Show what stands around the quote of ``Turn.number``.
    AROUND = "around"
    #: Keep ``Turn.own`` as the asker's municipality, and answer the question before.
    OWN = "own"
    #: There is no answer before it that it could mean.
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Before:
    """The question before, and what was taken off it."""

    question: str
    taken_off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What a message means."""

    act: Act
    #: With ANSWER: the whole question.
    question: str = ""
    #: With ANSWER: names of the filters that are taken off.
    taken_off: tuple[str, ...] = ()
    #: With AROUND and WHEN: which quote, counting from 1; 0 for all.
    number: int = 0
    #: With OWN: the full name of a municipality.
    own: str = ""
    #: With ANSWER: the words that were searched within the topic before, which can be asked alone.
    within: str = ""


#: What 「他は？」 means, in the words of a question.
_OTHERS = "他の自治体は"
_SIGNS = re.compile(r"[\s、。，．,.!?！？…~〜]+")
_QUOTES = r"(?:回答|答え|結果|引用|発言|もの|やつ)"
_THIS = rf"(?:これ|それ|[こそ]の{_QUOTES}|上|さっき|今)?(?:の{_QUOTES})?(?:を|は|って|も)?"
_ASK = (
    r"(?:して|見せて|見たい|出して|作って|ほしい|欲しい|できる|できます|ください|下さい|お願い(?:します)?|たい|ますか"
    r"|[かねにでがをい]|です)*"
)
_LIST = re.compile(
    rf"{_THIS}(?:一覧(?:表)?|表|リスト|自治体(?:別|ごと)(?:の一覧)?)(?:に(?:まとめて)?|で|形式で|を|表示)?{_ASK}"
)
_SHARE = re.compile(
    rf"{_THIS}(?:共有|シェア|(?:みんな|皆|チーム|上司|課長)に(?:共有|送り|送って|見せ|転送)|転送|チャンネルに(?:貼|投稿|送))(?:し|る|り|って)?{_ASK}(?:方法|には)?{_ASK}"
)
_WHEN = re.compile(
    rf"(?:{_THIS}|(?P<number>\d|[一二三四五六七八九])(?:番目|つ目|件目|個目)?(?:の(?:引用|発言|やつ)?)?(?:は|って)?)"
    r"(?:いつ(?:の|頃の|ごろの)?(?:話|発言|座談会|こと|回|ころ)?|何年(?:の話)?|何回目|第何回|誰(?:の発言|が言った(?:の)?)?)(?:です|でした|の|なの|ん|か|だっけ)*"
)
_ORDINAL = r"(?P<number>\d{1,2}|[一二三四五六七八九])(?:番目|つ目|件目|個目|番)?|最初|最後|上|下"
_AROUND = re.compile(
    rf"(?:{_ORDINAL}|これ|それ)?(?:の)?(?:引用|発言|やつ|もの|回答)?(?:の)?(?:を)?(?:もう少し|もっと|詳しく)?(?:の)?"
    r"(?:続き|前後|全文|全体|詳細|詳しく|読|文脈|前の発言|後の発言)(?:を|が|も|は)?(?:読み|見|知り|教え|み|読ん)?(?:たい|て|せて|る|ます|ください|下さい|です|か|の|で|お願い(?:します)?)*"
)
_AGAIN = (
    r"(?:もう一度|探し|見せ|教え|調べ|検索し|みて|ほしい|欲しい|お願い(?:し(?:たい|ます))?|ください|下さい|て|です)*"
)
_OFF = re.compile(
    rf"(?:(?P<what>区|市|町村|自治体|時期|年|期間|回|発言者|人|役職|テーマ|[^\s、。]{{2,12}})(?:の)?)?(?:条件|絞り込み|限定|フィルタ)(?:を|は)?(?:全部)?(?:外し|はずし|なし|無し|解除|取っ|やめ|消し)[てにで]?(?:して)?{_AGAIN}"
    r"|(?P<all>(?:全部|すべて|全て|全)(?:の)?(?:自治体|区市町村|期間|時期)?(?:で|から|に(?:広げて)?)(?:探して|見せて|お願い)?|(?:自治体|時期|期間)[はを]?(?:問わず|関係なく|問わない)(?:に|で)?)"
)
#: 「3つ目」, 「2番」, 「1」: one of the quotes, and nothing said of it.
_ONE = re.compile(
    r"(?P<number>\d{1,2}|[一二三四五六七八九])(?:番目?|つ目|件目|個目)?(?:の(?:引用|発言|やつ|もの))?[をは]?(?:見せて|見たい|読みたい|お願い(?:します)?|ください|下さい)*"
)
_KANJI = "一二三四五六七八九"
_WHEN_KINDS = frozenset({ConstraintKind.PERIOD, ConstraintKind.ROUND})
_OFF_KINDS = {
    **dict.fromkeys(("区", "市", "町村", "自治体"), frozenset(WHO)),
    **dict.fromkeys(("時期", "年", "期間", "回"), _WHEN_KINDS),
    **dict.fromkeys(("発言者", "人", "役職"), frozenset({ConstraintKind.SPEAKER, ConstraintKind.ROLE})),
    "テーマ": frozenset({ConstraintKind.THEME}),
}
#: 「暁坂区です」, 「練馬です。」
_OWN = re.compile(
    r"(?P<place>[^\s、。]{1,6}?)(?:役所|役場)?(?:です|だよ|になります|でお願いします|の者です|の職員です)?"
)


def turn(answers: Answers, text: str, own: str | None, before: Before | None) -> Turn:
    """Return what *text* means after *before*, asked by somebody of *own*."""
    words = _SIGNS.sub("", caseless(text))
    if wants_more(text):
        return Turn(Act.MORE if before else Act.LOST)
    if before is None:
        return Turn(Act.LOST) if _leans(words) else Turn(Act.ANSWER, text)
    earlier = answers.understood(before.question, own)
    place = _own(answers, words, earlier)
    about_it = _pointed(words) or (Turn(Act.OWN, own=place) if place else None)
    return about_it or _refining(answers, text, own, before) or Turn(Act.ANSWER, text)


def _refining(answers: Answers, text: str, own: str | None, before: Before) -> Turn | None:
    """Return the turn that asks the question before in another way; None for a new question."""
    asked, earlier = answers.understood(text, own), answers.understood(before.question, own)
    if (off := _taken_off(_SIGNS.sub("", caseless(text)), earlier, before)) is not None:
        return Turn(Act.ANSWER, before.question, off)
    if wants_others(text):
        others = answers.understood(_OTHERS, own)
        # They were asked for already: the next ones.
        return Turn(Act.MORE) if earlier.others else Turn(Act.ANSWER, refined(earlier, others, before.taken_off))
    if is_refinement(asked):
        return Turn(Act.ANSWER, refined(earlier, asked, before.taken_off))
    return _within(answers, asked, earlier, before, own)


def pointed(meant: Turn, quotes: Sequence[Quote]) -> str:
    """Return what answers a message about *quotes*, those of the answer before."""
    shown = [quote for quote in quotes if meant.number in (0, quote.number)]
    if not shown:
        return wording.NO_SUCH_QUOTE
    match meant.act:
        case Act.LIST:
            return wording.HOW_TO_LIST
        case Act.SHARE:
            return wording.HOW_TO_SHARE
        case Act.AROUND:
            return wording.HOW_TO_READ_ON.format(shown[0].number, link(shown[0].passage) or wording.NO_ADDRESS)
        case _:
            return "\n".join(wording.said_when(each.number, attribution(each.passage)) for each in shown)


def _pointed(words: str) -> Turn | None:
    """Return the turn of a message that is about the quotes before it."""
    for act, pattern in (
        (Act.LIST, _LIST),
        (Act.SHARE, _SHARE),
        (Act.WHEN, _WHEN),
        (Act.AROUND, _AROUND),
        (Act.AROUND, _ONE),
    ):
        if found := pattern.fullmatch(words):
            return Turn(act, number=_number(found.groupdict().get("number")))
    return None


def _leans(words: str) -> bool:
    """Tell whether a message is about quotes that are not there: 「それはいつ？」."""
    found = _pointed(words)
    return found is not None and found.act in (Act.WHEN, Act.AROUND)


def _number(printed: str | None) -> int:
    if not printed:
        return 0
    return int(printed) if printed.isdecimal() else _KANJI.index(printed) + 1


def _own(answers: Answers, words: str, earlier: ParsedQuestion) -> str | None:
    """Return the municipality that answers 「どの自治体ですか」; None where that was not asked."""
    found = _OWN.fullmatch(words) if earlier.own_needed else None
    names = place_names(answers.library.gazetteer)
    said = names.explicit_pattern.fullmatch(question_key(found["place"])) if found else None
    return names.named(said["name"]).name if said else None


def _taken_off(words: str, earlier: ParsedQuestion, before: Before) -> tuple[str, ...] | None:
    """Return the names of the filters that are to be taken off, with those that were before; None for a question.

    「勤務条件を外した例」 speaks of no filter.
    """
    found = _OFF.fullmatch(words)
    if not found:
        return None
    what = (found["what"] or "").removesuffix("の")
    kinds = _OFF_KINDS.get(what)
    said = [each for each in earlier.filters if (each.kind in kinds if kinds else what in caseless(each.words))]
    if not (said or kinds or not what):
        return None
    gone = tuple(map(name, said))
    return tuple(dict.fromkeys((*before.taken_off, *gone)))


def _within(
    answers: Answers, asked: ParsedQuestion, earlier: ParsedQuestion, before: Before, own: str | None
) -> Turn | None:
    """Return the turn of 「費用は？」: within the topic before, if a quote speaks of both; None where none does."""
    words = added_to(asked)
    if not words or earlier.own_needed:
        return None
    both = f"{before.question.rstrip('?？。 ')} {asked.text}"
    found = answers.library.answer(answers.understood(both, own, before.taken_off), 1)
    if not answers.telling(asked) and found.confidence is Confidence.FOUND:
        # 「効果は？」 asks for nothing that could be found alone.
        return Turn(Act.ANSWER, both, before.taken_off)
    covered = all(hit.covers >= FOUND for hit in found.hits)
    if found.confidence is not Confidence.FOUND or not answers.telling(asked) or not covered:
        return None
    return Turn(Act.ANSWER, both, before.taken_off, within=words)
