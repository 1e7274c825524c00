"""What a message means alone, and after the answer before it, asked of the sample."""

from __future__ import annotations

from functools import cache

import pytest

from bot import wording
from bot.answers.answers import Answers
from bot.answers.dialogue import Dialogue
from bot.answers.quote import WHOLE
from bot.answers.remarks import sentences
from corpus.sample import SampleShelf
from index.analysis import Analyzer
from index.library import Library


@cache
def answers() -> Answers:
    return Answers(Library(SampleShelf(), Analyzer()))


def told(text: str) -> str:
    return answers().told(answers().understood(text, None)) or ""


def last(*messages: str) -> tuple[str, str]:
    """Return the question that the last message means, and what is said of it."""
    dialogue = Dialogue(answers(), WHOLE)
    for message in messages[:-1]:
        dialogue.answer(message, None)
    answer = dialogue.answer(messages[-1], None)
    return answer.results.asked.text, " ".join(sentences(answer.remarks))


@pytest.mark.parametrize(
    "text",
    [
        "質問は外部に送信されますか？", "入力した内容は学習に使われますか", "私の質問は誰かに見られますか",
        "このボットのデータはどこに保存される？",
        "データは外部に送られますか", "AIを使っていますか？", "個人情報は大丈夫？", "ここに書いた内容は共有されますか",
    ],
)  # fmt: skip
def test_what_the_bot_keeps_is_told(text: str) -> None:
    assert told(text) == wording.PRIVATE


@pytest.mark.parametrize(
    "text",
    [
        "データはどこに保存している？", "AIを使っているか", "個人情報の扱いはどう？",
        "住民の質問が記録されているか", "区民の入力データが漏れた事例",
        "議会の質問はどこまで記録する？", "誤送信のデータは残るか", "アンケートのデータ収集は？",
        "質問票のデータ収集", "会話を記録した例",
        "引用していい資料はどこ？", "用語の統一", "参加者が少ない",
    ],
)  # fmt: skip
def test_what_municipalities_keep_is_searched(text: str) -> None:
    assert not told(text)


def test_a_speaker_is_told_by_the_surname() -> None:
    assert told("空想寺さんって誰？").startswith("空想寺 円さん：")


def test_of_two_who_share_a_surname_both_are_told() -> None:
    assert told("例野さんは誰？").count("例野 ") == 2


@pytest.mark.parametrize("text", ["条件を全部外して", "月影区の条件を外して", "区の条件なしで見せて", "自治体を問わず"])
def test_a_condition_is_taken_off(text: str) -> None:
    meant, said = last("月影区の採用は？", text)
    assert meant == "月影区の採用は？"
    assert "外した条件：月影区" in said


@pytest.mark.parametrize("text", ["勤務条件を外したら応募は増えた？", "島に住む条件を外した"])
def test_a_condition_of_a_municipality_is_no_filter(text: str) -> None:
    assert last("月影区の採用は？", text)[0] == text


@pytest.mark.parametrize(
    ("before", "after", "meant"),
    [
        ("採用は？", "ちなみに灯野村は", "採用は？ 灯野村は"),
        ("採用は？", "それ以外の自治体は？", "採用は？ 他の自治体は"),
        ("採用は？", "期間を問わず", "採用は？"),
        ("うちの区の採用は？", "月影です", "うちの区の採用は？"),
        ("RPAは？", "効果は？", "RPAは 効果は？"),
        ("RPAは？", "情報共有はどうしてる？", "情報共有はどうしてる？"),
    ],
)
def test_a_follow_up_means_the_question_before(before: str, after: str, meant: str) -> None:
    assert last(before, after)[0] == meant


def test_the_others_are_everyone_where_the_condition_was_taken_off() -> None:
    assert last("RPAは？", "町村で", "条件を全部外して", "他は？")[0] == "RPAは？ 他の自治体は"


@pytest.mark.parametrize("text", ["3つ目", "３番", "2番目の続き"])
def test_a_number_alone_is_one_of_the_quotes(text: str) -> None:
    assert "番目の引用の前後" in last("採用は？", text)[1]


def test_after_the_last_quote_there_is_no_more() -> None:
    assert last("三層分離", "もっと")[1].startswith(wording.NO_MORE)


def test_without_an_answer_before_nothing_is_continued() -> None:
    assert last("2番目の続き")[1].startswith(wording.NOTHING_TO_CONTINUE)


def test_no_is_no_question() -> None:
    assert "知りたいことを添えて" in last("採用は？", "そうじゃなくて")[1]


@pytest.mark.parametrize("text", ["DX推進員は？", "推進員"])
def test_a_term_whose_words_tell_nothing_alone_is_searched(text: str) -> None:
    assert "推進員" in Dialogue(answers(), WHOLE).answer(text, None).quotes[0].passage.text


def test_a_missing_word_in_kana_is_named_whole() -> None:
    assert "「ごそうしん」という言葉は" in (Dialogue(answers(), WHOLE).answer("ごそうしん", None).lead or "")
