"""What 東京都 says next to a municipality's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from index.answering.exchanges import reply_to
from index.search import Index
from tests.index.corpora import Spoken, passages, transcript

if TYPE_CHECKING:
    from index.analysis import Analyzer

REMARK = ("青山", ("採用に応募がありません。",))
REPLY = ("黒川", ("都では要項を書き直しました。",))


def reply(analyzer: Analyzer, *speeches: Spoken) -> str | None:
    """What answers the first passage of the speeches."""
    every = passages(transcript(*speeches))
    found = reply_to(every[0], Index.build(every, analyzer))
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
    assert reply_to(every[0], Index.build(every, analyzer)) is None
