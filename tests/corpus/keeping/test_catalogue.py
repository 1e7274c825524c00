"""The catalogue: how each article was read, and what is missing beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

from corpus.keeping.catalogue import Entry, Hole, Standing, catalogue, holes
from corpus.keeping.hiding import hide
from corpus.model import Source
from corpus.sample import SampleShelf
from corpus.store import Store
from tests.corpus.published import NOW, PIECE, Part, article, as_html


def entry(number: int | None, part: int | None = None, parts: int | None = None, town: str = "星見区") -> Entry:
    standing = (Source.PAGE, None, None, Standing.ASKED, None)
    return Entry("n0", None, "題", *standing, number, part, parts, date(2022, 4, 1), (town,))


def test_a_second_part_without_the_first_is_a_hole() -> None:
    assert holes([entry(1, part=2)]) == (Hole(1, 1, ("星見区",)),)


def test_a_first_part_without_the_others_that_it_speaks_of_is_as_many_holes() -> None:
    assert holes([entry(1, part=1, parts=3)]) == (Hole(1, 2, ("星見区",)), Hole(1, 3, ("星見区",)))


def test_a_whole_round_and_both_parts_of_one_are_no_holes() -> None:
    assert holes([entry(1), entry(2, part=1, parts=2), entry(2, part=2)]) == ()


def test_rounds_between_others_are_holes_and_rounds_after_the_last_are_not_known() -> None:
    assert holes([entry(2), entry(5)]) == (Hole(1, None), Hole(3, None), Hole(4, None))


def test_parts_without_a_round_belong_together_by_day_and_hosts() -> None:
    apart = [entry(None, part=1), entry(None, part=2, town="風待区")]
    assert set(holes(apart)) == {Hole(None, 2, ("星見区",)), Hole(None, 1, ("風待区",))}
    assert holes([entry(None, part=1), entry(None, part=2)]) == ()


def test_nothing_stored_is_no_hole() -> None:
    assert holes([]) == ()


def test_each_article_is_listed_with_what_was_understood_and_whether_it_is_asked(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.sqlite3'}")
    stranger = Part("職員の育成", "学びの庭", (("森野", ("はい。",)), ("知事室担当（以下「甲野」）", ("いいえ。",))))
    store.put(article(as_html(replace(PIECE, number=9)), title=PIECE.title, key="n00000000000c"))
    store.put(article(as_html(replace(PIECE, parts=(stranger,))), title=PIECE.title, key="n00000000000a"))
    store.put(article("<p>お知らせです。</p>", title="お知らせ", key="n00000000000b"))
    hide(store, "n00000000000c", "申し出", NOW)

    found = catalogue(store)

    first, second, third = found.entries
    assert (first.key, first.round, first.held_on, first.speeches) == ("n00000000000a", 7, date(2022, 4, 1), 2)
    assert (first.standing, first.unresolved, first.stray) == (Standing.ASKED, ("知事室担当（以下「甲野」）",), 0.0)
    assert (second.key, second.standing, second.reason) == ("n00000000000c", Standing.HIDDEN, "申し出")
    assert (third.key, third.standing, third.round) == ("n00000000000b", Standing.UNREADABLE, None)
    assert [hole.round for hole in found.holes] == [1, 2, 3, 4, 5, 6, 8]


def test_the_sample_is_listed_as_such_and_names_the_parts_that_it_lacks() -> None:
    found = catalogue(SampleShelf())

    assert found.sample
    assert {entry.standing for entry in found.entries} == {Standing.ASKED}
    assert [(hole.round, hole.part, hole.hosts) for hole in found.holes] == [
        (8, 1, ("虹ノ橋市",)),
        (10, 2, ("汐凪市", "雲取野町")),
    ]


def test_a_withdrawn_article_says_since_when(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.sqlite3'}")
    store.put(article(as_html(PIECE), title=PIECE.title))
    store.withdraw("n000000000001", NOW)
    [only] = catalogue(store).entries
    assert (only.standing, only.reason) == (Standing.WITHDRAWN, "since 2026-11-01")
