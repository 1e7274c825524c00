"""Pointer: a button's value means the words that were shown, and no fewer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.views.pointer import Pointer
from corpus.model import Passage, Span
from index.quoting.cuts import excerpt
from tests.bot.invented import passage

SENTENCES = ("研修は毎年続けています。", "受けたい職員だけが受けるのではありません。", "費用は二割だけ増えました。")
LONG = (
    "、".join(["研修を受けたい職員から順に受けてもらい", "戻ったあとは係の仲間に教えてもらい"] * 5) + "続けています。"
)


def pointed(found: Passage, start: int, length: int) -> str:
    """The words that a value with this place stands for."""
    value = Pointer(found.id, "k3", (start, length)).value
    return Pointer.read(value).excerpt(found, found.span).words(found)


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8).map("".join), st.data())
def test_the_value_of_what_was_shown_means_just_that(words: str, data: st.DataObject) -> None:
    found = passage(words)
    at = data.draw(st.integers(0, len(words) - 2))
    shown = excerpt(found, [Span(at, at + 2)], data.draw(st.integers(90, 400)), reach=found.span)
    assert Pointer.read(Pointer.of(found, shown).value).excerpt(found, found.span) == shown


def test_a_part_of_a_long_sentence_that_was_shown_is_meant_too() -> None:
    found = passage(LONG)
    shown = excerpt(found, [Span(60, 62)], 90, reach=found.span)
    assert len(shown.span) < len(LONG)
    assert Pointer.read(Pointer.of(found, shown).value).excerpt(found, found.span) == shown


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("続", "け"),
        ("受けたい職員だけが受けるの", "で"),
        ("費用は", "増えました。"),
        ("研修は", "職員だけが受けるの"),
    ],
)
def test_a_value_that_cuts_a_sentence_is_not_followed(start: str, end: str) -> None:
    found = passage("".join(SENTENCES))
    at = found.text.index(start) + (1 if start == "費用は" else 0)
    assert pointed(found, at, found.text.index(end, at) + len(end) - at) == found.text


def test_a_value_that_takes_one_clause_of_a_short_sentence_or_a_few_characters_of_a_long_one_is_not_followed() -> None:
    short = passage("研修を受けたい職員はいますが、多くはありません。")
    assert pointed(short, 0, 15) == short.text
    assert pointed(passage(LONG), 0, 5) == LONG
    assert pointed(passage(LONG), 3, 60) == LONG
