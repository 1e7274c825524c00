"""Hidden words stay unsaid when their article is edited: the passage or the article is withheld, and operators know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import UnknownArticle
from corpus.model import MediaType
from corpus.sample import SampleShelf
from corpus.sources.plain_copy import copied
from corpus.store.catalogue import Standing, catalogue, changes, hide
from corpus.store.importer import Importer
from corpus.store.store import Store
from index.analysis import Analyzer
from index.library import Library
from tests.corpus.published import NOW, PIECE, article, as_text

KEY = "n000000000001"
SAID = "庁舎の北側の倉庫に古い端末が三百台ほど積まれたままで、処分の予算がまだ付いていません。"
BESIDE = ("森野", ("職員の声は月に一度、廊下の掲示板に貼り出して全員で読みます。",))
REST = "窓口の混雑は昼の一時に集まるので、係を二つに分けました。"
SPEECHES = (BESIDE, ("海野", (SAID,)), ("空木", (REST,)))
BODY = as_text(replace(PIECE, parts=(replace(PIECE.parts[0], speeches=SPEECHES, caption=""),)))
ANALYZER = Analyzer()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store.open(f"sqlite:///{tmp_path / 'articles.sqlite3'}")
    put(store, BODY)
    return store


def put(store: Store, body: str) -> None:
    Importer(store).take(article(body, media_type=MediaType.TEXT), "名")


def quotable(store: Store) -> list[str]:
    return [passage.text for passage in Library(store, ANALYZER).index.passages]


def id_of(store: Store, words: str) -> str:
    (passage,) = (each for each in Library(store, ANALYZER).index.passages if words in each.text)
    return passage.id


def hidden(store: Store, words: str = SAID) -> str:
    """Hide the passage with these words; returns its id."""
    target = id_of(store, words)
    hide(store, target, "申し出", NOW)
    return target


def kept(words: str, passage: str) -> float:
    """Return the share of words that a passage has in pieces of three characters or more."""
    blocks = SequenceMatcher(None, words, passage, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks if block.size > 2) / len(words)


@pytest.mark.parametrize(
    "edit",
    [
        lambda said: said.replace("倉庫に", "倉庫に、"),
        lambda said: said.replace("まだ", "いまだ"),
        lambda said: said.replace("三百台", "３００台").replace("、", "，"),
        lambda said: said.replace("ままで、", "ままです。\n　"),
        lambda said: said.replace("ままで、", "ままです。\n\n森野\n　"),
        lambda said: "".join(f"{said[at : at + 6]}ね" for at in range(0, len(said), 6)),
        lambda _: "古い端末が三百台ほど倉庫にあり、処分する予算は付いていません。",
    ],
    ids=["comma", "letter", "width", "two-lines", "two-speeches", "every-phrase", "in-other-words"],
)
def test_an_edited_sentence_that_was_hidden_is_not_quotable_again(store: Store, edit: Callable[[str], str]) -> None:
    hidden(store)
    put(store, BODY.replace(SAID, edit(SAID)))
    assert not any("端末" in words or "予算" in words for words in quotable(store))


def test_what_stands_beside_a_small_edit_of_hidden_words_is_quoted_as_before(store: Store) -> None:
    hidden(store)
    for edited in (SAID.replace("倉庫に", "倉庫に、"), SAID.replace("まだ", "いまだ")):
        put(store, BODY.replace(SAID, edited))
        assert quotable(store) == [BESIDE[1][0], REST]


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Return a store with the article, of which one passage is hidden; examples edit it further and further."""
    store = Store.open(f"sqlite:///{tmp_path_factory.mktemp('edited') / 'articles.sqlite3'}")
    put(store, BODY)
    hidden(store)
    return store


_WHERE = st.integers(0, len(SAID) - 1)
_EDIT = st.one_of(
    st.tuples(_WHERE, st.just(0), st.sampled_from(["、", "。", "　", "\n　", "\n\n森野\n　", "（笑）", "えー", "ｱ"])),
    st.tuples(_WHERE, st.integers(1, 6), st.sampled_from(["", "―", "別の話", "（中略）"])),
)


@given(st.lists(_EDIT, min_size=1, max_size=8), st.text("北側を東へ、。", max_size=6))
def test_no_edit_makes_a_hidden_sentence_quotable(
    edited: Store, edits: list[tuple[int, int, str]], beside: str
) -> None:
    said = SAID
    for at, gone, new in edits:
        said = said[:at] + new + said[at + gone :]
    put(edited, BODY.replace(SAID, said).replace(REST, beside + REST))
    assert not any(kept(SAID, words) > 0.6 for words in quotable(edited))


def test_an_article_that_lost_hidden_words_is_withheld_whole_until_the_operator_unhides(store: Store) -> None:
    target = hidden(store)
    before = Library(store, ANALYZER)
    put(store, BODY.replace(SAID, "古い端末の話はここではしません、別の機会にします。"))
    assert quotable(store) == []
    assert [entry.standing for entry in catalogue(store).entries] == [Standing.WITHHELD]
    with pytest.raises(UnknownArticle, match="withheld"):
        store.article(KEY)
    assert before.passage(id_of_text(before, REST)) is None, "at once, before any refresh"
    store.unhide(target)
    assert len(quotable(store)) == 3


def id_of_text(library: Library, words: str) -> str:
    return next(each.id for each in library.index.passages if words in each.text)


def test_changed_hidden_words_are_named_with_the_passages_that_are_withheld_for_them(store: Store) -> None:
    target = hidden(store)
    assert changes(store) == ()
    put(store, BODY.replace(SAID, SAID.replace("まだ", "いまだ")))
    (change,) = changes(store)
    assert (change.hidden.target, change.withheld, len(change.nearest)) == (target, False, 1)
    hide(store, change.nearest[0], "申し出", NOW)
    store.unhide(target)
    assert changes(store) == ()
    assert quotable(store) == [BESIDE[1][0], REST]


def test_of_a_withheld_article_the_nearest_passage_is_named_so_that_it_alone_can_be_hidden(store: Store) -> None:
    target = hidden(store)
    put(store, BODY.replace(SAID, "古い端末が三百台ほど倉庫にあり、処分する予算は付いていません。"))
    (change,) = changes(store)
    assert change.withheld
    hide(store, change.nearest[0], "申し出", NOW)
    store.unhide(target)
    assert quotable(store) == [BESIDE[1][0], REST]


@pytest.mark.parametrize("whole", [False, True], ids=["passage", "article"])
def test_a_copy_whose_title_and_day_are_corrected_stays_hidden(tmp_path: Path, *, whole: bool) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'copies.sqlite3'}")
    towns = SampleShelf().gazetteer
    corrected = BODY.replace("4月1日", "4月8日").replace("見上げる", "見上げた").replace("廊下の", "廊下の、")
    old, new = (copied(body, name="写し", url=None, retrieved=NOW, gazetteer=towns) for body in (BODY, corrected))
    Importer(store).take(old, "名")
    hide(store, old.key if whole else id_of(store, SAID), "申し出", NOW)
    Importer(store).take(new, "名")
    assert old.key != new.key
    assert not any(SAID in words for words in quotable(store))
    assert store.article_keys() == (new.key,)
