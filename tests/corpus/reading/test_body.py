"""The kinds of lines below the head: labels, speeches, headings, captions, and stray lines."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from corpus.markup import canonical
from corpus.model import BlockKind, MediaType
from corpus.reading.body import read_body
from corpus.reading.participants import read_participants
from corpus.reading.speakers import SpeakerResolver
from tests.articles import article, invented

HEADING, SUBHEADING, LABEL, SPEECH = BlockKind.HEADING, BlockKind.SUBHEADING, BlockKind.LABEL, BlockKind.SPEECH
MODERATOR, CAPTION, NOTE, LINK = BlockKind.MODERATOR, BlockKind.CAPTION, BlockKind.NOTE, BlockKind.LINK
FOOTER, STRAY = BlockKind.FOOTER, BlockKind.STRAY
LIST = ("星見区CIO(副区長):架空 一郎", "星見区企画部長:雛形 千秋", "東京都CIO(副知事):雲井 円")
#: Longer than any heading, and a sentence.
LONG = "長い文章を話しているところなので、見出しと見分けが付かなくなることはまずありません。"


@dataclass(frozen=True, slots=True)
class Read:
    kinds: tuple[BlockKind, ...]
    speakers: tuple[str | None, ...]


def body(text: str, agenda: tuple[str, ...] = ()) -> Read:
    """Read a body; ``/`` is a line's end, ``//`` one with a blank line after it."""
    participants = read_participants(LIST, invented())
    lines = canonical(article(text.replace("/", "\n"))).lines
    found = read_body(lines, SpeakerResolver(participants, invented()), agenda)
    return Read(
        found.kinds, tuple(who.participant.name if who.participant else None for who in found.speakers.values())
    )


def kinds(text: str, agenda: tuple[str, ...] = ()) -> tuple[BlockKind, ...]:
    return body(text, agenda).kinds


def test_a_heading_and_its_subheading_stand_above_a_label() -> None:
    assert kinds("人材の育成//まず測ろう//架空/そうですね。") == (HEADING, SUBHEADING, LABEL, SPEECH)


def test_a_single_line_above_the_first_label_is_a_heading() -> None:
    assert kinds("人材の育成//架空/そうですね。") == (HEADING, LABEL, SPEECH)


def test_a_single_line_above_a_later_label_is_a_heading_where_the_agenda_does_not_tell_otherwise() -> None:
    text = "人材//架空/はい。//庁舎の外観//雛形/はい。"

    assert kinds(text)[3] is HEADING
    assert kinds(text, ("人材",))[3] is STRAY
    assert kinds(text.replace("庁舎の外観", "システムの標準化・共通化"), ("システム標準化・共通化",))[3] is HEADING


def test_an_agenda_items_heading_may_stand_below_a_stray_line() -> None:
    text = "人材//架空/はい。//庁舎の外観//標準化について//何から始めるか//雛形/はい。"

    assert kinds(text, ("人材", "標準化"))[3:6] == (STRAY, HEADING, SUBHEADING)


def test_a_heading_may_end_with_a_question_mark() -> None:
    assert kinds("なぜ進まないのか?//答えは現場に//架空/はい。")[:2] == (HEADING, SUBHEADING)


def test_a_heading_above_the_moderators_question_is_one() -> None:
    assert kinds("人材//まず測ろう//―いかがですか。//架空/はい。") == (HEADING, SUBHEADING, MODERATOR, LABEL, SPEECH)


def test_below_a_blank_line_a_speech_goes_on_while_another_follows() -> None:
    assert kinds(f"見出し//架空/はい。//{LONG}//雛形/はい。") == (HEADING, LABEL, SPEECH, SPEECH, LABEL, SPEECH)
    assert kinds(f"見出し//架空/はい。//{LONG}//―どうも。") == (HEADING, LABEL, SPEECH, SPEECH, MODERATOR)


def test_below_the_last_label_what_follows_a_blank_line_stays_open() -> None:
    assert kinds(f"見出し//架空/はい。//雛形/はい。//{LONG}")[-1] is STRAY
    assert kinds(f"見出し//架空/　はい。//雛形/　はい。//　{LONG}")[-1] is SPEECH


