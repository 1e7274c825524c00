"""Sentences of 共有."""

from __future__ import annotations

SHARE_TITLE = "引用を共有"
SHARE_COMMENT = "ひとこと"
SHARE_COMMENT_HINT = "引用の前に、「コメント：」を付けた1行として載ります。かぎかっこは（）になります。"
SHARE_LOOKS = "このように届きます。出典は必ず付きます。"
SHARE_WHERE = "送り先"
SHARE_IN_THREAD = "送り先は、元の投稿のスレッドです。"
SHARE_SEND = "送る"
SHARE_SENDING = "送っています…"
SHARE_SENT = "送りました。取り消すときは、送ったメッセージの下にあるごみ箱の印を押してください。"
SHARE_SAID = "さんが共有"
#: A sharer's own words, on one line.
share_comment = "コメント：{}".format
POST_UNKNOWN = (
    "届いたかどうかの返事が、Slackからありませんでした。送り先を見て、届いていなければ、もう一度押してください。"
)
SHARE_FAILED = "送れませんでした。"
SHARE_INVITE = "招いてから、もう一度「送る」を押してください。"
SHARE_ELSEWHERE = "別の送り先を選んでください。"
TAKE_BACK = "共有を取り消す"
TAKE_BACK_SURE = "この共有を、みんなの画面から消します。"
NOT_YOUR_SHARE = "この共有を取り消せるのは、共有した人と運用担当者だけです。"
NOT_TAKEN_BACK = "この共有は、いま取り消せませんでした。すでに消えているか、Slackの設定で止められています。"
#: Slack limits the rate of the channel; seconds to wait.
try_later = "Slackが混み合っています。{}秒ほど待って、もう一度押してください。".format


def why_refused(reason: str) -> str:
    """Return why Slack did not post a message.

    >>> why_refused("msg_too_long")
    'Slackに断られました（msg_too_long）。'
    """
    if reason in ("not_in_channel", "channel_not_found"):
        return "このアプリが、そのチャンネルにいません。チャンネルで /invite @座談会 と送ると招けます。"
    if reason in ("is_archived", "channel_is_archived"):
        return "そのチャンネルはアーカイブされています。"
    if reason.startswith("restricted_action") or reason in ("thread_locked", "cannot_reply_to_message"):
        return "そこは、投稿できる人が限られています。"
    return f"Slackに断られました（{reason}）。"
