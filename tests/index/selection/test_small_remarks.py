from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from index.search import Index
from index.selection.small_remarks import is_reply
from tests.index.corpora import passages, query, transcript

if TYPE_CHECKING:
    from index.analysis import Analyzer


@pytest.mark.parametrize(
    "text",
    [
        "そうですね。",
        "町も市も、同じ課題を抱えていますね。",
        "貴重なお話をありがとうございました。",
        "おっしゃるとおりです。採用は難しいです。",
        " なるほど、研修ですか。",
        "今後ともよろしくお願いいたします。",
        "町の大きさで答えが違うことがよく分かりました。本日は失敗の話も含めて、ありがとうございました。",
    ],
)
def test_agreement_and_thanks_are_replies(text: str) -> None:
    assert is_reply(text)


@pytest.mark.parametrize(
    "text",
    [
        "研修は年に12回です。",
        "任期は3年です。",
        "ありがとうございます。人を取り合うより、まず志望者を増やす方が先だと思います。合同の説明会は来年度も秋に開き、参加の費用は市が出すつもりです。",
        "そうですね。採用では、まず仕事の中身を書き出し、応募する方が何を任されるかを読めるようにし、面接を減らしました。結果は2週間で出します。",
        "",
    ],
)
def test_what_says_something_is_none(text: str) -> None:
    assert not is_reply(text)


def test_a_reply_never_leads_and_brings_what_it_answers(analyzer: Analyzer) -> None:
    long = "採用の条件を変え、専門の試験をなくし、面接だけにしたところ、応募が前の年の3倍に増えました。" * 2
    index = Index.build(passages(transcript(("青山", (long,)), ("黒川", ("採用は難しいですね。",)))), analyzer)
    first, second = index.search(query("採用は難しい", analyzer)).hits
    assert (first.passage.text, first.replies_to) == (long, None)
    assert second.score > first.score
    assert second.replies_to == first.passage


def test_a_reply_at_the_head_of_an_article_answers_nothing_of_another(analyzer: Analyzer) -> None:
    before, after = transcript(("青山", ("窓口です。",)), key="n1"), transcript(("黒川", ("採用ですね。",)), key="n2")
    index = Index.build(passages(before, after), analyzer)
    assert index.search(query("採用", analyzer)).hits[0].replies_to is None


def test_a_reply_to_words_that_are_hidden_is_not_made_one_to_the_words_before_them(analyzer: Analyzer) -> None:
    said = transcript(("青山", ("窓口です。",)), ("白石", ("採用を隠します。",)), ("黒川", ("採用は難しいですね。",)))
    every = passages(said)
    shown = Index.build([every[0], every[2]], analyzer)
    (alone,) = shown.search(query("採用は難しい", analyzer)).hits
    assert (alone.passage, alone.replies_to) == (every[2], None)
