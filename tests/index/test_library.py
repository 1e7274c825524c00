"""The library: quotes are checked against the article as it stands now, and snapshots are swapped whole."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus.errors import QuoteMismatch, StoreError
from corpus.model import Article
from corpus.municipalities import Gazetteer
from corpus.sample import SampleShelf
from corpus.store.store import Derived, Shelf, Store
from index.analysis import Analyzer
from index.library import Library
from index.query.parsed_question import Period


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(f"sqlite:///{tmp_path / 'articles.sqlite3'}")


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


def filled(store: Store) -> Library:
    """Return a library over the sample's articles, stored like real ones; their municipalities are not among the 62."""
    for article in SampleShelf().articles():
        store.put(article)
    return Library(store, Analyzer())


def edited(article: Article, words: str, others: str) -> Article:
    assert words in article.body
    return replace(article, body=article.body.replace(words, others))


def article_with(words: str) -> Article:
    return next(article for article in SampleShelf().articles() if words in article.body)


def test_one_changed_character_of_a_stored_article_gets_its_quote_refused(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    library = filled(store)
    asked = "ICT職という経験者採用の枠"
    first = library.ask(asked, 1).hits[0].passage
    assert "経験者採用の枠を新たに設けました" in first.text

    store.put(edited(article_with("経験者採用の枠を新たに"), "経験者採用の枠を新たに", "経験者採用の枠も新たに"))

    with caplog.at_level(logging.ERROR):
        assert first.id not in [hit.passage.id for hit in library.ask(asked, 10).hits]
    assert f"quote refused: {first.id}" in caplog.text
    assert library.passage(first.id) is None
    with pytest.raises(QuoteMismatch, match=first.id):
        library.check(first)


def test_a_refused_quote_is_replaced_by_the_next_best(store: Store) -> None:
    library = filled(store)
    best, second = (hit.passage.id for hit in library.ask("採用", 2).hits)
    passage = library.snapshot.passages[best]
    article = store.article(passage.transcript.key)
    store.put(edited(article, passage.text[:10], "＊"))
    assert [hit.passage.id for hit in library.ask("採用", 1).hits] == [second]


def test_a_refresh_brings_the_changed_words_in_and_the_old_id_out(store: Store) -> None:
    library = filled(store)
    old = library.ask("ICT職という経験者採用の枠", 1).hits[0].passage
    store.put(edited(article_with("経験者採用の枠を新たに"), "経験者採用の枠を新たに", "経験者採用の枠も新たに"))
    assert library.refresh()
    assert library.passage(old.id) is None
    assert "枠も新たに" in library.ask("ICT職という経験者採用の枠", 1).hits[0].passage.text


def test_without_a_change_nothing_is_built_again(store: Store) -> None:
    library = filled(store)
    snapshot = library.snapshot
    assert not library.refresh()
    assert library.snapshot is snapshot


def test_an_empty_store_gives_an_empty_answer_that_covers_nothing(store: Store, analyzer: Analyzer) -> None:
    results = Library(store, analyzer).ask("人材の採用")
    assert (results.hits, results.total, results.coverage.articles) == ((), 0, 0)


def test_去年_counts_from_the_day_that_it_is_now(analyzer: Analyzer) -> None:
    days = [date(2022, 11, 23), date(2026, 11, 23)]
    library = Library(SampleShelf(), analyzer, today=lambda: days[0])
    assert library.understand("去年の採用").period == Period(date(2021, 1, 1), date(2021, 12, 31))
    days[0] = days[1]
    assert library.understand("去年の採用").periods_outside == ("去年",)


def test_the_people_offices_and_themes_of_the_articles_can_be_asked_for(analyzer: Analyzer) -> None:
    library = Library(SampleShelf(), analyzer)
    assert library.understand("架空さんは研修を何と？").speakers == ("架空 一郎",)
    assert library.understand("情報政策課長は研修を何と？").roles == ("情報政策課長",)
    theme = library.snapshot.membership.themes[0].name
    assert library.understand(f"テーマ:{theme}").theme == theme


def test_ones_own_municipality_is_known_to_the_question_that_says_so_only(analyzer: Analyzer) -> None:
    library = Library(SampleShelf(), analyzer)
    assert library.understand("うちの区の発言", "風待区").affiliations == ("風待区",)
    assert library.understand("うちの区の発言").own_needed
    assert {hit.passage.affiliation for hit in library.ask("他の区の採用", 9, own="風待区").hits}.isdisjoint({"風待区"})


def test_going_on_after_a_refresh_repeats_nothing(store: Store) -> None:
    library = filled(store)
    asked = library.understand("採用")
    seen = [hit.passage.id for hit in library.answer(asked, 3).hits]
    changed = article_with("経験者採用の枠を新たに")
    store.put(edited(changed, "経験者採用の枠を新たに", "経験者採用の枠も新たに"))
    assert library.refresh()
    after = [hit.passage.id for hit in library.answer(asked, 9, seen=seen).hits]
    assert after
    assert not set(after) & set(seen)
    assert len(set(after)) == len(after)


class BreakingShelf:
    """A shelf whose database fails when it is told to, in place of a database."""

    def __init__(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self.broken = False

    @property
    def gazetteer(self) -> Gazetteer:
        return self.shelf.gazetteer

    @property
    def sample(self) -> bool:
        return False

    def derived(self, kind: str) -> Derived | None:
        return self.shelf.derived(kind)

    def revision(self) -> int:
        return 1 if self.broken else 0

    def articles(self) -> Iterator[Article]:
        if self.broken:
            raise StoreError("sqlite", "disk I/O error")
        return self.shelf.articles()

    def article(self, key: str) -> Article:
        return self.shelf.article(key)

    def aliases(self) -> Mapping[str, str]:
        return self.shelf.aliases()

    def hidden_words(self) -> Mapping[str, tuple[str, ...]]:
        return self.shelf.hidden_words()


def test_a_failed_rebuild_raises_and_the_old_edition_goes_on_answering(analyzer: Analyzer) -> None:
    shelf = BreakingShelf(SampleShelf())
    library = Library(shelf, analyzer)
    shelf.broken = True
    with pytest.raises(StoreError):
        library.refresh()
    assert library.ask("人材の採用").hits


def test_an_article_that_cannot_be_read_is_named_and_the_others_answer(store: Store, analyzer: Analyzer) -> None:
    for article in SampleShelf().articles():
        store.put(article)
    broken = article_with("星見区CIO×広域CIO座談会")
    store.put(replace(broken, key="n0123456789ab", body=broken.body[:400]))
    library = Library(store, analyzer)
    assert list(library.snapshot.troubles) == ["n0123456789ab"]
    assert library.ask("人材の採用").hits
