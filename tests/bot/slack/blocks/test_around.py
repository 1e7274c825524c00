"""前後を読む: the speeches around a quote."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot import wording
from bot.slack.blocks.quote_modals import around
from corpus.model import Article, MediaType, Passage, Source, Span
from corpus.verbatim import QuoteCheck
from index.excerpts.context import quote_context
from tests.bot.invented import ADDRESS, transcript
from tests.fake_slack.limits import parts, quotes, texts, view_faults


def stored(found: Passage) -> Article:
    """Return the article of the passage."""
    said, title = found.transcript, found.transcript.title
    made = datetime(2026, 4, 1, tzinfo=UTC)
    return Article(said.key, said.url, title, None, None, said.text, MediaType.TEXT, Source.EXPORT, made)


def view(found: Passage | None, *hidden: str) -> dict[str, Any]:
    around_it = quote_context(found, QuoteCheck.of(stored(found), hidden)) if found else None
    shown = around(around_it).to_dict()
    assert view_faults(shown) == []
    return shown


def nth(number: int, *speeches: str) -> Passage:
    understood = transcript(*speeches)
    return Passage("id", understood, 0, number, understood.sections[0].speeches[number].span)


def test_three_speeches_before_and_after_are_shown_and_the_quote_is_marked() -> None:
    speeches = [f"発言その{number}です。" for number in range(9)]
    shown = view(nth(4, *speeches))
    assert quotes(shown["blocks"]) == ["発言その4です。"]
    assert [words for words in texts(shown["blocks"]) if words.startswith("発言その")] == speeches[1:8]
    assert any(words.startswith(wording.QUOTED) for words in texts(shown["blocks"]))


def test_the_first_speech_has_none_before_it() -> None:
    shown = view(nth(0, "はじめです。", "つぎです。"))
    assert [words for words in texts(shown["blocks"]) if words.endswith("です。")] == ["はじめです。", "つぎです。"]


def test_the_rest_of_the_quoted_speech_stands_around_the_quote() -> None:
    understood = transcript("まず背景です。本題はここです。最後に補足です。")
    inside = Span(understood.text.index("本題"), understood.text.index("最後"))
    shown = view(Passage("id", understood, 0, 0, inside))
    assert quotes(shown["blocks"]) == ["本題はここです。"]
    assert {"まず背景です。", "最後に補足です。"} <= set(texts(shown["blocks"]))


def test_the_modal_leads_on_to_the_article() -> None:
    (link,) = [part for part in parts(view(nth(0, "はじめです。"))["blocks"]) if part.get("type") == "link"]
    assert link["text"] == wording.READ_ON
    assert link["url"].startswith(ADDRESS)


def test_a_passage_that_is_gone_is_said_to_be_changed_or_withdrawn() -> None:
    assert list(texts(view(None)["blocks"])) == [wording.GONE]


def test_in_the_place_of_hidden_words_it_says_that_they_are_not_shown() -> None:
    shown = view(nth(1, "秘密の話を長くしました。", "本題はここです。", "つぎです。"), "秘密の話を長くしました。")
    words = list(texts(shown["blocks"]))
    assert wording.NOT_SHOWN in words
    assert not any("秘密" in each for each in words)
    assert "つぎです。" in words


@given(
    st.lists(st.text(alphabet="あ漢。\n、😀", min_size=1, max_size=3000).filter(str.strip), min_size=1, max_size=8),
    st.data(),
)
def test_every_speech_fits_into_slack(speeches: list[str], data: st.DataObject) -> None:
    view(nth(data.draw(st.integers(0, len(speeches) - 1)), *speeches))
