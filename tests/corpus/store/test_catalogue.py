"""The catalogue: how each article was read, and what is missing beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from corpus.missing_parts import Missing
from corpus.sample import SampleShelf
from corpus.store.catalogue import Standing, catalogue, hide
from corpus.store.store import Store
from tests.corpus.published import NOW, PIECE, Part, article, as_html


def test_rounds_between_others_are_missing_and_rounds_after_the_last_are_not_known(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.sqlite3'}")
    assert catalogue(store).missing == ()
    for number in (2, 5):
        piece = replace(PIECE, number=number)
        store.put(article(as_html(piece), title=piece.title, key=f"n00000000000{number}"))
    assert catalogue(store).missing == (Missing(1, None), Missing(3, None), Missing(4, None))


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
    assert (first.standing, first.unresolved, first.stray) == (Standing.ASKED, ("知事室担当（以下「甲野」）",), 0.0)
    assert (second.transcript.key, second.standing, second.reason) == ("n00000000000c", Standing.HIDDEN, "申し出")
    assert (third.article.key, third.standing, third.transcript) == ("n00000000000b", Standing.UNREADABLE, None)
    assert (third.title, third.unresolved, third.stray) == ("お知らせ", (), 0.0)
    assert [gone.round for gone in found.missing] == [1, 2, 3, 4, 5, 6, 8]


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
