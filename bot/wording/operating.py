"""What the bot says: who is let in, and what operators are told."""

from __future__ import annotations

BUSY = "ただいま質問が集中しています。1分ほど待ってから、もう一度聞いてください。"
FORM_BUSY = "ただいま混み合っています。1分ほど待ってから、もう一度送信してください。"
TOO_MANY = "続けてたくさんの質問をいただいたため、少しお休みしています。1分ほど待ってから、もう一度聞いてください。"
REPORTED_TOO_OFTEN = (
    "続けてたくさんのお知らせをいただいたため、これは届いていません。1分ほど待ってから、もう一度お送りください。"
)
OUTSIDER = "申し訳ありません。このアプリは、設置した組織の方の質問にだけお答えしています。"

OPERATORS_HEAD = "座談会ボットから、運用担当の方へのお知らせです（1日に1回までお送りします）。"
OPERATORS_TAIL = "詳しくは、ボットを動かしている環境で zadankai check を実行してください。"
SETUP_TEST = "座談会ボットの設定テストです。このメッセージが届けば、Slackへの接続はできています。"


def sync_failed(times: int) -> str:
    """The web was asked in vain.

    >>> sync_failed(3)
    '記事の取り込み（zadankai sync）が、続けて3回失敗しています。'
    """
    return f"記事の取り込み（zadankai sync）が、続けて{times}回失敗しています。"


def articles_unreadable(count: int) -> str:
    """Articles that are stored and not searched."""
    return f"読み取れない記事が{count}本あり、検索の対象になっていません（zadankai check で確認できます）。"


def index_stale(minutes: int) -> str:
    """The articles changed and the index did not."""
    return f"記事の更新が、{minutes}分前から検索に反映できていません。"


def reports_came(counts: dict[str, int]) -> str:
    """What users found wrong with quotes.

    >>> reports_came({"speaker": 2, "removal": 1})
    '引用について、利用者から3件の知らせがあります（発言者の誤り2件、掲載の取りやめ1件）。'
    """
    kinds = {"speaker": "発言者の誤り", "context": "文脈の誤解", "removal": "掲載の取りやめ"}
    told = "、".join(f"{kinds.get(kind, kind)}{count}件" for kind, count in counts.items())
    return f"引用について、利用者から{sum(counts.values())}件の知らせがあります（{told}）。"


def reported(passage: str) -> str:
    """Which quote: the operator looks it up."""
    return f"引用の番号：{passage}（zadankai hide で検索から外せます）"
