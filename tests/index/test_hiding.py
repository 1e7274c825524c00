"""What is hidden is shown nowhere from that moment on: not as a quote, not around one, not in a heading or a link."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from corpus.links import passage_link
from corpus.model import Article, MediaType, Passage
from corpus.store.catalogue import hide
from corpus.store.store import Store
from index.analysis import Analyzer
from index.library import Library
from index.summaries.roundtables import roundtables
from tests.index.excerpts.test_context import AFTER, BEFORE, BODY, OTHER, QUOTED, article

NOW = datetime(2026, 4, 1, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.open(f"sqlite:///{tmp_path / 'articles.sqlite3'}")


def library(store: Store, body: str = BODY, analyzer: Analyzer | None = None) -> Library:
    store.put(replace(article(body), url="https://note.com/sample/n/n000000000001"))
    return Library(store, analyzer or Analyzer())


def id_of(found: Library, words: str) -> str:
    (passage,) = (each for each in found.index.passages if words in each.text)
    return passage.id


def link_to(passage: Passage, words: str) -> str:
    """Return the link to the last occurrence of these words."""
    said = passage.transcript
    return str(passage_link(said.url, words, said.above(said.text.rindex(words))))


def test_a_hidden_neighbour_is_kept_back_at_once(store: Store) -> None:
    found = library(store)
    quoted, neighbour = id_of(found, QUOTED), id_of(found, OTHER)
    hide(store, neighbour, "asked to", NOW)
    around = found.around(quoted)
    assert around
    assert [turn.words for turn in around.turns][:2] == [None, ""]
    assert found.passage(neighbour) is None
    assert found.around(neighbour) is None


def test_of_a_hidden_article_nothing_is_shown_at_once(store: Store) -> None:
    found = library(store)
    quoted = id_of(found, QUOTED)
    hide(store, "n000000000001", "asked to", NOW)
    assert found.around(quoted) is None
    assert not found.says(found.snapshot.transcripts["n000000000001"], QUOTED)


def test_hidden_words_stand_in_no_heading_and_no_agenda(store: Store) -> None:
    body = BODY.replace("学びの庭をひらく", OTHER.removesuffix("。")).replace(
        "① 職員の育成", f"① 職員の育成\n② {OTHER}"
    )
    found = library(store, body)
    assert OTHER in roundtables(found.snapshot.transcripts.values())[0].agenda
    hide(store, id_of(found, OTHER), "asked to", NOW)
    assert found.refresh()
    (talk,) = roundtables(found.snapshot.transcripts.values())
    assert talk.agenda == ("職員の育成",)
    assert {section.subheading for section in talk.articles[0].sections} == {None}


def test_a_link_leads_to_its_quote_without_the_words_above_it_where_some_are_hidden(store: Store) -> None:
    # The same words occur twice, so that the link needs the line above to tell the second one.
    body = BODY.replace("相談の記録を毎週読み返しています。", f"{BEFORE}\n\n森野\n{QUOTED}").replace(f"{AFTER}\n", "")
    found = library(store, body)
    second = [each for each in found.index.passages if QUOTED in each.text][-1]
    assert "-," in link_to(second, QUOTED)
    hide(store, id_of(found, OTHER), "asked to", NOW)
    assert found.refresh()
    again = found.passage(second.id)
    assert again
    assert "-," not in link_to(again, QUOTED)


def test_what_is_struck_out_is_found_by_no_question(store: Store) -> None:
    lines = BODY.replace(AFTER, "研修の費用は<s>三百万円</s>三千万円です。").split("\n")
    html = "".join(f"<p>{line}</p>" for line in lines if line)
    made: Article = replace(article(html), media_type=MediaType.HTML, title="灯を絶やさない窓口")
    store.put(made)
    found = Library(store, Analyzer())
    assert any(QUOTED in hit.passage.text for hit in found.ask("研修は朝にどうしている？").hits)
    quoted = [found.reach(hit.passage).of(hit.passage.transcript.text) for hit in found.ask("研修の費用は？", 9).hits]
    assert not any("万円" in words for words in quoted)
    assert not any("万円" in each.text for each in found.index.passages)
