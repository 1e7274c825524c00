"""The facts that an article prints before the first speech."""

from __future__ import annotations

from dataclasses import replace

import pytest

from corpus.markup import canonical
from corpus.model import BlockKind, MediaType
from corpus.reading.head import Head, read_head
from corpus.reading.participants import read_participants
from corpus.reading.transcript import hosts_of
from tests.articles import article, invented

TITLE = "星見区CIO×東京都CIO座談会"
DATED = "令和3年8月24日に、「第4回座談会」として星見区CIOの対談を実施しました。"
LIST = "星見区CIO(副区長):架空 一郎\n東京都CIO(副知事):雲井 円"
BODY = "始まりの見出し\n\n次の見出し\n\n架空\nそうですね。\n"


def head(*parts: str) -> Head:
    return read_head(canonical(article("\n\n".join(parts))), invented())


def marked(*parts: str) -> Head:
    """Return the head of an HTML body."""
    return read_head(canonical(replace(article("".join(parts)), media_type=MediaType.HTML)), invented())


def names(found: Head) -> list[str]:
    return list(found.participant_lines)


@pytest.mark.parametrize("picture", ["見出し画像", "![見出し画像](https://example.com/a.png)", "画像1"])
def test_a_picture_above_the_title_is_not_the_title(picture: str) -> None:
    found = head(picture, TITLE, DATED, f"参加者(敬称略)\n{LIST}", BODY)

    assert found.title == TITLE
    assert found.kinds[:2] == (BlockKind.CAPTION, BlockKind.TITLE)


@pytest.mark.parametrize(
    "header", ["参加者(敬称略)", "【参加者（敬称略）】", "【参加者】(敬称略)", "参加者", "■参加者（敬称略）"]
)
def test_the_lists_header_is_known_in_its_forms(header: str) -> None:
    assert names(head(TITLE, DATED, f"{header}\n{LIST}", BODY)) == LIST.split("\n")


def test_a_list_directly_below_the_dates_sentence_needs_no_header() -> None:
    found = head(TITLE, f"{DATED}\n{LIST}", BODY)

    assert names(found) == LIST.split("\n")
    assert found.kinds == (BlockKind.TITLE, BlockKind.ROUND, BlockKind.PARTICIPANTS, BlockKind.PARTICIPANTS)


@pytest.mark.parametrize(
    "entry",
    [
        "多摩架空市CIO:多摩架空市副市長 雛形 雄次郎",
        "星見区CIO:星見区副区長:雛形 雄次郎",
        "星見区CDO補佐 雛形 雄次郎",
        "情報システム課長:雛形 雄次郎",
        "星見区総務課情報係 係長：雛形　雄次郎",
        "星見区企画部長:雛形",
    ],
)
def test_an_entry_of_the_list_is_known_in_its_forms(entry: str) -> None:
    assert entry in names(head(TITLE, DATED, f"参加者(敬称略)\n{LIST}\n{entry}\n東京都課長:霞 円", BODY))


def test_a_name_without_a_role_inside_the_list_is_not_lost_nor_is_what_follows() -> None:
    entries = f"{LIST}\n雛形 千秋\n東京都課長:霞 円"

    assert names(head(TITLE, DATED, f"参加者(敬称略)\n{entries}", BODY)) == entries.split("\n")


def test_the_first_label_directly_below_the_list_is_no_participant() -> None:
    found = head(TITLE, DATED, f"参加者(敬称略)\n{LIST}", "星見区CIO:架空\nそうですね。")

    assert names(found) == LIST.split("\n")


def test_a_heading_with_a_colon_below_the_list_is_no_participant() -> None:
    found = head(TITLE, DATED, f"参加者(敬称略)\n{LIST}", "標準化:いま何が", "架空\nそうですね。")

    assert names(found) == LIST.split("\n")


def test_a_place_in_the_lead_is_no_participant() -> None:
    found = head(TITLE, f"{DATED}\n会場:星見区役所 本庁舎", f"参加者(敬称略)\n{LIST}", BODY)

    assert names(found) == LIST.split("\n")


@pytest.mark.parametrize("mark", ["① ", "①", "1. ", "（１）", "・"])
def test_agenda_items_come_without_their_numbers(mark: str) -> None:
    found = head(TITLE, DATED, f"参加者(敬称略)\n{LIST}", f"議題\n{mark}人材の育成\n{mark}標準化", BODY)

    assert found.agenda == ("人材の育成", "標準化")


