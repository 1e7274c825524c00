"""One citation form: who, when, where, and nothing that was not printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.answers.citation import citation, meant, voice
from corpus.model import Participant, Passage, Source, Span
from index.excerpts.excerpts import Excerpt, excerpt
from tests.bot.invented import MISAKI, passage, transcript

RETRIEVED = datetime(2026, 11, 1, 15, 30, tzinfo=UTC)
#: In Tokyo that was already the next day.
CITED = (
    "「窓口を直しました。」（灯台市・CIO（副市長）〔当時〕・岬 遥、第27回座談会、令和4年8月22日）"
    "出典：東京都『灯台から始めるDX〜灯台市CIO座談会〜』note、https://note.com/invented/n/n0123456789ab、令和8年11月2日取得"
)


def whole(found: Passage) -> Excerpt:
    return excerpt(found, [], 400)


def spoken_by(speaker: Participant | None, label: str = "岬") -> Passage:
    understood = transcript("窓口を直しました。", speaker=speaker, label=label)
    return Passage("n0123456789ab-abc-1", understood, 0, 0, understood.sections[0].speeches[0].span)


def test_a_citation_has_words_speaker_round_day_title_address_and_the_day_it_was_had() -> None:
    found = passage("窓口を直しました。")
    assert citation(found, whole(found), RETRIEVED) == CITED


def test_an_address_is_cited_without_magazine_and_fragment() -> None:
    found = passage("窓口を直しました。", url="https://note.com./invented/n/n0123456789ab?magazine_key=m0#top")
    assert citation(found, whole(found), RETRIEVED) == CITED


def test_what_was_left_out_stands_outside_the_brackets() -> None:
    found = passage("前です。窓口を直しました。後です。")
    at = found.span.start
    shown = Excerpt(Span(at + 4, at + 13), cut_before=True, cut_after=True)
    assert citation(found, shown).startswith("（前略）「窓口を直しました。」（後略）（灯台市・")


def test_a_copy_and_an_unknown_address_are_named_as_such() -> None:
    found = passage("窓口を直しました。", source=Source.COPY, url=None)
    assert citation(found, whole(found)).endswith(
        "出典：東京都『灯台から始めるDX〜灯台市CIO座談会〜』note（転記）、記事の所在は未登録"
    )


def test_the_sample_says_so_and_has_neither_publisher_nor_address() -> None:
    found = passage("窓口を直しました。", sample=True, source=Source.COPY)
    cited = citation(found, whole(found), RETRIEVED)
    assert cited.endswith("出典：見本『灯台から始めるDX〜灯台市CIO座談会〜』（架空の自治体・人物・発言）")
    assert "東京都" not in cited
    assert "http" not in cited


def test_without_number_and_day_it_says_what_is_not_printed() -> None:
    found = passage("窓口を直しました。", round=None, held_on=None)
    assert "岬 遥、座談会、開催日の記載なし）" in citation(found, whole(found))


def test_an_unresolved_speaker_stays_as_printed_and_is_nobodys() -> None:
    assert voice(spoken_by(None, "灯台市副市長：岬")) == "灯台市の回・灯台市副市長：岬〔記事の表記のまま〕"


@pytest.mark.parametrize(
    ("speaker", "said"),
    [
        (replace(MISAKI, role="灯台市長"), "灯台市長〔当時〕・岬 遥"),
        (replace(MISAKI, role="情報政策課長"), "灯台市・情報政策課長〔当時〕・岬 遥"),
        (replace(MISAKI, role=""), "灯台市・岬 遥"),
        (replace(MISAKI, role="灯台市"), "灯台市〔当時〕・岬 遥"),
        (replace(MISAKI, affiliation=None, role="海の研究所長"), "灯台市の回・海の研究所長〔当時〕・岬 遥"),
        (
            replace(MISAKI, affiliation="東京都", role="東京都デジタルサービス局長"),
            "東京都・デジタルサービス局長〔当時〕・岬 遥",
        ),
    ],
)
def test_a_body_that_the_role_repeats_stands_once_and_no_office_loses_it(speaker: Participant, said: str) -> None:
    assert voice(spoken_by(speaker)) == said


def test_what_the_day_settles_is_one_line_outside_the_quote() -> None:
    day = date(2022, 8, 22)
    assert meant("昨年試して、来年度に始めます。", day) == "発言中の「昨年」＝令和3年、「来年度」＝令和5年度"
    assert (
        meant("今年度末に終え、来年3月に配ります。", day)
        == "発言中の「今年度末」＝令和5年3月末、「来年3月」＝令和5年3月"
    )
    assert meant("始めて4年目になるんですが。", day) == "発言中の「4年目」＝令和4年8月の時点"
    assert meant("一昨年度からです。", date(2021, 8, 16)) == "発言中の「一昨年度」＝令和元年度"
    assert meant("ここ数年の話です。", day) is None
