"""Themes: a passage belongs by its words, confirmed by its headings; nothing is tagged by hand."""

from __future__ import annotations

import pytest

from index.themes import Membership, Theme, assign, read_themes
from tests.index.corpora import passages, transcript
from tests.index.sampled import sample_passages
from tests.index.small_talk import small_talk

TRAINING = Theme("育成", "職員をどう育てるか。", ("研修", "教材", "学び直し"))
COUNTER = Theme("窓口", "窓口をどう変えるか。", ("窓口", "申請書"))


def assigned(*said: str, heading: str = "近況", others: tuple[str, ...] = ()) -> Membership:
    """Return the themes of what one speaker said under a heading, among other talk."""
    told = passages(transcript(("青山", said), heading=heading))
    rest = passages(transcript(("黒川", others), key="n000000000002", heading="予算"))
    return assign((*told, *rest, *small_talk()), (TRAINING, COUNTER))


def texts(membership: Membership, theme: str) -> list[str]:
    return [member.passage.text for member in membership.members[theme]]


def test_a_passage_belongs_to_the_theme_whose_rare_phrase_it_holds() -> None:
    membership = assigned("教材は自分たちで作りました。", "来週また伺います。")
    assert texts(membership, "育成") == ["教材は自分たちで作りました。"]
    assert texts(membership, "窓口") == []


def test_a_phrase_that_many_passages_hold_carries_no_theme_alone() -> None:
    common = tuple(f"第{number}案は窓口と相談しました。" for number in range(20))
    membership = assigned("来週また伺います。", others=common)
    assert texts(membership, "窓口") == []


def test_the_heading_confirms_a_common_phrase() -> None:
    common = tuple(f"第{number}案は窓口と相談しました。" for number in range(20))
    membership = assigned("窓口の職員に聞きました。", heading="窓口と申請書", others=common)
    assert texts(membership, "窓口") == ["窓口の職員に聞きました。"]


def test_under_a_heading_a_passage_without_words_of_any_theme_belongs_to_the_headings() -> None:
    membership = assigned("完了した人は三割でした。", heading="職員の研修")
    assert texts(membership, "育成") == ["完了した人は三割でした。"]


def test_a_passages_own_words_go_before_its_heading() -> None:
    membership = assigned("申請書を二枚に減らしました。", heading="職員の研修")
    assert texts(membership, "育成") == []
    assert texts(membership, "窓口") == ["申請書を二枚に減らしました。"]


def test_thanks_belong_to_no_theme_whatever_they_name() -> None:
    assert assigned("研修の話をありがとうございました。").themes_of == {}


def test_the_best_passage_holds_more_of_the_theme() -> None:
    membership = assigned("教材は自分たちで作りました。", "研修も教材も学び直しも一から考えました。")
    assert texts(membership, "育成")[0] == "研修も教材も学び直しも一から考えました。"


def test_a_passage_of_two_themes_names_the_weightier_first() -> None:
    membership = assigned("研修の教材は申請書を題材にしました。")
    assert list(membership.themes_of.values()) == [("育成", "窓口")]


def test_each_municipality_has_one_best_quote_and_ones_own_comes_first() -> None:
    one = passages(transcript(("青山", ("研修と教材の話です。", "研修の話です。"))))
    other = passages(transcript(("白石", ("研修の感想です。",)), key="n000000000002", hosts=("夕凪区",)))
    tokyo = passages(transcript(("黒川", ("研修を開きます。",)), key="n000000000003"))
    membership = assign((*one, *other, *tokyo, *small_talk()), (TRAINING,))
    assert [passage.affiliation for passage in membership.best("育成")] == ["朝霧市", "夕凪区"]
    assert [passage.text for passage in membership.best("育成", "夕凪区")] == [
        "研修の感想です。",
        "研修と教材の話です。",
    ]


def test_without_passages_every_theme_is_empty() -> None:
    assert assign((), (TRAINING, COUNTER)).members == {"育成": (), "窓口": ()}


@pytest.mark.parametrize(
    "row", [("", "文。", ("語",)), ("名", "文でない", ("語",)), ("名", "文。", ()), ("名", "文。", ("語", "語"))]
)
def test_a_theme_without_name_sentence_or_distinct_phrases_is_refused(row: tuple[str, str, tuple[str, ...]]) -> None:
    with pytest.raises(ValueError, match=r"themes\.toml"):
        Theme(*row)


def test_the_shipped_table_has_about_a_dozen_themes_none_of_them_twice() -> None:
    assert len({theme.name for theme in read_themes()}) == len(read_themes()) == 12


@pytest.mark.parametrize(
    ("theme", "heading"),
    [
        ("職員の育成・研修", "職員の育成"),
        ("標準化・ガバメントクラウド", "システム標準化・ガバメントクラウド"),
        ("デジタルデバイド・地域", "デジタルデバイド対策"),
        ("共同調達・共通化", "システムの共同調達"),
        ("ネットワーク・セキュリティ", "ネットワークとセキュリティ"),
        ("都への要望・GovTech東京", "国・機構への要望"),
        ("行動指針・サービスデザイン", "行動指針とサービスデザイン"),
    ],
)
def test_a_theme_of_the_sample_is_led_by_the_section_on_it(theme: str, heading: str) -> None:
    best = assign(sample_passages(), read_themes()).members[theme][:3]
    assert heading in [member.passage.section.heading for member in best]
