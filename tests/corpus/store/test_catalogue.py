"""The catalogue: how each article was read, and what is missing beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.missing_parts import Missing
from corpus.sample import SampleShelf
from corpus.series import known_articles
from corpus.sources.plain_copy import copied
from corpus.store.catalogue import Standing, catalogue, hide
from corpus.store.store import Store
from corpus.unsettled import Unsettled
from tests.corpus.published import NOW, PIECE, Part, article, as_html, as_text


def stored_rounds(home: Path, *numbers: int) -> Store:
    store = Store.open(f"sqlite:///{home / 'articles.sqlite3'}")
    for number in numbers:
        piece = replace(PIECE, number=number)
        store.put(article(as_html(piece), title=piece.title, key=f"n0000000000{number:02}"))
    return store


def test_rounds_between_others_are_missing_and_rounds_after_the_last_are_not_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.store.catalogue.known_articles", tuple)
    store = stored_rounds(tmp_path)
    assert catalogue(store).missing == ()
    stored_rounds(tmp_path, 2, 5)
    assert catalogue(store).missing == (Missing(1, None), Missing(3, None), Missing(4, None))


def test_every_known_article_that_is_not_stored_is_missing_with_its_address(tmp_path: Path) -> None:
    found = catalogue(stored_rounds(tmp_path, 40)).missing
    assert {gone.url for gone in found if gone.url} == {known.url for known in known_articles()}
    assert {gone.round for gone in found} == {None, *range(1, 40)}
    # A round of which an article is known is named by that article alone.
    assert [(gone.part, gone.hosts) for gone in found if gone.round == 15] == [(2, ("江東区",))]


def test_a_copy_of_a_known_article_is_not_missing_and_has_its_address(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.sqlite3'}")
    text = (
        as_text(PIECE).replace("星見区", "練馬区").replace("第7回", "第27回").replace("令和4年4月1日", "令和4年8月22日")
    )
    text = text.replace("座談会～", "座談会①～", 1)
    put = copied(text, name="写し", url=None, retrieved=NOW, gazetteer=store.gazetteer)
    store.put(put)

    [only] = catalogue(store).entries

    assert only.article == put
    assert only.transcript is not None
    assert only.transcript.url == "https://note.com/tokyo_cio_forum/n/n6951211eebf3"
    of_round = [(gone.part, gone.url) for gone in catalogue(store).missing if gone.round == 27]
    assert of_round == [(2, None)]
    hide(store, put.key, "申し出", NOW)
    [hidden] = catalogue(store).entries
    assert hidden.transcript is not None
    assert hidden.transcript.url is None


def test_each_article_is_listed_with_what_was_understood_and_whether_it_is_asked(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.sqlite3'}")
    stranger = Part("職員の育成", "学びの庭", (("森野", ("はい。",)), ("知事室担当（以下「甲野」）", ("いいえ。",))))
    store.put(article(as_html(replace(PIECE, number=9)), title=PIECE.title, key="n00000000000c"))
    store.put(article(as_html(replace(PIECE, parts=(stranger,))), title=PIECE.title, key="n00000000000a"))
    store.put(article("<p>お知らせです。</p>", title="お知らせ", key="n00000000000b"))
    hide(store, "n00000000000c", "申し出", NOW)

    found = catalogue(store)

    first, second, third = found.entries
    assert first.transcript is not None
    assert second.transcript is not None
    assert (first.article.key, first.transcript.round, first.title) == ("n00000000000a", 7, PIECE.title)
    assert (first.standing, first.unsettled.open_labels) == (Standing.ASKED, ("知事室担当（以下「甲野」）",))
    assert (first.unsettled.speeches, first.unsettled.stray) == (2, 0.0)
    assert (second.transcript.key, second.standing, second.reason) == ("n00000000000c", Standing.HIDDEN, "申し出")
    assert (third.article.key, third.standing, third.transcript) == ("n00000000000b", Standing.UNREADABLE, None)
    assert (third.title, third.unsettled) == ("お知らせ", Unsettled())


def test_the_sample_is_listed_as_such_and_names_the_parts_that_it_lacks() -> None:
    found = catalogue(SampleShelf())

    assert found.sample
    assert {entry.standing for entry in found.entries} == {Standing.ASKED}
    assert [(gone.round, gone.part, gone.hosts) for gone in found.missing] == [
        (8, 1, ("虹ノ橋市",)),
        (10, 2, ("汐凪市", "雲取野町")),
    ]


def test_a_withdrawn_article_says_since_when(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.sqlite3'}")
    store.put(article(as_html(PIECE), title=PIECE.title))
    store.withdraw("n000000000001", NOW)
    [only] = catalogue(store).entries
    assert (only.standing, only.reason) == (Standing.WITHDRAWN, "since 2026-11-01")
