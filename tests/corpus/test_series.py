"""The table of known articles, and the addresses that it gives to copies without one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import Source, Transcript
from corpus.municipalities import tokyo
from corpus.series import KnownArticle, is_address_from_table, known_articles, with_known_addresses
from corpus.sources.plain_copy import copied
from tests.corpus.published import NOW, understood_in_tokyo
from tests.index.corpora import transcript

ADDRESS = "https://note.com/tokyo_cio_forum/n/{}".format


def copy(number: int | None, part: int | None, day: date | None, *hosts: str) -> Transcript:
    made = transcript(("例示", ("はい。",)), number=number)
    changed = replace(made, key=f"local-{number}{part}", part=part, held_on=day, hosts=hosts)
    return replace(changed, url=None, source=Source.COPY)


def address(found: Transcript) -> str | None:
    [only] = with_known_addresses([found])
    return only.url


def test_the_table_goes_to_round_32_and_has_each_article_once() -> None:
    known = known_articles()
    assert len(known) == len({row.key for row in known}) == len({(row.talk, row.part) for row in known}) == 21
    assert max(row.round or 0 for row in known) == 32
    assert all(tokyo().named(host) for row in known for host in row.hosts)


@pytest.mark.parametrize(
    ("found", "key"),
    [
        (copy(27, 1, date(2022, 8, 22), "練馬区"), "n6951211eebf3"),
        (copy(6, None, date(2021, 10, 18), "小金井市"), "n79b22bc29bdc"),
        (copy(28, None, date(2022, 8, 22), "小金井市"), "n858ea574fa85"),
        (copy(8, 1, date(2021, 10, 18), "八王子市"), "nf4a13b0a37e0"),
        (copy(30, None, date(2022, 9, 16), "八王子市"), "n3fedfbece981"),
        (copy(19, 2, date(2022, 1, 19), "小平市", "東村山市"), "nc9b474eac6be"),
        (copy(32, None, date(2022, 10, 21), "西東京市"), "nb163f910b673"),
    ],
)
def test_a_copy_of_a_known_talk_and_part_has_its_address(found: Transcript, key: str) -> None:
    [only] = with_known_addresses([found])
    assert only == replace(found, url=ADDRESS(key))
    assert is_address_from_table(only)


def test_a_talk_without_a_number_is_known_by_its_day_and_host() -> None:
    assert address(copy(None, None, date(2021, 8, 16), "調布市")) == "https://note.com/kouzoukaikaku/n/n30b10e7a155e"


@pytest.mark.parametrize(
    "found",
    [
        copy(27, 2, date(2022, 8, 22), "練馬区"),
        copy(27, None, date(2022, 8, 22), "練馬区"),
        copy(27, 1, None, "練馬区"),
        copy(27, 1, date(2022, 8, 23), "練馬区"),
        copy(None, 1, date(2022, 8, 22), "練馬区"),
        copy(27, 1, date(2022, 8, 22), "練馬区", "中野区"),
        copy(19, 1, date(2022, 1, 19), "小平市"),
        copy(33, None, date(2022, 10, 21), "西東京市"),
    ],
)
def test_a_copy_that_differs_in_one_of_them_has_no_address(found: Transcript) -> None:
    assert address(found) is None


def test_of_two_numbers_the_one_of_the_date_s_sentence_finds_the_address() -> None:
    text = (
        "見本の題～江東区CIO×東京都CIO座談会②～\n\n第22回は「江東区CIO×東京都CIO座談会」をお届けします！\n\n"
        "令和4年6月28日に、「第21回座談会」として江東区CIOと東京都CIOの対談を実施しました。\n\n"
        "参加者（敬称略）\n江東区CIO（副区長）：見本 一\n東京都部長：例示 次郎\n\n見出し\n\n"
        "小見出し\n\n見本\n続けます。\n"
    )
    found = understood_in_tokyo(copied(text, name="写し", url=None, retrieved=NOW, gazetteer=tokyo()))
    assert found.round_claims == (22, 21)
    assert address(found) == ADDRESS("ne94be9575e9a")


def test_an_address_of_its_own_stays() -> None:
    found = replace(copy(27, 1, date(2022, 8, 22), "練馬区"), url="https://example.org/utsushi")
    assert address(found) == found.url
    assert not is_address_from_table(found)


def test_the_known_article_itself_says_its_own_address() -> None:
    own = ADDRESS("n6951211eebf3")
    found = replace(copy(27, 1, date(2022, 8, 22), "練馬区"), key="n6951211eebf3", url=own)
    assert address(found) == own
    assert not is_address_from_table(found)


def test_two_copies_of_one_part_have_no_address_because_one_of_them_is_another_article() -> None:
    found = copy(27, 1, date(2022, 8, 22), "練馬区")
    assert [each.url for each in with_known_addresses([found, replace(found, key="local-b")])] == [None, None]


def test_a_copy_beside_the_known_article_has_no_address_whatever_that_one_prints() -> None:
    found = copy(27, 1, date(2022, 8, 22), "練馬区")
    article = replace(found, key="n6951211eebf3", url=ADDRESS("n6951211eebf3"), round=None)
    assert [each.url for each in with_known_addresses([found, article])] == [None, article.url]


def test_a_talk_that_the_table_has_twice_gives_no_address() -> None:
    rows = [KnownArticle(f"n00000000000{n}", "invented", 5, None, ("練馬区",), date(2022, 4, 1)) for n in (1, 2)]
    found = copy(5, None, date(2022, 4, 1), "練馬区")
    assert [each.url for each in with_known_addresses([found], rows)] == [None]
    assert [each.url for each in with_known_addresses([found], rows[:1])] == [rows[0].url]
