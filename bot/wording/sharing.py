"""Sentences of 一覧 (the comparison), citations, 共有, the two shortcuts and the search form."""

from __future__ import annotations

from datetime import date

from bot.wording.answers import COPY, SAMPLE, day_of, fiscal_year

#: Of a citation: where the speaker's name is not settled, the label stands as the article prints it.
AS_PRINTED = "〔記事の表記のまま〕"
ROUNDTABLE = "座談会"
CITED_FROM = "出典："
#: 「（転記）」: from a copy that somebody made of the article.
COPIED = f"（{COPY}）"

COLUMNS = ("自治体", "発言", "発言者〔当時の役職〕", "第N回・日付", "出典URL")
NEAR_TOPIC = "（近い話題）"
ROW_NOTHING = "該当する発言は見つかりませんでした（取組がないという意味ではありません）"
ROW_NO_ROUNDTABLE = "座談会が収録にありません"
AND_MORE = "など"

COMPARISON_TITLE = "一覧"
COMPARISON_SCOPE = "表示する自治体"
#: By the value of a comparison's scope.
COMPARISON_SCOPES = {
    "all": "すべての自治体",
    "wards": "区だけ",
    "cities": "市だけ",
    "towns": "町村だけ",
    "chosen": "選んだ自治体",
}
COMPARISON_CHOOSE = "自治体を選ぶ"
COMPARISON_TABLE = "表をコピー"
COMPARISON_SHOW = "一覧にする"
COMPARISON_OTHERS_LATER = "発言が見つからなかった自治体は、最後のページにあります。"
TABLE_TITLE = "貼り付け用の表"
TABLE_HOW = "下の枠の中をすべて選んでコピーし、ExcelやWordに貼り付けてください。列はタブで区切られています。"
BACK = "戻る"
TYPE_A_NAME = "名前や読みで探す"
MUNICIPALITIES = "自治体"

SHARE_TITLE = "引用を共有"
SHARE_COMMENT = "ひとこと"
SHARE_COMMENT_HINT = "引用の前に、あなたの言葉として載ります。"
SHARE_LOOKS = "このように届きます。出典は必ず付きます。"
SHARE_WHERE = "送り先"
SHARE_IN_THREAD = "送り先は、元の投稿のスレッドです。"
SHARE_SEND = "送る"
SHARE_SENDING = "送っています…"
SHARE_SENT = "送りました。取り消すときは、送ったメッセージの下にあるごみ箱の印を押してください。"
SHARE_SAID = "さんが共有"
SHARE_NOT_MEMBER = (
    "送れませんでした。このアプリが、そのチャンネルにいません。"
    "チャンネルで /invite @座談会 と送って招いてから、もう一度「送る」を押してください。"
)
SHARE_ARCHIVED = "送れませんでした。そのチャンネルはアーカイブされています。"
SHARE_RESTRICTED = "送れませんでした。そのチャンネルは、投稿できる人が限られています。"
SHARE_UNKNOWN = (
    "送れたかどうかの返事が、Slackからありませんでした。"
    "送り先を見て、届いていなければ、もう一度「送る」を押してください。"
)
SHARE_ELSEWHERE = "別の送り先を選んでください。"
TAKE_BACK = "共有を取り消す"
TAKE_BACK_SURE = "この共有を、みんなの画面から消します。"
NOT_YOUR_SHARE = "この共有を取り消せるのは、共有した人と運用担当者だけです。"
NOT_TAKEN_BACK = "この共有は、いま取り消せませんでした。すでに消えているか、Slackの設定で止められています。"

RELATED_TITLE = "関連する発言"
RELATED_PRIVATE = (
    "この画面はあなただけに見えています。「共有」を押すまで、何も投稿されません。投稿の文面は保存していません。"
)
RELATED_NOTHING = "この投稿に近い発言は見つかりませんでした（取組がないという意味ではありません）。"
RELATED_WORDLESS = "この投稿には、探す手がかりになる言葉がありません。「座談会を検索」で、言葉を入れて探せます。"

