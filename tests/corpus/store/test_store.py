"""The store: a more trusted source replaces a copy, old keys become aliases, and withheld articles are left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from corpus.errors import UnknownArticle
from corpus.hidden import is_hidden
from corpus.model import Article, MediaType, Source
from corpus.passages import passages
from corpus.reading.transcript import read
from corpus.sources.plain_copy import copied
from corpus.store.catalogue import hide
from corpus.store.importer import Importer, Taken
from corpus.store.store import Outcome, Store
from index.analysis import Analyzer
from index.library import Library
from tests.corpus.published import NOW, PIECE, Piece, article, as_html, as_text

KEY = "n0123456789ab"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(f"sqlite:///{tmp_path / 'articles.sqlite3'}")


def copy_of(piece: Piece, store: Store, url: str | None = None) -> Article:
    return copied(as_text(piece), name="写し", url=url, retrieved=NOW, gazetteer=store.gazetteer)


def page_of(piece: Piece, key: str = KEY) -> Article:
    return article(as_html(piece), title=piece.title, key=key)


def export_of(piece: Piece, key: str = KEY) -> Article:
    return replace(page_of(piece, key), source=Source.EXPORT)


def take(store: Store, *articles: Article) -> list[Taken]:
    importer = Importer(store)
    return [importer.take(article, "名") for article in articles]


def test_an_article_comes_back_as_it_was_put(store: Store) -> None:
    put = replace(export_of(PIECE), published=NOW - timedelta(days=9), modified=NOW - timedelta(days=2))
    assert store.put(put) is Outcome.ADDED
    assert store.article(KEY) == put
    assert list(store.articles()) == [put]


def test_the_same_article_again_changes_nothing_not_even_the_revision(store: Store) -> None:
    store.put(page_of(PIECE))
    before = store.revision()
    again = replace(page_of(PIECE), retrieved=NOW + timedelta(days=1))
    assert store.put(again) is Outcome.UNCHANGED
    assert store.revision() == before
    assert store.article(KEY).retrieved == NOW


def test_a_better_source_takes_the_place_of_a_worse_one_and_never_the_other_way(store: Store) -> None:
    copy = copy_of(PIECE, store, url=f"https://note.com/sample/n/{KEY}")
    assert [taken.outcome for taken in take(store, copy, page_of(PIECE), export_of(PIECE), page_of(PIECE), copy)] == [
        Outcome.ADDED, Outcome.CHANGED, Outcome.CHANGED, Outcome.OUTRANKED, Outcome.OUTRANKED,
    ]  # fmt: skip
    assert store.article(KEY).source is Source.EXPORT
    assert store.count() == 1


def test_a_page_takes_the_place_of_a_copy_without_an_address_and_the_old_key_leads_there(store: Store) -> None:
    copy = copy_of(PIECE, store)
    [first, second] = take(store, copy, page_of(PIECE))
    assert (first.key, second.replaced) == (copy.key, (copy.key,))
    assert store.article_keys() == (KEY,)
    assert store.article(copy.key).key == KEY


def test_a_copy_that_comes_after_its_page_is_not_stored_beside_it(store: Store) -> None:
    [_, late] = take(store, page_of(PIECE), copy_of(PIECE, store))
    assert (late.outcome, late.key) == (Outcome.OUTRANKED, KEY)
    assert store.count() == 1


def test_a_replaced_copy_that_is_put_again_does_not_come_back(store: Store) -> None:
    copy = copy_of(PIECE, store)
    take(store, copy, page_of(PIECE))
    assert store.put(copy) is Outcome.OUTRANKED
    assert store.article_keys() == (KEY,)


def test_a_page_that_was_saved_without_its_address_takes_the_copys_place_under_the_copys_key(store: Store) -> None:
    copy = copy_of(PIECE, store, url=f"https://note.com/sample/n/{KEY}")
    [_, taken] = take(store, copy, replace(page_of(PIECE, "local-0123456789ab"), url=None))
    assert (taken.outcome, taken.key) == (Outcome.CHANGED, KEY)
    stored = store.article(KEY)
    assert (stored.source, stored.url) == (Source.PAGE, f"https://note.com/sample/n/{KEY}")


def test_a_copy_with_a_corrected_title_takes_the_place_of_the_one_before(store: Store) -> None:
    old, new = (copy_of(replace(PIECE, title=title), store) for title in (PIECE.title, "直した" + PIECE.title))
    assert old.key != new.key
    [_, taken] = take(store, old, new)
    assert taken.replaced == (old.key,)
    assert store.article_keys() == (new.key,)


def test_a_page_takes_the_place_of_a_copy_whose_lines_break_elsewhere(store: Store) -> None:
    said = ("研修は朝の一時間に移しました。", "眠い目でも、手は動きます。", "半年で半数が受けました。")
    piece, broken = (
        replace(PIECE, parts=(replace(PIECE.parts[0], speeches=(("森野", lines),), caption=""),))
        for lines in (("".join(said),), said)
    )
    [first, second] = take(store, copy_of(broken, store), page_of(piece))
    assert second.replaced == (first.key,)


def test_a_page_takes_the_place_of_the_first_half_of_its_text(store: Store) -> None:
    [first, second] = take(store, copy_of(replace(PIECE, parts=PIECE.parts[:1]), store), page_of(PIECE))
    assert second.replaced == (first.key,)


def test_two_articles_of_one_round_in_different_words_are_two(store: Store) -> None:
    said = ("森野", ("まったく別のことを、まったく別の言葉で話しました。",))
    other = replace(PIECE, parts=(replace(PIECE.parts[0], speeches=(said,)),))
    [_, taken] = take(store, copy_of(PIECE, store), page_of(other))
    assert taken.replaced == ()
    assert store.count() == 2


def test_two_published_articles_are_two_even_in_the_same_words(store: Store) -> None:
    take(store, page_of(PIECE), page_of(PIECE, "n00000000000b"))
    assert store.count() == 2


def test_another_round_in_the_same_words_is_another_article(store: Store) -> None:
    take(store, copy_of(PIECE, store), page_of(replace(PIECE, number=8)))
    assert store.count() == 2


def test_what_is_no_roundtable_or_cannot_be_read_is_named_and_not_stored(store: Store) -> None:
    news = article("<p>お知らせです。</p>", title="お知らせ")
    silent = article("<p>令和4年4月1日に、座談会を実施しました。</p>", title="星見区CIO×広域CIO座談会")
    [first, second] = take(store, news, silent)
    assert [type(taken.error).__name__ for taken in (first, second)] == ["NotATranscript", "UnreadableTranscript"]
    assert store.count() == 0


def ids(store: Store, key: str) -> list[str]:
    return [passage.id for passage in passages(read(store.article(key), store.gazetteer))]


def test_a_quotes_old_id_resolves_after_its_copy_was_replaced(store: Store) -> None:
    copy = copy_of(PIECE, store)
    take(store, copy)
    old = ids(store, copy.key)
    take(store, page_of(PIECE))
    library = Library(store, Analyzer())
    found = [library.passage(passage_id) for passage_id in old]
    assert [passage.id if passage else None for passage in found] == ids(store, KEY)


def test_a_hidden_article_leaves_the_shelf_at_once_and_comes_back_when_unhidden(store: Store) -> None:
    take(store, page_of(PIECE))
    library = Library(store, Analyzer())
    hide(store, KEY, "本人の申し出", NOW)
    assert library.refresh()
    assert library.snapshot.transcripts == {}
    with pytest.raises(UnknownArticle, match="withheld"):
        store.article(KEY)
    assert store.unhide(KEY)
    assert library.refresh()
    assert KEY in library.snapshot.transcripts
    assert not store.unhide(KEY)


def test_a_hidden_article_is_refused_before_any_refresh(store: Store) -> None:
    take(store, page_of(PIECE))
    library = Library(store, Analyzer())
    passage_id = ids(store, KEY)[0]
    hide(store, KEY, "申し出", NOW)
    assert library.passage(passage_id) is None


def test_a_hidden_passage_is_out_and_the_others_stay(store: Store) -> None:
    take(store, page_of(PIECE))
    hidden, *others = ids(store, KEY)
    hide(store, hidden, "申し出", NOW)
    library = Library(store, Analyzer())
    assert list(library.snapshot.passages) == others
    [entry] = store.hidden()
    assert (entry.target, entry.key, entry.reason, entry.since) == (hidden, KEY, "申し出", NOW)


def test_hidden_words_stay_hidden_when_the_article_is_changed_around_them(store: Store) -> None:
    take(store, page_of(PIECE))
    hide(store, ids(store, KEY)[0], "申し出", NOW)
    first = PIECE.parts[0]
    longer = ("研修は朝の一時間に移しました。", "眠い目でも、手は動きます。", "あとから足した一文です。")
    changed = replace(PIECE, parts=(replace(first, speeches=(("森野", longer), first.speeches[1])), PIECE.parts[1]))
    take(store, page_of(changed))
    shown = Library(store, Analyzer()).snapshot.passages.values()
    assert len(shown) == 2
    assert not any("研修は朝" in passage.text for passage in shown)


def test_what_was_hidden_in_a_copy_is_hidden_in_the_page_that_replaces_it(store: Store) -> None:
    copy = copy_of(PIECE, store)
    take(store, copy)
    hide(store, ids(store, copy.key)[0], "申し出", NOW)
    take(store, page_of(PIECE))
    library = Library(store, Analyzer())
    assert len(library.snapshot.passages) == 2
    store.unhide(store.hidden()[0].target)
    hide(store, copy.key, "全部", NOW)
    assert list(store.articles()) == []
    assert store.unhide(KEY)
    assert [article.key for article in store.articles()] == [KEY]


OTHER_KEY = "n00000000000b"


@pytest.mark.parametrize("afterwards", [True, False], ids=["imported-later", "imported-before"])
def test_hidden_words_are_hidden_under_another_key_too_until_both_are_unhidden(
    store: Store, *, afterwards: bool
) -> None:
    take(store, page_of(PIECE), *([] if afterwards else [page_of(PIECE, OTHER_KEY)]))
    hidden, *others = ids(store, KEY)
    hide(store, hidden, "申し出", NOW)
    take(store, page_of(PIECE, OTHER_KEY), replace(page_of(PIECE), title="改題"))
    shown = [*others, *(each.replace(KEY, OTHER_KEY) for each in others)]
    assert sorted(Library(store, Analyzer()).snapshot.passages) == sorted(shown)
    assert [entry.target for entry in store.hidden()] == [f"{OTHER_KEY}:{hidden}", hidden]
    assert store.unhide(hidden)
    assert store.unhide(f"{OTHER_KEY}:{hidden}")
    assert len(Library(store, Analyzer()).snapshot.passages) == len(shown) + 2


def test_hidden_words_that_move_into_another_part_stay_hidden(store: Store) -> None:
    take(store, page_of(PIECE))
    hide(store, ids(store, KEY)[0], "申し出", NOW)
    (words,) = store.hidden_words()[KEY]
    first, second = PIECE.parts
    moved = replace(first, speeches=(("海野", ("席の数は、", "机の数より少なくしました。")), *first.speeches[:1]))
    take(store, page_of(replace(PIECE, parts=(second,))), page_of(replace(PIECE, parts=(moved,)), OTHER_KEY))
    shown = [passage.text for passage in Library(store, Analyzer()).snapshot.passages.values()]
    assert len(shown) == 1
    assert not is_hidden(shown[0], [words])


@pytest.mark.parametrize("target", ["n000000000000", "", f"{KEY}-00000000-1", "local-000000000000"])
def test_what_is_not_stored_cannot_be_hidden(store: Store, target: str) -> None:
    take(store, page_of(PIECE))
    with pytest.raises(UnknownArticle):
        hide(store, target, "申し出", NOW)
    assert store.hidden() == ()


def test_a_withdrawn_article_leaves_the_shelf_and_its_record_stays(store: Store) -> None:
    take(store, page_of(PIECE))
    store.withdraw(KEY, NOW)
    before = store.revision()
    store.withdraw(KEY, NOW + timedelta(days=1))
    assert store.revision() == before
    assert (list(store.articles()), [article.key for article in store.stored()]) == ([], [KEY])
    assert dict(store.withdrawn()) == {KEY: NOW}
    store.restore(KEY)
    assert [article.key for article in store.articles()] == [KEY]


def test_the_media_type_and_the_source_come_back_as_what_they_were(store: Store) -> None:
    store.put(copy_of(PIECE, store))
    [stored] = store.articles()
    assert (type(stored.media_type), type(stored.source)) == (MediaType, Source)
    assert isinstance(stored.retrieved, datetime)
