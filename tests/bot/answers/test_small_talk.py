"""Small talk gets one sentence; a question is searched, however much it looks like small talk."""

from __future__ import annotations

import pytest

from bot import wording
from bot.answers.small_talk import small_talk

PHRASES = {
    wording.HELLO: [
        "こんにちは",
        "おはようございます！",
        "お疲れ様です",
        "Hello",
        "はじめまして。よろしくお願いします。",
    ],
    wording.HELP: [
        "使い方",
        "ヘルプ",
        "使い方がわからない",
        "使い方が分かりません",
        "使い方を教えてください",
        "何ができるの？",
        "なにができますか",
        "どうやって使うの？",
        "どう聞けばいいですか",
        "あなたは誰？",
        "すみません、使い方を教えて",
        "？",
    ],
    wording.THANKS: [
        "ありがとう！助かりました",
        "ありがとうございます",
        "どうもありがとうございました。",
        "大変助かりました",
        "サンキュー",
        "参考になりました！",
        "了解です。ありがとうございます",
        "thank you",
        "ありがとう🙏",
        "ありがとうございます :pray:",
    ],
    wording.NOTED: [
        "了解です",
        "OK",
        "ＯＫです",
        "承知しました",
        "わかりました",
        "なるほど",
        "なるほどー",
        "なるほどですね",
        "すごい",
        "すごい！",
        "はい",
        "いいですね",
        "👍",
        ":+1:",
        "そうなんですね",
        "へえー",
        "分かりました！",
        "大丈夫です",
    ],
    wording.NEVER_MIND: [
        "すみません",
        "すみません、間違えました",
        "間違えました",
        "ごめんなさい",
        "送り間違えました",
        "誤爆です",
        "なんでもないです",
        "失礼しました",
        "気にしないでください",
        "今のはなしで",
    ],
    wording.HEARD: ["テスト", "テストです", "test", "てすと", "動作確認です", "聞こえますか？", "テスト投稿です。"],
    wording.NO_SUMMARY: [
        "要約して",
        "要約してください",
        "まとめて",
        "3行で要約して",
        "上の内容を要約して",
        "短くまとめてください",
        "これを要約できますか？",
        "要約お願いします",
    ],
    wording.HOW_TO_DELETE: [
        "消して",
        "削除してください",
        "回答を消して",
        "今のを消して",
        "この投稿を削除したい",
        "消し方を教えて",
    ],
}

QUESTIONS = [
    "テスト環境の話は？",
    "要約筆記",
    "要約筆記の導入は？",
    "テストの自動化は？",
    "OKRとは？",
    "OKを出す権限は誰にある？",
    "使い方の研修は？",
    "ヘルプデスク",
    "すみません、採用について教えてください",
    "ありがとうカードの取組は？",
    "何ができる職員を採用した？",
    "了解を得る手続",
    "採用の話を要約して",
    "まとめて発注する話は？",
    "共同調達でまとめて買う",
    "消防団の話は？",
    "消し込みの自動化",
    "間違えた申請の直し方は？",
    "こんにちは、採用について教えて",
    "大丈夫ですかという声は？",
    "お疲れ様コール",
    "助かりましたという声",
    "議事録の要約は？",
    "すごい人材の採用",
    "ペンテスト",
    "pingの監視",
    "どうやって使う人を増やした？",
    "データの削除はどうしている？",
    "わかりました印の廃止",
    "翻訳アプリの導入",
    "まとめサイト",
    "失礼のない窓口対応",
    "誰でも使えるサービス",
    "採用",
    "じんざい",
    "あばばば",
]


@pytest.mark.parametrize(("text", "answer"), [(text, answer) for answer, texts in PHRASES.items() for text in texts])
def test_these_are_answered_with_a_sentence(text: str, answer: str) -> None:
    assert small_talk(text) == answer


@pytest.mark.parametrize("text", QUESTIONS)
def test_these_are_questions(text: str) -> None:
    assert small_talk(text) is None


def test_a_long_message_is_no_small_talk() -> None:
    assert small_talk("ありがとうございます。" * 200) is None
