"""Sentences of Home and its pages, the glossary, notices, limits of access and messages to operators."""

from __future__ import annotations

from bot.wording.answers import part_of, quote_number

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
NOTICE_HEAD = "お知らせ"
NOTICE_IS_ON = "新しい座談会が入ったときに、このアプリからのDMでお知らせします。"
NOTICE_IS_OFF = "新しい座談会が入っても、お知らせはしません（初期設定）。"
NOTICE_TURN_ON = "お知らせを受け取る"
NOTICE_TURN_OFF = "お知らせを止める"
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
COMPARISON = "自治体ごとの一覧"
SHARE = "共有"
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


#: Counts of a theme: passages, municipalities.
theme_counts = "発言{}件・{}自治体".format
#: The reader's own municipality.
own_is = "ご自分の自治体：{}（いつでも変えられます）".format


def absent_topics(names: tuple[str, ...]) -> str:
    """Return the topics that people ask for and nobody speaks of."""
    return f"収録の座談会で話されていない話題：{'、'.join(names)}"


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


def partly_missing(parts: tuple[int, ...]) -> str:
    """Return which parts of a roundtable are missing.

    >>> partly_missing((2,))
    '一部（②）が未収録です'
    """
    return f"一部（{'・'.join(map(part_of, parts))}）が未収録です"


def adds_themes(names: tuple[str, ...]) -> str:
    """Return the themes for which a roundtable is worth reading."""
    return f"「{'」「'.join(names)}」の話が読めます"


#: Number of passages that speak a term.
mentioned = "この言葉が出てくる発言：{}件".format


#: Buttons' labels for screen readers, at most 75 characters.
read_theme = "テーマ「{:.60}」を読む".format
list_theme = "テーマ「{:.60}」を一覧にする".format


def share_quote(number: int, speaker: str) -> str:
    """Return the label of 共有 for screen readers (at most 75 characters)."""
    return f"{quote_number(number)}（{speaker[:50]}）を{SHARE}"


def notice_state(where: str, *, on: bool) -> str:
    """Return whether notices are sent to *where*."""
    return f"{where}：{IS_ON if on else IS_OFF}"


def notice_switch(where: str, *, on: bool) -> str:
    """Return the label of the button that changes it; *on* is the present state."""
    return f"{where}に受け取らない" if on else f"{where}に受け取る"


#: Records of a person that were deleted.
forgot_municipality = "ご自分の自治体（{}）".format
forgot_questions = "7日間の質問 {}件".format
forgot_feedback = "「役に立った」「違う」の記録 {}件（名前のない形）".format
FORGOT_ASKED = "自治体をうかがったという記録"
FORGOT_NOTICE = "お知らせの宛先（以後、あなたへのお知らせは止まります）"
FORGOT_CHANNELS = "チャンネルのお知らせを申し込んだ人の記録（チャンネルへのお知らせは続きます）"
FORGOT_EVENTS = "この1日に質問を受け取ったという記録（質問の文面は、答えた時点で消えています）"

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


#: Runs of ``zadankai sync`` that failed in a row.
sync_failed = "記事の取り込み（zadankai sync）が、続けて{}回失敗しています。".format
#: Number of articles that are stored and not searched.
articles_unreadable = "読み取れない記事が{}本あり、検索の対象になっていません（zadankai check で確認できます）。".format
#: Minutes for which the index has been older than the articles.
index_stale = "記事の更新が、{}分前から検索に反映できていません。".format


def reports_came(counts: dict[str, int]) -> str:
    """Return how many reports of users came in, by kind.

    >>> reports_came({"speaker": 2, "removal": 1})
    '引用について、利用者から3件の知らせがあります（発言者の誤り2件、掲載の取りやめ1件）。'
    """
    kinds = {"speaker": "発言者の誤り", "context": "文脈の誤解", "removal": "掲載の取りやめ"}
    told = "、".join(f"{kinds.get(kind, kind)}{count}件" for kind, count in counts.items())
    return f"引用について、利用者から{sum(counts.values())}件の知らせがあります（{told}）。"


#: The passage id of a reported quote.
reported = "引用の番号：{}（zadankai hide で検索から外せます）".format
