"""What is shown of a passage: whole sentences, one stretch, never altered."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.views.excerpt import excerpt, sentences
from corpus.model import Span

SPOKEN = st.text(alphabet="あいう漢字A1。！？、\n　「」（）", min_size=1, max_size=400)


def shown(text: str, longest: int, *marked: str) -> str:
    marks = [Span(text.index(words), text.index(words) + len(words)) for words in marked]
    return excerpt(text, marks, longest).span.of(text)


def test_a_short_passage_is_shown_whole() -> None:
    cut = excerpt("窓口を直しました。", [], 160)
    assert (cut.span, cut.cut_before, cut.cut_after) == (Span(0, 9), False, False)


def test_the_sentences_with_the_most_marked_words_are_shown() -> None:
    text = "最初の文です。" * 5 + "研修は週に一度です。採用は年に二度です。" + "最後の文です。" * 5
    assert shown(text, 20, "研修", "採用") == "研修は週に一度です。採用は年に二度です。"


def test_what_was_left_out_is_known() -> None:
    text = "前の文です。研修は週に一度です。後の文です。"
    cut = excerpt(text, [Span(6, 8)], 11)
    assert (cut.span.of(text), cut.cut_before, cut.cut_after) == ("研修は週に一度です。", True, True)


def test_a_full_stop_inside_brackets_ends_no_sentence() -> None:
    text = "市民から「早くなった。」と言われました。次です。"
    assert [span.of(text) for span in sentences(text)] == ["市民から「早くなった。」と言われました。", "次です。"]


def test_a_sentence_without_end_is_cut_at_a_comma() -> None:
    text = "申請は、" * 80
    words = shown(text, 160)
    assert len(words) <= 160
    assert words.endswith("、")


def test_a_sentence_a_little_too_long_stays_whole() -> None:
    text = "あ" * 199 + "。" + "い" * 300 + "。"
    assert shown(text, 160) == "あ" * 199 + "。"


def test_three_thousand_characters_without_a_mark_are_cut_to_the_limit() -> None:
    assert len(shown("漢" * 3000, 160)) == 160


@given(SPOKEN)
def test_sentences_tile_the_text(text: str) -> None:
    assert "".join(span.of(text) for span in sentences(text)) == text


@given(SPOKEN, st.integers(1, 80), st.data())
def test_an_excerpt_is_a_stretch_of_bounded_length_and_says_what_is_missing(
    text: str, longest: int, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    cut = excerpt(text, [Span(start, start + 1)], longest)
    words = cut.span.of(text)
    assert words in text
    assert len(words) <= max(longest * 1.5, 1)
    assert cut.cut_before is bool(text[: cut.span.start].strip())
    assert cut.cut_after is bool(text[cut.span.end :].strip())
