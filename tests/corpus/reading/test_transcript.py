"""Whole articles: invented ones beside their expected transcripts, and a real one if it is at hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import NotATranscript, UnreadableTranscript
from corpus.model import BlockKind, Transcript
from corpus.municipalities import tokyo
from corpus.reading.transcript import read
from tests.articles import Specimen, article, invented, read_as, specimens
from tests.corpus.composed import readable
from tests.real import ARTICLES
from tools.parsing.compose import gazetteer
from tools.parsing.measure import tiles

#: One real article, kept beside the repository and never in it.
REAL = ARTICLES / "nerima-27-2.txt"
beside_the_real_one = pytest.mark.skipif(
    not REAL.exists(), reason="the real article does not lie beside the repository"
)


@pytest.mark.parametrize("specimen", specimens(), ids=lambda specimen: specimen.name)
def test_an_article_of_ours_is_read_as_expected(specimen: Specimen) -> None:
    read_so = read_as(read(specimen.article, invented()))

    assert {name: read_so[name] for name in specimen.expected} == specimen.expected


@pytest.mark.parametrize("specimen", specimens(), ids=lambda specimen: specimen.name)
def test_every_character_of_an_article_of_ours_is_in_exactly_one_block(specimen: Specimen) -> None:
    assert tiles(read(specimen.article, invented()))


@pytest.fixture(scope="module")
def real() -> Transcript:
    return read(article(REAL.read_text("utf-8")), tokyo())


@beside_the_real_one
def test_the_real_articles_head(real: Transcript) -> None:
    facts = read_as(real)

    assert (facts["round"], facts["round_claims"], facts["part"], facts["parts"]) == (27, [27], 2, 2)
    assert (facts["held_on"], facts["hosts"]) == ("2022-08-22", ["練馬区"])
    assert len(real.agenda) == 4
    assert real.title.endswith("~練馬区CIO×東京都CIO座談会②~")


@beside_the_real_one
def test_the_real_articles_participants(real: Transcript) -> None:
    assert [(one.name, one.surname, one.affiliation) for one in real.participants] == [
        ("森田 泰子", "森田", "練馬区"),
        ("佐古田 充宏", "佐古田", "練馬区"),
        ("小沼 寛幸", "小沼", "練馬区"),
        ("河野 一真", "河野", "練馬区"),
        ("宮坂 学", "宮坂", "東京都"),
        ("小澤 洋之", "小澤", "東京都"),
        ("橋本 康昭", "橋本", "東京都"),
    ]
    assert real.participants[0].role == "練馬区CIO(副区長)"


@beside_the_real_one
def test_the_real_articles_speeches(real: Transcript) -> None:
    spoken = [
        [(speech.speaker.name if speech.speaker else None, len(speech.paragraphs)) for speech in section.speeches]
        for section in real.sections
    ]

    morita, miyasaka, ozawa = "森田 泰子", "宮坂 学", "小澤 洋之"
    assert spoken == [
        [(morita, 3), (miyasaka, 3), (morita, 1)],
        [
            *[(morita, 5), (miyasaka, 2), (morita, 1), (miyasaka, 1)],
            *[(morita, 2), (miyasaka, 1), (ozawa, 1), (morita, 1)],
        ],
    ]
    assert [len(section.subheading or "") for section in real.sections] == [21, 21]
    assert real.sections[1].speeches[6].label.endswith("担当部長:小澤")


@beside_the_real_one
def test_the_real_articles_blocks(real: Transcript) -> None:
    kinds = [block.kind for block in real.blocks]

    assert tiles(real)
    assert BlockKind.STRAY not in kinds
    assert (kinds.count(BlockKind.MODERATOR), kinds.count(BlockKind.FOOTER)) == (1, 1)
    captions = [block.span.of(real.text).strip() for block in real.blocks if block.kind is BlockKind.CAPTION]
    assert captions == ["見出し画像", "練馬区の皆さん", "東京都の皆さん"]


@given(readable())
def test_blocks_tile_whatever_is_composed(text: str) -> None:
    transcript = read(article(text), gazetteer())

    assert tiles(transcript)
    assert transcript.text == text


@given(st.text(alphabet="第1回座談会は令和4年8月22日に対談を参加者:副区長 架空一郎。\n 　―※①「」()以下", max_size=200))
def test_any_text_is_read_and_tiled_or_refused_by_name(text: str) -> None:
    try:
        transcript = read(article(text), gazetteer())
    except (NotATranscript, UnreadableTranscript):
        return
    assert tiles(transcript)


def test_an_article_that_claims_nothing_is_no_roundtable() -> None:
    with pytest.raises(NotATranscript) as caught:
        read(article("年末年始の休みのお知らせ\n\n窓口は1月4日から開きます。\n", key="n00000000000a"), invented())

    assert caught.value.key == "n00000000000a"


def test_an_empty_article_is_no_roundtable() -> None:
    with pytest.raises(NotATranscript):
        read(article(" \n\n"), invented())


NOBODY_SPEAKS = """星見区CIO×広域CIO座談会

令和3年8月24日に、「第1回座談会」として星見区CIOの対談を実施しました。

参加者(敬称略)
星見区CIO(副区長):架空 一郎

始まりの見出し

発言は後日掲載します。
"""


def test_a_roundtable_in_which_nobody_speaks_is_unreadable_and_says_from_where() -> None:
    with pytest.raises(UnreadableTranscript) as caught:
        read(article(NOBODY_SPEAKS, key="n00000000000b"), invented())

    error = caught.value
    assert (error.key, error.text) == ("n00000000000b", "始まりの見出し")
    assert NOBODY_SPEAKS[error.position :].startswith("始まりの見出し")


def test_a_roundtable_that_ends_with_its_lead_says_where_reading_stopped() -> None:
    text = "星見区CIO×広域CIO座談会\n\n公開は来月の予定です。\n"

    with pytest.raises(UnreadableTranscript) as caught:
        read(article(text), invented())

    assert (caught.value.position, caught.value.text) == (text.index("公開"), "公開は来月の予定です。")


def test_the_sources_title_is_kept_and_the_body_then_has_none() -> None:
    specimen = specimens()[0]
    title, rest = specimen.expected["title"], specimen.article.body.replace(specimen.expected["title"], "", 1)

    transcript = read(replace(article(rest), title=title), invented())

    assert transcript.title == title
    assert BlockKind.TITLE not in [block.kind for block in transcript.blocks]
