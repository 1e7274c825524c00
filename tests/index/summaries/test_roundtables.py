"""Roundtables: the parts of one talk together, and the forum's own notes as printed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from corpus.model import Block, BlockKind, Span, Transcript
from index.summaries.roundtables import forum_notes, roundtables
from tests.index.corpora import transcript

SPOKEN = ("青山", ("研修をしました。",))


def part(number: int | None, parts: int | None = None, **fields: str) -> Transcript:
    return replace(transcript(SPOKEN, key=fields.get("key", f"n{number or 0:012x}")), part=number, parts=parts)


def test_two_parts_of_one_talk_are_one_roundtable_in_their_order() -> None:
    (talk,) = roundtables([part(2, 2), part(1, 2)])
    assert [article.part for article in talk.articles] == [1, 2]
    assert talk.missing == ()


def test_the_same_municipality_on_another_day_is_another_roundtable_and_the_newest_comes_first() -> None:
    old = transcript(SPOKEN, key="n000000000001", number=8, held_on=date(2021, 10, 18))
    new = transcript(SPOKEN, key="n000000000002", number=30, held_on=date(2022, 9, 16))
    undated = transcript(SPOKEN, key="n000000000003", number=None, held_on=None)
    assert [talk.round for talk in roundtables([undated, old, new])] == [30, 8, None]


def test_articles_of_which_neither_number_nor_day_is_known_stay_apart() -> None:
    talks = [transcript(SPOKEN, key=f"n00000000000{at}", number=None, held_on=None) for at in (1, 2)]
    assert len(roundtables(talks)) == 2


@pytest.mark.parametrize(
    ("number", "parts", "missing"), [(2, 2, (1,)), (2, None, (1,)), (1, None, (2,)), (3, 3, (1, 2)), (None, None, ())]
)
def test_a_part_beside_which_another_must_be_tells_what_is_missing(
    number: int | None, parts: int | None, missing: tuple[int, ...]
) -> None:
    (talk,) = roundtables([part(number, parts)])
    assert talk.missing == missing


def test_a_part_that_is_stored_and_joined_to_no_other_is_not_missing() -> None:
    found = roundtables([part(1), replace(part(2), held_on=None)])
    assert [(len(talk.articles), talk.missing) for talk in found] == [(1, ()), (1, ())]


def test_without_an_agenda_the_headings_stand_for_it() -> None:
    (talk,) = roundtables([transcript(SPOKEN, heading="職員の育成")])
    assert talk.agenda == ("職員の育成",)
    (talk,) = roundtables([replace(transcript(SPOKEN, heading="職員の育成"), agenda=("育成", "採用"))])
    assert talk.agenda == ("育成", "採用")


def noted(words: str, key: str, held_on: date) -> Transcript:
    """Return a transcript that is one block of notes."""
    plain = transcript(SPOKEN, key=key, held_on=held_on)
    return replace(plain, text=words, blocks=(Block(BlockKind.NOTE, Span(0, len(words)), 0),), sections=())


def test_each_term_is_explained_once_in_the_newest_articles_words() -> None:
    old = noted("※CIO:情報の責任者\n※例示CIOフォーラム:話し合いの場\n", "n000000000001", date(2021, 4, 1))
    new = noted("　※ＣＩＯ（情報統括責任者）：情報化の責任者\n\n", "n000000000002", date(2022, 4, 1))
    assert [(note.transcript.key, note.text) for note in forum_notes([old, new])] == [
        ("n000000000002", "※ＣＩＯ（情報統括責任者）：情報化の責任者"),
        ("n000000000001", "※例示CIOフォーラム:話し合いの場"),
    ]


def test_notes_on_other_things_are_not_the_forums() -> None:
    words = "※この記事は全2回でお届けします。\n※一人情シス：一人で受け持つこと\n"
    assert forum_notes([noted(words, "n000000000001", date(2022, 4, 1))]) == ()


def test_a_note_in_another_block_is_none() -> None:
    talk = noted("※CIO:情報の責任者\n", "n000000000001", date(2022, 4, 1))
    lead = replace(talk, blocks=(replace(talk.blocks[0], kind=BlockKind.SPEECH),))
    assert forum_notes([lead]) == ()
