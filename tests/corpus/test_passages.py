"""Passages: what can be quoted, where it is cut, and ids that survive edits."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

from hypothesis import given

from corpus.model import Passage, Span
from corpus.passages import LONGEST, SHORTEST, passages, sentences
from corpus.reading.line_patterns import RAW_PART_SIGN
from corpus.reading.transcript import read
from tests.articles import article
from tests.corpus.composed import readable
from tools.parsing.compose import gazetteer

TEXTS = readable()


def quotable(text: str, key: str = "n0123456789ab") -> tuple[Passage, ...]:
    return passages(read(article(text, key), gazetteer()))


def talk(*lines: str) -> str:
    """Return a roundtable with the given lines as its body."""
    head = """星見区CIO×広域CIO座談会

令和3年8月24日に、「第1回座談会」として星見区CIOの対談を実施しました。

参加者(敬称略)
星見区CIO(副区長):架空 一郎
星見区企画部長:雛形 千秋

"""
    return head + "\n".join(lines) + "\n"


def sentence(length: int, first: str = "あ") -> str:
    """Return a sentence of this length (characters)."""
    return first + "い" * (length - 2) + "。"


def test_a_short_reply_stays_whole() -> None:
    found = quotable(talk("架空", "そうですね。", "", "雛形", "はい。"))

    assert [passage.text for passage in found] == ["そうですね。", "はい。"]


def test_a_speech_of_up_to_400_characters_is_one_passage_with_its_line_ends() -> None:
    lines = [sentence(199), sentence(200)]

    found = quotable(talk("架空", *lines))

    assert [passage.text for passage in found] == ["\n".join(lines)]


def test_a_longer_speech_is_cut_between_paragraphs_first() -> None:
    lines = [sentence(150) + sentence(90), sentence(90) + sentence(150)]

    found = quotable(talk("架空", *lines))

    assert [passage.text for passage in found] == lines


def test_a_paragraph_that_is_too_long_is_cut_between_sentences() -> None:
    found = quotable(talk("架空", sentence(130) * 4))

    assert [passage.text for passage in found] == [sentence(130) * 2, sentence(130) * 2]


def test_no_short_piece_is_left_over() -> None:
    found = quotable(talk("架空", sentence(370) + sentence(40) + sentence(30)))

    assert all(len(passage.text) >= 70 for passage in found)


def test_a_sentence_beyond_the_limit_is_never_cut_inside() -> None:
    found = quotable(talk("架空", sentence(450) + sentence(100)))

    assert [len(passage.text) for passage in found] == [450, 100]


def test_a_speech_of_ten_thousand_sentences_is_cut_without_waiting() -> None:
    found = quotable(talk("架空", "はい。" * 10_000))

    assert "".join(passage.text for passage in found) == "はい。" * 10_000
    assert all(SHORTEST <= len(passage.text) <= LONGEST for passage in found)


def test_a_passage_never_crosses_a_caption() -> None:
    found = quotable(talk("架空", sentence(90), "図5", sentence(100)))

    assert [passage.text for passage in found] == [sentence(90), sentence(100)]


def test_what_is_quoted_in_a_sentence_does_not_end_it() -> None:
    text = "「やめましょう。」と申し上げました。次です。"

    assert [span.of(text) for span in sentences(text, Span(0, len(text)))] == [
        "「やめましょう。」と申し上げました。",
        "次です。",
    ]


def test_a_row_of_open_brackets_is_cut_in_no_time() -> None:
    text = "「あ」「い" * 2_000

    assert sentences(text, Span(0, len(text))) == (Span(0, len(text)),)


@given(TEXTS)
def test_a_passage_is_one_speakers_words_in_whole_sentences(text: str) -> None:
    for passage in quotable(text):
        text = passage.transcript.text
        inside = [span for span in passage.speech.paragraphs if span.start < passage.span.end > passage.span.start]
        whole = [one for span in inside for one in sentences(text, span)]
        assert passage.span.start in {one.start for one in whole}
        assert passage.span.end in {one.end for one in whole}
        spoken = "".join(span.of(text) for span in passage.speech.paragraphs)
        assert "".join(passage.text.split()) in "".join(spoken.split())


@given(TEXTS)
def test_passages_have_80_to_400_characters_unless_nothing_else_is_there(text: str) -> None:
    found = quotable(text)
    for before, passage, after in zip((None, *found), found, (*found[1:], None), strict=False):
        single = len(sentences(passage.transcript.text, passage.span)) == 1
        assert len(passage.text) <= LONGEST or single
        joined = [
            len(passage.text) + len(other.text)
            for other in (before, after)
            if other and other.speech is passage.speech and _adjoin(passage, other)
        ]
        # A short piece stands alone, or no neighbour has room for it.
        assert len(passage.text) >= SHORTEST or all(length >= LONGEST - 1 for length in joined)


def _adjoin(one: Passage, other: Passage) -> bool:
    first, second = sorted((one.span, other.span), key=lambda span: span.start)
    return not one.transcript.text[first.end : second.start].strip()


@given(TEXTS)
def test_all_words_of_all_speeches_can_be_quoted(text: str) -> None:
    found = quotable(text)
    transcript = found[0].transcript
    quoted = "".join("".join(passage.text.split()) for passage in found)
    spoken = [
        "".join(span.of(transcript.text) for span in speech.paragraphs)
        for section in transcript.sections
        for speech in section.speeches
    ]

    assert quoted == "".join("".join(words.split()) for words in spoken)


@given(TEXTS)
def test_ids_are_unique_and_survive_reading_again(text: str) -> None:
    ids = [passage.id for passage in quotable(text)]

    assert len(set(ids)) == len(ids)
    assert ids == [passage.id for passage in quotable(text)]


@given(TEXTS)
def test_ids_survive_another_width_and_other_white_space(text: str) -> None:
    # NFKC makes 1 of ①: numbered lines stay.
    lines = (line if RAW_PART_SIGN.search(line) else unicodedata.normalize("NFKC", line) for line in text.split("\n"))

    assert [one.id for one in quotable("\n".join(lines))] == [one.id for one in quotable(text)]


@given(TEXTS)
def test_ids_of_all_other_speeches_survive_an_edit_in_one(text: str) -> None:
    before = quotable(text)
    edited_speech = before[len(before) // 2].speech
    line = edited_speech.paragraphs[0].of(before[0].transcript.text)
    after = quotable(text.replace(line, f"{line[:-1]}、と申しました{line[-1]}", 1))

    untouched = [passage.id for passage in before if passage.speech is not edited_speech]
    assert set(untouched) <= {passage.id for passage in after}


def test_the_same_words_twice_are_told_apart_by_their_occurrence() -> None:
    found = quotable(talk("架空", "そうですね。", "", "雛形", "そうですね。"))

    assert [passage.id.rsplit("-", 1)[1] for passage in found] == ["1", "2"]
    assert found[0].id.rsplit("-", 1)[0] == found[1].id.rsplit("-", 1)[0]


def test_an_id_begins_with_its_articles_key() -> None:
    (passage,) = quotable(talk("架空", "そうですね。"), key="nffffffffffff")

    assert passage.id.startswith("nffffffffffff-")
    assert replace(passage).text == "そうですね。"