SEARCH_TITLE = "座談会を検索"
SEARCH_WORDS = "言葉"
SEARCH_WORDS_HINT = "例：専門人材の採用で困っていること"
SEARCH_PERSONS = "発言者"
SEARCH_PERIOD = "開催時期"
SEARCH_ANY_PERIOD = "時期を問わない"
SEARCH_ANY_THEME = "テーマを問わない"
SEARCH_OWN = "自分の自治体"
SEARCH_OWN_LEFT_OUT = "自分の自治体を除く"
SEARCH = "検索する"
SEARCH_EMPTY = "言葉を入れるか、条件を1つ以上選んでください。"


def sample_source(title: str) -> str:
    """Return the source of a sample article, in place of publisher and address.

    >>> sample_source("灯台から")
    '見本『灯台から』（架空の自治体・人物・発言）'
    """
    return f"{SAMPLE}『{title}』（架空の自治体・人物・発言）"


#: Publisher, title and site of an article.
published = "東京都『{}』note".format


def retrieved(day: date) -> str:
    """Return the day on which an article was fetched.

    >>> retrieved(date(2026, 11, 2))
    '令和8年11月2日取得'
    """
    return f"{day_of(day)}取得"


#: What a relative date in a quote means: words, date.
meaning = "「{}」＝{}".format


def meanings(settled: tuple[str, ...]) -> str:
    """Return the line outside a quote that says what its relative dates mean.

    >>> meanings(("「来年度」＝令和5年度",))
    '発言中の「来年度」＝令和5年度'
    """
    return f"発言中の{'、'.join(settled)}"


#: 「4年目」 as counted in this month.
as_of = "{}の時点".format
#: 「年度末」: the end of this month.
end_of_month = "{}末".format
#: A remark of ours outside a quote.
remark = "※{}".format
#: Below a table in which a sign replaces newlines.
newlines = "※発言中の「{}」は、原文では改行です".format
#: Cell of a municipality of which a part is missing from the corpus.
row_incomplete = "一部（{}）が未収録です".format


def comparison_lead(question: str, rows: int, quotes: int, near: int, coverage: str) -> str:
    """Return the line above a comparison.

    >>> comparison_lead("採用", 62, 7, 2, "収録：座談会5回。")
    '「採用」について、62自治体のうち7自治体の発言があります（ほかに、近い話題の発言が2自治体）。収録：座談会5回。'
    """
    others = f"（ほかに、近い話題の発言が{near}自治体）" if near else ""
    said = f"{quotes}自治体の発言があります" if quotes else "該当する発言がある自治体はありません"
    return f"「{question}」について、{rows}自治体のうち{said}{others}。{coverage}"


#: Above the municipalities without a quote: case, count.
comparison_case = "{}（{}自治体）".format
#: The own municipality is left out.
leave_out = "{}を除く".format
#: Slack limits the rate of the channel; seconds to wait.
share_later = "Slackが混み合っていて、まだ送れません。{}秒ほど待って、もう一度「送る」を押してください。".format
#: Slack refused, for a reason that has no sentence of its own.
share_refused = "送れませんでした。Slackに断られました（{}）。".format
#: The line above quotes for a message: words, shown, coverage.
related_found = "この投稿の言葉（{}）と重なる発言を、近い順に{}件引用します。{}".format
#: The same where no quote is an exact match: words, shown, coverage.
related_near = "この投稿にぴったりの発言は見つかりませんでした。言葉（{}）が近い発言を{}件引用します。{}".format


def fiscal_year_option(first: int) -> str:
    """Return a fiscal year with its months, for a list to choose from.

    >>> fiscal_year_option(2022)
    '令和4年度（2022年4月〜2023年3月）'
    """
    return f"{fiscal_year(first)}（{first}年4月〜{first + 1}年3月）"
