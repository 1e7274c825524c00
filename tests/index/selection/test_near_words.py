"""Words that the corpus has, near those that were asked in vain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.index.corpora import transcript
from tests.index.snapshots import Asking, asking

if TYPE_CHECKING:
    from index.analysis import Analyzer


@pytest.fixture(scope="module")
def forum(analyzer: Analyzer) -> Asking:
    return asking(
        analyzer,
        transcript(
            ("青山", ("職員の採用を増やしました。", "マイナンバーカードの申請が増えました。")),
            ("白石", ("職員が保育の窓口に立ちます。", "職員とペーパーを減らしました。")),
            ("緑川", ("職員が町会に説明しました。",)),
        ),
    )


def test_a_word_that_is_only_spelt_alike_is_not_offered(forum: Asking) -> None:
    assert "ペーパー" not in forum.ask("ペーパーレス").near_words


def test_the_name_of_its_family_is_near(forum: Asking) -> None:
    assert forum.ask("登用").near_words[:1] == ("採用",)


def test_a_word_that_nearly_every_passage_has_is_not_offered(forum: Asking) -> None:
    assert forum.ask("職員の海外派遣と宇宙飛行").near_words == ()


def test_of_an_empty_corpus_nothing_is_near(analyzer: Analyzer) -> None:

    assert asking(analyzer).ask("採用").near_words == ()
