"""The speaker of a label, rule by rule, and when it stays unresolved. All people are invented; 東京都 is needed."""

from __future__ import annotations

import pytest

from corpus.model import Participant
from corpus.reading.participants import read_participants
from corpus.reading.speakers import SpeakerResolver
from corpus.text import fold
from tests.articles import invented

LIST = (
    "星見区CIO(副区長):架空 一郎",
    "星見区企画部長:雛形 千秋",
    "星見区CIO補佐:仮置 翔",
    "星見区CIO補佐:作中 薫",
    "東京都CIO(副知事):雲井 円",
    "東京都デジタルサービス局次長:筋書 透",
)


def resolver_of(*entries: str) -> SpeakerResolver:
    return SpeakerResolver(read_participants(entries, invented()), invented())


def speakers(resolver: SpeakerResolver, *labels: str) -> list[str | None]:
    """Return the name of each label's speaker, in reading order; ``-`` for a line that is not a label."""
    resolver.expect(map(fold, labels))
    read = [resolver.read(fold(label)) for label in labels]
    return [
        _name(resolver.speaker(label, printed).participant) if label else "-"
        for label, printed in zip(read, labels, strict=True)
    ]


def _name(who: Participant | None) -> str | None:
    return who.name if who else None


# Labels that settle it


@pytest.mark.parametrize(
    "label",
    [
        *("架空", " 架空", "架空 一郎", "架空　一郎", "星見区CIO:架空", "星見区CIO(副区長):架空", "星見区副区長：架空"),
        *(
            "星見区CIO(副区長)",
            "星見区副区長",
            "副区長",
            "星見区CIO：架空（以下「架空」）",
            "星見区CIO:架空(以下、「架空」)",
        ),
        *("星見区CIO 架空(以下「架空」)", "星見区CIO:架空 一郎", "星見区CIO:架空(以下「架空」という)"),
    ],
)
def test_a_label_names_its_participant(label: str) -> None:
    assert speakers(resolver_of(*LIST), label) == ["架空 一郎"]


@pytest.mark.parametrize(
    "label", ["都デジタルサービス局次長:筋書", "東京都デジタルサービス局次長:筋書", "デジタルサービス局次長:筋書"]
)
def test_the_metropolis_and_its_short_form_are_one(label: str) -> None:
    assert speakers(resolver_of(*LIST), label) == ["筋書 透"]


@pytest.mark.parametrize(("listed", "label"), [("髙澤 一郎", "高沢"), ("高沢 一郎", "髙澤"), ("宮﨑 一郎", "宮崎")])
def test_old_and_new_characters_are_compared_as_one_and_shown_as_printed(listed: str, label: str) -> None:
    assert speakers(resolver_of(f"星見区CIO:{listed}"), label) == [listed]


def test_an_introduced_name_is_who_was_introduced() -> None:
    resolver = resolver_of("汐凪市CIO(副市長):小沢 賢", "東京都部長:小沢 洋")

    assert speakers(resolver, "汐凪市CIO:小沢(以下「小沢」)", "小沢", "東京都部長:小沢", "小沢") == [
        *("小沢 賢", "小沢 賢", "小沢 洋", "小沢 賢"),
    ]


def test_an_introduction_counts_from_its_line_on() -> None:
    resolver = resolver_of("汐凪市CIO:小沢 賢", "東京都部長:小沢 洋")

    assert speakers(resolver, "小沢", "東京都部長:小沢(以下「小沢」)", "小沢") == [None, "小沢 洋", "小沢 洋"]


def test_a_title_introduced_as_a_name_is_a_label() -> None:
    assert speakers(resolver_of(*LIST), "架空副区長", "星見区CIO:架空(以下「架空副区長」)", "架空副区長") == [
        *(None, "架空 一郎", "架空 一郎"),
    ]


def test_a_role_before_namesakes_settles_which_of_them() -> None:
    resolver = resolver_of("汐凪市CIO(副市長):小沢 賢", "東京都デジタルサービス局部長:小沢 洋")

    assert speakers(resolver, "都デジタルサービス局部長:小沢", "汐凪市副市長:小沢") == ["小沢 洋", "小沢 賢"]


def test_a_body_before_namesakes_settles_which_of_them() -> None:
    resolver = resolver_of("汐凪市CIO(副市長):小沢 賢", "東京都デジタルサービス局部長:小沢 洋")

    assert speakers(resolver, "汐凪市:小沢", "汐凪市デジタル担当副市長:小沢") == ["小沢 賢", "小沢 賢"]


def test_a_role_as_listed_with_a_colon_inside_is_its_holders() -> None:
    assert speakers(resolver_of("汐凪市CIO:汐凪市副市長 架空 一郎", *LIST[4:]), "汐凪市CIO：汐凪市副市長") == [
        "架空 一郎"
    ]


# Labels that leave it open


def test_a_bare_surname_that_two_participants_share_stays_open() -> None:
    resolver = resolver_of("汐凪市CIO:小沢 賢", "東京都部長:小澤 洋")

    assert speakers(resolver, "小沢", "小澤") == [None, None]


def test_a_role_that_somebody_else_holds_leaves_it_open() -> None:
    assert speakers(resolver_of(*LIST), "星見区副区長:雛形") == [None]


@pytest.mark.parametrize("role", ["風待区CIO", "東京都課長", "株式会社絵空事", "隣県市CIO", "架空大学教授", "法人CIO"])
def test_another_body_before_the_name_leaves_it_open(role: str) -> None:
    assert speakers(resolver_of(*LIST), f"{role}:架空") == [None]


