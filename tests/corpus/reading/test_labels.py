"""Labels where no label is expected: within a line, without a sign, beside a side's name. No word in a wrong mouth."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.markup import canonical
from corpus.model import MediaType
from corpus.reading.body import read_body
from corpus.reading.participants import read_participants
from corpus.reading.speakers import SpeakerResolver
from tests.articles import article, invented

LIST = ("星見区CIO(副区長):架空 一郎", "星見区企画部長:雛形 千秋", "東京都CIO(副知事):雲井 円")
#: Three labels on lines of their own, with a blank line above each.
APART = "架空/年に三千枚です。//雲井/多いですね。//雛形/毎月数えます。//"


def said(text: str, *, html: bool = False) -> list[tuple[str, str]]:
    """Return who says what, nobody as 「?」; in text ``/`` is a line's end, ``//`` one with a blank line after it."""
    received = replace(article(text), media_type=MediaType.HTML) if html else article(text.replace("/", "\n"))
    resolver = SpeakerResolver(read_participants(LIST, invented()), invented())
    found = read_body(canonical(received).lines, resolver, ())
    who = {at: speaker.participant.surname if speaker.participant else "?" for at, speaker in found.speakers.items()}
    return [(who[at], "/".join(line.text for line in lines)) for at, lines in found.speeches.items() if lines]


@pytest.mark.parametrize("label", ["雲井:", "雲井：", "(雲井)", "【雲井】", " 雲井CIO:"])
def test_a_label_behind_the_sentence_of_another_begins_a_speech(label: str) -> None:
    text = f"架空/はい。よろしいですか?{label}そうですね。続けましょう。/雛形/どうも。"

    assert said(text) == [
        ("架空", "はい。よろしいですか?"),
        ("雲井", "そうですね。続けましょう。"),
        ("雛形", "どうも。"),
    ]


def test_several_speeches_in_one_line_are_each_of_their_own_speaker() -> None:
    text = "雲井:順番は?　架空:多い順です。　雲井:なるほどと思います。/雛形/どうも。"

    assert [who for who, _ in said(text)] == ["雲井", "架空", "雲井", "雛形"]


def test_a_name_in_brackets_inside_a_sentence_or_before_a_noun_parts_nothing() -> None:
    for words in ("都の例(雲井)を見ました。", "分担です。雲井:技術。雛形:統括。", "はい。(雲井:なるほど。)次です。"):
        assert said(f"架空/{words}/雛形/どうも。") == [("架空", words), ("雛形", "どうも。")]


def test_a_name_at_the_end_of_a_line_ends_the_speech() -> None:
    assert said("架空/よろしいですか?雲井/そうですね。/雛形/どうも。") == [("雛形", "どうも。")]
    assert said("架空/お願いします。雲井さん。/雛形/どうも。")[0] == ("架空", "お願いします。雲井さん。")


@pytest.mark.parametrize("words", ["ありがとうございます。", "はい、そうです。", "そうですね。", "なるほど、三千枚。"])
def test_a_name_directly_before_words_that_begin_an_answer_is_a_label(words: str) -> None:
    assert said(f"{APART}雲井{words}//架空/どうも。")[3] == ("雲井", words)
    assert said(f"{APART}雲井さん{words}//架空/どうも。")[2][0] == "雛形"


@pytest.mark.parametrize("label", ["区・架空", "(区)架空", "区）架空", "【区】架空", "区／架空"])
def test_the_kind_of_a_body_before_a_name_is_part_of_the_label(label: str) -> None:
    text = f"{APART}{label}/二つ目です。//雛形/どうも。"

    assert said(text)[3:] == [("架空", "二つ目です。"), ("雛形", "どうも。")]


def test_the_kind_of_another_body_before_a_name_leaves_the_speaker_open() -> None:
    assert said(f"{APART}市・架空/二つ目です。//雛形/どうも。")[3] == ("?", "二つ目です。")


@pytest.mark.parametrize("surname", ["霧村", "霧町", "霧"])
def test_the_surname_of_somebody_unlisted_ends_the_speech(surname: str) -> None:
    assert said(f"{APART}{surname}/二つ目です。//架空/どうも。")[2:] == [
        ("雛形", "毎月数えます。"),
        ("架空", "どうも。"),
    ]


@pytest.mark.parametrize("inside", ["雲井:技術の支援", "雲井「紙は残さない。」"])
def test_a_name_within_a_paragraph_does_not_take_over_where_all_labels_stand_apart(inside: str) -> None:
    text = f"{APART}架空/こうです。/{inside}/この一言で決まりました。//雛形/どうも。"

    assert [who for who, _ in said(text)] == ["架空", "雲井", "雛形", "架空", "?", "雛形"]


def test_somebody_addressed_at_the_beginning_of_a_speech_does_not_speak_it_for_certain() -> None:
    assert said(f"{APART}雲井さん　いつもありがとうございます。//架空/どうも。")[3][0] == "?"


def test_a_name_that_hands_over_to_another_is_nobodys_in_particular() -> None:
    assert said(f"{APART}架空→雲井/届きました。//雛形/どうも。")[3] == ("?", "届きました。")


def test_a_name_in_a_marked_heading_ends_the_speech_above_it() -> None:
    body = "<p>架空<br>はい。</p><h3>雲井 円（東京都CIO）</h3><p>都でも数えました。</p><p>雛形<br>どうも。</p>"

    assert said(body, html=True) == [("架空", "はい。"), ("?", "都でも数えました。"), ("雛形", "どうも。")]


def test_a_question_in_bold_is_no_part_of_the_speech_above_it() -> None:
    body = (
        "<p><strong>架空</strong></p><p>はい。</p><p><b>なぜですか。</b></p><p><b>雲井</b></p><p>必要だからです。</p>"
        "<p><strong>ほかにもありますか？</strong></p><p>三つあります。</p><p>雛形</p><p><b>とても</b>大事ですか。</p>"
    )

    assert said(body, html=True) == [("架空", "はい。"), ("雲井", "必要だからです。"), ("雛形", "とても大事ですか。")]


def test_a_name_in_bold_before_words_is_a_label() -> None:
    body = "<p><b>架空</b>都でも数えた。</p><p><strong>雲井　円</strong>三千枚です。</p><p><b>雲井</b>の数です。</p>"

    assert said(f"{body}<p>―どうも。</p>", html=True) == [
        ("架空", "都でも数えた。"),
        ("雲井", "三千枚です。/雲井の数です。"),
    ]


def test_a_very_long_line_in_which_several_speak_is_nobodys() -> None:
    words = "はい。雲井:数えました。" * 300

    assert said(f"架空/{words}/三つ目です。/雛形/どうも。") == [("雛形", "どうも。")]


@pytest.mark.parametrize("note", ["(以下は雲井が補足)", "※ここからは雲井の説明。", "【以下、雲井】"])
def test_a_note_that_somebody_else_speaks_from_here_on_ends_the_speech(note: str) -> None:
    text = f"{APART}架空/はい。/{note}/三つ目です。//雛形/どうも。"

    assert said(text)[3:] == [("架空", "はい。"), ("雛形", "どうも。")]