def test_a_blank_line_inside_the_agenda_does_not_end_it() -> None:
    found = head(TITLE, DATED, f"参加者(敬称略)\n{LIST}", "議題\n①人材", "②標準化", BODY)

    assert found.agenda == ("人材", "標準化")


def test_a_list_of_html_prints_no_numbers_and_an_embedded_page_is_no_item_of_it() -> None:
    card = "<figure data-src='https://example.com/'>1. 窓口の規則</figure>"
    found = marked(f"<p>{TITLE}</p><p>{DATED}</p><p>議題</p><ol><li>人材</li>{card}<li>窓口</li></ol><h2>人材</h2>")

    assert found.agenda == ("人材", "窓口")
    assert found.kinds[2:] == (BlockKind.AGENDA, BlockKind.AGENDA, BlockKind.LINK, BlockKind.AGENDA)


def test_another_rounds_page_that_is_embedded_says_nothing_of_this_one() -> None:
    card = f"<figure data-src='https://example.com/'>{DATED.replace('第4回', '第3回')}</figure>"
    found = marked(f"{card}<p>{TITLE}</p>{card}<p>{DATED}</p><p>参加者</p>")

    assert (found.title, found.round_claims) == (TITLE, (4,))
    assert found.kinds[:3] == (BlockKind.LINK, BlockKind.TITLE, BlockKind.LINK)


def test_a_name_below_a_picture_is_no_participant() -> None:
    picture = "<figure><figcaption>星見区企画部長:雛形 千秋</figcaption></figure>"
    people = "".join(f"<p>{line}</p>" for line in LIST.split("\n"))

    assert names(marked(f"<p>{TITLE}</p><p>{DATED}</p><p>参加者</p>{people}{picture}<p>架空</p>")) == LIST.split("\n")


def test_an_article_of_2021_has_no_agenda() -> None:
    assert head(TITLE, DATED, f"参加者(敬称略)\n{LIST}", BODY).agenda == ()


def test_of_two_round_numbers_the_dates_is_kept_and_both_are_reported() -> None:
    found = head(TITLE, "第5回は「星見区の座談会」をお届けします!", DATED, f"参加者(敬称略)\n{LIST}", BODY)

    assert (found.round, found.round_claims) == (4, (5, 4))


def test_a_round_in_the_lead_paragraph_is_found() -> None:
    undated = "令和3年8月24日に、「座談会」として対談を実施しました。"

    assert head(TITLE, "第6回座談会として開きました。", undated, LIST, BODY).round == 6


def test_an_article_without_a_number_has_none() -> None:
    found = head(TITLE, "令和3年8月24日に、座談会として対談を実施しました。", f"参加者\n{LIST}", BODY)

    assert (found.round, found.round_claims) == (None, ())


def test_the_talks_date_is_not_an_earlier_one_of_the_lead() -> None:
    found = head(TITLE, "令和2年4月1日に計画を定めました。", DATED, f"参加者\n{LIST}", BODY)

    assert str(found.held_on) == "2021-08-24"


def test_parts_are_read_from_the_line_that_bears_the_link_too() -> None:
    found = head(f"{TITLE}②", DATED, "※この記事は全2回でお届けします。前半はこちら", f"参加者\n{LIST}", BODY)

    assert (found.part, found.parts) == (2, 2)


def test_notes_below_the_lead_are_notes() -> None:
    found = head(TITLE, "※CIO:情報化に責任を持つ役職", DATED, f"参加者\n{LIST}", BODY)

    assert found.kinds[1] is BlockKind.NOTE


def hosts(title: str, dated: str, *entries: str) -> tuple[str, ...]:
    found = head(title, dated, "参加者(敬称略)\n" + "\n".join(entries), BODY)
    return hosts_of(found, read_participants(entries, invented()), invented())


def test_a_municipality_of_the_heading_that_did_not_take_part_is_no_host() -> None:
    title = "風待区に学ぶ~星見区CIO×東京都CIO座談会~"

    assert hosts(title, DATED, "星見区CIO:架空 一郎", "東京都CIO:雲井 円") == ("星見区",)


def test_two_hosts_stand_in_the_titles_order() -> None:
    title = "霧ヶ丘市CIO×汐凪市CIO×都CIO①"

    assert hosts(title, DATED, "汐凪市CIO:架空 一郎", "霧ヶ丘市CIO:雛形 円") == ("霧ヶ丘市", "汐凪市")


def test_the_metropolis_is_never_a_host() -> None:
    assert hosts("CIOフォーラム対談", "令和3年8月24日に対談", "東京都CIO:雲井 円") == ()
