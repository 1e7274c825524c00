"""Words around a quote: its marks, buttons and menu, the citation, reports."""

from __future__ import annotations

from datetime import date

from bot.wording.units import day_of

BOLD = "太字は検索語（原文にはありません）"
#: In the terminal.
MARKED = "色つきの部分は検索語（原文にはありません）"
#: Of a quote that shares no word with the question.
BY_MEANING = "言葉は違いますが、内容が近い発言です"
#: Marks on a quote.
BEFORE_CUT = "（前略）"
AFTER_CUT = "（後略）"
AT_THE_TIME = "〔当時〕"
COPY = "転記"
SAMPLE = "見本"
NO_ADDRESS = "記事の所在は未登録"
#: Beside the address of a copy, which has none of its own.
LISTED_ADDRESS = "所在は既知の記事の一覧から補ったもの"
SAMPLE_NO_ARTICLE = "見本のため、もとの記事はありません。"
#: Buttons and modals.
READ_AROUND = "前後を読む"
AROUND_TITLE = "前後の発言"
GONE_TITLE = "発言が見つかりません"
GONE = "この発言は、引用したあとに変更されたか、取り下げられました。もう一度質問すると、いまの記事から探します。"
MODERATOR = "司会"
#: In place of words around a quote that are hidden, or are no longer in the article.
NOT_SHOWN = "（非表示）"
QUOTED = "▶ 引用した発言"
READ_ON = "続きは記事で"
#: A quote's name within its answer.
quote_number = "引用{}".format


def read_around(number: int, speaker: str) -> str:
    """Return the label of 前後を読む for screen readers (at most 75 characters)."""
    return f"{quote_number(number)}（{speaker[:50]}）の{READ_AROUND}"


SHARE = "共有"


def share_quote(number: int, speaker: str) -> str:
    """Return the label of 共有 for screen readers (at most 75 characters)."""
    return f"{quote_number(number)}（{speaker[:50]}）を{SHARE}"


REPORTED_TOO_OFTEN = (
    "続けてたくさんのお知らせをいただいたため、これは届いていません。1分ほど待ってから、もう一度お送りください。"
)
#: The passage id of a reported quote.
reported = "引用の番号：{}（zadankai hide で検索から外せます）".format
ARTICLE = "記事"
METROPOLIS_REPLIES = "東京都の返答を読む"
REPLY_TITLE = "東京都の返答"
REPLY_ASKED = "引用した発言"
REPLY_GIVEN = "続く東京都の発言（同じ話題の中で最初のもの）"
CITE = "出典つきで写す"
CITE_TITLE = "出典つきの引用"
CITE_HOW = "下の枠の中を選んで、資料に貼り付けてください。言葉は変えずに使ってください。"
USEFUL = "役に立った"
WRONG = "違う"
FEEDBACK_THANKS = "ありがとうございます。探し方の改善に使います（質問の文面とお名前は保存しません）。"
REPORT = "この引用について知らせる"
REPORT_TITLE = "引用について知らせる"
REPORT_WHAT = "どのような点ですか"
FAULTS = {"speaker": "発言者が違う", "context": "前後と意味が違って見える", "removal": "載せないでほしい"}
REPORT_WHERE = "このアプリの運用担当者に届きます。あなたのお名前は伝わりません。"
REPORT_THANKS = "運用担当者に知らせました。ありがとうございます。"
SEND = "知らせる"
#: Of a citation: where the speaker's name is not settled, the label stands as the article prints it.
AS_PRINTED = "〔記事の表記のまま〕"
ROUNDTABLE = "座談会"
CITED_FROM = "出典："
#: 「（転記）」: from a copy that somebody made of the article.
COPIED = f"（{COPY}）"


def sample_source(title: str) -> str:
    """Return the source of a sample article, in place of publisher and address."""
    return f"{SAMPLE}『{title}』（架空の自治体・人物・発言）"


#: Publisher, title and site of an article.
published = "東京都『{}』note".format


def retrieved(day: date) -> str:
    """Return the day on which an article was fetched."""
    return f"{day_of(day)}取得"


#: What a relative date in a quote means: words, date.
meaning = "「{}」＝{}".format


#: The line outside a quote that says what its relative dates mean.
meanings = "発言中の{}".format
#: 「4年目」 as counted in this month.
as_of = "{}の時点".format
#: 「年度末」: the end of this month.
end_of_month = "{}末".format
#: A remark of ours outside a quote.
remark = "※{}".format