def test_a_blank_line_ends_nothing_where_most_labels_stand_above_one() -> None:
    text = f"見出し//架空//はい。//{LONG}//雛形//はい。"

    assert kinds(text) == (HEADING, LABEL, SPEECH, SPEECH, LABEL, SPEECH)


def test_an_article_without_a_blank_line_has_headings_too() -> None:
    text = "人材/まず測ろう/架空/はい。/もう一つあります。/図5/標準化/なぜ今?/雛形/いいえ。"

    assert kinds(text) == (
        *(HEADING, SUBHEADING, LABEL, SPEECH, SPEECH, CAPTION),
        *(HEADING, SUBHEADING, LABEL, SPEECH),
    )


def test_a_short_question_above_a_label_is_spoken() -> None:
    assert kinds("人材//架空/はい。/どうでしょう?/雛形/いいえ。")[3] is SPEECH


def test_a_short_question_above_a_label_may_be_a_heading_where_there_is_no_blank_line_at_all() -> None:
    assert kinds("人材/まず/架空/はい。/なぜ今?/雛形/いいえ。")[4] is STRAY
    assert kinds("人材/まず/架空/なぜ今?/雛形/いいえ。")[3] is SPEECH


def test_a_line_that_is_no_sentence_belongs_to_the_speech_in_whose_paragraph_it_stands() -> None:
    text = f"人材//架空/はい。/資料を示しつつ/{LONG}//雛形/はい。"

    assert kinds(text)[3:5] == (SPEECH, SPEECH)
    assert kinds(text.replace("//", "/"))[3:5] == (STRAY, SPEECH)


def test_a_short_line_that_may_be_a_label_ends_the_speech_above_it() -> None:
    assert kinds(f"人材/架空/はい。/来賓/{LONG}/雛形/はい。")[3:5] == (STRAY, STRAY)


@pytest.mark.parametrize(
    "label",
    [
        "来賓課長:来賓",
        "来賓課長：来賓（以下「来」）",
        "広域の長い名前を持つ組織の企画調整部門統括担当課長代理兼主任研究員:来賓",
    ],
)
def test_a_label_that_nobody_knows_ends_the_speech_above_it(label: str) -> None:
    text = f"人材/架空/はい。/{label}/{LONG}/雛形/はい。"

    assert kinds(text)[3:5] == (LABEL, SPEECH)
    assert body(text).speakers[1] is None


@pytest.mark.parametrize("caption", ["図5", "星見区の皆さん", "架空副区長(ぼかし後送付用)", "![](a.png)"])
def test_a_caption_between_two_speeches_belongs_to_neither(caption: str) -> None:
    assert kinds(f"人材//架空/はい。//{caption}//雛形/はい。") == (HEADING, LABEL, SPEECH, CAPTION, LABEL, SPEECH)


def test_a_caption_inside_a_speech_does_not_end_it() -> None:
    assert kinds("人材//架空/はい。/図5/もう一つあります。")[2:] == (SPEECH, CAPTION, SPEECH)


def test_a_caption_between_heading_and_subheading_parts_them_not() -> None:
    assert kinds("人材//図1//まず測ろう//架空/はい。")[:3] == (HEADING, CAPTION, SUBHEADING)


def test_the_moderators_words_end_a_speech_and_have_no_speaker() -> None:
    read = body("人材//架空/はい。/―ありがとうございます。/続けて伺います。//雛形/はい。")

    assert read.kinds[3:5] == (MODERATOR, MODERATOR)
    assert read.speakers == ("架空 一郎", "雛形 千秋")


def test_a_note_and_a_link_are_no_speech() -> None:
    assert kinds("人材//架空/はい。//※BPR:手順の見直し//前半はこちら//雛形/はい。")[3:5] == (NOTE, LINK)


def test_the_footer_goes_on_to_the_end() -> None:
    read = kinds("人材//架空/はい。//次回もお楽しみに!//関連する記事//この記事が気に入ったら押してください。")

    assert read[3:] == (FOOTER, FOOTER, FOOTER)


