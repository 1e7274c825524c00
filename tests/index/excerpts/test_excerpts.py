"""What is shown of a passage: one unbroken stretch of whole sentences with a fair beginning and a fair end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Passage, Span
from index.excerpts.connectives import depends_on_previous, qualifies_previous
from index.excerpts.excerpts import TOLERANCE, Excerpt, excerpt, reach
from tests.index.corpora import passages, said, transcript

LEAD = "前の文はここで終わります。"


def marked(passage: Passage, *words: str) -> list[Span]:
    places = sorted((passage.text.index(word), word) for word in words)
    return [Span(at, at + len(word)) for at, word in places]


def shown(passage: Passage, longest: int, *words: str, most: int | None = None, around: Span | None = None) -> str:
    return excerpt(passage, marked(passage, *words), longest, most=most, reach=around).words(passage)


def one(text: str) -> Passage:
    return said(text)[0]


def test_a_short_passage_is_shown_whole() -> None:
    passage = one("窓口を直しました。待ち時間が減りました。")
    assert excerpt(passage, [], 160) == Excerpt(passage.span, cut_before=False, cut_after=False)


def test_the_sentences_with_the_most_different_words_that_matched_are_shown() -> None:
    passage = one("研修は研修です。" + LEAD * 3 + "研修は週に一度です。採用は年に二度です。" + LEAD * 3)
    marks = [Span(0, 2), Span(3, 5), *marked(passage, "採用")]
    at = passage.text.index("研修は週")
    cut = excerpt(passage, [*marks[:2], Span(at, at + 2), marks[2]], 20)
    assert cut.words(passage) == "研修は週に一度です。採用は年に二度です。"
    assert (cut.cut_before, cut.cut_after) == (True, True)


def test_a_sentence_that_leans_back_brings_the_one_before_it() -> None:
    passage = one("窓口が混んでいました。そこで予約制にしました。" + LEAD * 5)
    assert shown(passage, 25, "予約制") == "窓口が混んでいました。そこで予約制にしました。"


def test_each_sentence_that_leans_brings_its_own() -> None:
    passage = one(LEAD * 5 + "窓口が混んでいました。そこで予約制にしました。その結果、列が消えました。" + LEAD * 5)
    assert shown(passage, 30, "列") == "窓口が混んでいました。そこで予約制にしました。その結果、列が消えました。"


def test_no_quote_ends_before_a_sentence_that_turns_it() -> None:
    passage = one(LEAD * 5 + "採用は年に二度です。ただ、応募は減りました。" + LEAD * 5)
    assert shown(passage, 15, "採用") == "採用は年に二度です。ただ、応募は減りました。"


def test_where_there_is_no_room_for_the_sentence_that_turns_it_the_quote_ends_earlier() -> None:
    after = "しかし、" + "応募が減って困る課が多く、" * 9 + "悩んでいます。"
    passage = one(f"採用は年に二度です。試験は春です。{after}")
    assert shown(passage, 20, "採用") == "採用は年に二度です。"


def test_a_chain_that_is_too_long_gives_way_to_the_words_that_were_asked_for() -> None:
    chain = "".join(f"また、{number}番目の話をゆっくりとしました。" for number in range(10))
    passage = one(f"始めます。{chain}また、採用は年に二度です。")
    cut = excerpt(passage, marked(passage, "採用"), 40)
    assert "採用は年に二度です。" in cut.words(passage)
    assert cut.cut_before


def test_a_full_stop_inside_brackets_ends_no_sentence() -> None:
    passage = one("市民から「早くなった。」と言われました。次です。" + LEAD * 9)
    assert shown(passage, 22, "市民") == "市民から「早くなった。」と言われました。"


def test_a_sentence_broken_into_lines_is_one() -> None:
    passage = one(LEAD + "研修を\n続けています。" + LEAD)
    assert shown(passage, 12, "続け") == "研修を\n続けています。"


def test_at_most_as_many_sentences_as_are_wanted() -> None:
    passage = one("一つです。採用です。三つです。四つです。")
    assert shown(passage, 100, "採用", most=2) == "一つです。採用です。"


def test_a_passage_that_matched_by_its_heading_is_shown_from_its_beginning() -> None:
    passage = one("一つ目の文です。二つ目の長い長い文です。三つ目です。")
    assert shown(passage, 20) == "一つ目の文です。二つ目の長い長い文です。"


def test_an_agreement_at_the_head_of_a_speech_gives_way_to_what_says_more() -> None:
    passage = one("そうですね。採用は年二回です。研修は週一回です。その他です。")
    assert shown(passage, 20, "採用") == "採用は年二回です。研修は週一回です。"


def test_a_speech_that_fits_is_shown_whole_however_it_begins() -> None:
    passage = one("そうですね。採用は年二回です。")
    assert shown(passage, 160, "採用") == passage.text


def test_a_sentence_a_little_too_long_stays_whole() -> None:
    sentence = "採用は" + "あ" * 197 + "。"
    assert shown(one(sentence + LEAD * 9), 160, "採用") == sentence


def test_a_sentence_far_too_long_is_cut_at_a_comma_and_says_so() -> None:
    passage = one("採用は、" + "窓口では、" * 80 + "続きます。")
    cut = excerpt(passage, marked(passage, "採用"), 160)
    assert len(cut.words(passage)) <= 160
    assert cut.words(passage).startswith("採用は、")
    assert cut.words(passage).endswith("、")
    assert (cut.cut_before, cut.cut_after) == (False, True)


def test_no_number_is_cut_at_its_comma() -> None:
    passage = one("費用は1,240万円です" * 30)
    pieces = excerpt(passage, [], 8).words(passage)
    assert pieces == "費用は1,240"


def test_no_kanji_is_cut_from_its_variation_selector() -> None:
    passage = one("葛\U000e0100" * 200)
    assert excerpt(passage, [], 9).words(passage) == "葛\U000e0100" * 4


def test_three_thousand_characters_without_a_mark_are_cut_to_the_limit() -> None:
    passage = one("漢" * 3000)
    assert len(excerpt(passage, [], 160).words(passage)) == 160


def test_an_excerpt_of_no_length_is_refused() -> None:
    with pytest.raises(ValueError, match="no length"):
        excerpt(one(LEAD), [], 0)


def test_marks_are_told_in_the_words_shown() -> None:
    passage = one(LEAD + "研修は週に一度です。" + LEAD)
    marks = marked(passage, "前の文", "研修", "一度")
    cut = Excerpt(
        Span(passage.span.start + len(LEAD), passage.span.start + len(LEAD) + 10), cut_before=True, cut_after=True
    )
    assert cut.words(passage) == "研修は週に一度です。"
    assert [mark.of(cut.words(passage)) for mark in cut.marks(passage, marks)] == ["研修", "一度"]


def test_words_that_the_same_speech_says_around_the_passage_count_as_left_out() -> None:
    first, second, third = said("一つです。", "二つです。", "三つです。")
    assert excerpt(first, [], 99) == Excerpt(first.span, cut_before=False, cut_after=True)
    assert excerpt(second, [], 99) == Excerpt(second.span, cut_before=True, cut_after=True)
    assert excerpt(third, [], 99) == Excerpt(third.span, cut_before=True, cut_after=False)


def test_a_passage_that_leans_reaches_back_to_the_sentence_that_stands_alone() -> None:
    *_, last = said("始めに。窓口が混んでいました。それは毎日でした。", "そこで予約制にしました。")
    around = reach(last)
    assert around.of(last.transcript.text) == "窓口が混んでいました。それは毎日でした。\nそこで予約制にしました。"
    assert shown(last, 99, "予約制", around=around) == around.of(last.transcript.text)


def test_a_passage_that_the_next_sentences_turn_reaches_over_them() -> None:
    first, _ = said("採用は年に二度です。", "しかし、応募は減りました。ただ、質は上がりました。次です。")
    expected = "採用は年に二度です。\nしかし、応募は減りました。ただ、質は上がりました。"
    assert reach(first).of(first.transcript.text) == expected


def test_a_passage_that_stands_alone_reaches_nowhere_else() -> None:
    first, second = said("窓口が混んでいました。", "予約制にしました。")
    assert (reach(first), reach(second)) == (first.span, second.span)


def test_nothing_is_reached_in_another_speech() -> None:
    talk = transcript(("青山", ("窓口が混んでいました。",)), ("白石", ("そこで予約制にしました。",)))
    _, reply = passages(talk)
    assert reach(reply) == reply.span


SENTENCES = st.sampled_from(
    [
        "採用です。",
        "また、研修です。",
        "その窓口です。",
        "ただ、高いです。",
        "しかし減りました。",
        "「はい。」と、言う。\n",
        LEAD,
    ]
)
SPOKEN = st.lists(SENTENCES, min_size=1, max_size=12).map("".join)
ANYTHING = st.text(alphabet="あいう漢字A1。！？、,\n　「」（）葛\U000e0100\u200d", min_size=1, max_size=300).filter(
    lambda text: text == text.strip() != ""
)


@given(ANYTHING | SPOKEN.map(str.strip), st.integers(1, 80), st.data())
def test_an_excerpt_is_a_bounded_slice_of_the_passage_and_says_what_is_missing(
    text: str, longest: int, data: st.DataObject
) -> None:
    passage = one(text)
    start = data.draw(st.integers(0, len(text) - 1))
    cut = excerpt(passage, [Span(start, start + 1)], longest, most=data.draw(st.none() | st.integers(1, 3)))
    assert passage.span.start <= cut.span.start < cut.span.end <= passage.span.end
    assert len(cut.span) <= max(int(longest * TOLERANCE), longest)
    assert cut.cut_before is bool(text[: cut.span.start - passage.span.start].strip())
    assert cut.cut_after is bool(text[cut.span.end - passage.span.start :].strip())


@given(SPOKEN, st.integers(30, 80))
def test_where_nothing_was_asked_for_the_beginning_and_the_end_are_fair_if_anything_fair_fits(
    text: str, longest: int
) -> None:
    passage = one("採用です。" + text.strip())
    cut = excerpt(passage, [], longest)
    rest = passage.transcript.text[cut.span.end : passage.span.end].lstrip()
    # The first sentence is independent; unless something qualifies it, it is a fair excerpt by itself.
    if not qualifies_previous(text):
        assert not depends_on_previous(cut.words(passage))
        assert not qualifies_previous(rest)


@given(st.lists(SPOKEN.map(str.strip), min_size=1, max_size=4), st.data())
def test_a_reach_holds_its_passage_and_stays_in_its_speech(paragraphs: list[str], data: st.DataObject) -> None:
    spoken = said(*paragraphs)
    passage = data.draw(st.sampled_from(spoken))
    around = reach(passage)
    assert passage.speech.span.start <= around.start <= passage.span.start
    assert passage.span.end <= around.end <= passage.speech.span.end
