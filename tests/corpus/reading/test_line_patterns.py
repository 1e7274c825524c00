"""Single lines in the forms in which real articles print them."""

from __future__ import annotations

from datetime import date

import pytest

from corpus.reading import line_patterns
from corpus.text import fold


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("令和4年8月22日に、対談を実施しました。", date(2022, 8, 22)),
        ("　令和３年１０月１５日に", date(2021, 10, 15)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("2021年8月16日", date(2021, 8, 16)),
        ("令和 4 年 9 月 16 日", date(2022, 9, 16)),
        ("令和4年2月30日", None),
        ("令和4年8月に", None),
        ("8月22日に", None),
        ("令和四年八月二十二日に", date(2022, 8, 22)),
        ("二〇二二年十一月八日", date(2022, 11, 8)),
        ("実施日 2022/8/22", date(2022, 8, 22)),
        ("R4.8.22", date(2022, 8, 22)),
        ("公開日：2022年10月14日", None),
        ("区は令和4年4月1日に計画を作りました。令和4年12月20日に対談を実施しました。", date(2022, 12, 20)),
    ],
)
def test_a_date_is_read_in_its_forms_or_not_at_all(line: str, day: date | None) -> None:
    assert line_patterns.spoken_date(fold(line)) == day


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("第27回は「星見区CIO座談会」をお届けします!", "27"),
        ("第２７回座談会として", "27"),
        ("「東京都・区市町村CIOフォーラム第5回座談会」として", "5"),
        ("第5回東京都・区市町村CIOフォーラム座談会", "5"),
        ("第 3 回 対談", "3"),
        ("全2回でお届けします", None),
        ("第2回の会議で決めました", None),
        ("第3回定例会の対談", None),
        ("座談会（第二十七回）は", "二十七"),
    ],
)
def test_a_rounds_number_is_told_from_other_numbers(line: str, number: str | None) -> None:
    found = line_patterns.ROUND.search(fold(line))

    assert (found["round"] if found else None) == number


@pytest.mark.parametrize(
    ("title", "part"),
    [
        ("見出し~星見区CIO×東京都CIO座談会②~", 2),
        ("汐凪市CIO×霧ヶ丘市CIO×都CIO①", 1),
        ("汐凪市×都CIOの座談会を実施しました!part2", 2),
        ("汐凪市×都CIOの座談会を実施しました！Ｐａｒｔ　１", 1),
        ("CIOフォーラム対談 with汐凪市", None),
        ("2つの市が語る~汐凪市×都CIO座談会~", None),
        ("汐凪市CIO×東京都CIO座談会（前編）", 1),
        ("汐凪市CIO×東京都CIO座談会【後半】", 2),
        ("汐凪市CIO×東京都CIO座談会（３）", 3),
        ("汐凪市CIO×東京都CIO座談会 2/3", 2),
        ("汐凪市CIO座談会その１", 1),
        ("令和3年度後半の取組～汐凪市×都CIO座談会～", None),
    ],
)
def test_the_part_is_read_from_the_title(title: str, part: int | None) -> None:
    assert line_patterns.part_in_title(title, fold(title)) == part


@pytest.mark.parametrize(
    ("line", "part"),
    [
        ("全2回の後半です。", 2),
        ("※この記事は全2回でお届けします。前半はこちら", 2),
        ("後半はこちら", 1),
        ("座談会の前編をお届けします。", 1),
        ("※この記事は全2回でお届けします。", None),
        ("令和3年度の後半に計画を作りました。", None),
        ("全4本の記事のうち2本目をお届けします。", 2),
    ],
)
def test_the_part_is_read_from_a_line_that_says_so(line: str, part: int | None) -> None:
    assert line_patterns.part_in_line(fold(line)) == part


@pytest.mark.parametrize(
    "line",
    [
        *("見出し画像", "キャプチャ", "図5", "画像1", "図 2:体制", "星見区の皆さん", "東京都の皆様"),
        *(
            "架空副区長(ぼかし後送付用)",
            "写真左から、架空、雛形",
            "IMG_0123.JPG",
            "![見出し画像](https://example.com/a.png)",
        ),
    ],
)
def test_captions_are_known(line: str) -> None:
    assert line_patterns.is_caption(fold(line))


@pytest.mark.parametrize(
    "line",
    ["図5は昨年の実績です。", "背景をぼかしてお話しします。", "写真は撮りません。", "人材の確保について", "架空副区長"],
)
def test_what_is_said_of_pictures_is_no_caption(line: str) -> None:
    assert not line_patterns.is_caption(fold(line))


@pytest.mark.parametrize(
    "line", ["―お時間です。", "――どうでしょう。", "―――次に", "─次に", "–次に", "--次に", "－－次に"]
)
def test_the_moderators_dashes_are_known(line: str) -> None:
    assert line_patterns.MODERATOR.match(fold(line))


@pytest.mark.parametrize("line", ["ーそうですね。", "一一九番", "一つ目は人材です。"])
def test_what_only_looks_like_a_dash_is_none(line: str) -> None:
    assert not line_patterns.MODERATOR.match(fold(line))


@pytest.mark.parametrize(
    ("line", "is_editorial"),
    [
        ("本取組については、今後も継続して実施する予定です。次回もお楽しみに!", True),
        ("この記事が気に入ったらサポートをしてみませんか？", True),
        ("次回もお楽しみに！", True),
        ("（文責：事務局）", False),
        ("写真は、移転後の庁舎です。", True),
        ("ご意見・ご感想は、コメント欄にお寄せください。", True),
        ("以上、汐凪市との座談会でした。", True),
        ("後半はこちらが5件、前半は先方が受け持ちました。", False),
        ("本取組については、今後も議会で説明を求められるでしょう。", False),
    ],
)
def test_what_the_publisher_says_to_the_reader_is_the_whole_line(line: str, *, is_editorial: bool) -> None:
    assert bool(line_patterns.EDITORIAL.fullmatch(fold(line))) is is_editorial
