"""What 東京都 says next to a municipality's words."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from corpus.model import Block, BlockKind, Passage, Span
from index.search import Index
from index.selection.small_remarks import metropolis_reply
from tests.index.corpora import Spoken, passages, transcript

if TYPE_CHECKING:
    from index.analysis import Analyzer


def replied(passage: Passage, index: Index) -> Passage | None:
    return metropolis_reply(passage, index.following(passage))


REMARK = ("青山", ("採用に応募がありません。",))
REPLY = ("黒川", ("都では要項を書き直しました。",))


def reply(analyzer: Analyzer, *speeches: Spoken) -> str | None:
    """Return what answers the first passage of the speeches."""
    every = passages(transcript(*speeches))
    found = replied(every[0], Index.build(every, analyzer))
    return found.text if found else None


def test_a_remark_brings_the_metropolis_next_speech(analyzer: Analyzer) -> None:
    assert reply(analyzer, REMARK, REPLY) == "都では要項を書き直しました。"


def test_the_rest_of_the_remark_lies_between(analyzer: Analyzer) -> None:
    remark = ("青山", ("採用に応募がありません。", "二年続けてです。"))
    assert reply(analyzer, remark, ("青山", ("給与の話もあります。",)), REPLY) == "都では要項を書き直しました。"


def test_another_body_between_them_was_answered_instead(analyzer: Analyzer) -> None:
    assert reply(analyzer, REMARK, ("白石", ("うちは集まりました。",)), REPLY) is None


def test_of_a_reply_that_begins_by_agreeing_what_follows_is_brought(analyzer: Analyzer) -> None:
    answer = ("黒川", ("そうですね。", "都では要項を書き直しました。", "面接も変えました。"))
    assert reply(analyzer, REMARK, answer) == "都では要項を書き直しました。"
    assert reply(analyzer, REMARK, ("黒川", ("そうですね。",))) == "そうですね。"


def test_the_metropolis_own_words_and_the_last_ones_have_no_reply(analyzer: Analyzer) -> None:
    assert reply(analyzer, REPLY, REMARK) is None
    assert reply(analyzer, REMARK) is None


def test_no_reply_is_taken_from_another_article(analyzer: Analyzer) -> None:
    first, second = transcript(REMARK, key="n1"), transcript(REPLY, key="n2")
    every = passages(first, second)
    assert replied(every[0], Index.build(every, analyzer)) is None


def test_hiding_what_was_answered_gives_its_answer_to_nobody_else(analyzer: Analyzer) -> None:
    every = passages(transcript(REMARK, ("白石", ("うちは集まりました。",)), REPLY))
    answered = every[1]
    assert replied(answered, Index.build(every, analyzer)) == every[2]
    shown = [each for each in every if each is not answered]
    assert replied(every[0], Index.build(shown, analyzer)) is None


def test_of_an_answer_that_is_hidden_the_next_one_is_no_answer(analyzer: Analyzer) -> None:
    every = passages(transcript(REMARK, REPLY, ("青山", ("給与の話もあります。",)), ("黒川", ("給与も変えました。",))))
    shown = [each for each in every if each is not every[1]]
    index = Index.build(shown, analyzer)
    assert replied(every[0], index) is None
    assert replied(every[2], index) == every[3]


@pytest.mark.parametrize("kind", [BlockKind.LABEL, BlockKind.STRAY])
def test_what_could_not_be_told_may_have_been_what_was_answered(analyzer: Analyzer, kind: BlockKind) -> None:
    said = transcript(REMARK, REPLY)
    remark, answer = (speech.span for speech in said.sections[0].speeches)
    labels = (Block(BlockKind.LABEL, Span(answer.start - 3, answer.start)),)
    between = Block(kind, Span(remark.end + 1, remark.end + 2))
    for blocks, expected in ((labels, REPLY[1][0]), ((between, *labels), None)):
        every = passages(replace(said, blocks=blocks))
        found = replied(every[0], Index.build(every, analyzer))
        assert (found.text if found else None) == expected