def test_a_footers_words_above_a_label_are_spoken() -> None:
    assert kinds("人材//架空/次回もお楽しみに!//雛形/はい。")[2] is SPEECH


def test_it_may_be_a_heading_too_where_blank_lines_stand_inside_speeches() -> None:
    assert kinds("人材//まず//架空//はい。//なぜ今?//雛形//いいえ。")[4] is STRAY


def test_a_question_directly_below_its_label_is_spoken_whatever_follows() -> None:
    text = "人材//まず//架空/どうでしょう?//庁舎の外観//―ありがとうございました。"

    assert kinds(text, ("人材",))[2:5] == (LABEL, SPEECH, STRAY)


def html(body: str) -> tuple[BlockKind, ...]:
    """Return the kinds of the lines of an HTML body."""
    lines = canonical(replace(article(body), media_type=MediaType.HTML)).lines
    return read_body(lines, SpeakerResolver(read_participants(LIST, invented()), invented()), ()).kinds


def test_marked_headings_are_headings_wherever_they_stand() -> None:
    body = (
        "<h2>なぜ今?</h2><h3>「急がない」</h3><p>架空<br>はい。</p><h2>次へ</h2><p>資料から。</p><p>雛形<br>はい。</p>"
    )

    assert html(body) == (HEADING, SUBHEADING, LABEL, SPEECH, HEADING, STRAY, LABEL, SPEECH)


def test_two_marks_of_one_level_are_a_heading_and_its_subheading() -> None:
    assert html("<h3>人材</h3><h3>まず</h3><p>架空<br>はい。</p>")[:2] == (HEADING, SUBHEADING)


def test_a_paragraph_between_a_marked_heading_and_a_label_is_its_subheading() -> None:
    assert html("<h2>人材</h2><p><b>まず</b></p><p>架空<br>はい。</p>")[:2] == (HEADING, SUBHEADING)


def test_a_marked_heading_is_never_spoken() -> None:
    body = "<h2>人材</h2><p>架空</p><p>はい。</p><h2>「次は何か。」</h2><p>何もありません。</p><p>雛形</p><p>はい。</p>"

    assert html(body)[3:5] == (HEADING, STRAY)


def test_items_of_a_list_are_spoken_and_cells_of_a_table_are_nobodys() -> None:
    body = "<p>架空<br>はい。</p><ul><li>朝の受付</li><li>昼の受付</li></ul><p>雛形<br>はい。</p>"

    assert html(f"<p>人材</p><p>まず</p>{body}")[4:6] == (SPEECH, SPEECH)
    assert html(f"<h2>人材</h2>{body.replace('ul>', 'table>').replace('li>', 'td>')}")[3:5] == (STRAY, STRAY)


def test_a_name_below_a_picture_is_no_label() -> None:
    body = "<p>架空</p><p>はい。</p><figure><img><figcaption>雛形 千秋</figcaption></figure><p>続けます。</p>"
    centred = body.replace(
        "<figcaption>雛形 千秋</figcaption></figure>", "</figure><p style='text-align: center'>雛形 千秋</p>"
    )

    for source in (body, centred):
        assert html(f"{source}<p>雛形</p><p>はい。</p>") == (LABEL, SPEECH, CAPTION, SPEECH, LABEL, SPEECH)


def test_a_figures_caption_and_an_embedded_page_are_no_speech() -> None:
    body = (
        "<h2>人材</h2><p>架空<br>はい。</p><figure><img alt='図'><figcaption>笑顔でした。</figcaption></figure>"
        "<p>雛形<br>はい。</p>"
    )

    assert html(body)[3] is CAPTION


def test_a_label_directly_above_a_heading_has_no_speech() -> None:
    assert kinds("人材//まず//架空/標準化について//次に//雛形/はい。")[2:5] == (LABEL, HEADING, SUBHEADING)


def test_an_introduction_below_a_label_counts_for_the_labels_after_it() -> None:
    read = body("人材//部長/はい。//東京都CIO:雲井(以下「部長」)/はい。//部長/はい。")

    assert read.speakers == (None, "雲井 円", "雲井 円")
