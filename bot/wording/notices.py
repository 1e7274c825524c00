"""Sentences of notices, forgetting, limits of access, and messages to operators."""

from __future__ import annotations

NOTICE_HEAD = "お知らせ"
NOTICE_IS_ON = "新しい座談会が入ったときに、このアプリからのDMでお知らせします。"
NOTICE_IS_OFF = "新しい座談会が入っても、お知らせはしません（初期設定）。"
NOTICE_TURN_ON = "お知らせを受け取る"
NOTICE_TURN_OFF = "お知らせを止める"
NOTICE = "新しい座談会が入りました"
NOTICE_STOP = "このお知らせを止める"
NOTICE_WHERE = "お知らせの設定です。自分へのDMと、このチャンネルとで、別々に選べます。"
NOTICE_STOPPED = "お知らせを止めました。また受け取るときは、/zadankai 通知 と送ってください。"
NOTICE_WAS_OFF = "お知らせは、もともと止まっています。受け取るときは、/zadankai 通知 と送ってください。"
NOTICE_CHANNEL_BEGINS = (
    "新しい座談会が入ったときに、このチャンネルにお知らせします。止めるには下のボタンか、/zadankai 通知 をどうぞ。"
)
NOTICE_NOT_INVITED = (
    "このアプリがまだこのチャンネルにいないため、お知らせを始められません。"
    "/invite @座談会 で招いてから、もう一度押してください。"
)
NOTICE_NOT_POSSIBLE = "このチャンネルには、いまお知らせを送れません。少し待ってから、もう一度押してください。"
TO_ONESELF = "自分へのDM"
TO_CHANNEL = "このチャンネル"
IS_ON = "受け取る"
IS_OFF = "受け取らない"
NOTHING_KEPT = "あなたについて保存しているものはありません。"
FORGOTTEN_LEAD = "あなたについて保存していたものを消しました："


def adds_themes(names: tuple[str, ...]) -> str:
    """Return the themes for which a roundtable is worth reading."""
    return f"「{'」「'.join(names)}」の話が読めます"


def notice_state(where: str, *, on: bool) -> str:
    """Return whether notices are sent to *where*."""
    return f"{where}：{IS_ON if on else IS_OFF}"


def notice_switch(where: str, *, on: bool) -> str:
    """Return the label of the button that changes it; *on* is the present state."""
    return f"{where}に{IS_OFF if on else IS_ON}"


#: Records of a person that were deleted.
forgot_municipality = "ご自分の自治体（{}）".format
forgot_questions = "7日間の質問 {}件".format
forgot_missed = "見つからなかった言葉の記録 {}件（名前のない形）".format
forgot_feedback = "「役に立った」「違う」の記録 {}件（名前のない形）".format
FORGOT_ASKED = "自治体をうかがったという記録"
FORGOT_NOTICE = "お知らせの宛先（以後、あなたへのお知らせは止まります）"
FORGOT_CHANNELS = "チャンネルのお知らせを申し込んだ人の記録（チャンネルへのお知らせは続きます）"
FORGOT_EVENTS = "この1日に質問を受け取ったという記録（番号だけが1日残ります。質問の文面は残りません）"
BUSY = "ただいま質問が集中しています。1分ほど待ってから、もう一度聞いてください。"
FORM_BUSY = "ただいま混み合っています。1分ほど待ってから、もう一度送信してください。"
TOO_MANY = "続けてたくさんの質問をいただいたため、少しお休みしています。1分ほど待ってから、もう一度聞いてください。"
OUTSIDER = "申し訳ありません。このアプリは、設置した組織の方の質問にだけお答えしています。"
OPERATORS_HEAD = "座談会ボットから、運用担当の方へのお知らせです（1日に1回までお送りします）。"
OPERATORS_TAIL = "詳しくは、ボットを動かしている環境で zadankai check を実行してください。"
SETUP_TEST = "座談会ボットの設定テストです。このメッセージが届けば、Slackへの接続はできています。"
#: The last place that Slack did not take: reason, JSON pointer.
form_refused = "回答や画面の形の一部をSlackが受け付けませんでした（{}）。回答は文字だけで届いています。".format
#: Runs of ``zadankai sync`` that failed in a row.
sync_failed = "記事の取り込み（zadankai sync）が、続けて{}回失敗しています。".format
#: Number of articles that are stored and not searched.
articles_unreadable = "読み取れない記事が{}本あり、検索の対象になっていません（zadankai check で確認できます）。".format
#: Hidden passages whose words were edited.
hidden_edited = (
    "引用しないことにした発言のうち{}件が、記事の更新で書き換わりました。いまの発言（見分けられないときは記事全体）を出さずにいます。"
).format
#: Minutes for which the index has been older than the articles.
index_stale = "記事の更新が、{}分前から検索に反映できていません。".format


def answers_refused(reasons: dict[str, int]) -> str:
    """Return how many answers of the last day Slack refused, by its reasons.

    >>> answers_refused({"not_in_channel": 2})
    'この1日に、Slackに断られて届かなかった回答が2件あります（not_in_channel 2件）。'
    """
    told = "、".join(f"{reason} {count}件" for reason, count in reasons.items())
    return f"この1日に、Slackに断られて届かなかった回答が{sum(reasons.values())}件あります（{told}）。"


def reports_came(counts: dict[str, int]) -> str:
    """Return how many reports of users came in, by kind.

    >>> reports_came({"speaker": 2, "removal": 1})
    '引用について、利用者から3件の知らせがあります（発言者の誤り2件、掲載の取りやめ1件）。'
    """
    kinds = {"speaker": "発言者の誤り", "context": "文脈の誤解", "removal": "掲載の取りやめ"}
    told = "、".join(f"{kinds.get(kind, kind)}{count}件" for kind, count in counts.items())
    return f"引用について、利用者から{sum(counts.values())}件の知らせがあります（{told}）。"
