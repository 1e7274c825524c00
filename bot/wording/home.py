"""Sentences of Home and its pages, and of the glossary."""

from __future__ import annotations

APP_LEAD = (
    "東京都と区市町村のCIO座談会から、発言をそのまま引用します。"
    "聞きたいことが決まっていれば「メッセージ」タブへ。まだのときは、ここから眺められます。"
)
OWN_UNKNOWN = "ご自分の自治体を選ぶと、うちの自治体の発言や、同じ種類の自治体の座談会が先に並びます。"
OWN_PICK = "自治体を選ぶ"
WELCOME = "はじめての方へ"
OWN_PAGE = "うちの自治体の発言"
THEMES_HEAD = "テーマから読む"
THEMES_OURS = "テーマの分け方と説明は、このアプリの作成者によるものです。"
READ = "読む"
NEWEST_HEAD = "新しい座談会"
AGENDA = "議題："
COVERAGE_HEAD = "収録の範囲"
ANY_MUNICIPALITY = "自治体ごとのページ（座談会の日付・議題・発言）を見る"
USAGE_HEAD = "使い方"
USAGE = (
    "・調べものは、このアプリの「メッセージ」タブ（DM）で。ふだんの言葉で書いてください。\n"
    "・チャンネルでは @座談会 に続けて質問すると、スレッドに答えます。\n"
    "・/zadankai に続けて質問すると、答えは自分にだけ見えます。\n"
    "・「ガバメントクラウドとは」のように聞くと、言葉の説明と、その言葉が出てくる発言を示します。\n"
    "・/zadankai 通知 で新しい座談会のお知らせ、/zadankai forget でご自分の記録の削除ができます。"
)
THEME_TITLE = "テーマ"
MUNICIPALITY_TITLE = "自治体のページ"
EARLIER_PAGE = "前のページ"
LATER_PAGE = "次のページ"
NO_THEME_TITLE = "テーマが見つかりません"
NO_THEME = "このテーマは、いまはありません。ホームを開き直してください。"
THEME_UNSPOKEN = "このテーマの発言は、収録の中には見つかりませんでした（取組がないという意味ではありません）。"
ROUNDS_HEAD = "座談会"
VOICES_HEAD = "話しているテーマ"
NO_ROUNDTABLE = "座談会が収録にありません（取組がないという意味ではありません）。"
NO_VOICES = "どのテーマにも当てはまる発言がありません。"
FORUM_HEAD = "座談会とは"
FORUM_QUOTED = "記事の注記をそのまま引用しています。"
FORUM_LEAD = (
    "東京都のCIOと区市町村のCIOが、デジタル化の課題を語り合った記録です。"
    "noteで公開された記事から、発言をそのまま引用します。"
)
READ_FIRST_HEAD = "はじめに読む座談会"
READ_FIRST_LEAD = "あわせて読むと、多くのテーマに触れられる座談会です。"
TRY_HEAD = "ひとつ聞いてみる"
TRY = "この質問の答えを見る"
TRY_TITLE = "質問の例"
QUOTING_HEAD = "引用するとき"
QUOTING = (
    "・発言は当時のものです。日付と、当時の役職を必ず添えてください。\n"
    "・各引用の「共有」から、出典つきの引用を送れます。資料に貼るときも、日付・役職・出典を残してください。\n"
    "・言葉を変えず、短く引用し、もとの記事で前後を確かめてください。"
)
THE_OWN = "ご自分の自治体の座談会"
THE_OWN_KIND = "ご自分の自治体と同じ種類の自治体の座談会"
EXPLAINED_BY_US = "この説明は、このアプリの作成者が書いたものです。座談会での発言ではありません。"
UNSPOKEN_TERM = "収録の中に、この言葉が出てくる発言はありません。"
#: Counts of a theme: passages, municipalities.
theme_counts = "発言{}件・{}自治体".format
own_is = "ご自分の自治体：{}（いつでも変えられます）".format


def absent_topics(names: tuple[str, ...]) -> str:
    """Return the topics that people ask for and whose words no passage has."""
    return f"収録の発言に見つからない言葉：{'、'.join(names)}（話題や取組がないという意味ではありません）"


def with_roundtable(names: tuple[str, ...]) -> str:
    """Return the municipalities that have a roundtable in the corpus."""
    return f"座談会がある自治体（{len(names)}）：{'、'.join(names) or 'なし'}"


def without_roundtable(names: tuple[str, ...]) -> str:
    """Return the municipalities that have none."""
    return (
        f"座談会が収録にない自治体（{len(names)}）：{'、'.join(names)}（取組がないという意味ではありません）"
        if names
        else "すべての自治体の座談会があります。"
    )


#: Position in a paged list: page, pages.
page_of = "{}／{}ページ".format


#: Number of passages that speak a term.
mentioned = "この言葉が出てくる発言：{}件".format
#: Buttons' labels for screen readers, at most 75 characters.
read_theme = "テーマ「{:.60}」を読む".format
