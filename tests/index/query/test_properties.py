"""What holds of every text: nothing raises, nothing is lost, and nothing is left to be found in the rest."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from index.query.folding import Folded
from index.query.intents import is_message
from index.query.parsed_question import ConstraintKind
from index.query.parser import LONGEST_QUESTION, understand
from tests.index.query.parse_context import ASKED_IN_2023

#: Pieces of questions: filters, halves of filters, and what is between them.
PIECES = (
    *(
        "練馬区",
        "練馬",
        "港区",
        "港",
        "ねりまく",
        "足立",
        "23区",
        "市部",
        "多摩",
        "東京都",
        "都",
        "うちの区",
        "うち",
        "他の区",
        "他",
        "よそ",
        "以外",
    ),
    *(
        "例野",
        "例野 一郎",
        "作中さん",
        "草案",
        "副区長",
        "区長",
        "長",
        "CIO",
        "副",
        "第",
        "27",
        "回",
        "2022年",
        "令和4年度",
        "年度",
        "R4",
        "去年",
        "2021",
    ),
    *(
        "区:",
        "年：",
        "回:",
        "話者:",
        "テーマ:",
        ":",
        "「",
        "」",
        '"',
        "-",
        "－",
        " -研修",
        "最近",
        "今",
        "とは",
        "って何",
        "これについて",
        "この件",
    ),
    *(
        "は",
        "の",
        "と",
        "、",
        "。",
        "？",
        " ",
        "　",
        "\n",
        "から",
        "以降",
        "まで",
        "〜",
        "の発言",
        "採用",
        "窓口",
        "区",
        "市",
        "に",
        "で",
        "も",
    ),
    *("㍻", "㈱", "ﾈﾘﾏ", "葛󠄀飾区", "髙", "が", "゙", "ﾞ", "①", "½"),
)

QUESTIONS = st.lists(st.sampled_from(PIECES), max_size=12).map("".join)
TEXTS = st.text(max_size=300) | QUESTIONS


def tight(text: str) -> str:
    return "".join(text.split())


@given(TEXTS)
def test_any_text_is_understood_somehow(text: str) -> None:
    assert understand(text, ASKED_IN_2023).text == text


@given(TEXTS)
def test_every_character_is_in_a_clause_or_in_the_rest(text: str) -> None:
    asked = understand(text, ASKED_IN_2023)
    outside, at = "", 0
    for constraint in asked.constraints:
        assert at <= constraint.span.start < constraint.span.end
        outside += text[at : constraint.span.start]
        at = constraint.span.end
    assert tight(asked.rest) == tight(outside + text[at:])


@given(TEXTS)
def test_a_clauses_words_stand_at_its_start(text: str) -> None:
    for constraint in understand(text, ASKED_IN_2023).constraints:
        assert constraint.words
        assert text.startswith(constraint.words, constraint.span.start)


@given(QUESTIONS)
def test_a_condition_on_who_speaks_leaves_out_somebody(text: str) -> None:
    kinds = {ConstraintKind.AFFILIATION, ConstraintKind.SPEAKER, ConstraintKind.ROLE}
    constraints = understand(text, ASKED_IN_2023).constraints
    assert all(constraint.names for constraint in constraints if constraint.kind in kinds)


@given(QUESTIONS.filter(lambda text: not is_message(Folded.of(text).text)))
@example("うち ")
def test_the_rest_understood_alone_has_no_further_clause(text: str) -> None:
    rest = understand(text, ASKED_IN_2023).rest
    assert understand(rest, ASKED_IN_2023).constraints == ()


@given(QUESTIONS)
def test_width_makes_no_difference(text: str) -> None:
    wide = re.sub(r"[!-,./-~]", lambda at: chr(ord(at[0]) + 0xFEE0), text)
    kinds = [
        [(constraint.kind, constraint.names) for constraint in understand(one, ASKED_IN_2023).constraints]
        for one in (text, wide)
    ]
    if not re.search(r'["「」]', text):  # a phrase is quoted in its own width
        assert kinds[0] == kinds[1]


@given(st.text(max_size=100))
def test_folding_keeps_the_place_of_every_character(text: str) -> None:
    folded = Folded.of(text)
    assert len(folded.text) == len(folded.origins)
    assert all(0 <= span.start < span.end <= len(text) for span in folded.origins)
    assert [span.start for span in folded.origins] == sorted(span.start for span in folded.origins)


def test_a_pasted_document_is_cut() -> None:
    assert understand("採用" * 5000, ASKED_IN_2023).text == "採用" * (LONGEST_QUESTION // 2)


def test_a_surrogate_without_its_half_is_left_alone() -> None:
    assert understand("練馬区の\ud83d採用", ASKED_IN_2023).affiliations == ("練馬区",)


def test_composed_and_decomposed_kana_name_the_same() -> None:
    decomposed = unicodedata.normalize("NFD", "ぶんきょう区の採用")
    assert understand(decomposed, ASKED_IN_2023).affiliations == ("文京区",)