@pytest.mark.parametrize("role", ["情報課長", "星見区長", "星見区副区長代理", "星見区CIO補佐官", "最高情報責任者"])
def test_a_role_that_is_not_the_only_namesakes_leaves_it_open(role: str) -> None:
    assert speakers(resolver_of("星見区CIO(副区長):架空 一郎", "星見区企画課長:雛形 千秋"), f"{role}:架空") == [None]


@pytest.mark.parametrize("role", ["課長", "企画課長", "星見区企画部課長", "星見区", "企画部", "情報政策担当課長"])
def test_an_abbreviated_role_is_the_namesakes(role: str) -> None:
    assert speakers(resolver_of("星見区企画部情報政策担当課長:雛形 千秋"), f"{role}:雛形") == ["雛形 千秋"]


def test_a_role_that_begins_like_anothers_is_another() -> None:
    resolver = resolver_of("星見区CIO:架空 一郎", "星見区CIO補佐:架空 二郎")

    assert speakers(resolver, "星見区CIO補佐:架空", "星見区CIO:架空", "架空") == ["架空 二郎", "架空 一郎", None]


def test_a_role_that_two_hold_is_nobodys() -> None:
    assert speakers(resolver_of(*LIST), "星見区CIO補佐", "CIO") == [None, "-"]


@pytest.mark.parametrize(
    "label", ["星見区副区長(代理)", "◇星見区CIO(副区長)(代理)", "架空(代理)", "架空副区長代理(来賓):"]
)
def test_a_deputy_is_not_taken_for_who_is_named(label: str) -> None:
    assert speakers(resolver_of(*LIST), label) == [None]


def test_two_people_introduced_under_one_name_leave_it_open() -> None:
    resolver = resolver_of("汐凪市CIO:小沢 賢", "東京都部長:小沢 洋")

    assert speakers(resolver, "汐凪市CIO:小沢(以下「小沢」)", "東京都部長:小沢(以下「小沢」)", "小沢") == [
        *("小沢 賢", "小沢 洋", None),
    ]


def test_a_name_introduced_but_unresolved_does_not_fall_back_to_the_only_one_of_that_surname() -> None:
    assert speakers(resolver_of(*LIST), "風待区CIO:架空(以下「架空」)", "架空", "星見区CIO:架空") == [
        *(None, None, "架空 一郎"),
    ]


def test_an_unknown_person_who_is_introduced_without_a_body_speaks_but_is_not_named() -> None:
    assert speakers(resolver_of(*LIST), "情報課長:来賓(以下「来賓」)", "来賓") == [None, None]


def test_an_introduction_with_role_and_body_settles_what_the_list_lacks() -> None:
    resolver = resolver_of(*LIST)

    assert speakers(resolver, "風待区部長（CIO補佐）：来賓（以下「来賓」）", "来賓") == ["来賓", "来賓"]
    assert resolver.participants[-1] == Participant("来賓", "来賓", "風待区部長（CIO補佐）", "風待区")


@pytest.mark.parametrize(
    "line",
    [
        *(
            "情報課長:来賓",
            "来賓(東京都職員)",
            "星見区",
            "架空、雛形",
            "司会",
            "事務局:来賓",
            "東京都の参加者",
            "Q:",
            "Kumoi:",
        ),
        *("来賓部長:お話しします。", "(会場の声)お話しします。", "架空 登場", "情報課長:架空"),
    ],
)
def test_who_is_not_settled_still_speaks(line: str) -> None:
    assert speakers(resolver_of(*LIST), line) == [None]


@pytest.mark.parametrize(
    "line",
    [
        *(
            "架空副区長",
            "架空さん",
            "架空。",
            "架空:",
            "架空/",
            "【架空】",
            "〈架空〉はい。",
            "○架空",
            "■ 架空 一郎",
            "架空(続けて)",
        ),
        *(
            "架空(星見区)",
            "星見区CIO(架空)",
            "星見区CIO架空:",
            "[00:12:03] 架空:はい。",
            "**架空**",
            "架空「はい。」",
            "架空 はい。",
        ),
        *(
            "架空\u200b",
            "回答(架空副区長)",
            "副区長・架空",
            "架空, 星見区CIO",
            "架空一郎氏=星見区副区長",
            "架空副区長のコメント",
        ),
        "星見区CIO はい。",
    ],
)
def test_a_label_in_an_unusual_form_names_its_participant(line: str) -> None:
    assert speakers(resolver_of(*LIST), line) == ["架空 一郎"]


@pytest.mark.parametrize(
    "line",
    [
        *("来賓", "中村副区長(公務のため欠席)は、", "結論:架空です。", "架空副区長がおっしゃったように、進めます。"),
        *(
            "そうですね。",
            "人材の育成",
            "副区長から一言",
            "架空さん、これは進みますか。",
            "星見区:412本",
            "架空、これは難しい。",
        ),
        *("課題:人が足りません。", "(仮称)区民館は、来年です。", "「架空の街」という本です。"),
    ],
)
def test_a_line_that_names_no_speaker_is_no_label(line: str) -> None:
    assert speakers(resolver_of(*LIST), line) == ["-"]


def test_different_characters_of_one_reading_are_two_names() -> None:
    assert speakers(resolver_of("星見区CIO:斎藤 一郎", "星見区部長:斉藤 二郎"), "斎藤", "斉藤", "齋藤") == [
        *("斎藤 一郎", "斉藤 二郎", "斎藤 一郎"),
    ]
